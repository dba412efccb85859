"""The sections of an estate file: what the homelab's parts are called, where they are, and what limits hold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, IPvAnyAddress, model_validator

from probes.fields import Api, Here, Jump, Listener, Port, Positive, Private, Secret, Section, There, TokenId, Vmid


class Login(Section):
    """How a host is reached by SSH. Without ``key`` the agent is asked; ``sudo`` when the user is not root; ``via`` names a jump host as user@host:port."""

    address: str
    port: Port = 22
    user: str = "root"
    key: Private | None = None
    known_hosts: Here
    sudo: bool = False
    via: Jump | None = None
    connect_timeout: Positive = 10.0
    command_timeout: Positive = 30.0


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
    home: There = Path("/home/agent")
    clone: There = Path("/home/agent/ready")
    unit: str = "claude-remote-control.service"
    program: There = Path("/usr/local/bin/claude")
    session_name: str = "ready"
    alert_unit: str = "ntfy@.service"
    overlay_unit: str = "netbird.service"
    agent_units: tuple[str, ...] = ("claude-*", "aoe-*")
    hardening: tuple[str, ...] = (
        "ProtectKernelTunables", "ProtectKernelModules", "ProtectKernelLogs", "ProtectControlGroups",
        "ProtectClock", "ProtectHostname", "RestrictRealtime", "LockPersonality",
    )  # fmt: skip
    """RestrictSUIDSGID is not among them: it makes openat2 fail, without which bubblewrap 0.12 (trixie), and so Codex's sandbox, does not start."""
    exposure: Positive = 6.0
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
    backup_hours: Positive = 36
    attestation_days: Positive = 180
    patch_days: Positive = 14
    token_ttl_hours: Positive = 24
    token_max_ttl_hours: Positive = 768
    secret_id_ttl_hours: Positive = 2160
    log_hours: Positive = 24


class Allow(Section):
    """What the estate permits beyond the ADR's letter: listeners as proto/port or proto/low-high, key fingerprints, overlay peers."""

    listeners: tuple[Listener, ...] = ("tcp/22", "udp/60000-61000", "udp/51820")
    keys: tuple[str, ...] = ()
    peers: tuple[str, ...] = ()


class Proxmox(Api):
    """``token_id`` is user@realm!name, the auditor's; ``fix_token_id`` a repair's."""

    token_id: TokenId
    token: Secret
    fix_token_id: TokenId | None = None
    fix_token: Secret | None = None
    node: str = "pve"
    backup_storage: str = "pbs-main"


class Pbs(Api):
    token_id: TokenId
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
    dev_path: str = "dev"
    auth_mount: str = "approle"
    role: str = "agents"
    policy: str = "agents"
    dev_role: str = "dev-lxc"
    bound_cidrs: tuple[str, ...] = ()
    writable: tuple[str, ...] = ()
    material: tuple[There, ...] = (Path("/etc/vault-agent/role_id"), Path("/etc/vault-agent/secret_id"))


class Backrest(Api):
    """Backrest on ``host``; ``node_paths`` are where that host could see the agents container's volumes."""

    user: str | None = None
    password: Secret | None = None
    host: str = "cajita-elite"
    node_paths: tuple[str, ...] = ("/apps-pool/subvol-140-disk-0",)


class Glance(Api):
    """``file`` is the glance.yml that this machine can read and, for a fix, write."""

    file: Here | None = None
    page: str = "home"
    siblings: tuple[str, ...] = ("git", "code", "docs")


class Loki(Api):
    """``shipper`` is Alloy's unit on agents, ``shipper_config`` its file; ``unit_label`` the label that tells units apart."""

    job: str = "agents"
    unit_label: str = "unit"
    shipper: str = "alloy.service"
    shipper_config: There = Path("/etc/alloy/config.alloy")
    shipper_user: str = "alloy"
    tenant: str | None = None


class Ntfy(Api):
    """``token`` may read the alert topic; ``report_token`` may write ``report_topic``, where the night watch tells what changed."""

    topic: str
    token: Secret | None = None
    token_files: tuple[There, ...] = (Path("/etc/ntfy/token"),)
    report_topic: Annotated[str, Field(pattern=r"^[-_A-Za-z0-9]{1,64}$")] | None = None
    report_token: Secret | None = None

    @model_validator(mode="after")
    def _token_of_a_topic(self) -> Ntfy:
        if self.report_token and not self.report_topic:
            msg = 'holds a report_token and no report_topic to write to, for example report_topic = "homelab-audit"'
            raise ValueError(msg)
        return self


class Forgejo(Api):
    """``token`` is the auditor's, of an admin that may only read. Work is ``account``'s, in ``codex_clones`` it is ``codex_account``'s."""

    token: Secret
    repository: str = "senior-discount/ready"
    clone_urls: tuple[str, ...]
    writers: tuple[str, ...] = ("claude", "codex")
    account: str = "claude"
    codex_account: str = "codex"
    codex_clones: tuple[There, ...] = ()
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
    ca: Here | None = None
    code_server: str = "code-server-dev.eva-00.network"
    aoe: str = "aoe.eva-00.network"
    relay: str = "claude.ai"


class Attestations(Section):
    """``file`` has a table for each requirement that a person vouches for: ``by``, ``on``, ``what``."""

    file: Here


class Waivers(Section):
    """``file`` has a table for each requirement that is not met and accepted for a time; left out, it is waivers.toml beside the estate file."""

    file: Here


class Pocketid(Api):
    api_key: Secret | None = None


class Checkout(Section):
    """A Git checkout on this machine."""

    path: Here
    revision: str | None = None


class Docs(Checkout):
    adr: Path = Path("docs/adr/ADR-023.md")
    runbook: Path = Path("docs/workstation/ai-agent-dev-environment.md")
    theming: Path = Path("docs/workstation/ai-agent-dev-environment-theming-notes.md")


class Playbooks(Checkout):
    directory: Path = Path("ansible")
    inventory: Path = Path("ansible/inventory/hosts.yml")
    group: str = "apps-pool"
