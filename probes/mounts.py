"""What is mounted in a host, in every mount namespace, the mounts hidden under others included.

Source: proc(5) on /proc/PID/mountinfo. Fields are escaped in octal there; a mount that another one covers stays listed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from probes.estate import Estate
from probes.question import Question

NETWORK = {
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "virtiofs", "ceph", "glusterfs", "afs", "coda", "lustre", "gfs2", "ocfs2", "beegfs", "davfs",
}  # fmt: skip
SCRIPT = Path(__file__).with_suffix(".sh").read_text()


@dataclass(frozen=True, slots=True)
class Mount:
    """One line of mountinfo. ``device`` is major:minor, ``root`` the directory of that file system which shows at ``point``.

    ``seen_by`` is empty for init's namespace, else the program that has a namespace with this mount; ``nested`` says that this
    namespace has a root of its own (a nested container); ``kind`` is what the mount point is (directory, file, socket,
    device, disk, "" when nobody looked).
    """

    id: int
    parent: int
    device: str
    root: str
    point: str
    fstype: str
    source: str
    options: tuple[str, ...]
    seen_by: str = ""
    kind: str = ""
    nested: bool = False

    @property
    def words(self) -> str:
        """Where it is and what it shows, for a sentence."""
        inside = f" of {self.source}" if self.root != "/" else ""
        what = f"{self.root}{inside}" if self.root != "/" else self.source
        return f"{self.point} ({self.fstype}, {what})" + (f" in the namespace of {self.seen_by}" if self.seen_by else "")


@dataclass(frozen=True, slots=True)
class Mounts:
    """All mounts of a host. ``root_uid`` is what root in the host is on its node (0: no user namespace).

    ``sockets`` pairs a mount point with the path of a socket found in it.
    """

    root_uid: int
    all: tuple[Mount, ...]
    sockets: tuple[tuple[str, str], ...] = ()

    @property
    def init(self) -> tuple[Mount, ...]:
        return tuple(mount for mount in self.all if not mount.seen_by)

    @property
    def rootfs(self) -> Mount:
        """What init has as its root. Raises ValueError when there is none: then nothing can be said of this host."""
        for mount in self.init:
            if mount.point == "/":
                return mount
        raise ValueError("init has no root mount")

    def holding(self, path: str) -> Mount:
        """The mount of init's namespace that a (real) path lies on: from the root, always through the mount that is met first."""
        here = self.rootfs
        while above := [mount for mount in self.init if mount.parent == here.id and mount != here and below(path, mount.point)]:
            nearest = min(len(mount.point) for mount in above)
            here = [mount for mount in above if len(mount.point) == nearest][-1]
        return here

    def hidden(self, mount: Mount) -> bool:
        """Whether a path to its mount point leads to another mount, which covers it."""
        return self.holding(mount.point) != mount


def below(path: str, directory: str) -> bool:
    """Whether a path is a directory or lies in it, by its parts."""
    return PurePosixPath(path).is_relative_to(directory)


def unescape(field: str) -> str:
    r"""Undo the octal escapes of mountinfo and fstab (``\040`` is a blank)."""
    raw = re.sub(rb"\\([0-7]{3})", lambda match: bytes([int(match[1], 8)]), field.encode("utf-8", "surrogateescape"))
    return raw.decode("utf-8", "surrogateescape")


def parse(line: str, seen_by: str = "") -> Mount:
    """One line of mountinfo. Raises ValueError when it is none."""
    fields, separator, tail = line.partition(" - ")
    if not separator:
        raise ValueError(line)
    number, parent, device, root, point, *_ = fields.split(" ")
    fstype, source, *options = [*tail.split(" "), "", ""][:3]
    return Mount(
        int(number), int(parent), device, unescape(root), unescape(point), fstype, unescape(source),
        tuple(options[0].split(",")) if options else (), seen_by,
    )  # fmt: skip


def mounts() -> Question[Mounts]:
    """``mounts.sh`` -> Mounts; ValueError when init's root or /proc is not among them (no witness)."""
    return Question("the mounts", SCRIPT, _read)


def _read(text: str) -> Mounts:
    found: list[Mount] = []
    kinds: dict[str, str] = {}
    sockets: list[tuple[str, str]] = []
    root_uid = -1
    for space in re.split(r"^(?=N )", text, flags=re.MULTILINE):
        tagged = [(tag, rest) for tag, _, rest in (line.partition(" ") for line in space.splitlines())]
        found += _namespace(tagged, first=not found)
        kinds |= {unescape(point): kind for kind, _, point in (rest.partition(" ") for tag, rest in tagged if tag == "K")}
        sockets += [(unescape(point), path) for point, _, path in (rest.partition(" ") for tag, rest in tagged if tag == "S")]
        root_uid = next((int(rest.split()[1]) for tag, rest in tagged if tag == "U" and rest.split()[0] == "0"), root_uid)
    answer = Mounts(root_uid, tuple(m if m.seen_by else replace(m, kind=kinds.get(m.point, "")) for m in found), tuple(sockets))
    if root_uid < 0 or not answer.rootfs or not any(mount.fstype == "proc" for mount in found):
        raise ValueError("no witness among the mounts")
    return answer


def _namespace(tagged: list[tuple[str, str]], *, first: bool) -> list[Mount]:
    program = next((rest.split(" ", 2)[2] for tag, rest in tagged if tag == "N"), "")
    found = [parse(rest, "" if first else program) for tag, rest in tagged if tag == "M"]
    nested = not first and any(mount.point == "/" for mount in found)
    return [replace(mount, nested=nested) for mount in found]


def ahead(estate: Estate) -> tuple[Question[Any], ...]:
    """What an audit asks of agents."""
    del estate
    return (mounts(),)


def ahead_dev(estate: Estate) -> tuple[Question[Any], ...]:
    """What an audit asks of the dev host."""
    del estate
    return (mounts(),)
