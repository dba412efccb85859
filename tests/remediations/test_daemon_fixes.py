"""Fixes of the daemon: from offences to changes, without a host."""

from __future__ import annotations

from typing import Any

import pytest

from probes.estate import Estate
from remediations import alerts, systemd, variables
from remediations.changes import Change, DropAssignments, DropJsonKeys, WriteFile
from remediations.changes_lines import EditLines
from remediations.changes_running import TmuxUnset, UnitAction, UnsetManager
from remediations.fix import Offence

LOGIN = {"address": "10.0.10.140", "known_hosts": "/k"}
NTFY = {"url": "https://ntfy.eva-00.network", "topic": "alerts"}
ESTATE = Estate.model_validate({"name": "test", "hosts": {"agents": LOGIN}, "agents": {"address": "10.0.10.140"}, "ntfy": NTFY})
UNIT = ESTATE.agents.unit
RESTARTED = [UnitAction("daemon-reload"), UnitAction("reset-failed", UNIT), UnitAction("restart", UNIT)]


def drafted(fix: Any, *data: dict[str, Any]) -> list[Change]:
    return list(fix.__wrapped__(tuple(Offence("a.b", one) for one in data), ESTATE))


def test_each_place_is_mended_in_its_own_way_and_once() -> None:
    """Two rows that name one file get one change with all names; nothing restarts."""
    place = {"kind": "unit", "where": "/u.conf", "names": ["A"]}
    others = [
        {"kind": "unit", "where": "/u.conf", "names": ["B"]},
        {"kind": "json", "where": "/s.json", "names": ["A"], "keys": [["env", "A"]]},
        {"kind": "shell", "where": "/home/agent/.bashrc", "names": ["A"]},
        {"kind": "environment", "where": "/etc/security/pam_env.conf", "names": ["A"]},
        {"kind": "manager", "where": "", "names": ["A"]},
        {"kind": "tmux", "where": "/tmp/tmux-1000/default", "names": ["A"]},
        {"kind": "environment", "where": "the SetEnv of sshd", "names": ["A"]},
    ]

    assert drafted(variables.drop_trap_variables, {"places": [place]}, {"places": others}) == [
        DropAssignments("/u.conf", ("A", "B"), "unit"),
        DropJsonKeys("/s.json", (("env", "A"),)),
        DropAssignments("/home/agent/.bashrc", ("A",), "shell"),
        DropAssignments("/etc/security/pam_env.conf", ("A",), "pam"),
        UnsetManager("A"),
        TmuxUnset("/tmp/tmux-1000/default", "A", "agent"),
        UnitAction("daemon-reload"),
    ]


def test_a_daemon_that_had_given_up_begins_anew_with_its_cause_gone() -> None:
    """Started, not restarted: one that runs is left alone."""
    changes = drafted(variables.drop_trap_variables, {"places": [], "gave_up": True})

    assert changes == [UnitAction("daemon-reload"), UnitAction("reset-failed", UNIT), UnitAction("start", UNIT)]


@pytest.mark.parametrize(("told", "changes"), [([{"vain": True}], []), ([{"vain": True}, {}], RESTARTED), ([{}], RESTARTED)])
def test_nothing_restarts_in_vain(told: list[dict[str, Any]], changes: list[Change]) -> None:
    """Only where every offence says that it would not help, nothing is done."""
    assert drafted(systemd.restart_daemon, *told) == changes


@pytest.mark.parametrize(
    ("told", "verbs"),
    [
        ({"missing": True}, []),
        ({"masked": True}, []),
        ({"enabled": False, "at_boot": False, "running": True}, ["enable"]),
        ({"enabled": True, "at_boot": False, "running": True, "default": "rescue.target"}, ["set-default"]),
        ({"enabled": True, "at_boot": True}, ["daemon-reload", "reset-failed", "restart"]),
        ({"enabled": True, "at_boot": True, "vain": True}, []),
    ],
)
def test_a_daemon_is_started_by_what_it_lacks(told: dict[str, Any], verbs: list[str]) -> None:
    """A unit that runs is not restarted, one that is gone is not made up."""
    assert [change.verb for change in drafted(systemd.start_daemon, told) if isinstance(change, UnitAction)] == verbs


def test_drop_ins_of_ours_sort_last_and_say_whose_they_are() -> None:
    """One topic, one file, under the unit's own folder."""
    change, *rest = drafted(systemd.set_command, {"spawn": "worktree", "unit": True})

    assert isinstance(change, WriteFile)
    assert change.path == f"/etc/systemd/system/{UNIT}.d/zz-adr023-command.conf"
    assert change.content.splitlines()[1:] == [
        "[Service]",
        "ExecStart=",
        "ExecStart=/usr/local/bin/claude remote-control --name ready --spawn=worktree",
    ]
    assert rest == RESTARTED
    assert drafted(systemd.set_command, {"spawn": "worktree", "unit": False}) == RESTARTED
    assert drafted(systemd.set_command, {"spawn": "worktree", "unit": False, "wrapped": True}) == []


def test_hardening_keeps_what_the_operator_opened_outside_the_system() -> None:
    """Paths of the system are closed again, others stay; the home is open."""
    change, *_ = drafted(systemd.harden_daemon, {"paths": ["/usr", "/srv/cache"]})

    assert isinstance(change, WriteFile)
    assert "ReadWritePaths=/home/agent /srv/cache\n" in change.content
    assert "ProtectKernelModules=yes\n" in change.content


def test_only_the_users_own_lines_leave_sudoers() -> None:
    """The unit is not touched for it."""
    changes = drafted(systemd.run_as_service_user, {"sudoers": [("/etc/sudoers.d/agent", "agent ALL=(ALL) NOPASSWD: ALL")]})

    assert changes == [EditLines("/etc/sudoers.d/agent", drop=("agent ALL=(ALL) NOPASSWD: ALL",))]


def test_alerts_are_wired_without_a_restart() -> None:
    """A drop-in in [Unit] for each unit, read once."""
    first, second, reload = drafted(alerts.wire_alerts, {"units": ["claude-a.service", "aoe-b@.service"]})

    assert isinstance(first, WriteFile)
    assert isinstance(second, WriteFile)
    assert first.path == "/etc/systemd/system/claude-a.service.d/zz-adr023-alert.conf"
    assert first.content.endswith("[Unit]\nOnFailure=ntfy@%n.service\n")
    assert second.path == "/etc/systemd/system/aoe-b@.service.d/zz-adr023-alert.conf"
    assert reload == UnitAction("daemon-reload")
    assert drafted(alerts.wire_alerts, {"units": []}) == []


def test_an_alert_unit_laid_down_anew_takes_its_token_from_the_host() -> None:
    """The template names the token's file; no secret is in it."""
    unmask, script, template, reload = drafted(alerts.mend_handler, {"load": "masked", "programs": [], "user": "root"})

    assert unmask == UnitAction("unmask", "ntfy@.service")
    assert isinstance(script, WriteFile)
    assert isinstance(template, WriteFile)
    assert "https://ntfy.eva-00.network/alerts" in script.content
    assert "LoadCredential=ntfy-token:/etc/ntfy/token\n" in template.content
    assert reload == UnitAction("daemon-reload")
