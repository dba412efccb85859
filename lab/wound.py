"""Wounds: one small shell script per way to break one promise; its head says of what, where it runs and what must turn red.

A wound ``on: node`` runs as root on the node, inside the lab's namespaces, with LAB (the state directory), LAB_NAME, NET, GATEWAY, SERVICES, CT, CA and
the commands ``lab restart HOST``, ``lab-exec HOST COMMAND ...``, ``bao`` (signed in as root), and, to mount in a container that runs,
``lab-attach HOST SOURCE TARGET`` and ``lab-sshfs HOST SOURCE TARGET``; others run as root in that container with a clean environment.
"""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from lab import containers, identity, namespaces
from lab.errors import LabError
from lab.homelab import Homelab
from lab.services import vault

HOME = Path(__file__).parent / "wounds"
FIELDS = ("of", "red", "kind", "on", "says")
KINDS = ("plain", "mind", "near-miss")
LABS = ("", "option-b")
"""What a lab must have been brought up with for a wound to be one: nothing, or ``--option-b``."""


@dataclass(frozen=True, slots=True)
class Wound:
    name: str
    of: str
    red: tuple[str, ...]
    kind: str
    on: str
    says: str
    file: Path
    lab: str = ""


def read(file: Path) -> Wound:
    """Raises LabError when the head lacks a field or says something unknown."""
    head = dict(re.findall(r"^# ?([a-z]+): *(.*?) *$", file.read_text(), flags=re.MULTILINE))
    missing = [field for field in FIELDS if field not in head and field != "red"]
    if missing or head["kind"] not in KINDS or head["on"] not in {"agents", "dev", "node"}:
        raise LabError(f"{file}: the head lacks {', '.join(missing) or 'a kind or place that is known'}")
    name = str(file.relative_to(HOME).with_suffix(""))
    if head.get("lab", "") not in LABS:
        raise LabError(f"{file}: there is no kind of lab called {head['lab']}")
    return Wound(name, head["of"], tuple(head.get("red", "").split()), head["kind"], head["on"], head["says"], file, head.get("lab", ""))


def everyone() -> list[Wound]:
    return [read(file) for file in sorted(HOME.glob("*/*.sh"))]


def apply(lab: Homelab, name: str, *, quiet: bool = False) -> subprocess.CompletedProcess[str]:
    """Inflict one; ``quiet`` keeps what it prints. Raises LabError when there is no such wound or no lab."""
    file = HOME / f"{name}.sh"
    if not file.exists():
        stem = Path(name).name
        near = [wound.name for wound in everyone() if stem in wound.name][:5]
        raise LabError(f"no wound {name}" + (f"; did you mean {', '.join(near)}?" if near else ""))
    wound = read(file)
    if wound.lab and not lab.option_b:
        raise LabError(f"{name} is a wound of a lab that is up with --{wound.lab}, and {lab.name} is not")
    argv = ["sh", "-c", file.read_text(), file.name]
    return run(lab, wound.on, argv, quiet=quiet)


def run(lab: Homelab, where: str, argv: list[str], *, quiet: bool = False) -> subprocess.CompletedProcess[str]:
    """Run a command as root in a container, or on the node. Raises LabError when the lab is not up."""
    with identity.alive(lab.root) as running:
        if running is None:
            raise LabError(f"{lab.name} is not up; start it with: python -m lab --name {lab.name} up")
        command = [*_on_node(lab), *argv] if where == "node" else containers.attach(lab, where, argv)
        return subprocess.run(namespaces.enter(running[0].pid, command), check=False, capture_output=quiet, text=True)


def _on_node(lab: Homelab) -> list[str]:
    told = {
        "PATH": f"{_tools(lab)}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME": "/root", "LC_ALL": "C.UTF-8",
        "LAB": lab.root, "LAB_NAME": lab.name, "NET": lab.net, "GATEWAY": lab.gateway, "SERVICES": lab.root / "services",
        "CT": lab.containers, "CA": lab.root / "ca.pem", "SECRETS": lab.root / "secrets",
    }  # fmt: skip
    return ["env", "-i", *(f"{name}={value}" for name, value in told.items())]


def _tools(lab: Homelab) -> Path:
    """Commands that a wound on the node may use."""
    folder = lab.root / "bin"
    folder.mkdir(exist_ok=True)
    attach = " ".join(containers.attach(lab, '"$host"', []))
    scripts = {
        "lab": f'cd {Path(__file__).parent.parent} && exec {sys.executable} -m lab.control {lab.root} "$@"',
        "lab-exec": f'host=$1; shift; exec {attach} "$@"',
        "lab-attach": _inside(lab, "lab.attach"),
        "lab-sshfs": _inside(lab, "lab.sshfs"),
        "bao": f'BAO_ADDR={lab.url("vault")} BAO_TOKEN=$(cat {lab.secret_file("vault-root")}) exec {vault.program()} "$@"',
    }
    for name, line in scripts.items():
        (folder / name).write_text(f"#!/bin/sh\n{line}\n")
        (folder / name).chmod(0o755)
    return folder


def _inside(lab: Homelab, module: str) -> str:
    """A command that takes a container by its name and hands its init's pid on."""
    pid = f'pid=$(lxc-info -P {lab.containers} -n "$1" -pH)'
    return f'{pid}; shift; cd {Path(__file__).parent.parent} && exec {sys.executable} -m {module} "$pid" "$@"'
