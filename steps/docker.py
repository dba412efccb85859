"""Docker: the daemon is the container's own, reached by its own socket, and by nobody else."""

from __future__ import annotations

from collections.abc import Iterator

from pytest_bdd import given, parsers, then
from testinfra.host import Host

from probes import docker as engine
from probes import mounts
from probes.docker import Docker, Socket
from probes.estate import Estate
from probes.origins import elsewhere
from probes.question import ask, name_of
from probes.unseen import Unseen
from steps.outcomes import DoesNotApply, Violation

TCP_PORTS = {2375, 2376}
LASTING = {"enabled", "static", "indirect", "alias", "generated"}
"""Of systemd's unit file states those in which a unit may start at the next boot."""
OWN_SOCKETS = ("unix:///run/docker.sock", "unix:///var/run/docker.sock")


@given(parsers.parse("the mode of Docker is {mode}"))
def mode_of_docker(estate: Estate, mode: str) -> None:
    """The estate's choice between nested Docker and the recorded fallback; the rows of the other one do not apply."""
    if estate.docker.mode != mode:
        raise DoesNotApply(f"the estate's Docker mode is {estate.docker.mode}")


@given("Docker as the host has it", target_fixture="docker")
def docker_of_host(agents: Host, estate: Estate) -> Docker:
    """Sockets with who answers on them (SO_PEERCRED), clients' endpoints, configured addresses, listeners, relays."""
    return ask(agents, engine.docker(estate))


@given("a running Docker daemon", target_fixture="docker")
def running_docker(agents: Host, estate: Estate) -> Docker:
    """As above; the witness is a dockerd process."""
    found = ask(agents, engine.docker(estate))
    if not found.daemons:
        raise Unseen("what the Docker daemon listens on", name_of(agents), "no daemon runs")
    return found


@then("the daemon that answers is this container's service, and no client is led to another")
def own_service_answers(docker: Docker) -> None:
    """On the default socket and every socket a client is led to answers docker.service of this host, judged by the peer's pid.

    It starts with the host, by itself or by its socket unit. DOCKER_HOST, DOCKER_CONTEXT and the context in use lead nowhere else: files,
    systemd's manager, live processes of the user.
    """
    led = {address.removeprefix("unix://") for _, _, address in docker.endpoints if address.startswith("unix:///")}
    faults = [fault for path in sorted({engine.SOCKET, *led}) for fault in _faults(docker, path)]
    stray = [dict(zip(("where", "name", "leads"), row, strict=True)) for row in docker.endpoints if _leads_away(row[2])]
    faults += [f"{row['where']} leads Docker clients to {row['leads']} ({row['name']})" for row in stray]
    state, unready = docker.states["docker.service"], not any(one.get("UnitFileState") in LASTING for one in docker.states.values())
    if unready:
        faults.append(f"docker.service is {state.get('UnitFileState') or 'not there'}, so that the next boot brings no daemon")
    if faults:
        taken = docker.socket(engine.SOCKET).peer is not None  # then starting the own daemon would fail
        stopped = state["ActiveState"] != "active" and not taken
        raise Violation("; ".join(faults), stopped=stopped, unready=unready, unit_file=state.get("UnitFileState", ""), endpoints=stray)


def _leads_away(address: str) -> bool:
    return address not in {*OWN_SOCKETS, "default", ""}


def _faults(docker: Docker, path: str) -> Iterator[str]:
    try:
        socket = docker.socket(path)
    except KeyError:
        yield f"{path} was not there"
        return
    if not socket.exists or socket.asleep or socket.peer is None:
        state = docker.states["docker.service"]
        yield f"no daemon answers on {path}: docker.service is {state['ActiveState']} ({state.get('UnitFileState') or state['LoadState']})"
    elif socket.peer.pid == 0:
        yield f"{path} is answered by a process outside of this container"
    else:
        yield from _stranger(docker, socket)


def _stranger(docker: Docker, socket: Socket) -> Iterator[str]:
    """The peer may be systemd, which opened the socket for the daemon: then the daemon must hold the same socket."""
    assert socket.peer is not None
    serving = socket.holders if socket.peer.program == "systemd" else (socket.peer,)
    if not any(held.program == "dockerd" and held.unit == "docker.service" for held in serving):
        yield f"{socket.path} is answered by {' and '.join(held.words for held in serving)}, not by docker.service"
    if socket.name and socket.name != docker.hostname:
        yield f"the daemon on {socket.path} calls its host {socket.name}"


@then("its data lies on the container's own volumes")
def own_data(docker: Docker, agents: Host, estate: Estate) -> None:
    """The data directory that the daemon names lies on no foreign mount."""
    root, shown = docker.socket(engine.SOCKET).root, ask(agents, mounts.mounts())
    if not root:
        raise Unseen("where Docker keeps its data", name_of(agents), "the daemon did not say")
    if why := elsewhere(shown.holding(root), shown, estate.agents.vmid):
        raise Violation(f"Docker keeps its data in {root}, which comes from {why}")


@then("it is told of no TCP address, and nothing passes connections on to it")
def no_tcp(docker: Docker) -> None:
    """Neither the process, daemon.json, the units on disk nor the kernel's listeners name a TCP address for it; no relay listens on one."""
    stray = [{"where": where, "host": host} for where, host in docker.configured if not host.startswith(("unix://", "fd://", "/"))]
    listening = [address for address, port, programs in docker.listeners if "dockerd" in programs or port in TCP_PORTS]
    relays = [relay for relay in docker.relays if relay.tcp]
    told = [f"{row['where']} tells it to listen on {row['host']}" for row in stray] + [f"it listens on {address}" for address in listening]
    told += [f"{relay.program} ({relay.unit or relay.pid}) passes {', '.join(relay.tcp)} on to Docker" for relay in relays]
    if told:
        ending = [{"unit": relay.unit, "pid": relay.pid, "program": relay.program} for relay in relays]
        raise Violation("; ".join(told), configured=stray, listening=listening, relays=ending, command=docker.command)


@then("no Docker daemon runs or would start, and no agent asks for one")
def without_docker(docker: Docker) -> None:
    """No dockerd process; docker.service and docker.socket neither active nor enabled; AoE and Codex not told to sandbox with Docker."""
    waiting = sorted(name for name, state in docker.states.items() if _waits(state))
    told = [f"{held.words} runs" for held in docker.daemons]
    told += [f"{name} is {docker.states[name]['ActiveState']} and {docker.states[name].get('UnitFileState')}" for name in waiting]
    told += [f"{place} asks for a sandbox in Docker" for place in docker.sandboxing]
    if told:
        strays = [{"unit": held.unit, "pid": held.pid, "program": held.program} for held in docker.daemons]
        raise Violation("; ".join(told), units=waiting, daemons=strays, sandboxing=list(docker.sandboxing))


def _waits(state: dict[str, str]) -> bool:
    return state.get("ActiveState") in {"active", "activating"} or state.get("UnitFileState", "").startswith("enabled")
