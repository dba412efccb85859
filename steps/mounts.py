"""Mounts: everything that a container shows must be its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pytest
from pytest_bdd import given, then
from testinfra.host import Host

from probes import exports, mounts, origins
from probes.attachments import Attachment, attachments, disk_owner
from probes.estate import Estate
from probes.mounts import Mount, Mounts, below
from probes.origins import elsewhere, shows
from probes.proxmox import Proxmox
from probes.question import ask
from steps.outcomes import Violation


@dataclass(frozen=True, slots=True)
class Views:
    """One container's mounts from its two vantages; ``shown`` is None where the host is not asked."""

    vmid: int
    configured: tuple[Attachment, ...]
    shown: Mounts | None


@given("the mounts of agents, as Proxmox configures them and as the host shows them", target_fixture="views")
def agents_mounts(estate: Estate, agents: Host, proxmox: Proxmox) -> Views:
    """Configuration in force (rootfs, mpN, raw lxc lines) and mountinfo of every mount namespace; its root is the witness."""
    return Views(estate.agents.vmid, attachments(proxmox.config(estate.agents.vmid)), ask(agents, mounts.mounts()))


@given("the mounts of code-server-dev, as Proxmox configures them and as that host shows them", target_fixture="dev_views")
def dev_mounts(estate: Estate, proxmox: Proxmox, request: pytest.FixtureRequest) -> Views:
    """As above for the dev host; only Proxmox is asked when the estate gives no login for it."""
    shown = ask(request.getfixturevalue("dev"), mounts.mounts()) if estate.hosts.dev else None
    return Views(estate.dev.vmid, attachments(proxmox.config(estate.dev.vmid)), shown)


@then("each of them is the container's own")
def all_own(views: Views) -> None:
    """Nothing of another guest, the node or the network on either vantage, and both name the same own volumes."""
    assert views.shown is not None
    configured = {at.point: f"{why} ({at.key})" for at in views.configured if (why := at.elsewhere())}
    foreign = {mount.point: (mount, why) for mount in views.shown.all if (why := elsewhere(mount, views.shown, views.vmid))}
    told = [*_both(configured, foreign, views.shown), *_guest_only(configured, foreign, views.shown), *_missing(views)]
    if told:
        raise Violation("; ".join(told), points=sorted({*configured, *foreign}))


def _both(configured: dict[str, str], foreign: dict[str, tuple[Mount, str]], shown: Mounts) -> Iterator[str]:
    points = {mount.point for mount in shown.all}
    for point, why in sorted(configured.items()):
        yield f"Proxmox mounts {why} at {point}, {_echo(point, foreign, points, shown)}"


def _echo(point: str, foreign: dict[str, tuple[Mount, str]], points: set[str], shown: Mounts) -> str:
    if point in foreign:
        return "and the host shows it" + (", hidden under another mount" if shown.hidden(foreign[point][0]) else "")
    return "and the host has a mount there" if point in points else "which the host does not show"


def _guest_only(configured: dict[str, str], foreign: dict[str, tuple[Mount, str]], shown: Mounts) -> Iterator[str]:
    for point, (mount, why) in sorted(foreign.items()):
        if point not in configured:
            covered = ", hidden under another mount" if not mount.seen_by and shown.hidden(mount) else ""
            yield f"the host mounts {mount.words} from {why}{covered}, which Proxmox does not name"


def _missing(views: Views) -> Iterator[str]:
    """Own volumes that Proxmox names and the host does not mount."""
    assert views.shown is not None
    there = {mount.point for mount in views.shown.init}
    for at in views.configured:
        if at.key.startswith("mp") and not at.elsewhere() and at.point not in there:
            yield f"Proxmox mounts {at.source} at {at.point} ({at.key}), which the host does not show"


