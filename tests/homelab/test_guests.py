"""The node's guest files are read and settled as Proxmox VE does."""

from __future__ import annotations

from pathlib import Path

import pytest

from lab import guests, lxc
from lab.homelab import Homelab

LAB = Homelab("trial", "198.18.99")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "140.conf"
    path.write_text(guests.conf(LAB, "agents"))
    return path


def test_what_is_in_force_is_the_head_of_the_file(file: Path) -> None:
    """Snapshots and pending changes do not count, raw lines may use either sign, comments are none."""
    file.write_text(file.read_text() + "lxc.cap.drop = sys_admin\n#memory: 1\n\n[pve:pending]\nmemory: 4096\n\n[snap]\ncores: 9\n")
    guest = guests.read(file)
    assert guest.options["memory"] == "2048"
    assert guest.options["cores"] == "2"
    assert ("lxc.cap.drop", "sys_admin") in guest.raw
    assert guest.table("net0")["ip"] == "198.18.99.140/24"
    assert guest.mounts() == [{"volume": "apps-pool:subvol-140-disk-1", "mp": "/var/lib/docker", "backup": "0", "size": "20G"}]


def test_a_start_brings_pending_changes_into_force(file: Path) -> None:
    """Set and deleted options are settled, a snapshot stays as it is, and a second start changes nothing."""
    file.write_text(file.read_text() + "\n[pve:pending]\nmemory: 4096\ndelete: onboot,!mp0\n\n[snap]\ncores: 9\nonboot: 1\n")
    guests.settle(file)
    settled = file.read_text()
    guest = guests.read(file)
    assert guest.options["memory"] == "4096"
    assert not {"onboot", "mp0"} & guest.options.keys()
    assert "pending" not in settled
    assert settled.endswith("[snap]\ncores: 9\nonboot: 1\n")
    guests.settle(file)
    assert file.read_text() == settled


def test_features_and_mounts_become_lxc_lines(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without nesting its include is gone; a bind mount keeps its source, a read-only one says so; raw lines come last."""
    monkeypatch.setenv("ADR023_LAB_DIR", str(tmp_path))
    text = file.read_text().replace("keyctl=1,nesting=1", "keyctl=1") + "mp1: /srv/shared,mp=/mnt/shared,ro=1\n"
    file.write_text(text.replace("mp0:", "#mp0:"))
    rendered = lxc.render(LAB, "agents", guests.read(file))
    assert "nesting.conf" not in rendered
    assert "lxc.mount.entry = /srv/shared mnt/shared none bind,create=dir,ro 0 0" in rendered
    assert rendered.rstrip().endswith("lxc.mount.entry = /dev/net/tun dev/net/tun none bind,create=file")
