"""What Proxmox VE itself writes into a guest each time it starts: name, addresses, resolver."""

from __future__ import annotations

from lab.guests import Guest
from lab.homelab import Homelab
from lab.layers import Layer

DOMAIN = "eva-00.network"


def write(layer: Layer, guest: Guest, lab: Homelab) -> None:
    """Into the changes of a stopped container, as the node's file says now."""
    name = guest.options["hostname"]
    net = guest.table("net0")
    layer.file("/etc/hostname", f"{name}\n")
    layer.file("/etc/hosts", hosts(name, net["ip"].split("/")[0]))
    layer.file("/etc/resolv.conf", f"search {DOMAIN}\nnameserver {lab.gateway}\noptions timeout:1 attempts:1\n")
    layer.file("/etc/network/interfaces", interfaces(net))


def hosts(name: str, address: str) -> str:
    return f"127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n{address} {name}.{DOMAIN} {name}\n"


def interfaces(net: dict[str, str]) -> str:
    return (
        "auto lo\niface lo inet loopback\n\n"
        f"auto {net['name']}\niface {net['name']} inet static\n\taddress {net['ip']}\n\tgateway {net['gw']}\n"
    )
