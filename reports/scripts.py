"""What was run on hosts, as results.json keeps it: each script once, with who was asked by it and for which rows."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from typing import Any

from reports.results import Document

GOOD, FOUND = 0, 1
LINE, FIRST = 160, 100
"""Characters that a script may have to be told on the line where others are told by name, and of the first line of those."""


@dataclass(frozen=True, slots=True)
class Ran:
    """``name`` is the first digits of the script's SHA-256, ``what`` what it asks in words, ``rows`` how many requirements rest on its answer."""

    name: str
    what: str
    hosts: tuple[str, ...]
    rows: int
    script: str


def ran(document: Document) -> list[Ran]:
    """Every script of a run, in the order of what they ask."""
    told = [(row["id"], one) for row in document["requirements"] for one in row["evidence"] if one["command"]]
    found = [
        Ran(
            name,
            next((one["what"] for _, one in told if one["command"] == name), ""),
            tuple(sorted({str(one["of_whom"]) for _, one in told if one["command"] == name})),
            len({id_ for id_, one in told if one["command"] == name}),
            script,
        )
        for name, script in document["commands"].items()
    ]
    return sorted(found, key=lambda one: (one.what, one.name))


def lines(document: Document) -> dict[str, str]:
    """The scripts that are one line, by name."""
    return {name: script for name, script in document["commands"].items() if is_line(script)}


def is_line(script: str) -> bool:
    """Whether a script is short enough to be told where it is named."""
    return len(script) <= LINE and "\n" not in script.rstrip()


def first(script: str) -> str:
    """A script of one line, or the first line of a longer one, with a mark that it goes on."""
    head = script.strip().partition("\n")[0]
    return head if is_line(script) else f"{head[:FIRST]} …"


def how(asked: Document, document: Document) -> str:
    """What was asked, in words; then the command itself where it is one line, and else its name."""
    if not asked["command"]:
        return f"{asked['of_whom']}: {asked['what']} ({asked['answer']})"
    script = document["commands"].get(asked["command"])
    told = f"command {asked['command']}" if script is None or not is_line(script) else script.strip()
    return f"{asked['of_whom']}: {asked['what']} ({told}; {asked['answer']})"


def add(verbs: Any) -> None:
    """The verb for argparse."""
    verb = verbs.add_parser("command", help="print a script that a host was given, as evidence names it")
    verb.add_argument("name", help="its name: the first digits of its SHA-256, as the report has them")
    verb.add_argument("run", nargs="?", default="latest", help="a run's id, a directory, or latest (the default)")
    verb.set_defaults(do=_print)


def _print(told: argparse.Namespace) -> int:
    from reports import load  # noqa: PLC0415  (the schema's reader takes 100 ms to import, and a run does without)

    file = load.find(told.run, told.report_dir)
    commands = load.document(file)["commands"]
    if told.name not in commands:
        sys.stderr.write(f"{file}: no host was given a command named {told.name!r}; its report names {len(commands)}\n")
        return FOUND
    sys.stdout.write(f"{commands[told.name].rstrip()}\n")
    return GOOD
