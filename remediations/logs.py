"""The log shipper: running, allowed to read the journal, and configured as the playbooks would."""

from __future__ import annotations

import shlex

from probes.estate import Estate
from probes.playbooks import Playbooks
from probes.rendering import rendered
from probes.unseen import Unseen
from remediations.changes import Change, WriteFile
from remediations.changes_running import Command, UnitAction
from remediations.fix import Offences, fix
from remediations.systemd import UNITS, any_of

JOURNAL = "systemd-journal"
"""Debian's group that may read the whole journal."""

PLACES = ("/etc/alloy/**", *UNITS, "/etc/group*", "/etc/gshadow*")


@fix("disruptive", touches=PLACES)
def ship_logs(offences: Offences, estate: Estate, playbooks: Playbooks) -> list[Change]:
    """What keeps it from shipping is put right, then it starts anew; a shipper that is not installed is its playbook's to install."""
    assert estate.loki
    if any_of(offences, "missing"):
        return []
    unit = estate.loki.shipper
    return [
        UnitAction("unmask", unit),
        UnitAction("enable", unit),
        _reader(estate.loki.shipper_user),  # one that does not run cannot be asked what it may read
        *([_configuration(estate, playbooks)] if any_of(offences, "label") else []),
        UnitAction("restart", unit),
    ]


@fix("safe", touches=(*PLACES, "/var/log/journal"))
def label_logs(offences: Offences, estate: Estate, playbooks: Playbooks) -> list[Change]:
    """The configuration as the playbooks render it, read again without a restart."""
    assert estate.loki
    if not any_of(offences, "label"):
        return []  # where a unit's words go is for a person to say: they may be kept back for a reason
    return [_configuration(estate, playbooks), UnitAction("reload", estate.loki.shipper), _line(str(estate.loki.shipper_config))]


def _line(path: str) -> Command:
    """What was shipped before keeps its labels, and a quiet host may write nothing for hours: then nobody could see that they are right."""
    return Command(
        "write a line for it to label, once it has read that",
        do=("sh", "-c", "sleep 2; logger -t adr023-labels 'the labels were put right' && journalctl --sync"),
        holds=("sh", "-c", f"journalctl -q -t adr023-labels --since=@$(stat -c %Y {shlex.quote(path)}) -n 1 -o cat | grep -q ."),
        touches="/var/log/journal",
        leaves=True,
        late=True,
    )


def _configuration(estate: Estate, playbooks: Playbooks) -> WriteFile:
    """The template that agents.yml would write there, rendered for agents. Raises Unseen when there is none, or it needs what only a run knows."""
    assert estate.loki
    path = str(estate.loki.shipper_config)
    book = playbooks.playbook("agents.yml")
    for task in book.tasks:
        told = task.arguments.get("with", {})
        if task.module == "template" and told.get("dest") == path:
            source = playbooks.directory / "roles" / task.role / "templates" / told["src"]
            text = playbooks.checkout.read(source) or ""
            try:
                return WriteFile(
                    path, rendered(text, playbooks.variables(estate.agents.hostname, book)), 0o640, "root", estate.loki.shipper_user
                )
            except ValueError as error:
                raise Unseen(path, "the playbooks", str(error)) from error
    raise Unseen(path, "the playbooks", "no task of agents.yml writes it")


def _reader(user: str) -> Command:
    return Command(
        f"let {user} read the journal",
        do=("usermod", "-aG", JOURNAL, user),
        holds=("sh", "-c", f"id -nG {user} | grep -qw {JOURNAL}"),
        undo=("gpasswd", "-d", user, JOURNAL),
        touches="/etc/group",
    )
