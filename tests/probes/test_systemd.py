"""One service, read as loaded, as on disk and as it does."""

from __future__ import annotations

import pytest

from probes import systemd
from probes.systemd import Service
from probes.units import Variable
from tests.probes.recorded import HERE, recorded

NAME = "claude-remote-control.service"


def service(recording: str) -> Service:
    return systemd.read(NAME, recorded(recording))


def test_loaded_and_disk_say_the_same_of_a_unit_that_was_read() -> None:
    """What both views tell comes out alike, so that one rule can hold either."""
    found = service("unit")
    loaded, disk = found.loaded, found.disk

    assert disk
    assert (loaded.user, loaded.start, loaded.on_failure) == (disk.user, disk.start, disk.on_failure)
    assert (loaded.restart_seconds, loaded.limit_seconds, loaded.limit_starts) == (
        disk.restart_seconds,
        disk.limit_seconds,
        disk.limit_starts,
    )
    assert {key: value for key, value in loaded.settings.items() if key.startswith(("Protect", "Private", "NoNew"))}.items() >= {
        key: value for key, value in disk.settings.items() if key.startswith(("Protect", "Private", "NoNew"))
    }.items()
    assert "network-online.target" in loaded.after
    assert "network-online.target" in disk.after
    assert found.views == (loaded,)


def test_the_state_is_typed() -> None:
    """A running service has a pid, a start in seconds since the epoch, and a way from the default target."""
    found = service("unit")

    assert (found.state.load, found.state.enabled, found.state.active, found.state.sub) == ("loaded", "enabled", "active", "running")
    assert found.state.main_pid > 0
    assert found.state.started < found.now
    assert (found.version, found.default_target, found.at_boot) == (257, "multi-user.target", True)


def test_a_unit_that_systemd_does_not_know_says_so() -> None:
    """systemctl show exits 0 with defaults for a unit that does not exist; the load state tells."""
    found = systemd.read("nosuch.service", recorded("unit-unknown"))

    assert (found.state.load, found.disk, found.files) == ("not-found", None, ())


def test_every_environment_file_is_read() -> None:
    """Of several EnvironmentFile= lines the first counts as well, which one dictionary of properties would forget."""
    found = service("unit-with-second-environment-file")

    assert found.disk
    assert Variable("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "true", "/etc/default/claude-first") in found.disk.variables
    assert "COLUMNS" in {variable.name for variable in found.disk.variables}


def test_a_drop_in_for_every_service_counts() -> None:
    """service.d applies to this service too, and is named as the place."""
    found = service("unit-with-drop-in-for-every-service")

    assert found.disk
    assert Variable("DISABLE_TELEMETRY", "true", "/etc/systemd/system/service.d/90-local.conf") in found.disk.variables
    assert "DISABLE_TELEMETRY" in {variable.name for variable in found.loaded.variables}


def test_a_removed_drop_in_is_still_loaded() -> None:
    """Without a reload systemd keeps what no file says any more; both views are then held."""
    found = service("unit-still-loaded")

    assert found.disk
    assert found.state.needs_reload
    assert "DISABLE_TELEMETRY" in {variable.name for variable in found.loaded.variables}
    assert "DISABLE_TELEMETRY" not in {variable.name for variable in found.disk.variables}
    assert found.views == (found.loaded, found.disk)


def test_of_two_drop_ins_with_one_name_the_nearer_wins() -> None:
    """A drop-in of the unit masks one of the same name in service.d, and drop-ins apply by name, not by folder."""
    at = "/etc/systemd/system"
    told = "".join(
        f"F {kind} 1.0 {at}/{path}\n  [Service]\n"
        for kind, path in (
            ("fragment", "a.service"),
            ("drop-in", "a.service.d/50-x.conf"),
            ("drop-in", "service.d/50-x.conf"),
            ("drop-in", "service.d/10-x.conf"),
        )
    )

    assert [file.path.rpartition("system/")[2] for file in systemd._files(told)] == [
        "a.service",
        "service.d/10-x.conf",
        "a.service.d/50-x.conf",
    ]


def test_an_answer_without_the_state_is_refused() -> None:
    """A property that every systemd has must be there; its absence is no empty fact."""
    with pytest.raises(KeyError):
        systemd.read(NAME, "V 252\nD multi-user.target\nN 1\nP LoadState=loaded\n")


def test_no_value_is_in_any_recording() -> None:
    """What was planted as a secret left the host as its kind only."""
    tainted = ("unit-by-way-of-env", "processes-with-tainted-child", "login-with-bashrc-end")

    assert not [path.name for path in HERE.glob("*.txt") if "sk-ant" in path.read_text()]
    assert all("ANTHROPIC_API_KEY" in recorded(name) for name in tainted)
