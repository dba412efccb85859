"""A systemd unit as configured, whoever told it: systemd itself, the files on its disk, or a template that is not on any disk yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from probes.masks import Kind


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable that somebody sets. ``kind`` is its value's kind; ``source`` the file or the mechanism that sets it."""

    name: str
    kind: Kind
    source: str


@dataclass(frozen=True, slots=True)
class Command:
    """One Exec line: words without quotes; ``ignores_failure`` for ``-``, ``privileged`` for ``+``, ``!`` and ``!!``."""

    argv: tuple[str, ...]
    ignores_failure: bool = False
    privileged: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit. ``seen`` says by whom it was told, in words for a sentence: "as loaded", "on disk".

    ``start`` are ExecStart=, ``others`` every other Exec line by key. ``variables`` come from Environment= and every
    EnvironmentFile=, after UnsetEnvironment=; ``passed`` are PassEnvironment=. ``pulls`` are Wants=, Requires= and BindsTo=.
    ``settings`` are all other keys of [Unit] and [Service] in systemd's own spelling (yes, no, strict); a key that is not set is not
    there. Times are seconds, ``inf`` for infinity. Source: systemd.unit(5), systemd.service(5), systemd.exec(5).
    """

    name: str
    seen: str
    user: str = ""
    start: tuple[Command, ...] = ()
    others: tuple[tuple[str, Command], ...] = ()
    after: tuple[str, ...] = ()
    pulls: tuple[str, ...] = ()
    on_failure: tuple[str, ...] = ()
    wanted_by: tuple[str, ...] = ()
    variables: tuple[Variable, ...] = ()
    passed: tuple[Variable, ...] = ()
    restart_seconds: float = 0.1
    limit_seconds: float = 10.0
    limit_starts: int = 5
    settings: Mapping[str, str] = field(default_factory=dict)

    def setting(self, key: str, default: str = "") -> str:
        """What a key is set to; systemd's default must be named by who asks."""
        return self.settings.get(key) or default

    def is_on(self, key: str) -> bool:
        return self.setting(key) == "yes"
