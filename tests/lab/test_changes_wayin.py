"""Nobody is locked out: a change that cuts the way in is taken back, from here or by the target itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from probes.estate import Estate
from probes.link import Link
from remediations import hands as far
from remediations import tools, wayin
from remediations.changes import Change, WriteFile
from remediations.changes_running import Command, UnitAction
from remediations.plan import Draft
from remediations.refusals import Refusal
from remediations.toolkit import Tools
from tests.scene import Scene

DROP_IN = "/etc/ssh/sshd_config.d/00-planted.conf"
FIREWALL = ("iptables", "-I", "INPUT", "-p", "tcp", "--dport", "22", "-j", "DROP")
TIMERS = "systemctl list-unit-files 'adr023*' --no-legend; ls /etc/systemd/system | grep adr023"


@pytest.fixture
def kit(scene: Scene, link: Link, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tools]:
    """Tools with a run of their own on agents, and a dead man who waits seconds instead of minutes."""
    monkeypatch.setattr(wayin, "SECONDS", 10.0)
    monkeypatch.setattr(wayin, "PAUSE", 0.5)
    scene.lab("exec", "agents", "--", "sh", "-c", "until ss -tln | grep -q :22; do sleep 0.2; done")
    mine, run = far.take("agents", link.start), tmp_path.name
    mine.begin(run, "tester", "here")

    def log_in() -> None:
        other = link.another()
        try:
            other.run("true")
        finally:
            other.close()

    yield Tools(run, mine, str, tmp_path / run, log_in=log_in)
    mine.end(run)


def _carry_out(kit: Tools, *changes: Change) -> None:
    for step in tools.make(kit, [Draft("planted", changes)]).steps:
        tools.apply(kit, step)


def test_a_change_of_sshd_that_holds_is_kept(kit: Tools, link: Link) -> None:
    """Confirmed by a fresh login, the change stays and the dead man is dismissed."""
    _carry_out(kit, WriteFile(DROP_IN, "PasswordAuthentication no\n"), UnitAction("reload", "ssh.service"))

    assert "passwordauthentication no" in _told(link, "sshd -T")
    assert _told(link, TIMERS) == ""
    assert all(row["undone"] for row in tools.take_back(kit, kit.run, kit.folder))
    assert _told(link, f"ls {DROP_IN} 2>&1").endswith("No such file or directory\n")


def test_a_change_of_sshd_that_locks_out_is_taken_back(kit: Tools, link: Link) -> None:
    """By the link that is still open: file gone, sshd reloaded, login possible."""
    with pytest.raises(Refusal, match=r"cut the way in .* was taken back") as refusal:
        _carry_out(kit, WriteFile(DROP_IN, "AllowUsers nobody\n"), UnitAction("reload", "ssh.service"))

    assert refusal.value.why == "cut"
    assert kit.log_in is not None
    kit.log_in()
    assert _told(link, f"ls {DROP_IN} 2>&1").endswith("No such file or directory\n")
    assert _told(link, TIMERS) == ""


def test_a_firewall_that_drops_everything_is_taken_back_by_the_target(kit: Tools, estate: Estate) -> None:
    """The link itself is dead: the target's own timer takes the change back, the run goes on by a new login, and it is in the journal."""
    undo = (FIREWALL[0], "-D", *FIREWALL[2:])
    holds = (FIREWALL[0], "-C", *FIREWALL[2:])

    with pytest.raises(Refusal, match=r"cut the way in .* was taken back"):
        _carry_out(kit, Command("drop what comes to port 22", FIREWALL, holds, "/etc/nftables.conf", undo=undo))

    again = Link("agents", estate.hosts.agents)
    assert "DROP" not in _told(again, "iptables -S INPUT")
    assert _told(again, TIMERS) == ""
    again.close()
    (row,) = [row for row in kit.hands.journal() if row["run"] == kit.run]
    assert [change["state"] for change in row["changes"].values()] == ["undone"]


def test_the_dead_man_outlives_a_reboot(kit: Tools, link: Link, scene: Scene) -> None:
    """Armed, and then the power goes: after the start the target takes the change back, and the next run is told."""
    kit.hands.arm(kit.run, [1], 20)
    plan = tools.make(kit, [Draft("planted", (WriteFile(DROP_IN, "AllowUsers nobody\n"),))])
    kit.hands.apply(kit.run, 1, plan.steps[0].change, plan.steps[0].base)
    scene.lab("restart", "agents")

    script = "for i in $(seq 60); do test -e /etc/systemd/system/adr023-undo.timer || exit 0; sleep 1; done; exit 1"
    scene.lab("exec", "agents", "--", "sh", "-c", script)

    kit.hands.channel.close()
    link.close()
    fresh = far.take("agents", link.start)
    assert any("was not confirmed by a fresh login" in sentence for sentence in fresh.begin("after", "tester", "here"))
    fresh.end("after")
    assert _told(link, TIMERS) == ""


def _told(link: Link, script: str) -> str:
    out = link.run(f"({script})", once=True).streams[0]
    assert out is not None
    return out.decode()
