"""Names and places of container runtimes' sockets on any host."""

from __future__ import annotations

import re

from probes.mounts import below

NAME = re.compile(r"(?:^|/)(?:docker|containerd|podman|crio|buildkitd|dockershim)[\w.-]*\.sock[\w.]*$")
PLACES = (
    "/run/docker.sock",
    "/run/containerd/containerd.sock",
    "/run/podman/podman.sock",
    "/run/crio/crio.sock",
    "/run/docker/metrics.sock",
)


def is_socket_name(path: str) -> bool:
    """Whether a path is named like a socket of a runtime, or like any socket."""
    return bool(NAME.search(path)) or path.endswith((".sock", ".socket"))


def holds_sockets(directory: str) -> bool:
    """Whether a runtime keeps its socket at this path of a node or below it (``/`` and ``/run`` do)."""
    return any(below(place, directory) for place in PLACES)
