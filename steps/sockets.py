"""Sockets of container runtimes: none is brought in from elsewhere, by mount or by relay."""

from __future__ import annotations

from posixpath import basename

from pytest_bdd import then

from probes.attachments import Attachment
from probes.docker import Docker
from probes.mounts import Mount, Mounts, below
from probes.origins import elsewhere, shows
from probes.sockets import holds_sockets, is_socket_name
from steps.mounts import Views
from steps.outcomes import Violation


@then("no mount brings in a runtime's socket")
def no_socket_mounted(views: Views) -> None:
    """By configuration: no source is a socket or a directory that holds one. By mountinfo, hidden mounts included: neither."""
    assert views.shown is not None
    told = [f"Proxmox mounts {at.source} at {at.point} ({at.key})" for at in views.configured if _holds_socket(at)]
    told += [words for mount in views.shown.all if (words := _brings_socket(mount, views.shown, views.vmid))]
    if told:
        raise Violation("; ".join(told))


def _holds_socket(at: Attachment) -> bool:
    return bool(at.elsewhere()) and (holds_sockets(at.source) or is_socket_name(at.source) or is_socket_name(at.point))


def _brings_socket(mount: Mount, shown: Mounts, vmid: int) -> str:
    if mount.kind == "device" or mount.nested:
        return ""
    source, foreign = shows(mount, shown), elsewhere(mount, shown, vmid)
    hidden = ", hidden under another mount" if not mount.seen_by and shown.hidden(mount) else ""
    if foreign and (found := [path for point, path in shown.sockets if point == mount.point]):
        return f"{mount.words} holds the socket {found[0]}{hidden}"
    if foreign and mount.fstype == "tmpfs" and mount.root == "/":
        return f"{mount.words} is a tmpfs of the node, where sockets lie{hidden}"
    moved = bool(foreign) or (source != mount.point and not below(source, "/run/systemd"))
    if moved and (mount.kind == "socket" or is_socket_name(mount.root) or is_socket_name(mount.point)):
        return f"{mount.words} is a socket from elsewhere{hidden}"
    return ""


@then("nothing offers another daemon under a socket of this host")
def no_relay_in(docker: Docker) -> None:
    """No program but the runtimes' own listens on a runtime's socket, or is told of one while it listens on a unix socket."""
    told = [
        f"{held.words} listens on {socket.path}"
        for socket in docker.sockets
        for held in socket.holders
        if basename(socket.path) == "docker.sock" and held.program not in {"dockerd", "systemd"}
    ]
    told += [
        f"{relay.program} ({relay.unit or relay.pid}) offers another daemon under {', '.join(relay.unix)}"
        for relay in docker.relays
        if relay.unix
    ]
    if told:
        raise Violation("; ".join(dict.fromkeys(told)))
