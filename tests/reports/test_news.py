"""What is told of a night: one message when something changed or a week is over, and none otherwise."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reports import news, told
from reports.told import Told

FIRST = Told(digest="2026-01-01")


def document(day: str = "2026-01-02", waivers: tuple[dict[str, Any], ...] = (), **outcomes: str) -> dict[str, Any]:
    """A run's results, as far as news are made of them."""
    rows = [
        {
            "id": id_,
            "outcome": outcome.replace("_", " "),
            "seen": "" if outcome == "met" else f"{id_} is in disorder",
            "seen_before": f"{id_} was in disorder",
            "attestation": None,
        }
        for id_, outcome in outcomes.items()
    ]
    return {"estate": "sample", "ended": f"{day}T03:17:00Z", "verdict": "the verdict", "requirements": rows, "waivers": list(waivers)}


def said(run: dict[str, Any], before: Told = FIRST, flapping: tuple[str, ...] = ()) -> news.Message | None:
    return news.message(run, news.news(run, before, flapping))


def after(run: dict[str, Any], before: Told = FIRST, flapping: tuple[str, ...] = ()) -> Told:
    return news.heard(run, before, flapping)


def test_nothing_changed_nothing_said() -> None:
    """Neither what is met nor what was told already is worth a message."""
    night = document(door="met", roof="not_met", bell="not_observed", hall="waived", attic="does_not_apply")

    assert said(night, after(night)) is None
    assert said(document(door="met")) is None


def test_a_regression_is_told_high_and_once() -> None:
    """With the id and what was seen; the night after says nothing."""
    night = document(door="met", roof="not_met", stove="unseen")
    message = said(night)

    assert message is not None
    assert (message.priority, message.title) == ("high", "ADR-023, sample: 2 regressed")
    assert message.body == "regressed:\n- roof: roof is in disorder\n- stove: stove is in disorder\nthe verdict"
    assert said(night, after(night)) is None


def test_a_recovery_is_told_by_default() -> None:
    """Good again is good to know, and wakes nobody."""
    message = said(document(roof="met", stove="waived"), after(document(roof="not_met", stove="unseen")))

    assert message is not None
    assert (message.priority, message.title) == ("default", "ADR-023, sample: 2 good again")
    assert "- roof: met\n- stove: waived\n" in message.body


def test_what_the_night_mended_is_told() -> None:
    """A change that was made while everybody slept, whether anybody had heard of its reason or not."""
    for before in (FIRST, after(document(roof="not_met"))):
        message = said(document(roof="fixed"), before)

        assert message is not None
        assert (message.priority, message.title) == ("default", "ADR-023, sample: 1 mended")
        assert "mended by this run:\n- roof: roof was in disorder\n" in message.body


def test_unseen_and_then_broken_is_worse_but_not_the_other_way() -> None:
    """What could not be seen and turns out broken is news; what is broken and can no longer be seen was told."""
    assert said(document(roof="not_met"), after(document(roof="unseen"))) is not None
    blind = after(document(roof="unseen"), after(document(roof="not_met")))

    assert said(document(roof="unseen"), after(document(roof="not_met"))) is None
    assert said(document(roof="not_met"), blind) is None


def test_not_observed_changes_nothing() -> None:
    """An active row that tonight's run might not make keeps what was told of it."""
    before = after(document(bell="not_met"))

    assert after(document(bell="not_observed"), before) == before


def test_a_message_that_failed_is_made_up_for() -> None:
    """What turned bad while nobody could be told is told later, though it is good again by then; what is still bad is a regression as ever."""
    night = document(roof="not_met", stove="not_met", door="met")
    before = news.unheard(news.news(night, FIRST, ()), FIRST)
    message = said(document(roof="met", stove="not_met", door="met"), before)

    assert message is not None
    assert message.priority == "high"
    assert (
        "regressed:\n- stove: stove is in disorder\nin the meantime, while nobody could be told:\n- roof: roof is in disorder\n"
        in message.body
    )
    assert after(document(roof="met"), before).missed == {}


