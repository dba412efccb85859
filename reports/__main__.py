"""``python -m reports``: other forms of a run's results, and whether its history holds. Asks no host."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from reports import attest, checks, html, load, output, scripts, signing
from reports.formats import FORMATS

GOOD, CANNOT = 0, 2


def main(arguments: list[str] | None = None) -> int:
    """Returns the exit code: 0 good, 1 something was found, 2 it could not be done."""
    asked = _parser().parse_args(arguments)
    try:
        code: int = asked.do(asked)
    except (load.BadResults, signing.NotSigned, OSError) as error:
        told = f"{error.filename}: {error.strerror}" if isinstance(error, OSError) and error.filename else str(error)
        sys.stderr.write(f"{told}\n")
        return CANNOT
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
    checks.add(verbs)
    attest.add(verbs)
    scripts.add(verbs)
    return parser


def _form(told: argparse.Namespace) -> int:
    text = _text(told.form, load.find(told.run, told.report_dir))
    if told.out:
        output.put(told.out, text)
    else:
        sys.stdout.write(text)
    return GOOD


def _text(form: str, file: Path) -> str:
    """The page also tells what changed, as far as the runs beside it say."""
    document = load.document(file)
    if form != "html":
        return FORMATS[form](document)
    return html.render(document, html.before(document, file.absolute().parents[1]))


if __name__ == "__main__":
    sys.exit(main())
