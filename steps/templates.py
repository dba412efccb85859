"""Templates of the playbooks: the unit and the log labels that they would write, held against what is asked of the live host."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any

from pytest_bdd import given, then

from probes import planned, unitfile
from probes.estate import Estate
from probes.playbooks import Playbooks
from probes.plays import Playbook, Task
from probes.rendering import rendered
from probes.units import Unit
from probes.unseen import Unseen
from steps import alarms, rules
from steps.outcomes import Violation
from steps.playbooks import or_raw, read
from steps.traps import listed, sprung_by, traps

Rows = list[list[str]]
HARDENING = {"ProtectSystem": ("full", "strict"), "NoNewPrivileges": ("yes",), "PrivateTmp": ("yes",)}
UNIT_DEFAULTS = {
    "OnFailure": ("Unit", "ntfy@%n.service"), "After": ("Unit", "network-online.target"), "ProtectSystem": ("Service", "strict"),
    "NoNewPrivileges": ("Service", "yes"), "PrivateTmp": ("Service", "yes"),
}  # fmt: skip
"""What a patch writes for a setting that is missing or wrong."""


@given("the unit that the playbooks would write", target_fixture="planned")
def the_planned_unit(playbooks: Playbooks, estate: Estate) -> tuple[Unit, str]:
    """What the tasks of agents.yml write to the unit's place and to its drop-ins, rendered, with what later tasks edit in it; what is undefined
    makes it unseen, since then nobody knows.
    """
    book = read(playbooks, "agents.yml")
    target = f"/etc/systemd/system/{estate.agents.unit}"
    try:
        made, written = planned.unit_of(playbooks, book, "agents", estate.agents.unit)
        if made:
            return unitfile.unit(estate.agents.unit, made, written, seen="as the playbooks would write it"), made[0].path
    except ValueError as error:
        raise Unseen(f"the unit that {book.path} would make", "the playbooks checkout", str(error)) from error
    raise Violation(f"no task of {book.path} writes {target}", playbook="agents.yml")


@then("it keeps what is asked of the daemon, its variables and its alerts")
def keeps(planned: tuple[Unit, str], estate: Estate, datatable: Rows) -> None:
    """The rules of the daemon and alerts chapters and the trap variables, the very same as for the live unit."""
    (unit, path), agents = planned, estate.agents
    faults = [
        *rules.of_command(unit, agents, "worktree"), *rules.of_user(unit, agents), *rules.of_workdir(unit, agents),
        *rules.of_order(unit, "network-online.target"), *rules.of_settings(unit, HARDENING), *rules.of_home(unit, agents),
        *rules.of_restarts(unit, reasoned=False), *rules.of_limit(unit), *alarms.of_alert(unit, agents),
        *(() if "network-online.target" in unit.pulls else ("does not pull network-online.target in",)),
    ]  # fmt: skip
    trapped = sprung_by(traps([["variable", "because"], *([row[0], ""] for row in datatable[1:])]), unit)
    if trapped:
        faults.append(f"sets {listed(trapped)}")
    if faults:
        wanted = {key: pair for key, pair in UNIT_DEFAULTS.items() if any(key in fault or pair[1] in fault for fault in faults)}
        if any("OnFailure" in fault for fault in faults):
            wanted["OnFailure"] = UNIT_DEFAULTS["OnFailure"]
        raise Violation(
            f"the unit that {path} would write {', '.join(faults)}",
            template=path, settings={key: list(pair) for key, pair in wanted.items()}, drop=sorted({v.name for v in trapped}),
        )  # fmt: skip


@then("its log shipper is given the job of agents and a label for each unit")
def labelled(playbooks: Playbooks, playbook: Playbook, estate: Estate) -> None:
    """alloy_job_name is the estate's job for this host, and the rendered configuration sets job from it and a label from the journal's unit."""
    job = estate.loki.job if estate.loki else "agents"
    variables = playbooks.variables("agents", playbook)
    got = or_raw(str(variables.get("alloy_job_name", "")), variables)
    if got != job:
        raise Violation(f"alloy_job_name of agents is {got or 'not set'} instead of {job}", host_vars={"alloy_job_name": job})
    texts = [
        _rendered_or_unseen(text, playbooks.variables("agents", playbook, task))
        for task in playbook.tasks
        if task.role and task.module == "template"
        for text in [_config(playbooks, task)]
        if text and "loki" in text
    ]
    if not texts:
        raise Violation(f"no task of {playbook.path} configures a log shipper for agents", host_vars={})
    shown = re.sub(r"^\s*//.*$", "", "\n".join(texts), flags=re.MULTILINE)
    if not re.search(r'source_labels\s*=\s*\[\s*"__journal__systemd_unit"\s*\][^}]*target_label\s*=', shown):
        raise Violation("the log shipper that agents.yml configures gives no label to each unit", host_vars={})
    if not re.search(rf'target_label\s*=\s*"job"\s*replacement\s*=\s*"{re.escape(job)}"|\bjob\s*=\s*"{re.escape(job)}"', shown):
        raise Violation(f"the log shipper that agents.yml configures does not set job to {job}", host_vars={})


def _config(playbooks: Playbooks, task: Task) -> str | None:
    held = task.arguments.get("with")
    source = held.get("src", "") if isinstance(held, dict) else ""
    return playbooks.checkout.read(PurePosixPath(task.file).parent.parent / "templates" / source)


def _rendered_or_unseen(text: str, variables: dict[str, Any]) -> str:
    try:
        return rendered(text, variables)
    except ValueError as error:
        raise Unseen("the labels", "the playbooks checkout", str(error)) from error
