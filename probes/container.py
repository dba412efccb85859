"""What the container knows of itself: who its root is outside, what it is called, how large it is, where its home lies."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from probes.estate import Estate
from probes.question import Question

SCRIPT = Path(__file__).with_suffix(".sh").read_text()
EVERYBODY = 4294967295


@dataclass(frozen=True, slots=True)
class Place:
    """``path`` is really ``real``, on the mount at ``mount`` with this ``device`` number."""

    path: str
    real: str
    mount: str
    device: int


@dataclass(frozen=True, slots=True)
class Inside:
    """``maps`` are init's (inside, outside, length); ``nested``: the look itself came from a namespace below init's. ``memory`` in KiB."""

    maps: tuple[tuple[int, int, int], ...]
    nested: bool
    kernel_name: str
    file_name: str
    cores: int
    memory: int
    places: tuple[Place, ...]
    mounts: tuple[str, ...]

    @property
    def unprivileged(self) -> bool:
        """Whether root inside is somebody else outside."""
        return bool(self.maps) and all(inside != outside for inside, outside, _ in self.maps)


def inside(home: str) -> Question[Inside]:
    """One look from init's namespaces. Changes nothing."""
    return Question("what the container knows of itself", f"home={shlex.quote(home)}\n{SCRIPT}", _read)


def of_agents(estate: Estate) -> Question[Inside]:
    return inside(str(estate.agents.home))


def ahead(estate: Estate) -> tuple[Question[Any], ...]:
    return (of_agents(estate),)


def _read(answer: str) -> Inside:
    rows = [line.partition(" ")[::2] for line in answer.splitlines()]

    def of(mark: str) -> Iterator[str]:
        return (rest for word, rest in rows if word == mark)

    init, here = next(of("ns")).split()
    maps = tuple((int(a), int(b), int(c)) for a, b, c in (rest.split() for rest in of("map")))
    return Inside(
        maps=maps, nested=init != here, kernel_name=next(of("kernel")).strip(), file_name=next(of("file")).strip(), cores=int(next(of("cores"))),
        memory=int(next(of("memory"))), places=tuple(_place(rest) for rest in of("place")), mounts=tuple(of("mount")),
    )  # fmt: skip


def _place(rest: str) -> Place:
    path, real, mount, device = rest.split("|")
    return Place(path, real, mount, int(device))
