"""The terminal of a run: pytest's own, which leaves progress and failures to the suite."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

import pytest

from reports.findings import Outcome

QUIET = -2
"""Verbosity at which pytest prints nothing of its own."""
COLOURS: dict[Outcome, dict[str, bool]] = {
    "fix failed": {"red": True, "bold": True}, "not met": {"red": True}, "unseen": {"yellow": True}, "not observed": {"yellow": True},
    "waived": {"yellow": True}, "attested": {"green": True}, "fixed": {"green": True}, "does not apply": {}, "met": {"green": True},
}  # fmt: skip
_LOUDNESS: pytest.StashKey[int] = pytest.StashKey()


def reporter(config: pytest.Config) -> pytest.TerminalReporter:
    found = config.pluginmanager.get_plugin("terminalreporter")
    assert isinstance(found, pytest.TerminalReporter)
    return found


def hush(config: pytest.Config) -> None:
    """pytest counts nothing aloud; with -q it says nothing at all. What -v asked for is kept for the suite."""
    config.stash[_LOUDNESS] = config.get_verbosity()
    config.option.no_header = config.option.no_header or config.get_verbosity() <= 0
    config.option.verbose = QUIET if config.get_verbosity() < 0 else 0


@contextmanager
def hush_the_end(config: pytest.Config) -> Iterator[None]:
    """With -q the verdict says all that pytest says at the end of a session; what could not be collected is told all the same."""
    writer = reporter(config)._tw  # noqa: SLF001  (the writer is nowhere public)
    file = writer._file  # noqa: SLF001  (as above)
    if quiet(config) and not reporter(config).stats.get("error"):
        writer._file = StringIO()  # noqa: SLF001  (as above)
    try:
        yield
    finally:
        writer._file = file  # noqa: SLF001  (as above)


def loudness(config: pytest.Config) -> int:
    """-1 or less for -q, 1 for -v, 2 for -vv."""
    return config.stash.get(_LOUDNESS, 0)


def quiet(config: pytest.Config) -> bool:
    return loudness(config) < 0


def width(config: pytest.Config) -> int:
    """Columns of the terminal, or what COLUMNS says."""
    return reporter(config)._tw.fullwidth  # noqa: SLF001  (the width is nowhere public)


def forget(config: pytest.Config) -> None:
    """Let pytest's own counts be those of the last look alone."""
    for outcome in COLOURS:
        reporter(config).stats.pop(outcome, None)


def status(report: pytest.TestReport) -> tuple[str, str, str] | None:
    """What pytest counts: a row by its outcome, told by the phase that decided; of all else only what failed. The suite says it, so pytest does not."""
    observation = getattr(report, "observation", None)
    if observation is not None:
        return observation.outcome, "", ""
    return "failed" if report.failed else "", "", ""
