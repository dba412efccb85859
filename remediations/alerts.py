"""Wires alerts: agent units to their alert unit, and the alert unit to what it needs."""

from __future__ import annotations

from probes.estate import Estate
from probes.sections import Ntfy
from remediations.changes import Change, RemoveFile, SetMode, SetOwner, WriteFile
from remediations.changes_running import UnitAction
from remediations.fix import Offences, fix
from remediations.systemd import UNITS, all_of, drop_in

HOME = "/etc/systemd/system"
BELOW_A_MASK = "/usr/local/lib/systemd/system"
"""Where a unit can be laid down while the mask, a link in HOME, is still in its place."""
PROGRAM = "/usr/local/bin/adr023-ntfy-alert"
SCRIPT = """\
#!/bin/sh
# ADR-023 compliance suite. Tells ntfy that a unit failed; the token goes to curl on standard input, since anybody can read arguments.
set -eu
token=$(cat "$CREDENTIALS_DIRECTORY/ntfy-token")
printf 'header = "Authorization: Bearer %s"\\n' "${{token##* }}" |
  curl --config - --silent --show-error --fail --max-time 10 --retry 3 --output /dev/null \\
    --header "Title: $1 failed on $(uname -n)" --header "Priority: high" --data "$1 entered the failed state" {url}/{topic}
"""
TEMPLATE = """\
# ADR-023 compliance suite
[Unit]
Description=Tell ntfy that %i failed
After=network-online.target

[Service]
Type=oneshot
LoadCredential=ntfy-token:{token}
ExecStart={program} %i
TimeoutStartSec=60
"""


@fix("safe", touches=UNITS)
def wire_alerts(offences: Offences, estate: Estate) -> list[Change]:
    """OnFailure= by a drop-in in [Unit] of each unit; systemd reads it without a restart. A user unit needs an alert of its own manager: by hand."""
    prefix, at, suffix = estate.agents.alert_unit.partition("@")
    alert = f"{prefix}@%n{suffix}" if at else estate.agents.alert_unit
    units = all_of(offences, "units")
    wired: list[Change] = [drop_in(unit, "alert", f"OnFailure={alert}", section="Unit") for unit in units]
    return [*wired, UnitAction("daemon-reload")] if wired else []


@fix("safe", touches=(*UNITS, "/etc/ntfy/**", "/usr/local/bin/*", f"{BELOW_A_MASK}/*", "/etc/**"))
def mend_handler(offences: Offences, estate: Estate) -> list[Change]:
    """The alert unit loaded, its programs executable, its token its own, no condition in its way. One that is gone or garbles names is laid down anew."""
    told = offences[0].data
    load = told.get("load", "loaded")
    anew = load != "loaded" or told.get("unescaped")
    modes: list[Change] = [SetMode(path, 0o755) for path in told.get("programs", ())] if not anew else []
    tokens = _tokens(offences)
    unmask = [UnitAction("unmask", estate.agents.alert_unit)] if load == "masked" else []
    silenced = [RemoveFile(path) for path in told.get("own", ())]
    freed = (
        [drop_in(estate.agents.alert_unit, "free", *(f"{key}=" for key in keys), section="Unit")]
        if (keys := told.get("conditions"))
        else []
    )
    spoken = _spoken(estate) if told.get("mute") and not anew else []
    reread = [UnitAction("daemon-reload")] if silenced or freed or spoken or told.get("stale") else []
    laid = _laid_down(estate, BELOW_A_MASK if load == "masked" else HOME) if anew else []
    return [*unmask, *modes, *tokens, *silenced, *freed, *spoken, *reread, *laid]


def _tokens(offences: Offences) -> list[Change]:
    """Token files as only the handler's user, or root where that is who it was, may read them."""
    user = offences[0].data.get("user", "root")
    paths = [token["path"] for offence in offences for token in offence.data.get("tokens", ())]
    return [change for path in paths for change in (SetOwner(path, user), SetMode(path, 0o600))]


def _spoken(estate: Estate) -> list[Change]:
    """A program that tells ntfy, by a drop-in: whatever the template and other drop-ins run."""
    if estate.ntfy is None:
        return []
    lines = ("ExecStart=", f"ExecStart={PROGRAM} %i", f"LoadCredential=ntfy-token:{estate.ntfy.token_files[0]}")
    return [_program(estate.ntfy), drop_in(estate.agents.alert_unit, "program", *lines)]


def _program(ntfy: Ntfy) -> WriteFile:
    return WriteFile(PROGRAM, SCRIPT.format(url=ntfy.url.rstrip("/"), topic=ntfy.topic), 0o755)


def _laid_down(estate: Estate, place: str) -> list[Change]:
    if estate.ntfy is None:
        return []
    ntfy, unit = estate.ntfy, f"{place}/{estate.agents.alert_unit}"
    return [
        _program(ntfy),
        WriteFile(unit, TEMPLATE.format(token=ntfy.token_files[0], program=PROGRAM)),
        UnitAction("daemon-reload"),
    ]
