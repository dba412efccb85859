"""Alerts: whom a failure tells, whether that one can be told, and whether it really is."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from pathlib import PurePosixPath

import pytest
from pytest_bdd import given, parsers, then, when
from testinfra.host import Host

from probes import agentunits, drill, handlers
from probes.agentunits import AgentUnit
from probes.estate import Estate
from probes.handlers import Handler, Token
from probes.ntfy import Ntfy
from probes.question import ask
from probes.systemd import Service
from probes.unseen import Unseen
from steps import alarms
from steps.outcomes import Violation
from steps.views import held, refuse

PAUSE = 0.2
MUTE = {"true", "false", "echo", "printf", "logger", "sleep"}
"""Programs that tell nobody off the host anything."""


@given("all agent units of the host", target_fixture="units")
def the_agent_units(agents: Host, estate: Estate) -> tuple[AgentUnit, ...]:
    """Services and templates of the estate's names, services that their timers start, and user units; the daemon's own unit is the witness."""
    units = ask(agents, agentunits.agent_units(estate))
    if estate.agents.unit not in {one.unit.name for one in units if one.kind == "service"}:
        raise Unseen("the agent units", estate.agents.hostname, f"not even {estate.agents.unit} is among them")
    return units


@given("the alert unit for Remote Control", target_fixture="handler")
def the_handler(agents: Host, estate: Estate) -> Handler:
    """The estate's alert unit, of a template the instance for the daemon's full name."""
    return ask(agents, handlers.handler(estate))


@then("its failure starts the alert unit of the estate")
def alerts(service: Service, estate: Estate) -> None:
    """OnFailure= in [Unit], in every view; one that stands elsewhere is not read by systemd."""
    refuse(service.name, held(service, lambda unit: alarms.of_alert(unit, estate.agents)), units=[service.name])


@then("each failure starts the alert unit of the estate")
def all_alert(units: tuple[AgentUnit, ...], estate: Estate) -> None:
    """The same of each agent unit; a template must name its instance, a user unit an alert of its own manager."""
    faults = [(one, fault) for one in units for fault in alarms.of_alert(one.unit, estate.agents)]
    if faults:
        said = ", ".join(f"{one.unit.name}{_how(one)} {fault}" for one, fault in faults)
        raise Violation(said, units=[_file(one) for one, _ in faults if one.kind != "user"])


def _how(one: AgentUnit) -> str:
    return {"user": f" ({one.by})", "template": f" (template {one.by})"}.get(
        one.kind, "" if one.by == "itself" else f" (started by {one.by})"
    )


def _file(one: AgentUnit) -> str:
    """The name that a drop-in for it goes by."""
    return one.by.rpartition("/")[2] if one.kind == "template" else one.unit.name


@then("it is loaded, and its programs may be executed")
def handler_loads(handler: Handler) -> None:
    """LoadState=loaded of the very instance, from what is on disk, wired as any other, with no condition in its way; every program is a file that the
    handler's user may execute, as is its interpreter.
    """
    names = {PurePosixPath(path).name for path, _ in handler.programs}
    mute = names if names <= MUTE else set()
    faults = [
        *([f"is {handler.load}"] if handler.load != "loaded" else []),
        *(["was changed on disk, and systemd was not told"] if handler.stale and handler.load == "loaded" else []),
        *(f"would not start: {condition} does not hold" for condition in handler.hindered),
        *(f"runs {path}, which {handler.user} cannot execute" for path, executable in handler.programs if not executable),
        *(["runs nothing"] if handler.load == "loaded" and not handler.programs else []),
        *([f"runs only {' and '.join(sorted(mute))}, which tells nobody"] if mute else []),
        *(["does something else than the same alert for another unit"] if handler.peculiar and not handler.unescaped else []),
    ]
    closed = [path for path, executable in handler.programs if not executable]
    refuse(
        handler.name,
        faults,
        load=handler.load,
        programs=closed,
        own=list(handler.own) if handler.peculiar else [],
        conditions=[condition.partition("=")[0] for condition in handler.hindered],
        stale=handler.stale,
        mute=bool(mute),
    )


@then("it writes the name of the unit as it is")
def name_kept(handler: Handler) -> None:
    """%i, not %I: the latter turns every dash of the name into a slash (measured)."""
    refuse(handler.name, [f"writes %I for the unit's name in {path}" for path in handler.unescaped], unescaped=list(handler.unescaped))


@then("its token is readable to it and nobody else")
def token_kept(handler: Handler) -> None:
    """Each token file of the estate: there, without rights for group and others, and read by the handler's user, or by systemd on its behalf."""
    if not handler.tokens:
        raise Unseen("the token of the alert unit", "ntfy", "the estate does not configure it")
    faults = [f"{token.path} {fault}" for token in handler.tokens for fault in _faults(token, handler)]
    if faults:
        wrong = [
            {"path": token.path, "owner": token.owner} for token in handler.tokens if token.mode is not None and _faults(token, handler)
        ]
        raise Violation(f"the token of {handler.name}: {', '.join(faults)}", tokens=wrong, user=handler.user)


def _faults(token: Token, handler: Handler) -> list[str]:
    if token.mode is None:
        return ["is missing"]
    handed = token.path in handler.handed
    return [
        *([f"has mode {token.mode:04o}"] if token.mode & 0o077 else []),
        *([f"belongs to {token.owner}"] if token.owner not in ("root", handler.user) else []),
        *([f"cannot be read by {handler.user}"] if not (token.readable or handed) else []),
    ]


@then("whatever ends its program for good is a failure to systemd")
def reaches_failed(service: Service) -> None:
    """By Restart=, start limit, SuccessExitStatus= and the Exec prefix, on this systemd version: no crash loop, no clean exit may stay short of `failed`."""
    faults = held(service, lambda unit: alarms.of_failing(unit, service.version))
    refuse(f"{service.name} (systemd {service.version})", faults, reset=alarms.resets(service.loaded))


@pytest.fixture
def exercise(agents: Host, estate: Estate) -> Iterator[str]:
    """A mark for one exercise; whatever comes of it, systemd forgets it afterwards."""
    mark = secrets.token_hex(4)
    yield mark
    ask(agents, drill.tidy(estate, mark))


@when("a unit of no use fails with the same alert", target_fixture="mark")
def drilled(agents: Host, estate: Estate, exercise: str) -> str:
    """systemd-run --collect of /bin/false with OnFailure= the same alert unit; the daemon itself is not touched."""
    ask(agents, drill.fail(estate, exercise))
    return exercise


@then(parsers.parse("its message is at ntfy within {seconds:d} seconds"))
def arrives(ntfy: Ntfy, mark: str, seconds: int) -> None:
    """A message of the topic names the unit's mark, asked for again and again."""
    until = time.monotonic() + seconds
    while not any(mark in message.text for message in ntfy.since("10m")):
        if time.monotonic() > until:
            raise Violation(f"no alert of adr023-drill-{mark}.service came to topic {ntfy.topic} within {seconds} s")
        time.sleep(PAUSE)
