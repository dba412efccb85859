"""What a lost link does to the questions that were under way."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from probes.link import Link
from probes.unseen import Unseen
from tests.bench.proxy import Proxy
from tests.connection.conftest import Sshd


@pytest.fixture
def wire(sshd: Sshd) -> Iterator[Proxy]:
    """A wire to the server that can be cut."""
    with Proxy(("127.0.0.1", sshd.port)) as proxy:
        yield proxy


@pytest.fixture
def link(sshd: Sshd, wire: Proxy, tmp_path: Path) -> Iterator[Link]:
    """A link over that wire."""
    link = Link("here", sshd.behind(wire.port, tmp_path))
    yield link
    link.close()


def cut_once_there(wire: Proxy, witness: Path) -> None:
    """Cut the wire as soon as a script left its witness."""

    def watch() -> None:
        while not witness.exists():
            pass
        wire.cut()

    threading.Thread(target=watch, daemon=True).start()


def test_a_question_is_asked_once_more(link: Link, wire: Proxy, tmp_path: Path) -> None:
    """The link is made anew, and the question that was running is answered, with all behind it."""
    script = f"if [ -e {tmp_path}/1 ]; then echo second; else touch {tmp_path}/1; sleep 3; fi"
    cut_once_there(wire, tmp_path / "1")

    link.ahead([script, "echo behind"])

    assert [link.run(s).streams[0] for s in (script, "echo behind")] == [b"second\n", b"behind\n"]
    assert link.cost.logins == 2


def test_what_must_not_run_twice_does_not(link: Link, wire: Proxy, tmp_path: Path) -> None:
    """An observation that acts is unseen when the link was lost under it: nobody knows how far it came."""
    script = f"echo ran >> {tmp_path}/log; touch {tmp_path}/1; sleep 1"
    cut_once_there(wire, tmp_path / "1")

    with pytest.raises(Unseen, match="must not run twice"):
        link.run(script, once=True)
    assert (tmp_path / "log").read_text() == "ran\n"


def test_a_script_that_cuts_the_link_each_time_is_unseen(link: Link) -> None:
    """It is tried twice; the others are answered."""
    script = "kill $PPID; sleep 2"  # the parent of a login's shell is its sshd
    link.ahead(["echo before", script, "echo behind"])

    assert link.run("echo before").streams[0] == b"before\n"
    with pytest.raises(Unseen):
        link.run(script)
    assert link.run("echo behind").streams[0] == b"behind\n"


def test_an_idle_link_that_was_lost_is_made_anew(link: Link, wire: Proxy) -> None:
    """Between two questions nobody notices."""
    link.run("true", once=True)
    wire.cut()

    time.sleep(0.2)
    assert link.run("echo again", once=True).streams[0] == b"again\n"


def test_a_host_that_goes_away_is_unseen(link: Link, wire: Proxy, tmp_path: Path) -> None:
    """When it cannot be reached again everything still open is unseen, with the reason."""
    script = f"touch {tmp_path}/1; sleep 3"
    link.ahead([script, "echo behind"])
    while not (tmp_path / "1").exists():
        pass
    wire.close()

    for asked in (script, "echo behind", "echo new"):
        with pytest.raises(Unseen, match="Connection refused"):
            link.run(asked)
