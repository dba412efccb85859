"""One run at a time: the lock is held by the process on the target, says by whom, and dies with it."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import threading
from pathlib import Path

import pytest

from remediations.changes import WriteFile
from remediations.hands import Hands, command
from remediations.refusals import TargetLocked, TargetLost
from tests.changes.local import Pipe, local_hands


def test_a_second_run_is_refused_with_who_since_when_from_where(hands: Hands, tmp_path: Path) -> None:
    """The refusal names the holder, and the first run goes on."""
    second = local_hands(tmp_path / "home")

    with pytest.raises(TargetLocked, match=r"here is locked by tester from here since 20\d\d-.*run r1") as locked:
        second.begin("r2", "somebody", "elsewhere")

    second.channel.close()
    assert locked.value.holder["run"] == "r1"
    assert hands.apply("r1", 1, WriteFile(str(tmp_path / "a"), "a\n"), "")


def test_planning_needs_no_lock(hands: Hands, tmp_path: Path) -> None:
    """Somebody else may look while a run goes on."""
    del hands
    second = local_hands(tmp_path / "home")

    assert not second.plan([WriteFile(str(tmp_path / "a"), "a\n")])[0].holds
    second.channel.close()


def test_the_lock_dies_with_its_holder(hands: Hands, tmp_path: Path) -> None:
    """Killed, the first run holds nothing; the next says what it found."""
    assert hands.apply("r1", 1, WriteFile(str(tmp_path / "a"), "a\n"), "")
    killed(hands)
    second = local_hands(tmp_path / "home")

    assert second.begin("r2", "tester", "here") == ["run r1 was interrupted between two changes: those made are kept"]
    second.channel.close()


def test_a_holder_on_its_way_out_is_waited_for(hands: Hands, tmp_path: Path) -> None:
    """A run that begins just as another ends is not refused for it."""
    leaving = threading.Timer(1, hands.channel.close)
    leaving.start()
    second = local_hands(tmp_path / "home")

    assert second.begin("r2", "tester", "here") == ["run r1 was interrupted between two changes: those made are kept"]
    leaving.join()
    second.channel.close()


def test_what_a_killed_program_was_reading_is_swept(hands: Hands, tmp_path: Path) -> None:
    """A scratch directory of a process that is gone is removed by the next run, be there a secret in it; one of a living process stays."""
    killed(hands)
    assert isinstance(hands.channel, Pipe)
    dead, alive = (Path(tempfile.mkdtemp(prefix=f"adr023-{pid}-")) for pid in (hands.channel.process.pid, os.getpid()))
    (dead / "config").write_text("token\n")
    second = local_hands(tmp_path / "home")

    second.begin("r2", "tester", "here")

    second.channel.close()
    assert (dead.exists(), alive.exists()) == (False, True)
    alive.rmdir()


def test_a_run_takes_its_own_lock_over(hands: Hands, tmp_path: Path) -> None:
    """A run whose link was lost logs in anew: the process that it left behind is ended, and the lock is its own again."""
    left = hands.channel
    hands.channel = Pipe("true")
    with pytest.raises(TargetLost):
        hands.apply("r1", 1, WriteFile(str(tmp_path / "a"), "a\n"), "")

    assert hands.renew() == ["run r1 was interrupted between two changes: those made are kept"]
    assert hands.apply("r1", 1, WriteFile(str(tmp_path / "a"), "a\n"), "")
    left.close()


def test_a_lost_link_is_said_in_one_sentence(hands: Hands, tmp_path: Path) -> None:
    """No traceback of the target's program, and no word of its inside."""
    killed(hands)

    with pytest.raises(TargetLost, match=r"^here could not be changed: "):
        hands.apply("r1", 1, WriteFile(str(tmp_path / "a"), "a\n"), "")


def test_a_target_without_python(tmp_path: Path) -> None:
    """One clear sentence."""
    bare = {"PATH": str(tmp_path)}

    answer = subprocess.run(["/bin/sh", "-c", f"exec /bin/{command()}"], env=bare, capture_output=True, text=True, check=False, input="")

    assert answer.returncode == 127
    assert answer.stderr == "python3 is not installed\n"


def killed(hands: Hands) -> None:
    """End the program on the target without a chance to clean up."""
    assert isinstance(hands.channel, Pipe)
    hands.channel.process.send_signal(signal.SIGKILL)
    hands.channel.process.wait(10)


def test_what_cannot_be_settled_holds_nobody_up(hands: Hands, tmp_path: Path) -> None:
    """A change that was begun and whose backup is gone is told of once, left alone, and the next run goes on."""
    killed(hands)
    with (tmp_path / "home" / "journal").open("a") as journal:
        journal.write('{"line": "intent", "run": "r1", "when": "2029-01-01T00:00:00Z", "seq": 9}\n')
    second = local_hands(tmp_path / "home")

    said = second.begin("r2", "tester", "here")

    assert said == [
        "run r1 was interrupted: change 9 could not be settled and is left as it is: the backup of change 9 of run r1 cannot be read"
    ]
    second.end("r2")
    assert local_hands(tmp_path / "home").begin("r3", "tester", "here") == []
