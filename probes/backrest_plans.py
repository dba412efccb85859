"""What one Backrest plan, hook or snapshot has to do with the agents' credentials; everything else of it is dropped at once."""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from probes.covering import Credentials, covered

PATH_VALUED = {
    "--cacert", "--cache-dir", "--exclude-file", "--iexclude-file", "--password-file", "--repository-file", "--repo", "-r", "--tls-client-cert",
    "--parent", "--host", "-H", "--tag", "--time", "--option", "-o", "--limit-upload", "--limit-download", "--pack-size", "--read-concurrency",
    "--compression", "--exclude-if-present", "--exclude-larger-than", "--exclude", "-e", "--iexclude",
}  # fmt: skip
BLIND = {"--files-from", "--files-from-verbatim", "--files-from-raw", "--stdin", "--stdin-from-command", "--stdin-filename"}
"""Flags with which restic takes what a plan does not name."""
WORD = re.compile(r"[^\s'\"=:;|&<>(),]+")


@dataclass(frozen=True, slots=True)
class Taken:
    """A way in which a plan takes credentials: by ``what`` (its path, a flag, a hook), which ``places``; ``mark`` names the thing without showing it."""

    what: str
    places: tuple[str, ...]
    mark: str


@dataclass(frozen=True, slots=True)
class Plan:
    """``paths`` are those of its paths that take credentials, ``others`` how many do not; ``blind`` are flags that name what Backrest does not show."""

    id: str
    repository: str
    disabled: bool
    paths: tuple[Taken, ...]
    flags: tuple[Taken, ...]
    hooks: tuple[Taken, ...]
    blind: tuple[str, ...]

    @property
    def taken(self) -> tuple[Taken, ...]:
        return (*self.paths, *self.flags, *self.hooks)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """``hostname`` is where restic ran, ``paths`` what it was told to take."""

    id: str
    repository: str
    hostname: str
    paths: tuple[str, ...]


def plan(held: dict[str, Any], credentials: Credentials) -> Plan:
    """Raises KeyError for a plan without an id."""
    tokens = [token for flag in flags_of(held) for token in _split(flag)]
    excludes = (*held.get("excludes", ()), *held.get("iexcludes", ()), *_values(tokens, {"--exclude", "-e", "--iexclude"}))
    paths = [Taken(f"its path {path}", places, path) for path in held.get("paths", ()) if (places := covered(path, credentials, excludes))]
    flags = [
        Taken("a path among its flags", places, mark(flag))
        for flag in flags_of(held)
        if (places := _positional(flag, credentials, excludes))
    ]
    hooks = [
        Taken("a command of its hooks", places, mark(hook)) for hook in held.get("hooks", ()) if (places := commanded(hook, credentials))
    ]
    blind = tuple(sorted({token.partition("=")[0] for token in tokens} & BLIND))
    disabled = bool(held.get("schedule", {}).get("disabled"))
    return Plan(str(held["id"]), str(held.get("repo", "")), disabled, tuple(paths), tuple(flags), tuple(hooks), blind)


def flags_of(held: dict[str, Any]) -> list[Any]:
    """The flags of a plan's backups, in the spelling of whichever release wrote them."""
    return [*held.get("backup_flags", ()), *held.get("backupFlags", ())]


def mark(value: Any) -> str:
    """A name for a flag or hook that may hold a secret: the start of its hash."""
    return sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:12]


def _split(flag: str) -> list[str]:
    try:
        return shlex.split(flag)
    except ValueError:
        return flag.split()


def _values(tokens: list[str], names: set[str]) -> list[str]:
    spaced = [tokens[index + 1] for index, token in enumerate(tokens[:-1]) if token in names]
    return spaced + [token.partition("=")[2] for token in tokens if "=" in token and token.partition("=")[0] in names]


def _positional(flag: str, credentials: Credentials, excludes: tuple[str, ...]) -> tuple[str, ...]:
    """What a flag adds to the backup beside the plan's own paths: words that are no flag's value, and commands read from."""
    tokens = _split(flag)
    if tokens and tokens[0].partition("=")[0] == "--stdin-from-command":
        return _mentioned(flag, credentials)
    words = [
        token
        for before, token in zip(["", *tokens], tokens, strict=False)
        if not token.startswith("-") and before not in PATH_VALUED | BLIND
    ]
    return tuple(place for word in words if word.startswith("/") for place in covered(word, credentials, excludes))


def hooked(repository: dict[str, Any], credentials: Credentials) -> tuple[str, ...]:
    """The credential directories that a repository's own hooks name."""
    return tuple(dict.fromkeys(place for hook in repository.get("hooks") or () for place in commanded(hook, credentials)))


def commanded(hook: dict[str, Any], credentials: Credentials) -> tuple[str, ...]:
    """Credential directories, the home or the volume that the command of a hook names."""
    return _mentioned(str(hook.get("actionCommand", {}).get("command", "")), credentials)


def _mentioned(command: str, credentials: Credentials) -> tuple[str, ...]:
    """Only words at or below the agents' home: a command may well name ``/`` or ``/home`` for other ends."""
    below = [word for word in WORD.findall(command.replace("~/", f"{credentials.home}/")) if _deep(word, credentials)]
    return tuple(dict.fromkeys(place for word in below for place in covered(word, credentials)))


def _deep(word: str, credentials: Credentials) -> bool:
    homes = [root + credentials.home for root in ("", *credentials.roots)]
    roots = [root for root in credentials.roots if root]
    return any(word.rstrip("/").startswith(start) for start in (*homes, *roots)) or any(
        part in {".claude", ".codex"} for part in word.split("/")
    )


def snapshot(repository: str, held: dict[str, Any]) -> Snapshot:
    return Snapshot(str(held["id"])[:12], repository, str(held.get("hostname", "")), tuple(held.get("paths", ())))
