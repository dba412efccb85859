"""``python -m tests.bench``: what an audit costs, against the limit, the floor, and testinfra as shipped, in one run on one lab.

Contenders take turns, so that a busy machine is busy for all; figures are medians.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from probes import estate as estates
from tests.bench import floor, measure, table
from tests.bench.ground import Ground, ground, record

ROOT = Path(__file__).parents[2]
STOCK = ("asking by paramiko", "asking by ssh", "audit by paramiko", "audit by ssh")


def main() -> None:
    told = argparse.ArgumentParser(prog="python -m tests.bench")
    told.add_argument("--rtt", type=int, action="append", help="milliseconds; repeatable (default 0, 30, 100)")
    told.add_argument("--runs", type=int, default=5, help="of each contender (stock ones, which take minutes, run once)")
    told.add_argument("--quick", action="store_true", help="leave out testinfra's own backends")
    chosen = told.parse_args()
    estate = estates.find(None)
    with tempfile.TemporaryDirectory() as here:
        asked = record(estate, Path(here))
        for rtt in chosen.rtt or (0, 30, 100):
            folder = Path(here) / str(rtt)
            folder.mkdir()
            with ground(estate, asked, folder, rtt / 1000) as place:
                table.show(rtt, asked, _race(place, folder, chosen.runs, quick=chosen.quick))


def _race(place: Ground, folder: Path, runs: int, *, quick: bool) -> dict[str, measure.Sample]:
    lanes = dict(_lanes(place, folder, quick=quick))
    samples: dict[str, list[measure.Sample]] = {name: [] for name in lanes}
    for turn in range(runs):
        for name, (command, environment) in lanes.items():
            if name not in STOCK or turn == 0:
                samples[name].append(measure.run(command, environment, place.host_cpu, place.trips))
    return {name: measure.middle(found) for name, found in samples.items()}


def _lanes(place: Ground, folder: Path, *, quick: bool) -> Iterator[tuple[str, tuple[list[str], dict[str, str]]]]:
    python, questions = sys.executable, str(place.questions)
    estate = {"ADR023_ESTATE": str(place.estate)}
    yield "limit", ([python, "-m", "tests.bench.asker", "limit", questions], {})
    yield "our connection", ([python, "-m", "tests.bench.asker", "ours", questions], {})
    laid = floor.lay(folder / "floor", sum(file.read_text().count("Scenario") for file in (ROOT / "features").glob("*.feature")))
    yield "pytest-bdd, no host", ([python, "-m", "pytest", "-q", "--rootdir", str(laid), "-c", str(laid / "pyproject.toml"), str(laid)], {})
    yield "audit", ([python, "-m", "pytest", "--no-active", f"--report-dir={folder}/out"], estate)
    yield "gate", ([python, "-m", "pytest", "--gate", f"--report-dir={folder}/out"], estate)
    yield "plan", ([python, "-m", "pytest", "--plan", "--no-active", f"--report-dir={folder}/out"], estate)
    yield "audit of one requirement", ([python, "-m", "pytest", f"--report-dir={folder}/out", "--requirement=environment.unit"], estate)
    for kind in () if quick else ("paramiko", "ssh"):
        yield f"asking by {kind}", ([python, "-m", "tests.bench.asker", kind, questions], {})
        audit = [python, "-m", "pytest", "-p", "tests.bench.stock", "-Wignore", "--no-active", f"--report-dir={folder}/out"]
        yield f"audit by {kind}", (audit, estate | {"BENCH_STOCK": kind})


if __name__ == "__main__":
    main()
