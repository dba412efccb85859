"""Processes: those of the daemon's control group, and strays."""

from __future__ import annotations

import pytest

from probes import processes
from probes.units import Variable
from tests.probes.recorded import recorded


def read(recording: str) -> processes.Processes:
    return processes.read(recorded(recording))


def test_the_daemon_is_what_runs_and_how_it_is_confined() -> None:
    """The main process with its ids, its mounts, the paths it works on and its line to the relay."""
    found = read("processes")
    daemon = found.daemon

    assert daemon
    assert (set(daemon.users), daemon.unit, daemon.directory) == ({1000}, "claude-remote-control.service", "/home/agent/ready")
    assert (daemon.capabilities, daemon.no_new_privileges, daemon.by_user_manager) == (0, True, False)
    assert daemon.argv[1:] == ("/usr/local/bin/claude", "remote-control", "--name", "ready", "--spawn=worktree")
    assert {path.path for path in found.paths if path.writable and path.same} >= {"/home/agent", "/home/agent/ready/.git"}
    assert [peer.rpartition(":")[2] for peer in found.peers] == ["443"]
    assert (found.elsewhere, found.sleepers) == ((), ())


def test_a_dead_daemon_has_no_processes() -> None:
    """Init is still seen, so that nothing is something."""
    found = read("processes-of-dead-daemon")

    assert (found.daemon, found.own, found.main) == (None, (), 0)


def test_a_process_that_systemd_has_not_become_yet_is_no_daemon() -> None:
    """Right after the fork /proc/PID/environ still holds systemd's own variables (measured)."""
    early = recorded("processes").replace("exe /usr/bin/python3.13", "exe /usr/lib/systemd/systemd")

    assert early != recorded("processes")
    assert processes.read(early).daemon is None


def test_a_child_tells_its_own_variables() -> None:
    """Each process of the control group is read, not the main one alone."""
    child = next(process for process in read("processes-with-tainted-child").own if process.name == "sleep")

    assert Variable("ANTHROPIC_API_KEY", "set", f"process {child.pid}") in child.variables


def test_strays_are_told_with_where_they_run() -> None:
    """A tmux server and what runs in it belong to no service."""
    found = read("processes-with-stray-in-tmux")

    assert {process.name for process in found.elsewhere} >= {"tmux: server", "claude"}
    assert {process.unit for process in found.elsewhere} == {""}


def test_a_path_of_the_system_that_was_opened_again_is_seen() -> None:
    """The mounts of the process tell what settings do not."""
    usr = [place for place in read("processes-with-opened-usr").places if place.point == "/usr"]

    assert usr
    assert not usr[-1].read_only


def test_without_init_nothing_is_believed() -> None:
    """No witness, no verdict."""
    with pytest.raises(ValueError, match="init was not seen"):
        processes.read("Q 0 \n")
