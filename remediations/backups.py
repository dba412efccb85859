"""Repairs of backup jobs on the host: those that take the agents' credentials no longer run."""

from __future__ import annotations

from typing import Any

from remediations.changes import Change, RemoveFile
from remediations.changes_running import Command, UnitAction
from remediations.fix import Offences, fix

PACKAGED = ("/usr/lib/systemd/", "/lib/systemd/")


@fix(
    "disruptive",
    touches=(
        "/etc/systemd/**",
        "/run/systemd/**",
        "/home/*/.config/systemd/**",
        "/root/.config/systemd/**",
        "/etc/cron*",
        "/etc/cron*/**",
        "/var/spool/cron/**",
        "unit:*",
        "container:*",
    ),
)
def stop_other_backups(offences: Offences) -> list[Change]:
    """A unit is stopped and removed (a packaged one masked), a line of cron commented out, a script of cron removed, a container kept from running.

    A process that runs without any of these is a person's: it is left alone.
    """
    jobs = [job for offence in offences for job in offence.data["jobs"]]
    return list(dict.fromkeys(change for job in jobs for change in _MENDED.get(job["kind"], _left)(job)))


def _left(job: dict[str, Any]) -> list[Change]:
    del job
    return []


def _unit(job: dict[str, Any]) -> list[Change]:
    name, user, file = job["unit"], job["user"] or None, job["where"]
    if file.startswith(PACKAGED):
        return [UnitAction("stop", name, user), UnitAction("mask", name, user)]
    if file.endswith(".conf"):
        return [RemoveFile(file), UnitAction("daemon-reload", "", user)]
    timer = name.removesuffix(".service") + ".timer"
    stops = [UnitAction(verb, unit, user) for unit in (timer, name) for verb in ("stop", "disable")]
    return [*stops, RemoveFile(file), RemoveFile(file.removesuffix(".service") + ".timer"), UnitAction("daemon-reload", "", user)]


def _cron(job: dict[str, Any]) -> list[Change]:
    """The line stays as a comment: a crontab may hold passwords, so its text goes nowhere."""
    path, line, digest = job["where"], job["line"], job["digest"]
    if not line:
        return [RemoveFile(path)]
    same = f"[ \"$(sed -n {line}p '{path}' | tr -d '\\n' | sha256sum | cut -c1-16)\" = {digest} ]"
    return [
        Command(
            does=f"comment out line {line} of {path}",
            do=("sh", "-c", f"{same} && sed -i '{line}s/^/#adr023 /' '{path}'"),
            holds=("sh", "-c", f"sed -n {line}p '{path}' | grep -q '^#adr023 '"),
            undo=("sed", "-i", f"{line}s/^#adr023 //", path),
            touches=path,
        )
    ]


def _container(job: dict[str, Any]) -> list[Change]:
    name = job["where"]
    again = f"docker inspect -f '{{{{.HostConfig.RestartPolicy.Name}}}}' {name}"
    return [
        Command(
            does=f"stop container {name} and keep it from starting again",
            do=("sh", "-c", f"docker update --restart=no {name} && docker stop -t 5 {name}"),
            holds=("sh", "-c", f'[ "$({again})" = no ] && [ "$(docker inspect -f "{{{{.State.Running}}}}" {name})" = false ]'),
            undo=("sh", "-c", f"docker update --restart=unless-stopped {name} && docker start {name}"),
            touches=f"container:{name}",
        )
    ]


_MENDED = {"unit": _unit, "cron": _cron, "container": _container}
