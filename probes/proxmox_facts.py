"""What Proxmox VE says, as facts. Source: its API viewer; pct.conf(5); PVE/LXC/Config.pm."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from probes.masks import kind
from probes.units import Variable

DEFAULT_MEMORY = 512
ENVIRONMENT = "lxc.environment"


@dataclass(frozen=True, slots=True)
class Guest:
    """A guest of the cluster: ``kind`` lxc or qemu, ``status`` running or stopped."""

    vmid: int
    name: str
    node: str
    kind: str
    status: str
    template: bool


@dataclass(frozen=True, slots=True)
class Volume:
    """A root or mount point: ``source`` is STORAGE:VOLUME or a path of the node; ``backup`` is None when nothing is said."""

    key: str
    source: str
    target: str
    options: tuple[tuple[str, str], ...]

    @property
    def storage(self) -> str | None:
        """The storage's id; None for a directory of the node."""
        return None if self.source.startswith("/") else self.source.partition(":")[0]

    @property
    def backup(self) -> bool | None:
        said = dict(self.options).get("backup")
        return None if said is None else said in {"1", "yes", "on", "true"}

    @property
    def shared(self) -> bool:
        return dict(self.options).get("shared") == "1"


@dataclass(frozen=True, slots=True)
class Config:
    """A container's configuration in force. ``cores`` None: all of the node's. ``raw`` are lxc.* lines in file order. Nothing pending is in it.

    ``variables`` are those that the container is started with, by option ``env`` or a raw line; their values stay at Proxmox.
    """

    vmid: int
    node: str
    hostname: str
    unprivileged: bool
    features: tuple[str, ...]
    cores: int | None
    memory: int
    onboot: bool
    volumes: tuple[Volume, ...]
    raw: tuple[tuple[str, str], ...]
    digest: str
    variables: tuple[Variable, ...] = ()

    @property
    def rootfs(self) -> Volume:
        return next(volume for volume in self.volumes if volume.key == "rootfs")

    @property
    def mounts(self) -> tuple[Volume, ...]:
        return tuple(volume for volume in self.volumes if volume.key != "rootfs")


@dataclass(frozen=True, slots=True)
class Pending:
    """An option that waits for a restart: its ``value`` in force and what comes instead, each None for nothing."""

    key: str
    value: str | None
    pending: str | None


@dataclass(frozen=True, slots=True)
class Job:
    """A vzdump job. ``vmids`` and ``excluded`` are ids as text; ``paths`` are excluded in every container of the job."""

    id: str
    enabled: bool
    storage: str
    node: str | None
    everybody: bool
    vmids: tuple[str, ...]
    excluded: tuple[str, ...]
    pool: str | None
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup on a storage: ``taken`` in seconds since the epoch, ``state`` of its verification or None."""

    volid: str
    taken: float
    state: str | None


def guest(row: dict[str, Any]) -> Guest:
    return Guest(
        int(row["vmid"]), str(row.get("name", "")), str(row["node"]), str(row["type"]), str(row["status"]), bool(row.get("template"))
    )


def config(vmid: int, node: str, held: dict[str, Any]) -> Config:
    """Raises KeyError when it has no root or no digest, which every container has."""
    volumes = [volume(key, str(value)) for key, value in sorted(held.items()) if key == "rootfs" or re.fullmatch(r"mp\d+", key)]
    if not any(found.key == "rootfs" for found in volumes):
        raise KeyError("rootfs")
    return Config(
        vmid=vmid, node=node, hostname=str(held.get("hostname", "")), unprivileged=_on(held.get("unprivileged")),
        features=tuple(part.strip() for part in str(held.get("features", "")).split(",") if part.strip()),
        cores=int(held["cores"]) if held.get("cores") is not None else None, memory=int(held.get("memory", DEFAULT_MEMORY)),
        onboot=_on(held.get("onboot")), volumes=tuple(volumes), raw=tuple(_raw(str(key), str(value)) for key, value in held.get("lxc", ())),
        digest=str(held["digest"]), variables=tuple(_variables(held)),
    )  # fmt: skip


def _raw(key: str, value: str) -> tuple[str, str]:
    """A line as it is, but of a variable only its kind."""
    name, equals, rest = value.partition("=")
    return (key, f"{name}=<{kind(rest)}>" if equals and key.startswith(ENVIRONMENT) else value)


def _variables(held: dict[str, Any]) -> Iterator[Variable]:
    """Option ``env`` holds NAME=value parted by NUL; lxc.environment one a line, a bare name being passed on from the node."""
    told = [("env", pair) for pair in str(held.get("env", "")).split("\0") if pair]
    told += [(str(key), str(value)) for key, value in held.get("lxc", ()) if str(key).startswith(ENVIRONMENT)]
    for key, pair in told:
        name, equals, value = pair.partition("=")
        yield Variable(name.strip(), kind(value) if equals else "set", f"{key} of the container")


def _on(value: Any) -> bool:
    return str(value or 0) == "1"


def volume(key: str, text: str) -> Volume:
    """``apps-pool:subvol-140-disk-0,size=16G`` or ``/srv/x,mp=/x``."""
    source, *rest = text.split(",")
    options = {key: value for key, mark, value in (part.partition("=") for part in rest) if mark}
    target = "/" if key == "rootfs" else options.get("mp", "")
    return Volume(key, source.removeprefix("volume="), target, tuple(options.items()))


def pending(row: dict[str, Any]) -> Pending | None:
    """None for an option for which nothing waits."""
    if "pending" not in row and not row.get("delete"):
        return None
    return Pending(str(row["key"]), _text(row.get("value")), _text(row.get("pending")))


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def job(row: dict[str, Any]) -> Job:
    return Job(
        id=str(row["id"]), enabled=_on(row.get("enabled", 1)), storage=str(row.get("storage", "")), node=row.get("node"), everybody=_on(row.get("all")),
        vmids=_ids(row.get("vmid")), excluded=_ids(row.get("exclude")), pool=row.get("pool"), paths=paths(row.get("exclude-path")),
    )  # fmt: skip


def _ids(value: Any) -> tuple[str, ...]:
    return tuple(part.strip() for part in str(value or "").split(",") if part.strip())


def paths(value: Any) -> tuple[str, ...]:
    """A list of paths; older releases join them with NUL, ``/etc/vzdump.conf`` with commas or blanks."""
    parts = value if isinstance(value, list) else re.split(r"[\0, ]+", str(value or ""))
    return tuple(str(part) for part in parts if part)


def backup(row: dict[str, Any]) -> Backup:
    return Backup(str(row["volid"]), float(row["ctime"]), (row.get("verification") or {}).get("state"))
