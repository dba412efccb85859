"""Reads what the journal remembers of the daemon: how often it was restarted, and what it complained of."""

from __future__ import annotations

from dataclasses import dataclass

from probes.estate import Estate
from probes.masks import plain_script
from probes.question import Question

PHRASES = (
    "You must be logged in", "Workspace not trusted", "requires a full-scope login token", "requires a claude.ai subscription",
    "requires feature-flag evaluation", "only available when using Claude via", "disabled by your organization",
    "isn't enabled for this account", "not yet enabled for your account", "Unable to determine your organization",
    "Enable Remote Control? (y/n)", "Choose [1/2]",
)  # fmt: skip
"""What Claude Code 2.1.x prints when sign-in, trust, consent or eligibility is missing (measured, and from its issue tracker)."""


@dataclass(frozen=True, slots=True)
class Journal:
    """``restarts`` are those that systemd made by itself in the last 24 hours; ``complaints`` what the last process printed of PHRASES.

    ``mended`` says whether something that the program reads was changed since the unit last ended, so that another start may fare better.
    """

    restarts: int
    complaints: tuple[str, ...]
    mended: bool


def journal(estate: Estate) -> Question[Journal]:
    """The journal of the daemon. Raises Unseen when the journal shows no line at all."""
    agents = estate.agents
    home, clone = agents.home, agents.clone
    paths = (
        agents.program, f"/etc/systemd/system/{agents.unit}", home / ".claude/.credentials.json", home / ".claude.json",
        home / ".claude/settings.json", clone / ".claude/settings.json", clone / ".claude/settings.local.json",
        "/etc/claude-code/managed-settings.json",
    )  # fmt: skip
    text = plain_script("journal", unit=agents.unit, phrases="\n".join(PHRASES), paths=" ".join(map(str, paths)))
    return Question(f"the journal of {agents.unit}", text, read)


def ahead(estate: Estate) -> tuple[Question[Journal], ...]:
    return (journal(estate),)


def read(told: str) -> Journal:
    """Raises ValueError when the witness is missing."""
    lines = [line.partition(" ")[::2] for line in told.splitlines()]
    facts = dict(lines)
    if not int(facts["W"]):
        msg = "the journal shows nothing"
        raise ValueError(msg)
    ended, newest = map(int, facts["M"].split())
    return Journal(int(facts["R"]), tuple(rest for mark, rest in lines if mark == "E"), mended=newest > ended)
