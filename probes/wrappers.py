"""Reads the scripts that run before the real program, and the variables they give on to it."""

from __future__ import annotations

from dataclasses import dataclass

from probes.estate import Estate
from probes.masks import kind, script
from probes.question import Question
from probes.units import Variable


@dataclass(frozen=True, slots=True)
class Wrapper:
    """One file on the way to the program; ``interpreter`` is empty for a program that is no script, "data" for a file that a script reads."""

    path: str
    interpreter: str
    variables: tuple[Variable, ...]


def wrappers(unit: str) -> Question[tuple[Wrapper, ...]]:
    """The files that ExecStart= runs, sources or reads, in order; the first is the one that systemd executes. Raises Unseen when it starts nothing."""
    return Question(f"what {unit} runs before its program", script("wrappers", unit=unit), read)


def ahead(estate: Estate) -> tuple[Question[tuple[Wrapper, ...]], ...]:
    return (wrappers(estate.agents.unit),)


def read(told: str) -> tuple[Wrapper, ...]:
    """Raises ValueError when not even the first program was seen."""
    found = tuple(_wrapper(block) for block in f"\n{told}".split("\nX ")[1:])
    if not found:
        msg = "the program that the unit starts is not there"
        raise ValueError(msg)
    return found


def _wrapper(block: str) -> Wrapper:
    head, *rest = block.splitlines()
    path, _, interpreter = head.partition(" ")
    pairs = [line.strip().partition("=") for line in rest]
    return Wrapper(path, interpreter, tuple(Variable(name, kind(value), path) for name, _, value in pairs))
