"""The raw LXC lines that a container is granted beyond its features, as the runbook records them and as Proxmox has them in force."""

from __future__ import annotations

import re
from dataclasses import dataclass

from probes.docs import Page
from probes.proxmox_facts import Config

LINE = re.compile(r"^\s*(?:[-*]\s+)?`?(lxc\.[\w.]+)\s*[:=]\s*([^`#]*[^`#\s])\s*`?\s*(?:#\s*(.*?)\s*)?$")
SECTION = ("nested", "docker")


@dataclass(frozen=True, slots=True)
class Constraint:
    """One raw line; ``exception`` says that the record calls it one and why."""

    key: str
    value: str
    exception: str = ""

    @property
    def line(self) -> str:
        return f"{self.key}: {self.value}"


def in_force(config: Config) -> tuple[Constraint, ...]:
    return tuple(Constraint(key, _flat(value)) for key, value in config.raw)


def recorded(page: Page) -> tuple[Constraint, ...] | None:
    """The lxc lines in the code blocks and lists of the runbook's section on nested Docker; None without such a section."""
    part = page.part(*SECTION)
    if part is None:
        return None
    lines = re.sub(r"<!--.*?-->", "", "\n".join(page.source.splitlines()[part.line : part.end]), flags=re.DOTALL).splitlines()
    return tuple(read for line in _shown_as_code(lines) if (read := parse(line)))


def parse(line: str) -> Constraint | None:
    """``lxc.key: value  # exception: why``; None for any other line."""
    found = LINE.match(line)
    if not found:
        return None
    comment = found[3] or ""
    return Constraint(found[1], _flat(found[2]), comment if comment.lower().startswith("exception") else "")


def _shown_as_code(lines: list[str]) -> list[str]:
    fenced, kept = False, []
    for line in lines:
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        elif fenced or re.match(r"\s*[-*]\s+`", line):
            kept.append(line)
    return kept


def _flat(value: str) -> str:
    return " ".join(value.split())
