"""Steps about the daemon, held against what a real container answered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from probes import agentunits, handlers, processes, systemd
from probes.estate import Estate
from probes.journal import Journal
from probes.processes import Processes
from probes.systemd import Service
from probes.unseen import Unseen
from steps import alerts, confinement, strays, traps, upkeep, variables, views
from steps.outcomes import Violation
from tests.probes.recorded import recorded

NAME = "claude-remote-control.service"
KNOWN = traps.traps(
    [
        ["variable", "because"],
        *([name, ""] for name in ("ANTHROPIC_API_KEY", "DISABLE_TELEMETRY", "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC")),
    ]
)
LOGIN = {"address": "10.0.10.140", "known_hosts": "/k"}
ESTATE = Estate.model_validate({"name": "test", "hosts": {"agents": LOGIN}, "agents": {"address": "10.0.10.140"}})


def service(recording: str = "unit") -> Service:
    return systemd.read(NAME, recorded(recording))


def seen(recording: str = "processes") -> Processes:
    return processes.read(recorded(recording))


def test_a_variable_is_told_with_its_file_and_as_a_place_to_mend() -> None:
    """The sentence names variable and file; the fix gets what kind of text it is."""
    with pytest.raises(Violation) as found:
        variables.unit_sets_none(service("unit-with-second-environment-file"), KNOWN, ())

    assert found.value.seen == f"{NAME} sets CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC in /etc/default/claude-first"
    assert found.value.offence["places"] == [
        {"kind": "environment", "where": "/etc/default/claude-first", "names": ["CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC"]}
    ]


def test_what_no_file_says_any_more_asks_for_a_reload() -> None:
    """systemd's memory is a place of its own."""
    with pytest.raises(Violation, match="sets DISABLE_TELEMETRY in systemd's memory") as found:
        variables.unit_sets_none(service("unit-still-loaded"), KNOWN, ())

    assert found.value.offence["places"] == [{"kind": "unit", "where": "", "names": []}]


def test_a_clean_unit_passes() -> None:
    """No variable, no violation."""
    variables.unit_sets_none(service(), KNOWN, ())


@pytest.mark.parametrize(
    ("recording", "words"),
    [("unit-still-loaded", "has files that systemd has not read yet"), ("unit-with-old-date", "has another ProtectSystem= on disk")],
)
def test_loaded_and_disk_that_differ(recording: str, words: str) -> None:
    """By systemd's own word, or by what the files say where their dates hide it."""
    with pytest.raises(Violation, match=words):
        upkeep.loaded_is_disk(service(recording))


def test_a_process_older_than_what_configures_it() -> None:
    """A newer drop-in for [Service] counts; the unit as provisioned passes."""
    with pytest.raises(Violation, match=r"runs since before .*90-files.conf was changed"):
        upkeep.younger(service("unit-with-second-environment-file"))

    upkeep.younger(service())
    upkeep.loaded_is_disk(service())


def test_a_daemon_that_holds_its_line() -> None:
    """Awake, connected: nothing is asked of the way."""
    upkeep.connected(service(), seen(), Journal(0, (), mended=False), lambda _: False, 443)


@pytest.mark.parametrize(("reached", "complaints", "vain"), [(True, (), False), (False, (), True), (True, ("Choose [1/2]",), True)])
def test_a_restart_is_in_vain_where_its_cause_stands(reached: bool, complaints: tuple[str, ...], vain: bool) -> None:
    """A host without a way, or a program that waits for a person, gains nothing from another start."""
    alone = replace(seen(), peers=())
    with pytest.raises(Violation) as found:
        upkeep.connected(service(), alone, Journal(0, complaints, mended=False), lambda _: reached, 443)

    assert found.value.offence == {"vain": vain}


def test_what_the_daemon_feels() -> None:
    """A path of the system that was opened again is felt; the compliant one feels all."""
    with pytest.raises(Violation, match="may write to /usr"):
        confinement.feels_settings(service(), seen("processes-with-opened-usr"))

    confinement.feels_settings(service(), seen())


def test_a_dead_daemon_is_unseen() -> None:
    """What a process should feel cannot be seen without one."""
    with pytest.raises(Unseen, match="no main process"):
        views.main(seen("processes-of-dead-daemon"))


@pytest.mark.parametrize(
    ("argv", "what"),
    [
        ("/usr/bin/python3 /usr/local/bin/claude remote-control --name ready", "Remote Control"),
        ("claude rc", "Remote Control"),
        ("/home/a/.local/share/claude/versions/2.1.330 --remote-control", "Remote Control"),
        ("tmux new-session -d claude remote-control", "Remote Control"),
        ("/usr/local/bin/aoe serve --host 0.0.0.0", "an AoE server"),
        ("aoe list", ""),
        ("claude --resume", ""),
        ("tailscale serve 443", ""),
        ("tail -f /home/agent/claude-notes", ""),
    ],
)
def test_agent_daemons_are_known_by_their_arguments(argv: str, what: str) -> None:
    """The subcommand right after the program, the interactive flag anywhere, AoE's verb."""
    assert strays.daemon(argv.split()) == what


def test_a_stray_is_told_with_its_process() -> None:
    """A second daemon in tmux is nobody's unit; the unit's own is not elsewhere."""
    with pytest.raises(Violation, match="Remote Control runs as process"):
        strays.only_in_units(seen("processes-with-stray-in-tmux"), ESTATE)

    strays.only_in_units(seen(), ESTATE)


def test_every_unit_that_alerts_nobody_is_named() -> None:
    """By itself, by its timer, or as a user's; only what a drop-in can mend goes to the fix."""
    for recording, words, units in (
        ("agent-units-with-timer", r"housekeeping.service \(started by claude-tidy.timer\) names no alert unit", ["housekeeping.service"]),
        ("agent-units-with-user-unit", r"claude-helper.service \(/home/agent/.*\) names no alert unit", []),
    ):
        with pytest.raises(Violation, match=words) as found:
            alerts.all_alert(agentunits.read(recorded(recording)), ESTATE)

        assert found.value.offence == {"units": units}


def test_an_alert_unit_that_is_masked_or_shares_its_token() -> None:
    """OnFailure= may read as ever."""
    with pytest.raises(Violation, match="is masked"):
        alerts.handler_loads(handlers.read("ntfy@x", recorded("handler-masked")))
    with pytest.raises(Violation, match="/etc/ntfy/token has mode 0644"):
        alerts.token_kept(handlers.read("ntfy@x", recorded("handler-with-open-token")))
