"""The code-server-dev host: the same base, a person's account instead of the agents', its own clone."""

from __future__ import annotations

from lab.homelab import Homelab
from lab.layers import Layer
from lab.provision import git, keys, units
from lab.provision.agents import PROGRAMS

HOME, USER = "/home/dev", 1000
ACCOUNTS = ("/etc/passwd", "/etc/shadow", "/etc/group", "/etc/gshadow", "/etc/subuid", "/etc/subgid")
SLEEPERS = ("multi-user.target.wants/docker.service", "multi-user.target.wants/containerd.service")
"""Docker starts here when its socket is first used, so that a lab boots fast."""


def write(layer: Layer, lab: Homelab) -> None:
    base = layer.below[-1]
    for file in ACCOUNTS:
        seen = base / file.lstrip("/")
        renamed = seen.read_text().replace("agent:", "dev:").replace("/home/agent", HOME).replace("coding agents", "person")
        layer.file(file, renamed, seen.stat().st_mode & 0o777)
    layer.hide("/home/agent")
    layer.tree(HOME, base / "home/agent", USER)
    layer.folder(HOME, 0o700, USER)
    layer.folder(f"{HOME}/.ssh", 0o700, USER)
    layer.file(f"{HOME}/.ssh/authorized_keys", keys.public(keys.devices(lab)[0]), 0o600, USER)
    layer.file(f"{HOME}/.gitconfig", git.identity("milton"), 0o644, USER)
    git.clone(layer, lab, f"{HOME}/ready", USER)
    layer.file("/usr/local/bin/netbird", (PROGRAMS / "netbird").read_bytes(), 0o755)
    units.enable(layer, "netbird.service", units.NETBIRD)
    for name in SLEEPERS:
        if (base / "etc/systemd/system" / name).is_symlink():
            layer.hide(f"/etc/systemd/system/{name}")
