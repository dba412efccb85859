"""What a run may be told on the command line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from suite import gating
from suite.gating import Gate
from suite.names import somebody


def add(parser: pytest.Parser) -> None:
    group = parser.getgroup("adr-023", "ADR-023: audit, plan, remediate")
    group.addoption("--estate", metavar="FILE", help="the homelab to audit (else $ADR023_ESTATE, estate.toml, the running lab's)")
    group.addoption("--requirement", metavar="ID", action="append", default=[], help="only this requirement (repeatable)")
    group.addoption("--active", action="store_true", default=None, help="allow observations that start, send or write something harmless")
    group.addoption("--no-active", dest="active", action="store_false", help="forbid them, whatever the estate says")
    group.addoption("--plan", action="store_true", help="audit and show what fixes would change; changes nothing")
    group.addoption("--remediate", action="store_true", help="audit, apply fixes, audit again")
    group.addoption("--allow-disruption", action="store_true", help="with --remediate: also fixes that restart or reload something")
    group.addoption("--only-fix", metavar="TAG", action="append", default=[], help="with --plan or --remediate: only this fix (repeatable)")
    group.addoption("--max-fixes", metavar="N", type=int, help="with --remediate: apply at most N fixes")
    group.addoption(
        "--fix-scope",
        metavar="SYSTEM",
        action="append",
        default=[],
        help="also fix on this system (repeatable; the host is always in scope)",
    )
    group.addoption("--yes", action="store_true", help="with --remediate: do not ask (needed where there is no terminal)")
    group.addoption("--plan-out", metavar="FILE", help="with --plan: keep the plan in this file")
    group.addoption(
        "--apply-plan", metavar="FILE", help="make exactly the changes of a kept plan, unless what it was made on has changed (exit 15)"
    )
    group.addoption("--rollback", metavar="RUN", help="take back, in reverse, what an earlier run changed")
    group.addoption("--journal", action="store_true", help="list what earlier runs changed")
    group.addoption("--detailed-exitcode", action="store_true", help="exit 10 instead of 0 when all is met only after fixes")
    group.addoption("--report-dir", metavar="DIR", default="reports/out", help="where reports are written (default: %(default)s)")
    group.addoption(
        "--nightly", action="store_true", help="the night watch: audit, tell ntfy what changed since it was last told (see the README)"
    )
    group.addoption(
        "--waive", metavar="ID", help="look at this row and accept what is not met for a time: writes waivers.toml beside the estate"
    )
    group.addoption("--reason", metavar="WHY", help="with --waive: why")
    group.addoption("--until", metavar="DAY", help="with --waive: the last day, YYYY-MM-DD, in UTC")
    group.addoption("--owner", metavar="NAME", help="with --waive: who answers for it (default: you)")
    group.addoption("--list-requirements", action="store_true", help="list what ADR-023 asks, without touching a host")
    group.addoption("--matrix", action="store_true", help="from each sentence to what keeps it, and back; touches no host")
    group.addoption("--explain", metavar="ID", help="explain one requirement, without touching a host")


@dataclass(frozen=True, slots=True)
class Waive:
    """A waiver that is asked for: of which row, why, to the end of which day, and who answers for it."""

    id: str
    reason: str
    until: date
    owner: str


@dataclass(frozen=True, slots=True)
class Options:
    """The command line, typed. ``active`` is None when the estate decides."""

    estate: str | None
    requirements: tuple[str, ...]
    active: bool | None
    plan: bool
    remediate: bool
    allow_disruption: bool
    only_fix: tuple[str, ...]
    max_fixes: int | None
    scopes: frozenset[str]
    yes: bool
    plan_out: Path | None
    apply_plan: Path | None
    detailed_exitcode: bool
    report_dir: Path
    nightly: bool
    waive: Waive | None
    gate: Gate | None

    @property
    def mode(self) -> str:
        if self.gate:
            return "gate"
        return "remediate" if self.remediate else "plan" if self.plan else "audit"


def chosen(config: pytest.Config) -> Options:
    """The options of this run. Raises UsageError for a combination that makes no sense."""
    option = config.option
    _refuse_nonsense(option, getattr(option, "numprocesses", None))
    return Options(
        estate=option.estate,
        requirements=(option.waive,) if option.waive else tuple(option.requirement),
        active=option.active,
        plan=option.plan,
        remediate=option.remediate or option.apply_plan is not None,
        allow_disruption=option.allow_disruption,
        only_fix=tuple(option.only_fix),
        max_fixes=option.max_fixes,
        scopes=frozenset({"host", *option.fix_scope}),
        yes=option.yes or option.apply_plan is not None,
        plan_out=option.plan_out and Path(option.plan_out),
        apply_plan=option.apply_plan and Path(option.apply_plan),
        detailed_exitcode=option.detailed_exitcode,
        report_dir=config.rootpath / option.report_dir,
        nightly=option.nightly,
        waive=waive(option),
        gate=gating.chosen(option, getattr(option, "numprocesses", None)),
    )


def waive(option: Any) -> Waive | None:
    """The waiver that is asked for. Raises UsageError when something of it is missing, or its last day is over."""
    if not option.waive:
        for name in ("reason", "until", "owner"):
            if getattr(option, name):
                raise pytest.UsageError(f"--{name} needs --waive=ID")
        return None
    if option.plan or option.remediate or option.apply_plan or option.requirement:
        raise pytest.UsageError(
            "--waive looks at one row and changes nothing; --plan, --remediate, --apply-plan and --requirement have no place beside it"
        )
    in_three_months = str(_today() + timedelta(days=90))
    for name, example in (("reason", "waits for the new disk"), ("until", in_three_months)):
        if not (getattr(option, name) or "").strip():
            raise pytest.UsageError(f'--waive needs --{name}, for example --{name}="{example}"')
    return Waive(option.waive, option.reason.strip(), _last_day(option.until), (option.owner or somebody()).strip())


def _today() -> date:
    return datetime.now(UTC).date()


def _last_day(told: str) -> date:
    try:
        day = date.fromisoformat(told)
    except ValueError:
        raise pytest.UsageError(
            f"--until: {told!r} is no day; write it as YYYY-MM-DD, for example {_today() + timedelta(days=90)}"
        ) from None
    if day < _today():
        raise pytest.UsageError(f"--until: {told} is over")
    return day


def _refuse_nonsense(option: object, workers: object) -> None:
    told = vars(option)
    if told["plan"] and told["remediate"]:
        msg = "--plan and --remediate exclude each other: --plan changes nothing"
        raise pytest.UsageError(msg)
    if told["plan_out"] and not told["plan"]:
        msg = "--plan-out needs --plan"
        raise pytest.UsageError(msg)
    if told["apply_plan"] and (told["plan"] or told["remediate"] or told["only_fix"]):
        msg = "--apply-plan makes the changes of a kept plan and no others; --plan, --remediate and --only-fix have no place beside it"
        raise pytest.UsageError(msg)
    repairs = told["plan"] or told["remediate"] or told["apply_plan"]
    if told["nightly"] and repairs:
        msg = 'at night the estate says what may be repaired: nightly_remediate = "safe"; --plan, --remediate and --apply-plan have no place beside --nightly'
        raise pytest.UsageError(msg)
    if told["nightly"] and (told["waive"] or told["collectonly"]):
        raise pytest.UsageError("--nightly is a run of its own; --waive and --collect-only have no place beside it")
    if workers and (repairs or told["nightly"]):
        msg = "-n cannot be combined with --remediate, --plan or --nightly: the passes follow one another in one process"
        raise pytest.UsageError(msg)
    if not repairs:
        for name in ("only_fix", "max_fixes", "allow_disruption", "fix_scope"):
            if told[name]:
                msg = f"--{name.replace('_', '-')} needs --plan or --remediate"
                raise pytest.UsageError(msg)
