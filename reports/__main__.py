"""``python -m reports``: other forms of a run's results, and whether its history holds. Asks no host."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from reports import attest, load, output
from reports.formats import FORMATS

GOOD, BAD_INPUT = 0, 2


def main(arguments: list[str] | None = None) -> int:
    """Returns the exit code: 0 good, 1 something was found, 2 it could not be done."""
    told = _parser().parse_args(arguments)
    try:
        code: int = told.do(told)
    except (load.BadResults, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return BAD_INPUT
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m reports", description=__doc__)
    parser.add_argument(
        "--report-dir", metavar="DIR", type=Path, default=Path("reports/out"), help="where the runs are (default: %(default)s)"
    )
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    for name in FORMATS:
        verb = verbs.add_parser(name, help=f"a run as {name}")
        verb.add_argument("run", nargs="?", default="latest", help="a run's id, a directory, or latest (the default)")
        verb.add_argument("--out", metavar="FILE", type=Path, help="write there, whole or not at all, instead of printing")
        verb.set_defaults(do=_form, form=name)
    attest.add(verbs)
    return parser


def _form(told: argparse.Namespace) -> int:
    document = load.document(load.find(told.run, told.report_dir))
    text = FORMATS[told.form](document)
    if told.out:
        output.put(told.out, text)
    else:
        sys.stdout.write(text)
    return GOOD


if __name__ == "__main__":
    sys.exit(main())
