"""Reads one service of a host three ways: what systemd loaded, what its files say, and how it is doing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from probes import unitfile
from probes.estate import Estate
from probes.masks import script
from probes.question import Question
from probes.shown import PROPERTIES, loaded, properties
from probes.unitfile import File
from probes.units import Unit

HINDRANCES = {"C": "{} does not hold", "R": "it requires {}", "O": "it conflicts with {}, which the default target starts too"}
"""What a marked line says of the next start, in words."""
FULL = "%a %Y-%m-%d %H:%M:%S.%f %Z"


@dataclass(frozen=True, slots=True)
class State:
    """How a unit is doing, in systemd's words. ``started`` is when its main process began, in seconds since the epoch; 0 when it has none."""

    load: str
    enabled: str
    active: str
    sub: str
    result: str
    needs_reload: bool
    main_pid: int
    started: float
    restarts: int
    frozen: bool


@dataclass(frozen=True, slots=True)
class Service:
    """One service. ``loaded`` is systemd's view, ``disk`` what its files make, None when there is no fragment; ``files`` fragment and drop-ins.

    ``at_boot`` says whether the default target leads to it; ``hindered`` what would keep it from starting again, in words: a condition that
    does not hold, a required unit that is not there, a conflict at boot. ``now`` is the host's clock, ``version`` systemd's.
    """

    name: str
    version: int
    state: State
    loaded: Unit
    disk: Unit | None
    files: tuple[File, ...]
    default_target: str
    at_boot: bool
    hindered: tuple[str, ...]
    now: float

    @property
    def views(self) -> tuple[Unit, ...]:
        """What holds now, and what would hold after a reload where that differs."""
        return (self.loaded, self.disk) if self.disk and self.state.needs_reload else (self.loaded,)

    def __repr__(self) -> str:
        return f"Service({self.name}, systemd {self.version}, {self.state}, {self.loaded}, files {', '.join(file.path for file in self.files)})"


def service(name: str) -> Question[Service]:
    """One service by its full name. A unit that systemd does not know has ``state.load`` "not-found"; who asks must look there first.

    Source: systemctl(1) ``show``; org.freedesktop.systemd1(5).
    """
    text = script("systemd", unit=name, properties=",".join(PROPERTIES))
    return Question(f"the unit {name}", text, lambda told: read(name, told))


def ahead(estate: Estate) -> tuple[Question[Service], ...]:
    """What an audit will ask about the daemon and its alert."""
    return (service(estate.agents.unit),)


def read(name: str, told: str) -> Service:
    """Raises ValueError or KeyError when a property that every systemd has is missing."""
    marked = [line.partition(" ")[::2] for line in told.splitlines() if not line.startswith("  ")]
    shown = properties(rest for mark, rest in marked if mark == "P")
    facts = {mark: rest for mark, rest in marked if mark in ("V", "D", "N")}
    files = _files(told)
    fragment = bool(files) and files[0].text != ""
    return Service(
        name=name,
        version=int(facts["V"].split(".")[0].split(" ")[0]),
        state=_state({key: values[-1] for key, values in shown.items()}),
        loaded=loaded(name, shown),
        disk=unitfile.unit(name, files, _texts(told, "E ")) if fragment else None,
        files=files,
        default_target=facts["D"],
        at_boot=("L", name) in marked,
        hindered=tuple(
            HINDRANCES[mark].format(" which is ".join(rest.split()) if mark == "R" else rest) for mark, rest in marked if mark in HINDRANCES
        ),
        now=float(facts["N"]),
    )


def _state(shown: dict[str, str]) -> State:
    return State(
        load=shown["LoadState"],
        enabled=shown["UnitFileState"],
        active=shown["ActiveState"],
        sub=shown["SubState"],
        result=shown["Result"],
        needs_reload=shown["NeedDaemonReload"] == "yes",
        main_pid=int(shown["MainPID"]),
        started=_moment(shown["ExecMainStartTimestamp"]),
        restarts=int(shown["NRestarts"]),
        frozen=shown.get("FreezerState", "running") not in ("running", ""),
    )


def _moment(text: str) -> float:
    return datetime.strptime(text, FULL).replace(tzinfo=UTC).timestamp() if text and text != "n/a" else 0.0


def _texts(told: str, mark: str) -> dict[str, str]:
    """Indented text by the rest of the marked line above it."""
    found: dict[str, str] = {}
    head = ""
    for line in told.splitlines():
        if not line.startswith("  "):
            head = line.removeprefix(mark) if line.startswith(mark) else ""
            found |= {head: ""} if head else {}
        elif head:
            found[head] += f"{line[2:]}\n"
    return found


def _files(told: str) -> tuple[File, ...]:
    """The fragment, then the drop-ins as systemd applies them: of two with one name the first directory wins, then by name."""
    fragments: list[File] = []
    drop_ins: dict[str, File] = {}
    for head, text in _texts(told, "F ").items():
        kind, changed, path = head.split(" ", 2)
        file = File(path, text, float(changed))
        if kind == "fragment":
            fragments.append(file)
        else:
            drop_ins.setdefault(path.rpartition("/")[2], file)
    return (*fragments, *(drop_ins[name] for name in sorted(drop_ins)))
