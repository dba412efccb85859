"""Alloy on a host: its account, which may read the journal, its configuration as the playbooks write it, and its unit."""

from __future__ import annotations

import re

from lab.homelab import Homelab
from lab.layers import Layer
from lab.provision import units
from lab.services import playbooks

NAME, NUMBER = "alloy", 990
READERS = ("adm", "systemd-journal")
"""Debian's groups that may read the whole journal."""


def write(layer: Layer, lab: Homelab) -> None:
    _account(layer)
    layer.folder("/etc/alloy", 0o750)
    layer.file("/etc/alloy/config.alloy", playbooks.rendered(lab, "alloy", "config.alloy.j2"), 0o640)
    for path in ("", "/config.alloy"):
        layer.group(f"/etc/alloy{path}", NUMBER)
    units.enable(layer, "alloy.service", units.ALLOY)


def _account(layer: Layer) -> None:
    """As ``useradd --system --groups adm,systemd-journal alloy`` leaves the four files."""
    base = layer.below[-1] / "etc"
    group = (base / "group").read_text() + f"{NAME}:x:{NUMBER}:\n"
    joined = re.sub(
        rf"^((?:{'|'.join(READERS)}):x:\d+:)(.*)$", lambda m: m[1] + ",".join(filter(None, (m[2], NAME))), group, flags=re.MULTILINE
    )
    layer.file("/etc/group", joined)
    layer.file("/etc/passwd", (base / "passwd").read_text() + f"{NAME}:x:{NUMBER}:{NUMBER}::/nonexistent:/usr/sbin/nologin\n")
    for shadow, line in (("shadow", f"{NAME}:!:20000::::::\n"), ("gshadow", f"{NAME}:!::\n")):
        seen = base / shadow
        layer.file(f"/etc/{shadow}", seen.read_text() + line, 0o640)
        layer.group(f"/etc/{shadow}", _number(joined, "shadow"))


def _number(groups: str, name: str) -> int:
    return next(int(line.split(":")[2]) for line in groups.splitlines() if line.startswith(f"{name}:"))
