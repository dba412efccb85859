"""How people come in: keys alone, known ones alone, and mosh for those who travel. Whatever touches the way in is confirmed by a fresh login."""

from __future__ import annotations

from probes.estate import Estate
from remediations.changes import Change, WriteFile
from remediations.changes_lines import DropKeys, EditLines
from remediations.changes_running import PackageInstall, UnitAction
from remediations.fix import Offences, fix
from remediations.systemd import any_of

FOLDER = "/etc/ssh/sshd_config.d"
HEAD = "# ADR-023 compliance suite. sshd takes the first value that it reads, so this file sorts first.\n"
KEYS_ONLY = (
    "PasswordAuthentication no", "KbdInteractiveAuthentication no", "PermitEmptyPasswords no", "PermitRootLogin prohibit-password",
    "PubkeyAuthentication yes", "HostbasedAuthentication no", "GSSAPIAuthentication no",
    "AuthenticationMethods publickey",
)  # fmt: skip
SSH = "ssh.service"


@fix("disruptive", touches=("/etc/ssh/**", "unit:ssh*"))
def take_keys_only(offences: Offences) -> list[Change]:
    """A drop-in that is read before all others; lines of Match blocks, which would overrule it, are taken out. Open sessions stay.

    A second daemon on another port is somebody's work: it is left to a person.
    """
    rows = [row for offence in offences for row in offence.data["lines"]]
    files = {row["file"]: tuple(other["line"].strip() for other in rows if other["file"] == row["file"]) for row in rows}
    return [
        *([_drop_in("keys-only", *KEYS_ONLY)] if any_of(offences, "included") else []),
        *(EditLines(file, drop=lines) for file, lines in files.items()),
        *([UnitAction("reload", SSH)] if any_of(offences, "reload") else []),
    ]


def _drop_in(topic: str, *lines: str) -> WriteFile:
    return WriteFile(f"{FOLDER}/00-adr023-{topic}.conf", HEAD + "".join(f"{line}\n" for line in lines), 0o644, "root", "root")


@fix("safe", touches=("/etc/ssh/**", "*/.ssh/authorized_keys*", "unit:ssh*"))
def drop_unknown_keys(offences: Offences) -> list[Change]:
    """Each unknown key leaves its file; a command that fetches keys is switched off. Those who are in stay in."""
    rows = [row for offence in offences for row in offence.data["keys"]]
    files = {row["file"]: tuple(dict.fromkeys(other["fingerprint"] for other in rows if other["file"] == row["file"])) for row in rows}
    command: list[Change] = [_drop_in("known-keys", "AuthorizedKeysCommand none", "TrustedUserCAKeys none"), UnitAction("reload", SSH)]
    return [*(DropKeys(file, prints) for file, prints in files.items()), *(command if any_of(offences, "command") else [])]


@fix("safe", touches=("package:mosh", "/etc/default/locale", "/var/lib/dpkg/**"))
def ready_mosh(offences: Offences, estate: Estate) -> list[Change]:
    """Debian's package, and the locale that every Debian has. A firewall, or the overlay's own policy, is a person's to open."""
    del estate
    return [
        *([PackageInstall(("mosh",))] if any_of(offences, "package") else []),
        *([WriteFile("/etc/default/locale", "LANG=C.UTF-8\n")] if any_of(offences, "locale") else []),
    ]
