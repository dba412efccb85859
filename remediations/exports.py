"""Stops what carries files off the host: units are stopped and disabled, lines commented out, programs ended."""

from __future__ import annotations

from collections.abc import Iterator
from shlex import quote

from testinfra.host import Host

from probes import exports
from probes.exports import Job, Share
from probes.question import ask
from remediations.changes import Change, RemoveFile, SetMode
from remediations.changes_running import Command, UnitAction
from remediations.fix import Offences, fix

MARK = "# adr-023: "
TOUCHES = (
    "unit:*",
    "/etc/**",
    "/var/spool/cron/**",
    "/var/lib/samba/usershares/*",
    "/home/*/.config/systemd/user/**",
    "/root/.config/systemd/user/**",
    "/proc/*",
)


@fix("disruptive", touches=TOUCHES)
def stop_exports(offences: Offences, agents: Host) -> list[Change]:
    """Whatever starts a job is put out of action where it stands; nothing is uninstalled, and every line stays as a comment."""
    del offences
    found = ask(agents, exports.exports())
    changes = [change for job in found.jobs for change in _stopped(job)] + [change for share in found.shares for change in _closed(share)]
    return list(dict.fromkeys(changes))


def _stopped(job: Job) -> Iterator[Change]:
    services = [unit for unit in job.units if not unit.endswith(".scope")]
    if job.origin == "unit":
        for unit in job.units:
            yield from (UnitAction("disable", unit), UnitAction("stop", unit))
    elif job.origin == "user unit":
        yield _put_aside(job.where)
    elif job.origin == "cron":
        yield _commented(job.where) if ":" in job.where else SetMode(job.where, 0o644)
    elif job.origin == "at":
        yield RemoveFile(job.where)
    elif services and job.user == "root":
        yield from (UnitAction("disable", services[0]), UnitAction("stop", services[0]))
    else:
        yield ended(int(job.where), job.tool)


def _put_aside(link: str) -> Command:
    """A link in a .wants directory counts by its suffix alone."""
    old, new = quote(link), quote(f"{link}.adr023")
    return Command(
        f"disable {link}",
        do=("sh", "-c", f"mv {old} {new}"),
        holds=("sh", "-c", f"! test -e {old} && ! test -L {old}"),
        undo=("sh", "-c", f"mv {new} {old}"),
        touches=link,
    )


def _commented(where: str) -> Command:
    file, _, line = where.rpartition(":")
    quoted = quote(file)
    return Command(
        f"comment out line {line} of {file}",
        do=("sed", "-i", f"{line}s/^/{MARK}/", file),
        holds=("sh", "-c", f"! test -e {quoted} || sed -n {line}p {quoted} | grep -q '^{MARK}'"),
        undo=("sed", "-i", f"{line}s/^{MARK}//", file),
        touches=file,
    )


def _closed(share: Share) -> Iterator[Change]:
    if share.kind == "nfs":
        yield _no_exports(share.file)
    elif share.file.startswith("/var/lib/samba/usershares/"):
        yield RemoveFile(share.file)
    else:
        yield _not_available(share.what.partition(" (")[0], share.file)


def _no_exports(file: str) -> Command:
    quoted, refresh = quote(file), "if command -v exportfs >/dev/null; then exportfs -ra; fi"
    return Command(
        f"comment out every export in {file}",
        do=("sh", "-ec", f"sed -i '/^[[:space:]]*[^#[:space:]]/s/^/{MARK}/' {quoted}; {refresh}"),
        holds=("sh", "-c", f"! grep -q '^[[:space:]]*[^#[:space:]]' {quoted}"),
        undo=("sh", "-ec", f"sed -i 's/^{MARK}//' {quoted}; {refresh}"),
        touches=file,
    )


def _not_available(section: str, file: str) -> Command:
    head, line = f"^[[:space:]]*\\[{section}\\]", f"available = no {MARK.strip()}".replace("# adr-023:", "")
    return Command(
        f"make the share {section} in {file} unavailable",
        do=("sed", "-i", f"/{head}/a {line.strip()}", file),
        holds=("sh", "-c", f"sed -n '/{head}/{{n;p}}' {quote(file)} | grep -q '^available = no'"),
        undo=("sed", "-i", f"/{head}/{{n;/^available = no/d}}", file),
        touches=file,
    )


def ended(pid: int, program: str) -> Command:
    """A process that no unit started ends when it is asked to; its number is trusted only while it still runs this program."""
    same = f"grep -qs {quote(program)} /proc/{pid}/cmdline"
    return Command(
        f"end {program} (process {pid})",
        do=("sh", "-c", f"! {same} || kill {pid}; for i in 1 2 3 4 5 6 7 8 9 10; do {same} || exit 0; sleep 0.2; done; kill -KILL {pid}"),
        holds=("sh", "-c", f"! {same}"),
        touches=f"/proc/{pid}",
        leaves=True,
    )