def test_a_mended_row_that_nobody_heard_of_is_told_later() -> None:
    """What a fix changed at night must not stay unheard because ntfy was down: the next night the row is merely met."""
    before = news.unheard(news.news(document(roof="fixed"), FIRST, ()), FIRST)

    message = said(document(roof="met"), before)

    assert message
    assert "while nobody could be told:\n- roof: roof was in disorder (mended by that run)\n" in message.body


def test_what_flaps_is_told_once() -> None:
    """One line when it begins; its turns are silent; when it has settled, what it settled on is told if that is news."""
    begins = document(roof="not_met")
    message, flaps = said(begins, flapping=("roof",)), after(begins, flapping=("roof",))

    assert message is not None
    assert message.title.endswith("1 flapping")
    assert said(document(roof="met"), flaps, ("roof",)) is None
    assert said(document(roof="not_met"), flaps) is None
    assert "good again" in str(said(document(roof="met"), after(document(roof="met"), flaps, ("roof",))))


def test_what_flaps_anew_is_told_anew() -> None:
    """What came to rest in quiet nights is no longer known as flapping: else its next turns would never be told."""
    rested = news.calmed(replace(FIRST, flapping=("bell", "roof")), ("bell",))

    message = said(document(roof="not met"), rested, flapping=("bell", "roof"))

    assert rested.flapping == ("bell",)
    assert message
    assert message.title.endswith("1 flapping")


def test_a_week_later_what_is_left() -> None:
    """Once in seven days: what is still to be mended, and what is about to end; with nothing of both, nothing."""
    ending = ({"about_to_expire": True, "says": "Ana waived roof until 2026-01-12"}, {"about_to_expire": False, "says": "another"})
    week = document("2026-01-08", ending, roof="not_met", door="met")
    before = after(document(roof="not_met", door="met"))
    vouched = document("2026-01-08", door="attested")
    vouched["requirements"][0]["attestation"] = {"by": "Ana", "until": "2026-01-12", "about_to_expire": True}
    message = said(week, before)

    assert message is not None
    assert (message.priority, message.title) == ("default", "ADR-023, sample: 1 still to be mended, 1 about to end")
    assert "still:\n- roof: roof is in disorder\nabout to end:\n- Ana waived roof until 2026-01-12\n" in message.body
    assert said(week, after(week, before)) is None
    assert said(document("2026-01-07", ending, roof="not_met"), before) is None
    assert said(document("2026-01-08", door="met"), FIRST) is None
    assert "what Ana vouches for in door ends on 2026-01-12" in str(said(vouched))


def test_a_bad_night_fits_in_a_message() -> None:
    """ntfy turns what is longer than 4096 bytes into a file: many rows are counted, long ones cut."""
    night = document()
    night["requirements"] = [row for n in range(100) for row in document("2026-01-02", (), **{f"row{n}": "not_met"})["requirements"]]
    for row in night["requirements"]:
        row["seen"] = "ö" * 1000
    message = said(night)

    assert message is not None
    assert len(message.body.encode()) < 3700
    assert "and 90 more" in message.body


def test_what_was_told_is_kept_by_estate(tmp_path: Path) -> None:
    """Two homelabs may share a folder of reports."""
    told.save(tmp_path, "one", replace(FIRST, bad={"roof": "not met"}, flapping=("bell",), missed={"door": "x"}))
    told.save(tmp_path, "two", FIRST)

    assert told.load(tmp_path, "one") == Told({"roof": "not met"}, ("bell",), {"door": "x"}, "2026-01-01")
    assert (told.load(tmp_path, "two"), told.load(tmp_path, "three")) == (FIRST, Told())


NO_DAY = '{"schema": "adr-023/told/1", "estates": {"one": {"bad": {}, "flapping": [], "missed": {}, "digest": "soon"}}}'


@pytest.mark.parametrize(
    "text", ["", "{", '{"schema": "adr-023/told/9"}', '{"schema": "adr-023/told/1", "estates": {"one": {}}}', "[]", NO_DAY]
)
def test_what_cannot_be_read_is_refused_and_kept(tmp_path: Path, text: str) -> None:
    """A torn or foreign file is named, and put aside rather than written over."""
    (tmp_path / told.NAME).write_text(text)

    with pytest.raises(told.BadTold, match=r"told\.json: "):
        told.load(tmp_path, "one")

    assert told.set_aside(tmp_path).read_text() == text
