"""What a run leaves in its own records."""

from __future__ import annotations

import logging

import pytest
from testinfra.host import Host

from probes import evidence
from probes.question import Question, ask
from probes.unseen import Unseen


def test_no_log_holds_an_answer(here: Host, caplog: pytest.LogCaptureFixture) -> None:
    """At DEBUG testinfra logs every answer; ours logs none."""
    with caplog.at_level(logging.DEBUG):
        here.run("printf 'canary%s' -said; printf 'canary%s' -told >&2")

    assert "canary-said" not in caplog.text
    assert "canary-told" not in caplog.text


def test_a_scenario_knows_what_was_asked(here: Host) -> None:
    """What was asked, how it ended and how long it took; not what was answered."""
    with evidence.listening() as asked:
        ask(here, Question("the kernel's name", "uname -s", str))
        ask(here, Question("the kernel's name", "uname -s", str))
        with pytest.raises(Unseen):
            ask(here, Question("nothing", "exit 4", str))

    assert [(a.of_whom, a.what, a.answer) for a in asked] == [("here", "the kernel's name", "exit 0")] * 2 + [("here", "nothing", "exit 4")]


def test_an_unreadable_answer_is_unseen(here: Host) -> None:
    """A reader that does not understand makes no fact."""
    with pytest.raises(Unseen, match="the answer could not be read"):
        ask(here, Question("a number", "echo x", int))
