"""The agents container: that it exists, what it is, and that nobody else has a hand in it."""

from __future__ import annotations

from dataclasses import dataclass

from pytest_bdd import given, then
from testinfra.host import Host

from probes.container import Inside, of_agents
from probes.estate import Estate
from probes.proxmox import Proxmox
from probes.proxmox_facts import Config, Guest, Pending
from probes.question import ask
from probes.unseen import Unseen
from steps.outcomes import Violation

KIB = 1024


@dataclass(frozen=True, slots=True)
class Container:
    """Two vantages: what Proxmox holds in force, and what the container knows of itself."""

    config: Config
    inside: Inside


@given("the guests of the cluster", target_fixture="guests")
def the_guests(proxmox: Proxmox, estate: Estate) -> tuple[Guest, ...]:
    """Containers and machines of every node. The dev host among them is the witness that the token sees guests at all."""
    found = proxmox.guests()
    if not any(guest.vmid == estate.dev.vmid for guest in found):
        raise Unseen("the guests", "Proxmox", f"not even {estate.dev.vmid} is listed, so the token may not see them (VM.Audit on /vms)")
    return found


@then("one running container is the agents host, and it is not the dev host")
def exists(guests: tuple[Guest, ...], estate: Estate) -> None:
    """Exactly one guest has the name; it is a running container with the estate's number on the estate's node, no template, no machine, not the dev host's."""
    name, vmid = estate.agents.hostname, estate.agents.vmid
    named = [guest for guest in guests if guest.name == name]
    numbered = [guest for guest in guests if guest.vmid == vmid]
    if vmid == estate.dev.vmid:
        raise Violation(f"the estate gives {name} and {estate.dev.hostname} the same number {vmid}")
    if len(named) > 1:
        raise Violation(f"{len(named)} guests are called {name}: {_listed(named)}")
    if not numbered or not named or named != numbered:
        who = _listed(named) or f"no guest is called {name}"
        raise Violation(f"the estate's guest {vmid} is {_listed(numbered) or 'nowhere'}, and {who if not named else f'{name} is {who}'}")
    guest, node = numbered[0], estate.proxmox.node if estate.proxmox else numbered[0].node
    faults = [
        (guest.kind != "lxc", "is a virtual machine, not a container"),
        (guest.template, "is a template"),
        (guest.status != "running", f"is {guest.status}"),
        (guest.node != node, f"lives on {guest.node}, not on {node}"),
    ]
    if said := [words for wrong, words in faults if wrong]:
        raise Violation(f"guest {vmid} ({name}) {', '.join(said)}")


def _listed(guests: list[Guest]) -> str:
    kinds = {"lxc": "container", "qemu": "machine"}
    return ", ".join(f"{kinds.get(guest.kind, guest.kind)} {guest.vmid} ({guest.name} on {guest.node})" for guest in guests)


@given("the agents container as Proxmox and as itself know it", target_fixture="container")
def the_container(proxmox: Proxmox, agents: Host, estate: Estate) -> Container:
    """The configuration in force (current=1, nothing that is pending), and one look from the container's own init namespaces."""
    inside = ask(agents, of_agents(estate))
    if inside.nested:
        raise Unseen("the container", "agents", "the login itself is in a namespace below init's, so what it sees is not the container's")
    return Container(proxmox.config(estate.agents.vmid), inside)


@then("both say that it is unprivileged")
def unprivileged(container: Container) -> None:
    """``unprivileged: 1`` (absent means privileged), and init's uid map gives root inside another number outside."""
    config, inside = container.config, container.inside
    if config.unprivileged and inside.unprivileged:
        return
    said = {True: "unprivileged", False: "privileged"}
    if config.unprivileged != inside.unprivileged:
        raise Violation(
            f"Proxmox says that container {config.vmid} is {said[config.unprivileged]}, its own uid map that it is {said[inside.unprivileged]}"
        )
    raise Violation(f"container {config.vmid} is privileged: root inside is root on {config.node}")


@then("it is called by the agents host's name everywhere")
def hostname(container: Container, estate: Estate) -> None:
    """Proxmox's ``hostname`` in force, the kernel's host name and the first line of /etc/hostname are the estate's."""
    names = {"Proxmox": container.config.hostname, "the kernel": container.inside.kernel_name, "/etc/hostname": container.inside.file_name}
    wrong = {who: name for who, name in names.items() if name != estate.agents.hostname}
    if wrong:
        said = ", ".join(f"{who} calls it {name or 'nothing'}" for who, name in wrong.items())
        raise Violation(f"{said}, instead of {estate.agents.hostname}", wrong=sorted(wrong))


@then("both know its cores and memory as the estate does")
def size(container: Container, estate: Estate) -> None:
    """``cores`` and ``memory`` in force (absent: all of the node's, and 512 MiB); inside, the processors and MemTotal that its programs see."""
    config, inside, wanted = container.config, container.inside, estate.agents
    faults = [
        (
            config.cores != wanted.cores,
            f"Proxmox gives container {config.vmid} {config.cores or 'all'} cores instead of {wanted.cores}",
            "cores",
        ),
        (
            config.memory != wanted.memory_mib,
            f"Proxmox gives container {config.vmid} {config.memory} MiB instead of {wanted.memory_mib}",
            "memory",
        ),
        (inside.cores != wanted.cores, f"its programs see {inside.cores} cores instead of {wanted.cores}", ""),
        (
            abs(inside.memory - wanted.memory_mib * KIB) > KIB,
            f"its programs see {inside.memory // KIB} MiB instead of {wanted.memory_mib}",
            "",
        ),
    ]
    if said := [words for wrong, words, _ in faults if wrong]:
        raise Violation("; ".join(said), options=[option for wrong, _, option in faults if wrong and option])


@then("Proxmox starts it at boot")
def onboot(container: Container) -> None:
    """``onboot: 1`` in force; absent means no."""
    if not container.config.onboot:
        raise Violation(f"container {container.config.vmid} is not started when {container.config.node} boots")


@given("what waits for a restart of the agents container", target_fixture="pending")
def the_pending(proxmox: Proxmox, estate: Estate) -> tuple[Pending, ...]:
    """Options with a value or removal in [pve:pending]; the configuration that was read shows that the token sees it."""
    proxmox.config(estate.agents.vmid)
    return proxmox.pending(estate.agents.vmid)


@then("nothing does")
def settled(pending: tuple[Pending, ...], estate: Estate) -> None:
    """No option waits."""
    if pending:
        said = ", ".join(f"{one.key} ({one.value or 'unset'}, then {one.pending or 'unset'})" for one in pending)
        raise Violation(f"a restart of container {estate.agents.vmid} would change {said}", keys=[one.key for one in pending])
