"""``python -m reports attest ID``: a person vouches for a row that only a person can see. Asks no host."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from probes import estate as estates
from reports import redact, requirements, tables
from reports.requirements import Requirement

ROWS = Path(__file__).parents[1] / "features" / "requirements.toml"
VANTAGE = "attestation file"
"""The vantage of the rows that only a person can see."""
HEAD = """\
# What persons vouch for. One table for each requirement: by whom, on which day, and what was done.
# `python -m reports attest ID --by=NAME --what=TEXT` writes one."""


class AttestError(Exception):
    """Nothing was written; the text says why, and what to do."""


def add(verbs: Any) -> None:
    """The verb for argparse."""
    verb = verbs.add_parser("attest", help="vouch for a row that only a person can see")
    verb.add_argument("id", metavar="ID", help="the requirement")
    verb.add_argument("--by", metavar="NAME", required=True, help="who vouches")
    verb.add_argument("--what", metavar="TEXT", required=True, help="what was done, and seen")
    verb.add_argument("--on", metavar="DAY", help="when, YYYY-MM-DD (default: now)")
    verb.add_argument("--estate", metavar="FILE", help="the homelab (else $ADR023_ESTATE, estate.toml, the running lab's)")
    verb.set_defaults(do=_said(attest))


def attest(told: argparse.Namespace) -> str:
    """Write the table; returns a sentence. Raises AttestError."""
    _refuse_unknown(told.id, requirements.load(ROWS))
    by, what = (_words(told, name) for name in ("by", "what"))
    on = _moment(told.on)
    try:
        estate = estates.load(estates.find(told.estate))
    except estates.EstateError as error:
        raise AttestError(str(error)) from error
    if estate.attestations is None:
        raise AttestError('the estate names no file for attestations; add to it: [attestations] file = "attestations.toml"')
    file = estate.attestations.file
    try:
        tables.put(file, told.id, {"by": by, "on": on, "what": what}, HEAD)
    except (OSError, tables.TableError) as error:
        raise AttestError(f"{file} could not be written: {error}" if isinstance(error, OSError) else str(error)) from error
    until = (on if isinstance(on, datetime) else datetime(on.year, on.month, on.day, tzinfo=UTC)) + timedelta(
        days=estate.limits.attestation_days
    )
    return f"{by} vouches for {told.id} until {until:%Y-%m-%d}, as {file} says; a daemon that is built anew ends it sooner"


def _refuse_unknown(id_: str, rows: dict[str, Requirement]) -> None:
    open_ = [row.id for row in rows.values() if row.vantage == VANTAGE]
    if id_ not in open_:
        why = "is seen by the suite itself" if id_ in rows else "is no requirement"
        raise AttestError(f"{id_} {why}; a person can vouch for {', '.join(open_)}")


def _words(told: argparse.Namespace, name: str) -> str:
    words = " ".join(redact.text(getattr(told, name)).split())
    if not words:
        raise AttestError(f'--{name} is empty; for example --{name}="{"Milton" if name == "by" else "drove a session from the phone"}"')
    return words


def _moment(told: str | None) -> date:
    now = datetime.now(UTC).replace(microsecond=0)
    if told is None:
        return now
    try:
        day = date.fromisoformat(told)
    except ValueError:
        raise AttestError(f"--on: {told!r} is no day; write it as YYYY-MM-DD, for example {now:%Y-%m-%d}") from None
    if day > now.date():
        raise AttestError(f"--on: {told} is yet to come")
    return day


def _said(do: Callable[[argparse.Namespace], str]) -> Callable[[argparse.Namespace], int]:
    def run(told: argparse.Namespace) -> int:
        try:
            sys.stdout.write(f"{do(told)}\n")
        except AttestError as error:
            sys.stderr.write(f"{error}\n")
            return 2
        return 0

    return run
