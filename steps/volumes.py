"""Volumes of the agents container: where its root lies, what lies on them, and who else names them."""

from __future__ import annotations

from posixpath import commonpath

import pytest
from pytest_bdd import given, then

from probes import attachments
from probes.container import Place
from probes.estate import Estate
from probes.proxmox import Proxmox
from probes.proxmox_facts import Config, Volume
from probes.unseen import Unseen
from steps.containers import Container
from steps.outcomes import DoesNotApply, Violation


@then("its root lies on the estate's storage")
def storage(container: Container, estate: Estate) -> None:
    """The storage of rootfs is what stands before the colon; a path instead is no storage."""
    root = container.config.rootfs
    if root.storage != estate.agents.storage:
        raise Violation(f"the root of container {container.config.vmid} is {root.source}, not on {estate.agents.storage}")


@then("the inventory pins the same storage")
def pinned(container: Container, estate: Estate, request: pytest.FixtureRequest) -> None:
    """``lxc_storage`` of the host in the playbooks' inventory is the storage on which the root lies."""
    said = request.getfixturevalue("playbooks").inventory.hosts.get(estate.agents.hostname, {}).get("lxc_storage")
    if said != container.config.rootfs.storage:
        raise Violation(
            f"the inventory pins {said or 'no storage'} for {estate.agents.hostname}, whose root lies on {container.config.rootfs.storage}"
        )


@then("no bulk mount lies in its home, and nothing of its home lies on one")
def caches_apart(container: Container, estate: Estate) -> None:
    """No mount point of Proxmox and no mount seen inside is at, above or below the home; home, ~/.claude and ~/.codex really lie on the root volume."""
    home, config, inside = str(estate.agents.home), container.config, container.inside
    if not config.mounts:
        raise DoesNotApply("the container has no mount point beside its root, so no cache is apart or not")
    across = [f"{volume.key} ({volume.source}) is mounted at {volume.target}" for volume in config.mounts if _across(volume.target, home)]
    across += [f"a mount inside lies at {point}" for point in inside.mounts if not any(point == volume.target for volume in config.mounts)]
    away = [_away(place, config.mounts) for place in inside.places if place.path != "/" and place.mount != "/"]
    if across or away:
        raise Violation(f"sign-ins and bulk share a volume: {'; '.join([*across, *away])}")


def _across(target: str, home: str) -> bool:
    return commonpath([target, home]) in {target, home} and target != "/"


def _away(place: Place, mounts: tuple[Volume, ...]) -> str:
    volume = next((f" ({volume.source})" for volume in mounts if volume.target == place.mount), "")
    return f"{place.path} lies on {place.mount}{volume}"


@given("the containers of the cluster", target_fixture="containers")
def the_containers(proxmox: Proxmox, estate: Estate) -> tuple[Config, ...]:
    """The configuration of every container of every node; the dev host among them is the witness."""
    return proxmox.containers(estate.dev.vmid)


@then("no other of them names a volume of the agents container")
def own_volumes(containers: tuple[Config, ...], estate: Estate) -> None:
    """No root, mount point or raw mount entry of another container has a volume of the agents container as its source, by id or by its name in a path."""
    own = next((config for config in containers if config.vmid == estate.agents.vmid), None)
    if own is None:
        raise Unseen("the volumes", "Proxmox", f"container {estate.agents.vmid} is not listed")
    found = [words for config in containers if config.vmid != own.vmid for words in _names(config, own)]
    if found:
        raise Violation("; ".join(found))


def _names(config: Config, own: Config) -> list[str]:
    ids = {volume.source for volume in own.volumes}
    disks = {source.rpartition(":")[2].rpartition("/")[2] for source in ids}
    sources = [(volume.key, volume.source) for volume in config.volumes]
    sources += [(key, value.split()[0]) for key, value in config.raw if key == "lxc.mount.entry" and value.split()]
    return [
        f"{key} of container {config.vmid} ({config.hostname}) is {source}"
        for key, source in sources
        if source in ids or _owner(source) == own.vmid or any(part in disks for part in source.replace(":", "/").split("/"))
    ]


def _owner(source: str) -> int | None:
    """The number in a volume's name, which is whose it is."""
    found = attachments.DISK.search(source)
    return int(found[1]) if found else None
