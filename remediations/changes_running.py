"""Changes of what runs on a host rather than of files: units, variables of running programs, packages, and single commands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verb = Literal[
    "daemon-reload", "enable", "disable", "reenable", "mask", "unmask", "start", "stop", "restart", "try-restart", "reload", "reset-failed",
    "set-default",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnitAction:
    """One verb of systemctl; ``user`` for that user's own manager.

    Equal ones of several fixes are done once, after every file is in place: first daemon-reload, then the rest in the order they were asked for.
    """

    verb: Verb
    unit: str = ""
    user: str | None = None

    @property
    def sentence(self) -> str:
        whose = f" of {self.user}'s own manager" if self.user else ""
        url = " (Remote Control gets a new environment URL; a link to the list of environments still holds)" if self._renews else ""
        return f"{self.verb} {self.unit}".rstrip() + whose + url

    @property
    def _renews(self) -> bool:
        return "remote-control" in self.unit and self.verb in ("restart", "try-restart", "start", "stop")

    @property
    def place(self) -> str:
        return f"unit:{self.unit}" if self.unit else "unit:*"


@dataclass(frozen=True, slots=True)
class UnsetManager:
    """systemd's manager hands this variable to no unit (systemctl unset-environment). Its value stays in the backup on the target."""

    name: str
    user: str | None = None

    @property
    def sentence(self) -> str:
        return f"unset {self.name} in systemd's manager"

    @property
    def place(self) -> str:
        return f"manager:{self.name}"


@dataclass(frozen=True, slots=True)
class TmuxUnset:
    """A user's tmux server gives this variable to no new pane; panes that are open keep it."""

    socket: str
    name: str
    user: str

    @property
    def sentence(self) -> str:
        return f"unset {self.name} in the tmux server at {self.socket}"

    @property
    def place(self) -> str:
        return f"tmux:{self.socket}"


@dataclass(frozen=True, slots=True)
class PackageInstall:
    """These Debian packages are installed; undoing removes exactly what came."""

    names: tuple[str, ...]

    @property
    def sentence(self) -> str:
        return f"install {', '.join(self.names)}"

    @property
    def place(self) -> str:
        return f"package:{','.join(self.names)}"


@dataclass(frozen=True, slots=True)
class Command:
    """For what no other kind fits. ``does`` says it in the imperative; ``holds`` exits 0 when it is so already; ``undo`` takes it back.

    ``leaves`` marks a command that needs no undo (it removes only what git or apt call prunable, or adds a line to a log). ``touches`` is the path it writes to.
    ``late``: it comes where the fix lists it among its verbs of systemctl, after every file is in place.
    """

    does: str
    do: tuple[str, ...]
    holds: tuple[str, ...]
    touches: str
    undo: tuple[str, ...] = ()
    leaves: bool = False
    late: bool = False
    user: str | None = None
    deadline: float = 120

    @property
    def sentence(self) -> str:
        return self.does

    @property
    def place(self) -> str:
        return self.touches
