"""The inventory: whether it pins the container that really runs."""

from __future__ import annotations

from ipaddress import ip_address

from pytest_bdd import given, then

from probes.estate import Estate
from probes.playbooks import Inventory, Playbooks
from probes.proxmox import Proxmox
from probes.unseen import Unseen
from steps.outcomes import Violation

PINNED = ("lxc_id", "ansible_host", "lxc_storage")


@given("the inventory of the playbooks", target_fixture="inventory")
def the_inventory(playbooks: Playbooks) -> Inventory:
    """As Ansible merges it; one without any host is unseen, since a wrong path also answers so."""
    found = playbooks.inventory
    if not found.hosts:
        raise Unseen("the inventory", "the playbooks checkout", "it has no host with variables")
    return found


@then("agents stands in the pool's group with its number, address and storage pinned, and nobody else has them")
def pinned(inventory: Inventory, estate: Estate) -> None:
    """The group may be written with a dash or an underscore; lxc_id is a number other than dev's; lxc_id and ansible_host are unique."""
    assert estate.playbooks
    name, group = estate.agents.hostname, estate.playbooks.group
    members = inventory.group(group)
    if name not in inventory.hosts:
        raise Violation(f"the inventory has no host {name}", **_offence(estate))
    if members is None or name not in members:
        raise Violation(f"{name} does not stand in the group {group} of the inventory", **_offence(estate))
    if lacking := [key for key in PINNED if key not in inventory.hosts[name]]:
        raise Violation(f"the inventory does not pin {', '.join(lacking)} of {name}", **_offence(estate))
    if not isinstance(inventory.hosts[name]["lxc_id"], int):
        raise Violation(f"lxc_id of {name} in the inventory is no number", **_offence(estate))
    twins = [
        (other, key)
        for other, held in inventory.hosts.items()
        if other != name
        for key in PINNED[:2]
        if held.get(key) == inventory.hosts[name][key]
    ]
    if twins:
        raise Violation(
            f"{', '.join(f'{other} has the same {key}' for other, key in twins)} as {name} in the inventory", **_offence(estate)
        )


@then("these equal those of the running container")
def as_running(inventory: Inventory, estate: Estate, proxmox: Proxmox) -> None:
    """Number and root storage as Proxmox has them for the container of that name, address as the estate has it."""
    held = inventory.hosts[estate.agents.hostname]
    running = [guest.vmid for guest in proxmox.guests() if guest.name == estate.agents.hostname]
    if held["lxc_id"] not in running:
        said = " and ".join(map(str, running)) or "none"
        raise Violation(f"the inventory says that agents is {held['lxc_id']}; Proxmox says {said}", **_offence(estate))
    storage = proxmox.config(held["lxc_id"]).rootfs.storage
    if held["lxc_storage"] != storage:
        raise Violation(f"the inventory puts agents on {held['lxc_storage']}; Proxmox has it on {storage}", **_offence(estate))
    if not _same(str(held["ansible_host"]), estate):
        raise Violation(f"the inventory reaches agents at {held['ansible_host']} instead of {estate.agents.address}", **_offence(estate))


def _same(address: str, estate: Estate) -> bool:
    try:
        return ip_address(address) == estate.agents.address
    except ValueError:
        return address in (estate.agents.hostname, f"{estate.agents.hostname}.{estate.domain}")


def _offence(estate: Estate) -> dict[str, object]:
    agents = estate.agents
    return {"host": agents.hostname, "values": {"lxc_id": agents.vmid, "ansible_host": str(agents.address), "lxc_storage": agents.storage}}
