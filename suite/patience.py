"""At night a row tagged @eventually that failed is asked again before it counts: what it looks at settles on its own, as a log line on its way does.

Configuration is never asked twice: it does not settle, and a second look would only hide a race.
"""

from __future__ import annotations

import time

import pytest
from _pytest.runner import runtestprotocol

from suite import audit
from suite.outcomes import REQUIREMENT

TAG = "eventually"
LOOKS = 3
PAUSE = 5.0
"""Seconds between one look and the next."""
SETTLES = {"not met", "unseen"}


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Pytest's own protocol for one item, told by the last of its looks alone."""
    if not _deserved(item):
        return None
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    for report in look(item, nextitem):
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


def look(item: pytest.Item, nextitem: pytest.Item | None) -> list[pytest.TestReport]:
    """Run an item, again while it deserves patience; the reports of the last look."""
    reports = runtestprotocol(item, log=False, nextitem=nextitem)
    for _ in range(LOOKS - 1):
        if not _deserved(item) or not _failed(item):
            break
        item.session._setupstate.teardown_exact(None)  # noqa: SLF001  (ends the session's fixtures, and with them every fact; there is no public way)
        time.sleep(PAUSE)
        reports = runtestprotocol(item, log=False, nextitem=nextitem)
    return reports


def _deserved(item: pytest.Item) -> bool:
    found = audit.of(item.config)
    return bool(found and found.options.nightly and REQUIREMENT in item.stash and item.get_closest_marker(TAG))


def _failed(item: pytest.Item) -> bool:
    found = audit.of(item.config)
    seen = found.looks[-1].get(item.stash[REQUIREMENT]) if found else None
    return bool(seen and seen.outcome in SETTLES)
