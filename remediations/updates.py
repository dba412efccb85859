"""Repairs of the host's own updates: security updates come by themselves."""

from __future__ import annotations

from remediations.changes import Change, WriteFile
from remediations.changes_running import PackageInstall, UnitAction
from remediations.fix import Offences, fix

FILE = "/etc/apt/apt.conf.d/99zz-adr023-periodic"
"""Read last, so that no other file switches them off again."""
ON = 'APT::Periodic::Update-Package-Lists "1";\nAPT::Periodic::Unattended-Upgrade "1";\n'
SECURITY = "/etc/apt/apt.conf.d/99zz-adr023-security"
"""Read last as well, so that no #clear comes after it."""
ORIGIN = 'Unattended-Upgrade::Origins-Pattern { "origin=Debian,codename=${distro_codename}-security,label=Debian-Security"; };\n'


@fix("safe", touches=(FILE, SECURITY, "package:unattended-upgrades", "unit:apt-daily*.timer"))
def keep_patched(offences: Offences) -> list[Change]:
    """Unattended upgrades installed, on and scheduled; they do their work at their own time. A run that failed is a person's to read."""
    held = offences[0].data
    install: list[Change] = [] if held["installed"] else [PackageInstall(("unattended-upgrades",))]
    on: list[Change] = [] if held["on"] else [WriteFile(FILE, ON)]
    timers = [UnitAction(verb, unit) for unit in held["stopped"] for verb in ("unmask", "enable", "start")]
    origins: list[Change] = [WriteFile(SECURITY, ORIGIN)] if held["installed"] and not held["security"] else []
    return [*install, *on, *origins, *timers]
