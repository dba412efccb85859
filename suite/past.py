"""What earlier runs changed: listed, or taken back. No scenario runs for it."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from probes import estate as estates
from probes.connection import link_of
from probes.unseen import Unseen
from remediations import hands as far
from remediations import journal, systems, tools
from remediations.hands import Hands
from remediations.refusals import Refusal, TargetLocked, TargetLost
from remediations.toolkit import Tools
from reports import redact
from suite.ahead import Ahead
from suite.names import somebody

UNDONE, UNSEEN, NOT_UNDONE, LOCKED = 0, 11, 13, 14
Row = dict[str, Any]


def asked(config: pytest.Config) -> bool:
    return bool(config.option.journal or config.option.rollback)


def answer(config: pytest.Config) -> int:
    """List the runs that the target's journal knows, or take one back. Returns the exit code; raises UsageError for an estate that is none."""
    try:
        all_ = Ahead(estates.load(estates.find(config.option.estate)))
    except estates.EstateError as error:
        raise pytest.UsageError(str(error)) from error
    try:
        return _rollback(config, all_) if config.option.rollback else _list(all_, config.rootpath / config.option.report_dir)
    except TargetLocked as locked:
        return _say(LOCKED, str(locked))
    except (Unseen, TargetLost, Refusal) as error:
        return _say(UNSEEN, str(error))
    finally:
        all_.close()


def _hands(all_: Ahead) -> Hands:
    return far.take("agents", link_of(all_.host("agents")).start)


def _list(all_: Ahead, reports: Path) -> int:
    """Every run, with its changes of the host by the target's journal, and of other systems by the one beside the report."""
    hands = _hands(all_)
    lines = [line for row in hands.journal() for line in _told(row, reports / row["run"])]
    hands.channel.close()
    return _say(0, *(lines or ["no run has changed anything yet"]))


def _told(row: Row, folder: Path) -> Iterator[str]:
    how = "" if row["ended"] else "  (not ended: the next run settles it)"
    yield f"{row['run']}  since {row['since']}  by {row.get('who') or 'unknown'} from {row.get('from') or 'unknown'}{how}"
    changes = {seq: systems.told(line) for seq, line in journal.last_words(folder).items() if "seen" in line}
    changes |= {int(seq): change for seq, change in row["changes"].items()}
    for seq, change in sorted(changes.items()):
        stays = f"; not taken back: {change['because']}" if change["state"] == "done" and change.get("because") else ""
        yield f"  {seq:>3}. {change['state']:<8}  {change.get('sentence') or change.get('place', '')}{stays}"


def _rollback(config: pytest.Config, all_: Ahead) -> int:
    """In reverse; what was changed since by somebody else stays, and is told."""
    option, run = config.option, config.option.rollback
    folder, hands = config.rootpath / option.report_dir / run, _hands(all_)
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-rollback"
    found = hands.begin(name, somebody(), socket.gethostname())
    patches = config.rootpath / option.report_dir / "patches"
    clients = {"patches": patches}.get
    kit = Tools(name, hands, lambda system: clients(system) or all_.client(system), folder, option.allow_disruption, lambda: _log_in(all_))
    rows = tools.take_back(kit, run, folder)
    hands.end(name)
    return _say(_code(rows), *found, *map(_line, rows), *_unknown(folder), _count(run, rows))


def _log_in(all_: Ahead) -> None:
    other = link_of(all_.host("agents")).another()
    try:
        other.run("true", about="a fresh login")
    finally:
        other.close()


def _code(rows: list[Row]) -> int:
    return UNDONE if all(row["undone"] for row in rows) else NOT_UNDONE


def _line(row: Row) -> str:
    return f"taken back: {row['sentence']}" if row["undone"] else f"NOT taken back: {row['sentence']}: {row['because']}"


def _unknown(folder: Path) -> list[str]:
    return [] if folder.is_dir() else [f"there is no {folder} here: what that run changed on other systems than the host is not known"]


def _count(run: str, rows: list[Row]) -> str:
    return f"run {run}: {sum(row['undone'] for row in rows)} of {len(rows)} changes taken back"


def _say(code: int, *lines: str) -> int:
    sys.stdout.write("".join(f"{redact.text(line)}\n" for line in lines))
    return code
