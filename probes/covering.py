"""Whether a path that a backup names takes the agent credentials with it, wherever the container's files may be seen from. Nothing is asked here.

Patterns are restic's: a leading slash anchors, else a pattern matches at any depth; what it excludes takes its children along; a later ``!`` brings back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from posixpath import normpath

from probes.estate import Estate

DIRECTORIES = (".claude", ".codex")
OTHER_HOMES = re.compile(r"/(?:home|Users|export/home)/([^/]+)/|/(root)/")

Parts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Credentials:
    """The credential directories of agents: their ``home`` inside the container, and the ``roots`` under which another host sees the container's files."""

    home: str
    roots: tuple[str, ...]
    vmid: int

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(f"{root}{self.home}/{name}" for root in ("", *self.roots) for name in DIRECTORIES)


def of_agents(estate: Estate) -> Credentials:
    """As agents itself and the host of Backrest see them."""
    roots = estate.backrest.node_paths if estate.backrest else ()
    return Credentials(str(estate.agents.home), tuple(root.rstrip("/") for root in roots), estate.agents.vmid)


def covered(path: str, credentials: Credentials, excludes: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The credential directories that a backup of ``path`` holds: it is above, at or below them, and no pattern leaves them out."""
    clean = normal(path)
    return tuple(place for place in _places(clean, credentials) if not excluded(place, excludes))


def normal(path: str) -> str:
    """Without ``..``, doubled or trailing slashes."""
    return normpath("/" + path.strip().strip("\"'").lstrip("/"))


def _places(path: str, credentials: Credentials) -> tuple[str, ...]:
    known = tuple(place for place in credentials.places if _related(_parts(path), _parts(place)))
    return tuple(dict.fromkeys((*known, *_through_volume(path, credentials), *_elsewhere(path, credentials))))


def _parts(path: str) -> Parts:
    return tuple(part for part in path.split("/") if part)


def _related(path: Parts, place: Parts) -> bool:
    """One is above the other or both are the same; ``path`` may hold shell patterns."""
    if not path or not place:
        return True
    if path[0] == "**":
        return _related(path[1:], place) or _related(path, place[1:])
    return fnmatchcase(place[0], path[0]) and _related(path[1:], place[1:])


def _through_volume(path: str, credentials: Credentials) -> tuple[str, ...]:
    """A path below the container's volume or its mounted root, on whatever pool: what is left of it is a path inside."""
    parts = _parts(path)
    for index, part in enumerate(parts):
        if _is_volume(part, credentials.vmid) or parts[max(index - 2, 0) : index + 1] == ("lxc", str(credentials.vmid), "rootfs"):
            root, inside = "/" + "/".join(parts[: index + 1]), parts[index + 1 :]
            return tuple(
                f"{root}{credentials.home}/{name}" for name in DIRECTORIES if _related(inside, _parts(f"{credentials.home}/{name}"))
            )
    return ()


def _is_volume(part: str, vmid: int) -> bool:
    """The name of a volume of the guest as Proxmox gives it, or a pattern that is made for such names and takes it."""
    kinds = ("subvol", "vm", "base", "basevol")
    if re.fullmatch(rf"(?:{'|'.join(kinds)})-{vmid}-disk-.+", part):
        return True
    patterned = re.search(r"[*?\[]", part) and re.search(r"subvol|vm-|-disk|\d", part)
    return bool(patterned) and any(fnmatchcase(f"{kind}-{vmid}-disk-{number}", part) for kind in kinds for number in range(4))


def _elsewhere(path: str, credentials: Credentials) -> tuple[str, ...]:
    """A credential directory by its name, or the agents' home, below an unknown mount; the homes of other people are theirs."""
    parts, home = _parts(path), _parts(credentials.home)
    starts = [index for index in range(1, len(parts)) if parts[index : index + len(home)] == home]
    if starts:
        before, rest = "/".join(parts[: starts[0]]), parts[starts[0] + len(home) :]
        return tuple(f"/{before}{credentials.home}/{name}" for name in DIRECTORIES if _related(rest, (name,)))
    owner = OTHER_HOMES.match(path + "/")
    if set(parts).intersection(DIRECTORIES) and not (owner and not credentials.home.startswith(owner[0].rstrip("/"))):
        return (path,)
    return ()


def excluded(path: str, patterns: tuple[str, ...]) -> bool:
    """Whether the patterns leave ``path`` out of a backup; the last that matches it decides, and a left-out parent cannot be undone."""
    parts = _parts(path)
    return any(_left_out(parts[:count], patterns) for count in range(1, len(parts) + 1))


def _left_out(parts: Parts, patterns: tuple[str, ...]) -> bool:
    out = False
    for pattern in patterns:
        if _matches(parts, pattern.removeprefix("!")):
            out = not pattern.startswith("!")
    return out


def _matches(parts: Parts, pattern: str) -> bool:
    """Leaving out all that a directory holds (``/*``, ``/**``) is leaving it out."""
    wanted = _parts(re.sub(r"(?:/\*{1,2})+/*$", "", pattern))
    if not wanted:
        return False
    starts = [0] if pattern.startswith("/") else range(len(parts))
    return any(_equal(wanted, parts[start:]) for start in starts)


def _equal(pattern: Parts, parts: Parts) -> bool:
    if not pattern or not parts:
        return not pattern and not parts
    if pattern[0] == "**":
        return _equal(pattern[1:], parts) or _equal(pattern, parts[1:])
    return fnmatchcase(parts[0], pattern[0]) and _equal(pattern[1:], parts[1:])
