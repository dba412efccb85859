"""``python -m reports verify``, ``sign`` and ``freshness``: whether the history holds, and whether it goes on."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from reports import chain, fresh, signing
from reports.amounts import amount

GOOD, FOUND, CANNOT = 0, 1, 2
LONGEST = 87_600.0
"""Hours: ten years."""
KEY = "ADR023_SIGNING_KEY"


def add(verbs: Any) -> None:
    """The verbs for argparse."""
    verify = verbs.add_parser("verify", help="whether the history is the one that was written")
    verify.add_argument("--signers", metavar="FILE", type=Path, help="allowed_signers: hold signed heads against the chain as well")
    verify.add_argument("--head", metavar="SHA256", help="a head that was noted elsewhere; it must be in the chain")
    verify.set_defaults(do=_verify)
    sign = verbs.add_parser("sign", help="sign the head of the history with an SSH key")
    sign.add_argument("--key", metavar="FILE", type=Path, default=os.environ.get(KEY), help=f"the key (else ${KEY})")
    sign.set_defaults(do=_sign)
    freshness = verbs.add_parser("freshness", help="exit 1 when no whole run came in time")
    freshness.add_argument("--max-hours", metavar="H", type=_hours, default=26.0, help="(default: %(default)g)")
    freshness.add_argument("--estate", metavar="NAME", help="only runs of this one")
    freshness.set_defaults(do=_freshness)


def _hours(told: str) -> float:
    """Raises ArgumentTypeError, which argparse says in words."""
    try:
        return amount(told, "hours", LONGEST, "--max-hours=26")
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _verify(told: argparse.Namespace) -> int:
    found = chain.verify(told.report_dir)
    if told.signers:
        signing.check(told.report_dir, found, told.signers)
    if told.head and told.head not in found.heads:
        found.problems.append(f"no line has the digest {told.head}: the chain was cut or written anew")
    _say(GOOD, *(f"note: {note}" for note in found.notes))
    if found.problems:
        return _say(FOUND, *found.problems)
    return _say(GOOD, f"{len(found.heads)} lines hold, head {found.head}")


def _sign(told: argparse.Namespace) -> int:
    if told.key is None:
        return _say(CANNOT, f"no key to sign with: name one with --key FILE or ${KEY}")
    found = chain.verify(told.report_dir)
    if found.problems or not found.entries:
        return _say(FOUND, *found.problems, "nothing was signed: only a history that holds is")
    return _say(GOOD, f"signed line {len(found.heads)}: {signing.sign(told.report_dir, found, Path(told.key))}.sig")


def _freshness(told: argparse.Namespace) -> int:
    old, said = fresh.stale(told.report_dir, told.max_hours, fresh.now(), told.estate)
    return _say(FOUND if old else GOOD, said)


def _say(code: int, *lines: str) -> int:
    """What is good goes to the standard output, what is not to the standard error."""
    (sys.stderr if code else sys.stdout).write("".join(f"{line}\n" for line in lines))
    return code
