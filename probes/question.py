"""A question to a host: one shell script, and what its answer means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from testinfra.host import Host

from probes.unseen import Unseen

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Question(Generic[T]):
    """``about`` names the fact in words, ``script`` is POSIX sh run as root, ``read`` turns its stdout into the fact.

    ``read`` raises ValueError, KeyError or IndexError on an answer it does not understand; that becomes Unseen, never an empty fact.
    ``limit``: seconds it may take when that is more than the host's usual; ``once``: it observes by doing, so it is asked anew every time and
    never sent twice.
    """

    about: str
    script: str
    read: Callable[[str], T]
    limit: float | None = None
    once: bool = False


def ask(host: Host, question: Question[T]) -> T:
    """Ask one host one question. Raises Unseen when the script fails or its answer cannot be read."""
    answer = host.run(question.script, about=question.about, limit=question.limit, once=question.once)
    if answer.rc != 0:
        because = answer.stderr.strip().splitlines()[-1:] or [f"exit status {answer.rc}"]
        raise Unseen(question.about, name_of(host), because[0])
    try:
        return question.read(answer.stdout)
    except (ValueError, KeyError, IndexError) as error:
        raise Unseen(question.about, name_of(host), f"the answer could not be read ({type(error).__name__})") from error


def name_of(host: Host) -> str:
    """What the estate calls this host."""
    return str(host.backend.hostname)
