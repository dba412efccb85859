"""What the page says of a run, in words and small pictures."""

from __future__ import annotations

import pytest

from reports import marks, room, shape, view
from reports.results import Document

ENDLESS = "(" * 5000


def test_a_long_fact_is_broken_at_its_brackets() -> None:
    """What does not fit on a line stands below its name, short values side by side."""
    raw = f"Unit(name='daemon', after=({', '.join(f'{number:020}' for number in range(6))}), user='agent')"

    assert shape.fact("Mode(path='/etc', mode=384)") == "Mode(path='/etc', mode=384)"
    assert shape.fact(raw).splitlines() == [
        "Unit(",
        "  name='daemon'",
        "  after=(",
        "    00000000000000000000, 00000000000000000001, 00000000000000000002, 00000000000000000003",
        "    00000000000000000004, 00000000000000000005",
        "  )",
        "  user='agent'",
        ")",
    ]


@pytest.mark.parametrize("raw", [ENDLESS, ENDLESS[:200] + "'", "a" * 200 + ")]}", "{" + "'x', " * 200])
def test_no_fact_is_too_odd_to_be_shown(raw: str) -> None:
    """Brackets that are never closed, or nested without end, lose none of their text."""
    assert "".join(shape.fact(raw).split()).replace(",", "") == "".join(raw.split()).replace(",", "")


def test_a_diff_of_json_is_read_as_text() -> None:
    """A policy or patch that was compared as one JSON string is shown line by line."""
    raw = '--- a/policy\n+++ b/policy\n@@ -1 +1 @@\n-"read\\nwrite\\n"\n+"read\\n"'

    assert shape.diff(raw) == [("at", "--- a/policy"), ("at", "+++ b/policy"), ("", " read"), ("del", "-write")]
    assert shape.diff("mode: 0644 -> 0600") == [("", "mode: 0644 -> 0600")]
    assert shape.diff("--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y")[2:] == [("at", "@@ -1 +1 @@"), ("del", "-x"), ("ins", "+y")]


def test_what_is_cut_says_so() -> None:
    """Nobody takes a part for the whole."""
    assert shape.clip("x" * 10, 4) == "xxxx … (6 more characters in results.json)"
    assert shape.clip("x" * 4, 4) == "xxxx"


def test_verdict_and_share(document: Document) -> None:
    """Counts come first, and the only percentage stands beside its formula."""
    assert view.headline(document) == ("not met", "Not kept: 2 of 10 are not met, 2 unseen")
    assert view.share(document) == "33.3% = (1 met + 1 fixed + 1 attested) ÷ (10 rows - 1 not applicable)"
    assert view.headline({**document, "counts": {"met": 9, "unseen": 1}})[1] == "Not all was seen: 1 of 10 could not be looked at"
    assert view.headline({**document, "counts": {"met": 9, "waived": 1}})[1] == "Kept, but for what is waived: 1 of 10"
    assert view.headline({**document, "counts": {"met": 10}})[1] == "Kept: 10 of 10 hold"


def test_equal_questions_are_one_line(document: Document) -> None:
    """The same question with the same answer is told once, with how often and how long together."""
    row = document["requirements"][0]
    evidence = row["evidence"] * 3

    ((one, times),) = view.asked({**row, "evidence": evidence})
    assert (times, one["seconds"]) == (3, pytest.approx(0.03))


def test_a_strip_can_be_read_without_colours() -> None:
    """What is amiss stands higher, and the words say the same."""
    strip = marks.strip(["met", "met", "not met", "unseen"])

    assert 'aria-label="last runs: 2 met, 1 not met, 1 unseen"' in strip
    assert marks.HEIGHTS["bad"] > marks.HEIGHTS["odd"] > marks.HEIGHTS["good"]
    assert marks.strip([]) == ""


def test_what_is_amiss_has_more_room(document: Document) -> None:
    """Facts of rows that somebody must read are shown longer than those of rows that are met."""
    dealt = room.room(document, 1.0)

    assert dealt.fact[False] > dealt.fact[True] > 0
    assert room.room(document, 0.03).fact[False] < dealt.fact[False]
