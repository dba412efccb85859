"""The kinds of change: frozen values that say what shall be so. Only the target program and the clients of systems write.

A host change is plain data. The program in ``remediations/target`` knows each kind by its class name and can look (what is), want (what must
be, given what is) and put (make it so); so every kind has a diff, an apply, an undo and a verify, and one whose place already holds plans to
nothing. An api change (protocol ``ApiChange``) has the same three as methods on the client of its ``system``; ``look`` returns the JSON of what
it would change, and never a secret, since it goes into plans and journals; ``put`` raises ``Stale`` when the system no longer holds ``seen``.
Each kind has ``sentence`` (what will be done, for people) and ``place`` (what it touches, as in a fix's ``touches``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal, Protocol, runtime_checkable

Json = Any
"""Plain JSON: None, bool, int, float, str, lists and dicts of them."""


class Stale(Exception):  # noqa: N818  (it says what happened)
    """Somebody else changed the place since it was looked at; nothing was written."""


class HostChange(Protocol):
    """Data for the target program."""

    @property
    def sentence(self) -> str: ...

    @property
    def place(self) -> str: ...


@runtime_checkable
class ApiChange(Protocol):
    """A change of an object in another system; ``system`` is the fixture that gives its client."""

    system: ClassVar[str]

    @property
    def sentence(self) -> str: ...

    @property
    def place(self) -> str: ...

    def look(self, client: Any, /) -> Json: ...

    def want(self, seen: Json, /) -> Json: ...

    def put(self, client: Any, wanted: Json, seen: Json, /) -> None: ...


Change = HostChange | ApiChange
Syntax = Literal["unit", "environment", "shell", "pam"]


@dataclass(frozen=True, slots=True)
class WriteFile:
    """The file holds exactly this. Mode and owner: as given, else as they are, else 0644 root. Missing directories are made."""

    path: str
    content: str
    mode: int | None = None
    owner: str | None = None
    group: str | None = None

    @property
    def sentence(self) -> str:
        return f"write {self.path}"

    @property
    def place(self) -> str:
        return self.path


@dataclass(frozen=True, slots=True)
class RemoveFile:
    """The file is gone; a backup stays on the target."""

    path: str

    @property
    def sentence(self) -> str:
        return f"remove {self.path} (a backup stays)"

    @property
    def place(self) -> str:
        return self.path


@dataclass(frozen=True, slots=True)
class DropAssignments:
    """The file sets none of these variables; every other byte stays. Done on the target: values never travel.

    ``unit``: Environment=, DefaultEnvironment= and PassEnvironment= of units, drop-ins and system.conf; ``environment``: EnvironmentFile,
    /etc/environment, environment.d; ``shell``: plain assignments and exports, anything cleverer is refused; ``pam``: pam_env files.
    """

    path: str
    names: tuple[str, ...]
    syntax: Syntax

    @property
    def sentence(self) -> str:
        return f"take {', '.join(self.names)} out of {self.path}"

    @property
    def place(self) -> str:
        return self.path


@dataclass(frozen=True, slots=True)
class DropJsonKeys:
    """The JSON file has none of these keys, each given as its way from the top: ("env", "DISABLE_TELEMETRY")."""

    path: str
    keys: tuple[tuple[str, ...], ...]

    @property
    def sentence(self) -> str:
        return f"take {', '.join('.'.join(key) for key in self.keys)} out of {self.path}"

    @property
    def place(self) -> str:
        return self.path


@dataclass(frozen=True, slots=True)
class SetMode:
    """A file or directory has exactly this mode, and no access list beside it."""

    path: str
    mode: int

    @property
    def sentence(self) -> str:
        return f"set the mode of {self.path} to {self.mode:04o}"

    @property
    def place(self) -> str:
        return self.path


@dataclass(frozen=True, slots=True)
class SetOwner:
    """A file or directory belongs to this user, and to this group (default: the user's own)."""

    path: str
    owner: str
    group: str | None = None

    @property
    def sentence(self) -> str:
        return f"give {self.path} to {self.owner}"

    @property
    def place(self) -> str:
        return self.path
