"""The lab's bridge, and the one link by which the machine reaches it."""

from __future__ import annotations

import json
import subprocess
from typing import Any

from lab.errors import LabError
from lab.homelab import Homelab

BRIDGE = "vmbr0"
UPLINK = "uplink"


def build(lab: Homelab) -> None:
    """Inside the namespaces: loopback and a bridge that carries the gateway's and the relay's address."""
    for line in (
        "link set lo up",
        f"link add {BRIDGE} address {hardware_address(lab, 1)} type bridge forward_delay 0 stp_state 0",
        f"addr add {lab.gateway}/24 dev {BRIDGE}",
        f"addr add {lab.relay}/24 dev {BRIDGE}",
        f"link set {BRIDGE} up",
    ):
        _ip(*line.split())


def hardware_address(lab: Homelab, number: int) -> str:
    """Fixed per lab and host: a fresh one at each start would leave the machine with a stale neighbour for half a minute."""
    a, b, c = (int(part) for part in lab.net.split("."))
    return f"02:{a:02x}:{b:02x}:{c:02x}:00:{number:02x}"


def reach(lab: Homelab, supervisor: int) -> None:
    """On the machine: make the link unless it is there; it dies with the lab's network namespace. Raises LabError when the subnet is taken."""
    links = json.loads(_ip("-json", "-4", "addr").stdout)
    if not any(link["ifname"] == lab.link for link in links):
        refuse_taken(lab, links)
        _ip("link", "add", lab.link, "type", "veth", "peer", "name", UPLINK, "netns", str(supervisor))
    subprocess.run(["nsenter", "--target", str(supervisor), "--net", "--", "ip", "link", "set", UPLINK, "master", BRIDGE, "up"], check=True)
    _ip("addr", "replace", f"{lab.outside}/24", "dev", lab.link)
    _ip("link", "set", lab.link, "up")


def refuse_taken(lab: Homelab, links: list[dict[str, Any]] | None = None) -> None:
    """Raises LabError when another link of the machine has an address in the lab's subnet."""
    for link in links if links is not None else json.loads(_ip("-json", "-4", "addr").stdout):
        if link["ifname"] != lab.link and any(a["local"].startswith(f"{lab.net}.") for a in link.get("addr_info", ())):
            msg = f"{lab.net}.0/24 is in use on {link['ifname']}; choose another with --subnet, for example 198.18.42.0/24"
            raise LabError(msg)


def cut(lab: Homelab) -> None:
    """Take the machine's end away at once, rather than when the kernel gets round to it."""
    subprocess.run(["ip", "link", "delete", lab.link], check=False, capture_output=True)


def _ip(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["ip", *words], check=True, capture_output=True, text=True)
