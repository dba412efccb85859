"""What the page shows, made from results.json: its verdict, its promises, what was asked, and what to type next."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from reports.findings import NOT_REACHED, WORST_FIRST
from reports.history import Entry
from reports.results import Document
from reports.room import QUIET

HELD = ("met", "fixed", "attested")


@dataclass(frozen=True, slots=True)
class Chapter:
    """One promise: its rows that somebody should read, worst first, and those that are folded."""

    key: str
    title: str
    why: str
    loud: list[Document]
    quiet: list[Document]

    @property
    def worst(self) -> str:
        """The outcome that stands for all of it."""
        return str((self.loud or self.quiet)[0]["outcome"])


EXITS = {
    0: "nothing amiss", 1: "something is not met", 2: "interrupted", 3: "an internal error", 4: "wrong usage", 5: "nothing to look at", 10: "met after fixes",
    11: "something is unseen", 12: "a fix failed", 13: "a rollback failed", 14: "the target was locked", 15: "the plan was stale",
    16: "something changed, and nobody could be told",
}  # fmt: skip


def headline(document: Document) -> tuple[str, str]:
    """The outcome that the verdict looks like, and the verdict in words, counts first."""
    counts, total = _counts(document), len(document["requirements"])
    bad, odd, good = counts["not met"] + counts["fix failed"], counts["unseen"], sum(counts[one] for one in HELD)
    if bad:
        return "not met", f"Not kept: {bad} of {total} {'is' if bad == 1 else 'are'} not met{f', {odd} unseen' if odd else ''}"
    if odd:
        return "unseen", f"Not all was seen: {odd} of {total} could not be looked at"
    if counts["waived"]:
        return "waived", f"Kept, but for what is waived: {counts['waived']} of {total}"
    return "met", f"Kept: {good} of {total} {'holds' if good == 1 else 'hold'}"


def share(document: Document) -> str:
    """How much held, with the formula that says of what; empty when nothing applies."""
    counts = _counts(document)
    of = len(document["requirements"]) - counts["does not apply"]
    good = " + ".join(f"{counts[one]} {one}" for one in HELD if counts[one]) or "0 met"
    apart = f" - {counts['does not apply']} not applicable" if counts["does not apply"] else ""
    return f"{sum(counts[one] for one in HELD) / of:.1%} = ({good}) ÷ ({len(document['requirements'])} rows{apart})" if of else ""


def looked(document: Document) -> str:
    """How far a run came that did not look at everything."""
    rows = document["requirements"]
    missed = sum(row["seen"] == NOT_REACHED for row in rows)
    return f"{len(rows) - missed} of {len(rows)} rows were looked at before it ended." if missed else f"{len(rows)} rows were chosen."


def _counts(document: Document) -> Counter[str]:
    return Counter(document["counts"])


def worst_first(counts: dict[str, int]) -> dict[str, int]:
    return {outcome: counts[outcome] for outcome in WORST_FIRST if outcome in counts}


def tally(rows: list[Document]) -> str:
    """How many of each outcome, worst first, in words."""
    counts = Counter(row["outcome"] for row in rows)
    return ", ".join(f"{counts[outcome]} {outcome}" for outcome in WORST_FIRST if counts[outcome])


def chapters(document: Document) -> list[Chapter]:
    """The promises, worst first: by their worst row, then by how many rows are amiss."""
    rows = sorted(document["requirements"], key=lambda row: row["chapter"])
    found = [_chapter(key, sorted(group, key=badness)) for key, group in groupby(rows, key=lambda row: row["chapter"])]
    return sorted(found, key=lambda one: (WORST_FIRST.index(one.worst), -len(one.loud)))


def _chapter(key: str, rows: list[Document]) -> Chapter:
    title, why = (next((str(row[name]) for row in rows if row[name]), "") for name in ("feature", "why"))
    return Chapter(
        key, title or key, why, [row for row in rows if row["outcome"] not in QUIET], [row for row in rows if row["outcome"] in QUIET]
    )


def badness(row: Document) -> int:
    return WORST_FIRST.index(row["outcome"])


def systems(row: Document) -> list[str]:
    """Who was asked; where nobody was, what the list of requirements says."""
    return sorted({str(asked["of_whom"]) for asked in row["evidence"]}) or [str(row["vantage"]).split()[0].rstrip(",:")]


def asked(row: Document) -> list[tuple[Document, int]]:
    """What was asked, each question with how often; the same question with the same answer is one line."""
    found: dict[tuple[str, ...], tuple[Document, int]] = {}
    for one in row["evidence"]:
        key = (one["of_whom"], one["what"], one["answer"])
        before, times = found.get(key, ({**one, "seconds": 0.0}, 0))
        found[key] = ({**before, "seconds": before["seconds"] + one["seconds"]}, times + 1)
    return list(found.values())


def sections(document: Document) -> dict[str, list[Document]]:
    """The rows by the section of the decision that they come from, in the order of the sections."""
    names = sorted({name for row in document["requirements"] for name in row["sections"]}, key=_in_order)
    return {name: [row for row in document["requirements"] if name in row["sections"]] for name in names}


def _in_order(name: str) -> tuple[bool, int, str]:
    """Sections by name, then follow-ups by number."""
    number = re.search(r"\d+", name)
    return name.startswith("follow-up"), int(number[0]) if number else 0, name


def choices(document: Document) -> dict[str, list[str]]:
    """What the filters offer, by their names."""
    rows = document["requirements"]
    found = {
        "level": {row["level"] for row in rows},
        "system": {name for row in rows for name in systems(row)},
        "fix": {row["kind"] for row in rows},
    }
    return {name: sorted(values, key=str.lower) for name, values in found.items()}


def amiss(past: Sequence[Entry]) -> list[tuple[int, int]]:
    """Of each run, how many rows were not met and how many unseen."""
    return [(one.counts.get("not met", 0) + one.counts.get("fix failed", 0), one.counts.get("unseen", 0)) for one in past]


def trend(past: Sequence[Entry]) -> str:
    """The last runs in one sentence."""
    sums = [bad + odd for bad, odd in amiss(past)]
    clean = sum(not one for one in sums)
    return f"From {sums[0]} amiss to {sums[-1]}; the most were {max(sums)}, and {clean or 'none'} of {len(sums)} {'were' if clean > 1 else 'was'} clean."


def command(row: Document, document: Document) -> str:
    """What to type to put a row right; empty when it is met or a person's work."""
    if row["outcome"] not in {"not met", "fix failed"} or not row["fix"]:
        return ""
    allow = " --allow-disruption" if row["kind"] == "disruptive" else ""
    scope = f" --fix-scope={row['scope']}" if row["scope"] != "host" else ""
    active = " --active" if row["active"] and "--active" in document["options"] else ""
    return f"pytest {where(document)}--remediate --only-fix={row['fix']}{allow}{scope}{active}"


def rollback(document: Document) -> str:
    """What to type to take back all that this run changed."""
    return f"pytest {where(document)}--rollback {document['run']}"


def printing(name: str, document: Document) -> str:
    """What to type to have a script that was run on a host."""
    folder = "".join(f"{shlex.quote(option)} " for option in _told(document) if option.startswith("--report-dir="))
    return f"python -m reports {folder}command {name} {document['run']} > look.sh"


def where(document: Document) -> str:
    """The options that lead to the same estate and the same reports, whatever the environment says by then, ready to be typed before others."""
    told = _told(document)
    estate = [] if any(option.startswith("--estate=") for option in told) else [f"--estate={document['estate_file']}"]
    return "".join(f"{shlex.quote(option)} " for option in (*estate, *told))


def _told(document: Document) -> list[str]:
    """Estate and folder of the reports as this run was told them."""
    options = document["options"]
    pairs = [(name, value) for name, value in pairwise([*options, ""]) if name in {"--estate", "--report-dir"}]
    told = [option for option in options if option.startswith(("--estate=", "--report-dir="))]
    return told + [f"{name}={value}" for name, value in pairs]
