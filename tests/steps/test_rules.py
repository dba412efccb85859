"""The rules for units: what each refuses, in which words, and what it lets pass."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from probes.sections import Agents
from probes.unitfile import File, unit
from probes.units import Command, Unit, Variable
from steps import alarms, rules, traps

AGENTS = Agents.model_validate({"address": "10.0.10.140"})
NAME = AGENTS.unit
RUN = "/usr/local/bin/claude remote-control --name ready --spawn=worktree"


def of(text: str) -> Unit:
    return unit(NAME, [File("/unit", text)])


def running(argv: str) -> Unit:
    return Unit(NAME, "on disk", start=(Command(tuple(argv.split())),))


@pytest.mark.parametrize(
    "argv",
    [
        RUN,
        "/usr/local/bin/claude remote-control --spawn worktree --capacity=8 --name=ready",
        "/usr/local/bin/claude rc --name other --name ready --spawn=worktree",
        "/usr/bin/env COLUMNS=120 /usr/local/bin/claude remote-control --name ready --spawn=worktree",
    ],
)
def test_commands_that_do(argv: str) -> None:
    """Order, form and harmless company do not matter; the last flag counts."""
    assert rules.of_command(running(argv), AGENTS, "worktree") == ()


@pytest.mark.parametrize(
    ("argv", "fault"),
    [
        ("/bin/sleep infinity", "runs sleep instead of /usr/local/bin/claude"),
        (f"/bin/sh -c {RUN}", "runs sh instead of /usr/local/bin/claude"),
        ("/usr/local/bin/claude --remote-control --name ready", "uses the interactive form --remote-control"),
        ("/usr/local/bin/claude --version", "does not run the subcommand remote-control"),
        (f"{RUN} --spawn same-dir", "has --spawn same-dir instead of worktree"),
        ("/usr/local/bin/claude remote-control --spawn=worktree", "has --name (none) instead of ready"),
    ],
)
def test_commands_that_do_not(argv: str, fault: str) -> None:
    """Each with the words that the report shows."""
    assert rules.of_command(running(argv), AGENTS, "worktree") == (fault,)


def test_a_unit_without_a_command() -> None:
    """Nothing to run is a fault as well."""
    assert rules.of_command(of("[Service]\nExecStart=\n"), AGENTS, "worktree") == ("has no ExecStart= lines",)


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("User=agent\n", ()),
        ("", ("runs as root",)),
        ("User=0\n", ("runs as 0",)),
        ("User=agent\nGroup=root\n", ("has Group=root",)),
        ("User=agent\nExecStartPre=+/bin/true\n", ("runs ExecStartPre with full privileges",)),
        ("User=agent\nAmbientCapabilities=CAP_SYS_ADMIN\n", ("has AmbientCapabilities=CAP_SYS_ADMIN",)),
    ],
)
def test_users(text: str, faults: tuple[str, ...]) -> None:
    """No root by default, name, group, prefix or capability."""
    assert rules.of_user(of(f"[Service]\n{text}"), AGENTS) == faults


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("ProtectSystem=strict\nReadWritePaths=/home/agent\n", ()),
        ("ProtectHome=read-only\nReadWritePaths=/home/agent\n", ()),
        ("ProtectHome=tmpfs\nBindPaths=/home/agent\n", ()),
        ("ProtectHome=yes\n", ("has ProtectHome=yes",)),
        ("ProtectHome=read-only\nReadWritePaths=/home/agent/ready /home/agent/.claude\n", ("has ProtectHome=read-only",)),
        ("InaccessiblePaths=/home/agent/ready/.claude\n", ("closes the home by InaccessiblePaths",)),
        ("ReadOnlyPaths=/home\n", ("closes the home by ReadOnlyPaths",)),
        ("ReadOnlyPaths=/home/agentsmith /srv\n", ()),
    ],
)
def test_homes(text: str, faults: tuple[str, ...]) -> None:
    """The home must stay open as a whole: its state file is renamed into place."""
    assert rules.of_home(of(f"[Service]\n{text}"), AGENTS) == faults


def test_restarts_and_limits() -> None:
    """on-failure needs a reason; a limit of nothing is none."""
    assert rules.of_restarts(of("[Service]\nRestart=always\n"), reasoned=False) == ()
    assert rules.of_restarts(of("[Service]\nRestart=on-failure\n"), reasoned=True) == ()
    assert rules.of_restarts(of("[Service]\nRestart=on-failure\n"), reasoned=False) == ("has Restart=on-failure",)
    assert rules.of_restarts(of("[Service]\n"), reasoned=True) == ("has Restart=no",)
    assert rules.of_limit(of("[Unit]\nStartLimitIntervalSec=0\n")) != ()
    assert rules.of_limit(of("[Service]\n")) == ()


@pytest.mark.parametrize(
    ("on_failure", "faults"),
    [
        ("ntfy@%n.service", ()),
        ("ntfy@%N.service", ()),
        ("other.service ntfy@claude-remote-control.service.service", ()),
        ("ntfy@claude-remote-contorl.service", ("names ntfy@claude-remote-contorl.service in OnFailure= instead of an alert for itself",)),
        ("", ("names no alert unit in OnFailure=",)),
    ],
)
def test_alerts(on_failure: str, faults: tuple[str, ...]) -> None:
    """The alert must be for this very unit; others beside it do no harm."""
    assert alarms.of_alert(of(f"[Unit]\nOnFailure={on_failure}\n"), AGENTS) == faults


LIMITED: Mapping[str, str] = {"Unit": "StartLimitIntervalSec=300\nStartLimitBurst=3\n", "Service": "Restart=always\nRestartSec=2\n"}


def failing(
    version: int, service: str = LIMITED["Service"], limits: str = LIMITED["Unit"], start: str = f"ExecStart={RUN}\n"
) -> tuple[str, ...]:
    return alarms.of_failing(of(f"[Unit]\n{limits}[Service]\n{service}{start}"), version)


@pytest.mark.parametrize("version", [252, 257])
def test_a_bounded_restart_fails_in_the_end(version: int) -> None:
    """Three starts in five minutes end in `failed` on either release."""
    assert failing(version) == ()


@pytest.mark.parametrize(
    ("version", "service", "limits", "said"),
    [
        (252, "Restart=always\nRestartSec=5\n", "", "a crash loop"),
        (257, "Restart=always\nRestartSec=5\n", "", "a program that ends cleanly again and again"),
        (257, "Restart=always\nRestartSec=5\nRestartMode=direct\n", "", "a crash loop"),
        (252, "Restart=always\n", "StartLimitIntervalSec=0\n", "a crash loop"),
        (252, "Restart=on-failure\nRestartSec=10\n", "", "a crash loop"),
        (252, "Restart=on-failure\nRestartSec=2\n", LIMITED["Unit"], "exits with 0"),
        (257, "Restart=no\n", "", "exits with 0"),
        (252, f"{LIMITED['Service']}SuccessExitStatus=1 143\n", LIMITED["Unit"], "counts exit status 1 as success"),
        (252, f"{LIMITED['Service']}RemainAfterExit=yes\n", LIMITED["Unit"], "stays active"),
    ],
)
def test_what_stays_short_of_failed(version: int, service: str, limits: str, said: str) -> None:
    """The matrix of what was measured on both releases."""
    assert any(said in fault for fault in failing(version, service, limits))


def test_commands_that_never_fail() -> None:
    """A dash hides the failure, a shell outlives the program."""
    assert failing(252, start=f"ExecStart=-{RUN}\n") == ("ignores that its program fails (ExecStart=-)",)
    assert failing(252, start=f'ExecStart=/bin/sh -c "while :; do {RUN}; done"\n') == ("runs sh, which outlives the program",)


def variable(name: str, kind: str) -> Variable:
    return Variable(name, kind, "/x")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rule", "springs"),
    [("set", {"true", "false", "official", "set"}), ("true", {"true"}), ("elsewhere", {"true", "false", "set"})],
)
def test_each_rule_has_its_values(rule: str, springs: set[str]) -> None:
    """0 springs the ADR's own names, not those that are yes or no; the vendor's own address is no other."""
    known = traps.traps([["variable", "counts when"], ["A", rule]])
    kinds = ("empty", "true", "false", "official", "set")

    assert {kind for kind in kinds if traps.sprung(known, [variable("A", kind)])} == springs
    assert traps.sprung(known, [variable("A_OLD", "set")]) == ()


def test_what_a_unit_lets_through_counts_whatever_it_is() -> None:
    """PassEnvironment= is an invitation."""
    known = traps.traps([["variable", "because"], ["A", "x"]])

    assert traps.sprung_by(known, of("[Service]\nPassEnvironment=A B\n")) == (Variable("A", "set", "/unit"),)


def test_names_are_listed_by_place() -> None:
    """Each place once, each name once."""
    found = [Variable("A", "set", "/x"), Variable("B", "set", "/y"), Variable("C", "set", "/x"), Variable("A", "set", "/x")]

    assert traps.listed(found) == "A and C in /x, B in /y"
