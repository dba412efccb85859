"""A change that is broken off for real: the client killed, the link cut, the disk full or read-only, the container restarted."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from probes.estate import Estate
from probes.link import Link
from remediations import hands as far
from remediations import tools
from remediations.changes import WriteFile
from remediations.changes_running import Command
from remediations.hands import Hands
from remediations.plan import Draft
from remediations.refusals import Refusal, TargetLost
from remediations.toolkit import Tools
from tests.bench.proxy import Proxy
from tests.lab.test_changes_running import told
from tests.scene import ROOT, Scene

PAGE = 4096
DISK = "umount /srv/disk 2>/dev/null; mkdir -p /srv/disk && mount -t tmpfs -o size=256k none /srv/disk && printf 'old\\n' > /srv/disk/file.conf"
NEW = WriteFile("/srv/disk/file.conf", "new\n" * 2000)


def _begun(link: Link, home: str, run: str) -> tuple[Hands, list[str]]:
    mine = far.take("agents", link.start, home)
    return mine, mine.begin(run, "tester", "here")


def _file(link: Link) -> str:
    return told(link, "head -c 4 /srv/disk/file.conf; ls -A /srv/disk | tr '\\n' ' '")


@pytest.mark.parametrize("pages", range(9))
def test_a_disk_with_little_room(pages: int, link: Link) -> None:
    """A disk that is full after so many pages, with the journal on it: old or new, no draft left, and with room again the next run settles it."""
    told(link, f"{DISK}; mkdir -m 700 /srv/disk/home")
    hands, _ = _begun(link, "/srv/disk/home", "r1")
    told(link, f"dd if=/dev/zero of=/srv/disk/ballast bs={PAGE} 2>/dev/null; truncate -s -{pages * PAGE} /srv/disk/ballast; true")
    planned = hands.plan([NEW])[0]
    try:
        hands.apply("r1", 1, NEW, planned.base)
    except Refusal as refusal:
        assert "No space left on device" in str(refusal)  # noqa: PT017  (with room enough it is not refused)
    hands.channel.close()
    told(link, "rm /srv/disk/ballast")
    assert _file(link) in ("old\nfile.conf home ", "new\nfile.conf home ")

    again, said = _begun(link, "/srv/disk/home", "r2")

    assert all("r1 was interrupted" in sentence for sentence in said)
    again.rollback("r1")
    assert _file(link) == "old\nfile.conf home "
    again.end("r2")
    told(link, "umount /srv/disk")


def test_a_disk_that_turns_read_only(link: Link, tmp_path: Path) -> None:
    """Refused in one sentence; when it can be written again, nothing was changed and the lock is free."""
    told(link, DISK)
    hands, _ = _begun(link, far.HOME, tmp_path.name)
    told(link, "mount --bind /srv/disk /srv/disk; mount -o remount,bind,ro /srv/disk")

    with pytest.raises(Refusal, match="Read-only file system"):
        hands.apply(tmp_path.name, 1, NEW, "")

    hands.channel.close()
    told(link, "umount /srv/disk")
    again, said = _begun(link, far.HOME, f"{tmp_path.name}-next")
    assert said == [f"run {tmp_path.name} was interrupted between two changes: those made are kept"]
    assert _file(link) == "old\nfile.conf "
    again.end(f"{tmp_path.name}-next")
    told(link, "umount /srv/disk")


SLOW = Command("make a mark slowly", ("sh", "-c", "touch /root/begun; sleep 3; touch /root/mark"), ("test", "-e", "/root/mark"), "/root/mark", undo=("rm", "-f", "/root/mark"))  # fmt: skip


def _when_begun(link: Link, act: Callable[[], object]) -> threading.Thread:
    """Do something as soon as the slow change is under way."""

    def watch() -> None:
        told(link, "until test -e /root/begun; do sleep 0.05; done")
        act()

    thread = threading.Thread(target=watch)
    thread.start()
    return thread


def test_a_link_that_is_cut_amid_a_change(estate: Estate, link: Link, tmp_path: Path) -> None:
    """The run logs in anew, the step is old or new and said to be so, and the run can go on."""
    told(link, "rm -f /root/begun /root/mark")
    login = estate.hosts.agents
    with Proxy((str(login.address), login.port)) as wire:
        known = tmp_path / "known"
        known.write_text(login.known_hosts.read_text().replace(str(login.address), f"[127.0.0.1]:{wire.port}"))
        far_away = Link("agents", login.model_copy(update={"address": "127.0.0.1", "port": wire.port, "known_hosts": known}))
        mine = far.take("agents", far_away.start)
        mine.begin(tmp_path.name, "tester", "here")
        kit = Tools(tmp_path.name, mine, str, tmp_path / tmp_path.name)
        (step,) = tools.make(kit, [Draft("planted", (SLOW,))]).steps
        cutter = _when_begun(link, wire.cut)

        with pytest.raises(Refusal, match=r"the link was lost; run .* was interrupted") as refusal:
            tools.apply(kit, step)

        cutter.join()
        assert refusal.value.why == "lost"
        assert tools.take_back(kit, kit.run, kit.folder) is not None
        assert told(link, "test -e /root/mark && echo there || echo gone") == "gone\n"
        mine.end(tmp_path.name)
        far_away.close()


def test_a_container_that_restarts_amid_a_change(scene: Scene, link: Link, tmp_path: Path) -> None:
    """After the start the next run finds the old state or the new one, says which, and has the lock."""
    told(link, "rm -f /root/begun /root/mark")
    hands, _ = _begun(link, far.HOME, tmp_path.name)
    planned = hands.plan([SLOW])[0]

    def apply() -> None:
        with pytest.raises(TargetLost):
            hands.apply(tmp_path.name, 1, SLOW, planned.base)

    thread = threading.Thread(target=apply)
    thread.start()
    scene.told("agents", "until test -e /root/begun; do sleep 0.05; done")
    scene.lab("restart", "agents")
    thread.join()
    link.close()

    again, said = _begun(link, far.HOME, f"{tmp_path.name}-next")

    state = "was changed already and is kept" if told(link, "ls /root/mark 2>/dev/null; true") else "has its old state"
    assert f"run {tmp_path.name} was interrupted: make a mark slowly {state}" in said
    again.end(f"{tmp_path.name}-next")


@pytest.mark.parametrize("lines", [3])
def test_a_client_that_is_killed(lines: int, scene: Scene, tmp_path: Path) -> None:
    """kill -9 of the whole run when its journal has so many lines: the next one says what it found and mends the rest."""
    scene.hurt("environment/unit-drop-in")
    options = [
        f"--estate={scene.facts()['estate']}",
        f"--report-dir={tmp_path}",
        "--remediate",
        "--yes",
        "--allow-disruption",
        "--requirement",
        "environment.unit",
    ]
    command = [sys.executable, "-m", "pytest", *options]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        while run.poll() is None and sum(file.read_text().count("\n") for file in tmp_path.glob("*/journal.jsonl")) < lines:
            time.sleep(0.002)
        run.kill()

    done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "was interrupted" in done.stdout or "fixed" not in done.stdout
    again = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert (again.returncode, "1 met" in again.stdout) == (0, True)
