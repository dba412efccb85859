"""What changed since a row was last looked at, and what flaps."""

from __future__ import annotations

from reports import trends
from reports.history import Entry


def run(name: str, *, code: int = 1, seen: dict[str, str] | None = None, **outcomes: str) -> Entry:
    return told(name, outcomes, code, seen)


def told(name: str, outcomes: dict[str, str], code: int = 1, seen: dict[str, str] | None = None) -> Entry:
    return Entry(name, "2026-01-01T00:00:00Z", "audit", "sample", False, code, {}, outcomes, seen or {}, "0" * 64)


def test_a_first_run_is_no_news() -> None:
    """With nothing to compare with, nothing has changed."""
    assert not trends.change([])
    assert not trends.change([run("1", door="not met")])


def test_what_changed() -> None:
    """Rows are compared with the last run that looked at them, and sorted by what it means for a person."""
    past = [
        run("1", door="met", window="not met", roof="met", bell="unseen", stove="met"),
        run("2", window="not met"),
        run("3", door="not met", window="fixed", roof="met", bell="not met", new="met", stove="waived"),
    ]

    change = trends.change(past)

    assert [(one.id, one.before, one.now, one.run) for one in change.regressed] == [("door", "met", "not met", "1")]
    assert [(one.id, one.run) for one in change.recovered] == [("window", "2")]
    assert [one.id for one in change.other] == ["bell", "stove"]
    assert [one.id for one in change.new] == ["new"]


def test_another_offence_is_a_change() -> None:
    """A row that is still not met but shows something else is told; what is met is not read word by word."""
    before = run("1", door="not met", roof="attested", seen={"door": "aa", "roof": "cc"})
    now = run("2", door="not met", roof="attested", seen={"door": "bb", "roof": "dd"})

    assert [one.id for one in trends.change([before, now]).other] == ["door"]
    assert not trends.change([before, before])


def test_what_was_not_looked_at_is_no_news() -> None:
    """A row that this run might not observe, and a run that was broken off, change nothing."""
    past = [run("1", bell="met", door="met"), run("2", bell="not observed", door="met"), run("3", code=2, bell="unseen", door="unseen")]

    assert not trends.change(past)
    assert not trends.change(past[:2])
    assert not trends.change([*past, run("4", bell="met", door="met")])


def test_dots() -> None:
    """The way of one requirement: only runs that asked for it."""
    past = [run("1", door="met"), run("2", roof="met"), run("3", door="not met")]

    assert trends.dots(past, "door") == [("1", "met"), ("3", "not met")]


def test_flapping() -> None:
    """Three turns within ten looks are flapping; two, or three over a longer time, are not."""
    words = {".": "met", "N": "not met", "-": "not observed", "?": "unseen"}
    ways = {"flaps": ".N.N......", "nearly": "..N.......", "silent": ".N-.N-....", "kinds": "N?N?N?NNNN"}
    past = [told(str(at), {id_: words[way[at]] for id_, way in ways.items()}) for at in range(10)]

    assert trends.flapping(past) == ("flaps", "silent")
    assert trends.flapping([told(str(at), {"slow": words[one]}) for at, one in enumerate("N...N......")]) == ()
    assert trends.flapping([]) == ()
