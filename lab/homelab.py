"""What one lab is called and where its parts are; every module of the lab is handed this."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

PORTS = {
    "caddy": 443, "dns": 53, "pve": 8006, "pbs": 8007, "vault": 8200, "backrest": 9898, "glance": 8080, "ntfy": 2586,
    "loki": 3100, "forgejo": 3000, "netbird": 8081, "pocketid": 1411, "oauth2_proxy": 4180, "code_server": 8443,
}  # fmt: skip


AOE_PORT = 8080
"""Where the AoE dashboard listens on agents, once it is deployed."""
VMIDS = {"agents": 140, "dev": 131}
LINK_LENGTH = 15


def labs_root() -> Path:
    """Where labs keep their state and images; every parent may be entered by anybody, since containers are not root."""
    return Path(os.environ.get("ADR023_LAB_DIR", "/var/lib/adr023-lab"))


@dataclass(frozen=True, slots=True)
class Homelab:
    """One lab. ``net`` is the first three octets of its /24; ``release`` the Debian release of the containers."""

    name: str = "lab"
    net: str = "198.18.23"
    release: str = "bookworm"
    option_b: bool = False

    @property
    def root(self) -> Path:
        return labs_root() / self.name

    @property
    def gateway(self) -> str:
        return f"{self.net}.1"

    @property
    def outside(self) -> str:
        """The machine's own address in the lab's network."""
        return f"{self.net}.254"

    @property
    def link(self) -> str:
        """The machine's end of the one link that leads into the lab; the kernel takes 15 characters."""
        plain = f"adr-{self.name}"
        return plain if len(plain) <= LINK_LENGTH else f"adr-{self.name[:4]}-{crc32(self.name.encode()):06x}"[:LINK_LENGTH]

    @property
    def agents(self) -> str:
        return f"{self.net}.140"

    @property
    def dev(self) -> str:
        return f"{self.net}.131"

    @property
    def hosts(self) -> dict[str, str]:
        return {"agents": self.agents, "dev": self.dev}

    @property
    def relay(self) -> str:
        """Where claude.ai is, as the containers see it."""
        return f"{self.net}.2"

    @property
    def containers(self) -> Path:
        """LXC's own directory: one folder per host with its configuration, provisioned layer and upper layer."""
        return self.root / "ct"

    @property
    def image(self) -> Path:
        """The root file system below all layers, mounted here inside the lab."""
        return self.root / "image"

    @property
    def volumes(self) -> Path:
        """The node's storages: one folder each, in it the volumes that guests mount."""
        return self.root / "volumes"

    def service(self, name: str) -> Path:
        """The directory that is the whole state of one service: reset restores it, a wound may edit it."""
        return self.root / "services" / name

    def url(self, name: str, scheme: str = "http") -> str:
        return f"{scheme}://{self.gateway}:{PORTS[name]}"

    def secret_file(self, name: str) -> Path:
        return self.root / "secrets" / name

    def secret(self, name: str, prefix: str = "", length: int = 40) -> str:
        """A secret of this lab in the shape its service gives them, made at first use and kept 0600 in the state directory."""
        file = self.secret_file(name)
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            draft = file.with_name(f".{name}.{secrets.token_hex(4)}")
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
                out.write(prefix + secrets.token_hex(length)[: length - len(prefix)])
            with suppress(FileExistsError):  # whoever was first, his is the secret
                file.hardlink_to(draft)
            draft.unlink()
        return file.read_text()
