"""One run: which estate, which requirements, and what was found so far."""

from __future__ import annotations

import secrets
import subprocess
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Literal

import pytest

from probes import estate as estates
from probes.estate import Estate
from remediations.plan import Plan
from reports import promises, requirements
from reports.findings import Observation
from reports.promises import Promise
from reports.requirements import Requirement
from suite import options, waivers
from suite.options import Options
from suite.waivers import Row, Rows

if TYPE_CHECKING:
    from suite.work import Work


@dataclass(slots=True)
class Audit:
    """What the hooks of one run share. ``looks`` are the passes, each an observation by id; ``work`` is that of its fixes, ``kept`` a plan made earlier.

    ``commit`` tells, when asked at the end, which commit ran. ``promises`` are the scenarios by the requirement that each observes. ``selected`` are the ids whose scenarios run; ``narrowed`` says that these are fewer than there are. ``stopped`` ended the run early.
    """

    run: str
    started: datetime
    options: Options
    folder: Path
    requirements: dict[str, Requirement]
    scenarios: list[Promise]
    estate: Estate
    estate_file: Path
    commit: subprocess.Popen[str]
    looks: list[dict[str, Observation]] = field(default_factory=lambda: [{}])
    work: Work | None = None
    kept: Plan | None = None
    selected: set[str] = field(default_factory=set)
    narrowed: bool = False
    stopped: Literal["", "target locked", "plan stale", "rollback failed"] = ""
    note: str = ""
    waivers: Rows = field(default_factory=dict)
    waivers_file: Path = Path("waivers.toml")
    promises: dict[str, Promise] = field(init=False)

    def __post_init__(self) -> None:
        self.promises = {id_: promise for promise in self.scenarios for id_ in promise.ids}

    @property
    def active(self) -> bool:
        """Whether this run may start, send or write something harmless."""
        return self.estate.active if self.options.active is None else self.options.active


AUDIT: pytest.StashKey[Audit] = pytest.StashKey()


def of(config: pytest.Config) -> Audit | None:
    """The audit that this pytest run is, or None: the project's own tests are pytest runs as well."""
    return config.stash.get(AUDIT, None)


def features(config: pytest.Config) -> Path:
    return config.rootpath / str(config.getini("bdd_features_base_dir") or "features")


def meant(config: pytest.Config) -> bool:
    """Whether the command line leads to the features, rather than to the project's tests."""
    folder = features(config)
    return folder.is_dir() and any(_leads(Path(str(arg).split("::")[0]).resolve(), folder.resolve()) for arg in config.args)


def _leads(path: Path, folder: Path) -> bool:
    return path == folder or path in folder.parents or folder in path.parents


def scenarios(config: pytest.Config) -> list[Promise]:
    """Every scenario of every feature. Raises UsageError for Gherkin that cannot be parsed."""
    try:
        return promises.read(features(config))
    except promises.BadFeature as error:
        raise pytest.UsageError(str(error)) from error


def begin(config: pytest.Config, found: list[Promise]) -> Audit:
    """Read command line, requirements and estate. Raises UsageError with one clear message."""
    told = options.chosen(config)
    try:
        estate_file = estates.find(told.estate)
        estate = estates.load(estate_file)
    except estates.EstateError as error:
        raise pytest.UsageError(str(error)) from error
    if told.nightly and estate.nightly_remediate == "safe":
        told = replace(told, remediate=True, yes=True)
    _refuse_unwritable(told.report_dir)
    known, waivers_file = requirements.load(features(config) / "requirements.toml"), waivers.place(estate, estate_file)
    started = datetime.now(UTC)
    return Audit(
        run=f"{started:%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}",
        started=started,
        options=told,
        folder=features(config),
        requirements=known,
        scenarios=found,
        estate=estate,
        estate_file=estate_file,
        commit=_describe(config.rootpath),
        waivers=_waivers(waivers_file, known, told),
        waivers_file=waivers_file,
    )


def _waivers(file: Path, known: dict[str, Requirement], told: Options) -> Rows:
    try:
        rows = waivers.load(file, known)
    except waivers.WaiversError as error:
        raise pytest.UsageError(str(error)) from error
    if asked := told.waive:
        rows.setdefault(asked.id, Row(reason=asked.reason, owner=asked.owner, until=asked.until, fingerprint=waivers.NOTHING))
    return rows


def _refuse_unwritable(folder: Path) -> None:
    """Nobody should wait for a run whose report has no place."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass
    except OSError as error:
        msg = f"{folder}: reports cannot be written there ({error.strerror}); name another with --report-dir=DIR"
        raise pytest.UsageError(msg) from error


def _describe(root: Path) -> subprocess.Popen[str]:
    """Ask git, while everything else goes on, for the commit; with + when files differ from it, nothing outside a repository."""
    command = ["git", "-C", str(root), "describe", "--always", "--abbrev=12", "--dirty=+", "--exclude=*"]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
