"""A document is told by the digests of its sentences, and by nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.sentences import Mapped, differences, mapped, sentences

ROOT = Path(__file__).parents[2]
TEXT = "# Host\n\nDo not mount the socket. Clone alone.\n\n- One peer more.\n"
MAP = tuple(Mapped(s.place, "Host", s.digest, ("docker.no-host-socket",) if s.place == 2 else ()) for s in sentences(TEXT))


def test_every_sentence_has_a_place() -> None:
    """Headings, sentences and list items are counted in order."""
    assert [s.beginning for s in sentences(TEXT)] == ["Host", "Do not mount the socket.", "Clone alone.", "One peer more."]


@pytest.mark.parametrize(
    "text",
    [TEXT.replace("\n\n-", "\n-"), TEXT.replace("mount the", "mount\nthe"), TEXT.replace("Clone alone", "**Clone** alone"), TEXT + "\n\n"],
)
def test_dress_is_no_change(text: str) -> None:
    """Line breaks and emphasis change nothing."""
    assert differences(MAP, text) == []


def test_a_changed_word_names_who_keeps_it() -> None:
    """The finding says where, and which requirements stood behind the sentence."""
    assert differences(MAP, TEXT.replace("Do not mount", "Do mount")) == ["sentence 2 (Host) changed, kept by docker.no-host-socket"]


def test_added_and_dropped_sentences_are_told_apart() -> None:
    """A new sentence is mapped to nothing; a dropped one is named by its old place."""
    assert differences(MAP, TEXT + "\nMount it after all.\n") == ["sentence 5 is new, after Host, and mapped to nothing"]
    assert differences(MAP, TEXT.replace(" Clone alone.", "")) == ["sentence 3 (Host) was dropped"]


def test_the_map_is_of_the_lab_s_decision() -> None:
    """The document that the lab shows is the one that was mapped, and each mapped id is a requirement."""
    known = mapped(ROOT / "features" / "adr-023.sentences.toml")
    assert differences(known, (ROOT / "lab" / "documents" / "docs" / "docs" / "adr" / "ADR-023.md").read_text()) == []
    assert len(known) > 100


def test_what_an_editor_makes_of_it_changes_nothing() -> None:
    """Curly quotes, a mark in front, emphasis before a full stop, and comments are no words."""
    text = 'Pick the "host" - alone. It is always-on.'
    typed = "\ufeffPick the \u201chost\u201d \u2014 alone. It is **always-on**. <!-- read -->"
    assert [s.digest for s in sentences(typed)] == [s.digest for s in sentences(text)]