@then("no other directory is mounted over the service user's home")
def home_not_covered(views: Views, estate: Estate) -> None:
    """No bind mount at or below the home shows a directory from outside it, in init's namespace or a unit's; own volumes may."""
    assert views.shown is not None
    home = str(estate.agents.home)
    bound = [(mount, shows(mount, views.shown)) for mount in views.shown.all if not mount.nested and mount != views.shown.rootfs]
    told = [
        f"{mount.point} shows {source} instead of the directory of that name" for mount, source in bound if _instead(mount, source, home)
    ]
    if told:
        raise Violation("; ".join(told))


def _instead(mount: Mount, source: str, home: str) -> bool:
    """Whether a mount puts another place into or over the home; a unit's own veil over it hides and brings nothing."""
    if below(source, "/run/systemd"):
        return False
    return not below(source, home) if below(mount.point, home) else below(home, mount.point) and source != mount.point


@then("code-server-dev mounts nothing of agents")
def dev_mounts_nothing_of_agents(dev_views: Views, estate: Estate) -> None:
    """No disk of agents in its configuration or mounts, and no network file system that agents serves."""
    vmid, names = estate.agents.vmid, {estate.agents.hostname, f"{estate.agents.hostname}.{estate.domain}", str(estate.agents.address)}
    told = [
        f"Proxmox gives {estate.dev.hostname} {at.source}, a disk of agents ({at.key})" for at in dev_views.configured if at.owner == vmid
    ]
    told += [
        f"{estate.dev.hostname} mounts {mount.words}, which is of agents"
        for mount in (dev_views.shown.all if dev_views.shown else ())
        if vmid == disk_owner(f"{mount.source} {mount.root}") or origins.server(mount) in names
    ]
    if told:
        raise Violation("; ".join(told))


@then("no place is mounted in both containers")
def nothing_in_common(views: Views, dev_views: Views, proxmox: Proxmox) -> None:
    """No source lies in the other's source by configuration, nor, on one node, by device and directory of what is mounted."""
    told = [
        f"Proxmox gives both {mine.source} ({mine.key}) and {theirs.source} ({theirs.key})"
        for mine in _trees(views.configured)
        for theirs in _trees(dev_views.configured)
        if _overlap(mine.place, theirs.place)
    ]
    one_node = proxmox.config(views.vmid).node == proxmox.config(dev_views.vmid).node
    if views.shown and dev_views.shown:
        told += [
            f"agents shows at {mine.point} what code-server-dev shows at {theirs.point} ({mine.source})"
            for mine in origins.trees(views.shown)
            for theirs in origins.trees(dev_views.shown)
            if _same_tree(mine, theirs, one_node=one_node)
        ]
    if told:
        raise Violation("; ".join(told))


def _trees(found: Iterable[Attachment]) -> list[Attachment]:
    return [at for at in found if not at.source.startswith("/dev/") and at.fstype not in origins.KERNEL]


def _overlap(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return one[0] == other[0] and (below(one[1], other[1]) or below(other[1], one[1]))


def _same_tree(mine: Mount, theirs: Mount, *, one_node: bool) -> bool:
    """Device numbers mean the same in both containers only on one kernel; a server's export is named alike on any."""
    if origins.server(mine):
        return origins.server(mine) == origins.server(theirs) and _overlap(("", mine.source), ("", theirs.source))
    return one_node and mine.device == theirs.device and _overlap(("", mine.root), ("", theirs.root))


@then("no job of code-server-dev copies to or from agents")
def no_dev_jobs(estate: Estate, request: pytest.FixtureRequest) -> None:
    """No sync job in its units, timers, cron tables or processes names agents; not asked when the estate gives no login for it."""
    if not estate.hosts.dev:
        return
    names = {estate.agents.hostname, f"{estate.agents.hostname}.{estate.domain}", str(estate.agents.address)}
    found = ask(request.getfixturevalue("dev"), exports.exports())
    told = [job.words for job in found.jobs if job.hosts & names]
    if told:
        raise Violation(f"{estate.dev.hostname} runs " + "; ".join(told))
