"""What is told while a run looks and mends: a letter for each row and the share of the pass, or with -v a line for each row."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from reports.findings import Outcome
from suite import screen

Said = tuple[str, str, dict[str, bool]]
LETTERS: dict[Outcome, str] = {
    "fix failed": "F", "not met": "N", "unseen": "?", "not observed": "-", "waived": "w", "attested": "a", "fixed": "f",
    "does not apply": "/", "met": ".",
}  # fmt: skip
FIXES: dict[str, Said] = {
    "passed": (".", "done", {"green": True}), "skipped": ("-", "left alone", {"yellow": True}), "failed": ("F", "failed", {"red": True}),
}  # fmt: skip
SHARE = len(" [100%]")
OPEN = -2
"""What pytest takes for a line that was begun, which it ends before it writes another."""


@dataclass(slots=True, eq=False)  # pytest keeps plugins in sets
class Progress:
    """The pass that runs: how many items it has, which of them were told, and how far the line is written."""

    config: pytest.Config
    total: int = 0
    told: set[str] = field(default_factory=set)
    column: int = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Tell an item once: by the phase that decided."""
        said = _said(report)
        if said is None or screen.quiet(self.config):
            return
        self.told.add(report.nodeid)
        if screen.loudness(self.config) > 0:
            self._line(report, *said)
        else:
            self._letter(*said)

    def _line(self, report: pytest.TestReport, _: str, words: str, markup: dict[str, bool]) -> None:
        observation, terminal = getattr(report, "observation", None), screen.reporter(self.config)
        terminal.ensure_newline()
        terminal.write(f"[{self._share()}]  ")
        terminal.write(f"{words:<14}", **markup)
        terminal.write_line(f"  {observation.id if observation else report.location[2]}")

    def _letter(self, letter: str, _: str, markup: dict[str, bool]) -> None:
        """Letters fill the line up to the share, which stands at its end."""
        terminal, room = screen.reporter(self.config), max(screen.width(self.config) - SHARE - 1, 10)
        if terminal.currentfspath != OPEN:
            self.column = 0
        terminal.write(letter, **markup)
        terminal.currentfspath, self.column = OPEN, self.column + 1
        if self.column >= room or len(self.told) >= self.total:
            terminal.write(f"{' ' * (room - self.column)} [{self._share()}]")
            terminal.ensure_newline()

    def _share(self) -> str:
        return f"{min(100 * len(self.told) // max(self.total, 1), 100):>3}%"


PROGRESS: pytest.StashKey[Progress] = pytest.StashKey()


def start(config: pytest.Config, total: int = 0) -> None:
    """Tell what follows; a plain audit has one pass, of as many rows as were selected."""
    if PROGRESS not in config.stash:
        config.stash[PROGRESS] = Progress(config)
        config.pluginmanager.register(config.stash[PROGRESS], "adr023-progress")
        screen.reporter(config).showfspath = False
        screen.reporter(config)._show_progress_info = False  # noqa: SLF001  (pytest has no public way to leave progress to others)
    config.stash[PROGRESS].total, config.stash[PROGRESS].told = total, set()


def heading(config: pytest.Config, words: str, items: int) -> None:
    """Begin a pass: its name on a line, and progress from 0 to 100 % of its own."""
    start(config, items)
    if not screen.quiet(config):
        screen.reporter(config).ensure_newline()
        screen.reporter(config).write_line(f"{words}:")


def _said(report: pytest.TestReport) -> Said | None:
    observation = getattr(report, "observation", None)
    if observation is not None:
        return LETTERS[observation.outcome], observation.outcome, screen.COLOURS[observation.outcome]
    decided = report.when == "call" or report.outcome != "passed"
    return FIXES[report.outcome] if decided else None
