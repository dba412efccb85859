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
    """The group may be written with a dash or an underscore; lxc_id is a number, in quotes or not; lxc_id and
    ansible_host are unique, however they are written.
    """
    assert estate.playbooks
    name, group = estate.agents.hostname, estate.playbooks.group
    members = inventory.group(group)
    if name not in inventory.hosts:
        raise Violation(f"the inventory has no host {name}", **_offence(estate))
    if members is None or name not in members:
        raise Violation(f"{name} does not stand in the group {group} of the inventory", **_offence(estate))
    if lacking := [key for key in PINNED if key not in inventory.hosts[name]]:
        raise Violation(f"the inventory does not pin {', '.join(lacking)} of {name}", **_offence(estate))
    if not str(inventory.hosts[name]["lxc_id"]).isdigit():
        raise Violation(f"lxc_id of {name} in the inventory is no number", **_offence(estate))
    twins = [
        (other, key)
        for other, held in inventory.hosts.items()
        if other != name
        for key in PINNED[:2]
        if key in held and (str(held[key]) == str(inventory.hosts[name][key]) or (key == "ansible_host" and _same(str(held[key]), estate)))
    ]
    if twins:
        raise Violation(
            f"{', '.join(f'{other} has the same {key}' for other, key in twins)} as {name} in the inventory", **_offence(estate)
        )


@then("these equal those of the running container")
def as_running(inventory: Inventory, estate: Estate, proxmox: Proxmox) -> None:
    """Number and root storage as Proxmox has them for the container of that name, address as the estate has it."""
    held = inventory.hosts[estate.agents.hostname]
    number = int(held["lxc_id"])
    running = [guest.vmid for guest in proxmox.guests() if guest.name == estate.agents.hostname]
    if number not in running:
        said = " and ".join(map(str, running)) or "none"
        raise Violation(f"the inventory says that agents is {number}; Proxmox says {said}", **_offence(estate))
    storage = proxmox.config(number).rootfs.storage
    if held["lxc_storage"] != storage:
        raise Violation(f"the inventory puts agents on {held['lxc_storage']}; Proxmox has it on {storage}", **_offence(estate))
    if not _same(str(held["ansible_host"]), estate):
        raise Violation(f"the inventory reaches agents at {held['ansible_host']} instead of {estate.agents.address}", **_offence(estate))


@then("what the inventory says of its making is what was decided")
def as_decided(inventory: Inventory, estate: Estate) -> None:
    """What create-lxc.yml would make of it, where the inventory says so: unprivileged, started at boot, nesting, the estate's cores and memory.

    Held against the decision, not against the container: that one differs is told by its own rows, and this one says that the repository does.
    """
    held, agents = inventory.hosts[estate.agents.hostname], estate.agents
    wanted = {"lxc_unprivileged": True, "lxc_onboot": True, "lxc_cores": agents.cores, "lxc_memory": agents.memory_mib}
    faults = [f"{key} {held[key]} instead of {value}" for key, value in wanted.items() if key in held and _plain(held[key]) != value]
    if estate.docker.mode == "nested" and "nesting=1" not in str(held.get("lxc_features", "nesting=1")):
        faults.append(f"lxc_features {held['lxc_features']} without nesting=1")
    if faults:
        raise Violation(f"the inventory would make {agents.hostname} with {', '.join(faults)}", **_offence(estate))


def _plain(value: object) -> object:
    """Ansible takes yes, "true" and 1 for the same; a number may be written in quotes."""
    word = str(value).strip().lower()
    return word in {"true", "yes", "on"} if word in {"true", "yes", "on", "false", "no", "off"} else int(word) if word.isdigit() else value


def _same(address: str, estate: Estate) -> bool:
    try:
        return ip_address(address) == estate.agents.address
    except ValueError:
        return address in (estate.agents.hostname, f"{estate.agents.hostname}.{estate.domain}")


def _offence(estate: Estate) -> dict[str, object]:
    agents = estate.agents
    return {"host": agents.hostname, "values": {"lxc_id": agents.vmid, "ansible_host": str(agents.address), "lxc_storage": agents.storage}}
