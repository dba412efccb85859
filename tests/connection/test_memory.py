"""A system is asked each question once a pass, and everybody who asks has the evidence."""

from __future__ import annotations

import pytest

from probes import evidence
from probes.evidence import Asked
from probes.memory import Memory
from probes.unseen import Unseen

CALL = Asked("Proxmox", "GET /nodes", "200", 0.1)


def test_a_question_is_asked_once_and_told_each_time() -> None:
    """The second scenario gets the first one's answer, with the same evidence."""
    memory, looks = Memory(), []

    def look() -> int:
        evidence.note(CALL)
        looks.append(1)
        return 7

    for _ in range(2):
        with evidence.listening() as asked:
            assert memory.ask("nodes", look) == 7
        assert asked == [CALL]
    assert len(looks) == 1


def test_a_refusal_is_remembered() -> None:
    """A system that did not answer is not waited for again, and its evidence is told again."""
    memory, looks = Memory(), []

    def look() -> int:
        looks.append(1)
        evidence.note(CALL)
        raise Unseen("nodes", "Proxmox", "no answer")

    for _ in range(2):
        with evidence.listening() as asked, pytest.raises(Unseen, match="no answer"):
            memory.ask("nodes", look)
        assert asked == [CALL]
    assert len(looks) == 1


def test_a_mistake_of_ours_is_not() -> None:
    """Whatever is no Unseen is not kept as an answer."""
    memory = Memory()

    with pytest.raises(ZeroDivisionError):
        memory.ask("nodes", lambda: 1 // 0)
    assert memory.ask("nodes", lambda: 3) == 3
