"""--waive: one row is looked at, and what is seen is accepted for a time, by name and with a reason, in waivers.toml."""

from __future__ import annotations

from dataclasses import replace

from reports import redact, tables
from reports.findings import Observation
from suite import waivers
from suite.audit import Audit
from suite.options import Waive
from suite.waivers import Row

HEAD = """\
# What is not met and accepted for a time. A row is still looked at, and what it saw is shown; only what the fingerprint stands for is waived.
# `pytest --waive ID --reason=WHY --until=DAY` writes a table; `until` ends with its day, in UTC."""


def write(audit: Audit) -> None:
    """Write the waiver that was asked for, when its row is not met. ``audit.note`` says what became of it."""
    asked = audit.options.waive
    last = audit.looks[-1].get(asked.id) if asked else None
    if asked is None:
        return
    if last is None:
        _forget(audit, asked)
        return
    if last.outcome != "not met":
        _forget(audit, asked)
        audit.note = f"no waiver was written: {asked.id} is {last.outcome}, and only what is not met can be waived"
        return
    row = _row(asked, last)
    try:
        tables.put(audit.waivers_file, asked.id, dict(row), HEAD)
    except (OSError, tables.TableError) as error:
        _forget(audit, asked)
        audit.note = f"no waiver was written: {error}"
        return
    audit.waivers[asked.id] = row
    audit.note = f"{audit.waivers_file} waives {asked.id} until the end of {row.until} (UTC)"


def shown(audit: Audit, observation: Observation) -> Observation:
    """An observation as it counts: of what a waiver covers, waived."""
    asked = audit.options.waive
    waived = waivers.covers(audit.waivers.get(observation.id), observation) or (asked is not None and observation.outcome == "not met")
    return replace(observation, outcome="waived") if waived else observation


def _forget(audit: Audit, asked: Waive) -> None:
    """A waiver of before stays as it was."""
    if audit.waivers[asked.id].fingerprint == waivers.NOTHING:
        audit.waivers.pop(asked.id)


def _row(asked: Waive, last: Observation) -> Row:
    return Row(
        reason=redact.text(asked.reason),
        owner=redact.text(asked.owner),
        until=asked.until,
        fingerprint=last.fingerprint,
        seen=" ".join(last.seen.split()),
    )
