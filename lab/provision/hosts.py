"""Both containers' layers, written anew for each lab."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType

from lab import containers, idmap
from lab.homelab import Homelab
from lab.layers import Layer
from lab.provision import agents, common, dev, keys

WRITERS: dict[str, Callable[[Layer, Homelab], None]] = {"agents": agents.write, "dev": dev.write}


def write(lab: Homelab, services: Iterable[ModuleType]) -> None:
    """Whatever a service wants inside a container comes last: its ``material(lab, host)`` is a table of path and text, root's and 0600."""
    keys.write_known_hosts(lab)
    for host, writer in WRITERS.items():
        layer = _empty(lab, host)
        common.write(layer, lab, host)
        writer(layer, lab)
        for service in services:
            for path, text in getattr(service, "material", lambda *_: {})(lab, host).items():
                layer.folder(str(Path(path).parent), 0o700)
                layer.file(path, text, 0o600)
        containers.fresh(lab, host)


def _empty(lab: Homelab, host: str) -> Layer:
    top = lab.containers / host / "layer"
    shutil.rmtree(top, ignore_errors=True)
    top.mkdir(parents=True)
    root = idmap.root_of(lab)
    os.chown(top, root, root)
    return Layer(top, (lab.image,), root)
