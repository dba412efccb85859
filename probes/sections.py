"""The sections of an estate file: what the homelab's parts are called, where they are, and what limits hold."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, IPvAnyAddress, model_validator

from probes.loaded import remember

Port = Annotated[int, Field(ge=1, le=65535)]
Vmid = Annotated[int, Field(ge=100, le=999_999_999)]
Hours = Annotated[float, Field(gt=0)]
Days = Annotated[float, Field(gt=0)]


class Section(BaseModel):
    """A table of the estate file; unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Secret(Section):
    """Where a secret is: a file that only its owner can read, or an environment variable. Never the secret itself."""

    file: Path | None = None
    env: str | None = None

    @model_validator(mode="after")
    def _one_place(self) -> Secret:
        if (self.file is None) == (self.env is None):
            msg = 'name either a file or an environment variable, for example { file = "/etc/adr023/token" }'
            raise ValueError(msg)
        return self

    def value(self) -> str:
        """The secret. Raises PermissionError for a file that others may read, KeyError or OSError when it is not there."""
        if self.env is not None:
            return remember(os.environ[self.env])
        assert self.file is not None
        if stat.S_IMODE(self.file.stat().st_mode) & 0o077:
            msg = f"{self.file} may be read by others; make it 0600"
            raise PermissionError(msg)
        return remember(self.file.read_text().strip())


class Login(Section):
    """How a host is reached by SSH. Without ``key`` the agent is asked; ``sudo`` when the user is not root; ``via`` names a jump host as user@host:port."""

    address: str
    port: Port = 22
    user: str = "root"
    key: Path | None = None
    known_hosts: Path
    sudo: bool = False
    via: str | None = None
    connect_timeout: float = 10.0
    command_timeout: float = 30.0


class Hosts(Section):
    agents: Login
    dev: Login | None = None


class Agents(Section):
    """What the agents host is called in this estate, and how large it is."""

    hostname: str = "agents"
    vmid: Vmid = 140
    address: IPvAnyAddress
    cores: int = 2
    memory_mib: int = 2048
    storage: str = "apps-pool"
    user: str = "agent"
    home: Path = Path("/home/agent")
    clone: Path = Path("/home/agent/ready")
    unit: str = "claude-remote-control.service"
    program: Path = Path("/usr/local/bin/claude")
    session_name: str = "ready"
    alert_unit: str = "ntfy@.service"
    agent_units: tuple[str, ...] = ("claude-*", "aoe-*")
    hardening: tuple[str, ...] = (
        "ProtectKernelTunables", "ProtectKernelModules", "ProtectKernelLogs", "ProtectControlGroups",
        "ProtectClock", "ProtectHostname", "RestrictSUIDSGID", "RestrictRealtime", "LockPersonality",
    )  # fmt: skip
    exposure: float = 6.0
    restarts_a_day: int = 5


class Dev(Section):
    hostname: str = "dev"
    vmid: Vmid = 131


class Docker(Section):
    """``mode`` is the ADR's choice: nested dockerd, or the recorded fallback without Docker. ``raw_lines`` are the documented lxc.* lines beyond features."""

    mode: Literal["nested", "fallback"] = "nested"
    features: tuple[str, ...] = ("nesting=1", "keyctl=1")
    raw_lines: tuple[str, ...] = ()


class Limits(Section):
    backup_hours: Hours = 36
    attestation_days: Days = 180
    patch_days: Days = 14
    token_ttl_hours: Hours = 24
    token_max_ttl_hours: Hours = 768
    log_hours: Hours = 24


class Allow(Section):
    """What the estate permits beyond the ADR's letter: listeners as proto/port or proto/low-high, key fingerprints, overlay peers."""

    listeners: tuple[str, ...] = ("tcp/22", "udp/60000-61000", "udp/51820")
    keys: tuple[str, ...] = ()
    peers: tuple[str, ...] = ()


class Api(Section):
    """A system with an HTTP interface."""

    url: str = Field(pattern=r"^https?://")
    ca: Path | None = None
    timeout: float = 20.0


class Proxmox(Api):
    """``token_id`` is user@realm!name."""

    token_id: str = Field(pattern=r"^[^@!]+@[^@!]+![^@!]+$")
    token: Secret
    node: str = "pve"
    backup_storage: str = "pbs-main"


class Pbs(Api):
    token_id: str = Field(pattern=r"^[^@!]+@[^@!]+![^@!]+$")
    token: Secret
    datastore: str = "main"
    namespace: str = ""
    excluded: tuple[str, ...] = ()


class Vault(Api):
    """``token`` is the auditor's, ``fix_token`` a repair's. ``role`` and ``policy`` are the ones of agents, ``writable`` the secrets that
    it may change too; ``material`` are its files on the host."""

    token: Secret
    fix_token: Secret | None = None
    mount: str = "secret"
    path: str = "agents"
    role: str = "agents"
    policy: str = "agents"
    dev_role: str = "dev-lxc"
    bound_cidrs: tuple[str, ...] = ()
    writable: tuple[str, ...] = ()
    material: tuple[Path, ...] = (Path("/etc/vault-agent/role_id"), Path("/etc/vault-agent/secret_id"))


class Backrest(Api):
    """Backrest on ``host``; ``node_paths`` are where that host could see the agents container's volumes."""

    user: str | None = None
    password: Secret | None = None
    host: str = "cajita-elite"
    node_paths: tuple[str, ...] = ("/apps-pool/subvol-140-disk-0",)


class Glance(Api):
    """``file`` is the glance.yml that this machine can read and, for a fix, write."""

    file: Path | None = None
    page: str = "home"
    siblings: tuple[str, ...] = ("git", "code", "docs")


class Loki(Api):
    job: str = "agents"
    tenant: str | None = None


class Ntfy(Api):
    topic: str
    token: Secret | None = None
    token_files: tuple[Path, ...] = (Path("/etc/ntfy/token"),)


class Forgejo(Api):
    token: Secret
    repository: str = "senior-discount/ready"
    clone_urls: tuple[str, ...]
    writers: tuple[str, ...] = ("claude", "codex")
    repositories: tuple[str, ...] = ("senior-discount/ready",)


class Netbird(Api):
    """The management API; the client on the host needs no section."""

    token: Secret


class Dns(Section):
    server: IPvAnyAddress
    port: Port = 53


class Web(Section):
    """The public side: where Caddy answers, whom it trusts, and the vhosts of the browser IDE and of the deferred dashboard."""

    address: str
    port: Port = 443
    ca: Path | None = None
    code_server: str = "code-server-dev.eva-00.network"
    aoe: str = "aoe.eva-00.network"
    admin_url: str | None = None
    relay: str = "claude.ai"


class Pocketid(Api):
    api_key: Secret | None = None


class Checkout(Section):
    """A Git checkout on this machine."""

    path: Path
    revision: str | None = None


class Docs(Checkout):
    adr: Path = Path("docs/adr/ADR-023.md")
    runbook: Path = Path("docs/workstation/ai-agent-dev-environment.md")
    theming: Path = Path("docs/workstation/ai-agent-dev-environment-theming-notes.md")


class Playbooks(Checkout):
    directory: Path = Path("ansible")
    inventory: Path = Path("ansible/inventory/hosts.yml")
    group: str = "apps-pool"
