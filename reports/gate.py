"""The gate's verdict: one JSON document for machines, its shape published in schema/gate-1.json, and the same in words for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from reports import redact

SCHEMA = "adr-023/gate/1"
SHOWN = 20
"""How many reasons are told in words; the document has all."""
Word = Literal["allow", "deny", "inconclusive"]
WORDS: dict[int, Word] = {0: "allow", 1: "deny"}
CAUSES = {
    "change": "the change breaks it", "before": "it was so before the change", "both": "the change breaks it, and it was broken before",
    "estate": "", "unknown": "there was no time to see whether it was so before the change",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reason:
    """Why not, or why not surely: ``id`` is None for what is about no requirement. ``where`` is file:line of the change; ``before`` what was seen without it;
    ``old`` says that it was so in the run of the baseline, and does not block.
    """

    id: str | None
    outcome: str
    sentence: str
    cause: str = "estate"
    before: str = ""
    where: str = ""
    old: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """``exit_code`` is that of the verdict as it was found; an ``override`` lets it pass all the same. Seconds throughout; ``report`` is a folder."""

    exit_code: int
    reasons: tuple[Reason, ...]
    run: str | None = None
    target: str | None = None
    change: str | None = None
    override: str = ""
    baseline: str | None = None
    checked: int = 0
    waived: int = 0
    unseen: int = 0
    started: str | None = None
    duration: float = 0.0
    budget: float | None = None
    report: str | None = None

    @property
    def found(self) -> Word:
        return WORDS.get(self.exit_code, "inconclusive")

    @property
    def word(self) -> Word:
        return "allow" if self.override else self.found


def document(answer: Answer) -> dict[str, Any]:
    """The verdict as plain JSON, with nothing in it that may not be shown."""
    shown: dict[str, Any] = redact.everything(
        {
            "schema": SCHEMA,
            "verdict": answer.word,
            **asdict(answer),
            "override": {"reason": answer.override, "instead_of": answer.found} if answer.override else None,
        }
    )
    return shown


def words(answer: Answer) -> Iterator[str]:
    """For people: the verdict, each reason with its place, what to do next."""
    yield redact.text(f"{answer.found}: {_head(answer)}")
    for sentence, ids, reason in _grouped(answer.reasons)[:SHOWN]:
        yield redact.text(f"  {'old, ' if reason.old else ''}{_listed(ids)}{sentence}")
        why = ", ".join(filter(None, [CAUSES.get(reason.cause, ""), f"in {reason.where}" if reason.where else ""]))
        yield from [redact.text(f"      {why}")] if why else []
        yield from [redact.text(f"      before: {reason.before}")] if reason.cause == "both" else []
    if len(_grouped(answer.reasons)) > SHOWN:
        yield f"  and {len(_grouped(answer.reasons)) - SHOWN} more; the JSON on stdout has all"
    if answer.override:
        yield redact.text(f"overridden, and let through: {answer.override}")


def _head(answer: Answer) -> str:
    if not answer.checked:
        return "nothing was asked"
    held = f"{answer.checked} promises asked in {answer.duration:.1f} s"
    against, old = sum(not one.old for one in answer.reasons), sum(one.old for one in answer.reasons)
    beside = f"; {old} more are as bad as in {answer.baseline}, and do not block" if old else ""
    return (
        f"{held}, {against or 'none'} stand{'' if against != 1 else 's'} against it{beside}" if answer.reasons else f"{held}, all are kept"
    )


def _grouped(reasons: Sequence[Reason]) -> list[tuple[str, list[str], Reason]]:
    """Reasons that say the same in one: a host that does not answer is one thing, not sixty."""
    told: dict[tuple[str, str, str], tuple[str, list[str], Reason]] = {}
    for reason in reasons:
        told.setdefault((reason.sentence, reason.cause, f"{reason.where} {reason.old}"), (reason.sentence, [], reason))[1].append(
            reason.id or ""
        )
    return list(told.values())


def _listed(ids: list[str]) -> str:
    named = [id_ for id_ in ids if id_]
    if not named:
        return ""
    return f"{', '.join(named[:3])}{f' and {len(named) - 3} more' if len(named) > 3 else ''}: "  # noqa: PLR2004
