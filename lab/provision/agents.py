"""The agents host, fully compliant: who works there, with what, under which units."""

from __future__ import annotations

from pathlib import Path

from lab.homelab import AOE_PORT, Homelab
from lab.layers import Layer
from lab.provision import git, keys, shipper, signin, units
from lab.services import forgejo, ntfy, playbooks

PROGRAMS = Path(__file__).parent.parent / "programs"
HOME, USER = signin.HOME, signin.USER


def write(layer: Layer, lab: Homelab) -> None:
    signin.write(layer, lab)
    git.clone(layer, lab, signin.CLONE, USER)
    layer.folder(f"{HOME}/codex", 0o755, USER)
    git.clone(layer, lab, f"{HOME}/codex/ready", USER, bot="codex")
    layer.file(f"{HOME}/.gitconfig", git.identity("claude"), 0o644, USER)
    layer.file(f"{HOME}/.git-credentials", "".join(forgejo.credentials(lab, bot) for bot in ("claude", "codex")), 0o600, USER)
    layer.folder(f"{HOME}/.ssh", 0o700, USER)
    layer.file(f"{HOME}/.ssh/authorized_keys", "".join(map(keys.public, keys.devices(lab))), 0o600, USER)
    for program in sorted(file for file in PROGRAMS.iterdir() if file.is_file()):
        if not (layer.below[-1] / "usr/bin" / program.name).exists():
            layer.file(f"/usr/local/bin/{program.name}", program.read_bytes(), 0o755)
    _alerts(layer, lab)
    units.enable(layer, "claude-remote-control.service", playbooks.rendered(lab, "agents", "claude-remote-control.service.j2"))
    units.enable(layer, "netbird.service", units.NETBIRD)
    if lab.option_b:
        units.enable(layer, "aoe-serve.service", units.AOE_SERVE.format(port=AOE_PORT))
    shipper.write(layer, lab)


def _alerts(layer: Layer, lab: Homelab) -> None:
    layer.folder("/etc/ntfy", 0o700)
    layer.file("/etc/ntfy/token", f"Authorization: Bearer {ntfy.publish_token(lab)}\n", 0o600)
    layer.file(f"{units.HOME}/ntfy@.service", playbooks.rendered(lab, "ntfy_alert", "ntfy@.service.j2"))
