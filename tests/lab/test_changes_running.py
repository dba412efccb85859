"""Changes of what runs, on a real systemd: planned, made, held, and taken back to links, values and states that were there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from probes.link import Link
from remediations import hands as far
from remediations.changes import WriteFile
from remediations.changes_running import Command, TmuxUnset, UnitAction, UnsetManager
from remediations.hands import Hands
from remediations.refusals import Refusal

UNIT = "claude-remote-control.service"
LOOK = "cd /etc/systemd/system && find . \\( -name '*.wants' -o -type l \\) -printf '%p %l\\n' | sort; ls /etc/rc?.d/*cron; systemctl is-enabled cron.service; systemctl is-active cron.service"


@dataclass(frozen=True)
class Case:
    """``before`` sets the scene, ``look`` shows the state that changes and comes back, ``after`` is in what it shows once the change is made."""

    name: str
    change: Any
    before: str
    look: str
    after: str


TMUX = "runuser -u agent -- tmux -S /tmp/adr.sock"
CASES = [
    Case("disable", UnitAction("disable", "cron.service"), "systemctl unmask cron; systemctl enable cron", LOOK, "disabled"),
    Case("enable", UnitAction("enable", "cron.service"), "systemctl unmask cron; systemctl disable cron", LOOK, "enabled"),
    Case("enable-first", UnitAction("enable", "docker.socket"), "systemctl disable docker.socket", LOOK, "sockets.target.wants"),
    Case("mask", UnitAction("mask", "cron.service"), "systemctl unmask cron; systemctl enable cron", LOOK, "masked"),
    Case(
        "unmask", UnitAction("unmask", "cron.service"), "systemctl unmask cron; systemctl stop cron; systemctl mask cron", LOOK, "inactive"
    ),
    Case("stop", UnitAction("stop", "cron.service"), "systemctl unmask cron; systemctl start cron", LOOK, "inactive"),
    Case("start", UnitAction("start", "cron.service"), "systemctl unmask cron; systemctl stop cron", LOOK, "active"),
    Case(
        "default",
        UnitAction("set-default", "multi-user.target"),
        "systemctl set-default graphical.target",
        "systemctl get-default",
        "multi-user",
    ),
    Case(
        "manager",
        UnsetManager("DISABLE_TELEMETRY"),
        "systemctl set-environment 'DISABLE_TELEMETRY=a b\"c'",
        "systemctl show-environment",
        "PATH",
    ),
    Case(
        "tmux",
        TmuxUnset("/tmp/adr.sock", "CANARY", "agent"),
        f"{TMUX} new-session -d -s w; {TMUX} set-environment -g CANARY 'a b'",
        f"{TMUX} show-environment -g CANARY 2>&1",
        "unknown variable",
    ),
    Case(
        "command",
        Command("make a mark", ("touch", "/root/mark"), ("test", "-e", "/root/mark"), "/root/mark", undo=("rm", "/root/mark")),
        "rm -f /root/mark",
        "ls /root",
        "mark",
    ),
]


@pytest.fixture
def hands(link: Link) -> Iterator[Hands]:
    """Hands on agents that hold the lock for a run of their own."""
    mine = far.take("agents", link.start)
    mine.begin("lab", "tester", "here")
    yield mine
    mine.end("lab")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_runs_is_changed_and_changed_back(case: Case, hands: Hands, link: Link, request: pytest.FixtureRequest) -> None:
    """Planning changes nothing; applying makes it hold; undoing restores exactly what was seen before."""
    seq = 100 + CASES.index(case)
    del request
    told(link, case.before)
    old = told(link, case.look)

    planned = hands.plan([case.change])[0]

    assert told(link, case.look) == old
    assert (planned.refused, planned.holds) == (None, False)
    assert planned.diff
    assert "a b" not in planned.diff
    assert hands.apply("lab", seq, case.change, planned.base)
    assert case.after in told(link, case.look) != old
    assert hands.plan([case.change])[0].holds
    assert hands.rollback("lab", [seq])[0]["undone"]
    assert told(link, case.look) == old


def test_an_open_session_is_not_cut(hands: Hands, link: Link) -> None:
    """A restart of a unit with live children is refused, says how many, and needs the word."""
    told(link, "systemd-run --unit=claude-remote-control-x --collect sh -c 'sleep 300 & exec sleep 300'; sleep 1")
    restart = UnitAction("stop", "claude-remote-control-x.service")
    planned = hands.plan([restart])[0]

    with pytest.raises(Refusal, match="would end 1 processes of open sessions") as refusal:
        hands.apply("lab", 200, restart, planned.base)

    assert refusal.value.why == "busy"
    assert planned.ends == 1
    assert hands.apply("lab", 201, restart, planned.base, allow_disruption=True)


@pytest.mark.parametrize(
    ("path", "content", "reader"),
    [
        (f"/etc/systemd/system/{UNIT}.d/zz-x.conf", "[Service]\nProtectSytem=strict\n", "systemd"),
        ("/etc/systemd/system/x.service", "[Service]\nExecStart=no-such\n", "systemd"),
        ("/etc/ssh/sshd_config.d/x.conf", "PasswordAuthentication perhaps\n", "sshd"),
        ("/etc/sudoers.d/x", "agent ALL=(ALL NOPASSWD\n", "sudo"),
        ("/etc/docker/daemon.json", "{hosts}", "JSON"),
    ],
)
def test_a_file_that_its_reader_would_not_take_is_not_put(path: str, content: str, reader: str, hands: Hands, link: Link) -> None:
    """Validated before it is in place: the old state stays, the reader's own words are told."""
    old = told(link, f"ls -la {path} 2>&1; ls -A $(dirname {path}) 2>&1")

    with pytest.raises(Refusal, match=reader) as refusal:
        hands.apply("lab", 300, WriteFile(path, content), "")

    assert refusal.value.why == "invalid"
    assert told(link, f"ls -la {path} 2>&1; ls -A $(dirname {path}) 2>&1") == old


@pytest.mark.parametrize(
    ("path", "content"),
    [
        (f"/etc/systemd/system/{UNIT}.d/zz-x.conf", "[Service]\nProtectSystem=strict\n"),
        ("/etc/ssh/sshd_config.d/x.conf", "PasswordAuthentication no\n"),
        ("/etc/sudoers.d/x", "agent ALL=(ALL) /bin/true\n"),
    ],
)
def test_a_good_file_is_taken(path: str, content: str, hands: Hands, link: Link) -> None:
    """What the reader would take is put, and gone again when taken back."""
    old = told(link, f"ls -la {path} 2>&1; ls -A $(dirname {path}) 2>&1")

    assert hands.apply("lab", 400, WriteFile(path, content, 0o440), "")
    assert told(link, f"cat {path}") == content
    assert hands.rollback("lab", [400])[0]["undone"]
    assert told(link, f"ls -la {path} 2>&1; ls -A $(dirname {path}) 2>&1") == old


def told(link: Link, script: str) -> str:
    """What a script prints on agents."""
    out = link.run(f"({script})", once=True).streams[0]
    assert out is not None
    return out.decode()
