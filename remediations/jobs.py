"""How something that a unit, a crontab or a container would run again is kept from running; shared by whoever finds such a thing."""

from __future__ import annotations

from remediations.changes import Change, RemoveFile
from remediations.changes_running import Command, UnitAction

PACKAGED = ("/usr/lib/systemd/", "/lib/systemd/")
PLACES = (
    "/etc/systemd/**", "/run/systemd/**", "/usr/local/lib/systemd/**", "/home/*/.config/systemd/**", "/home/*/.local/share/systemd/**",
    "/root/.config/systemd/**", "/etc/cron*", "/etc/cron*/**", "/etc/rc.local", "/var/spool/cron/**", "unit:*", "container:*",
)  # fmt: skip
"""What these changes may touch."""


def without_unit(unit: str, file: str, user: str | None) -> list[Change]:
    """Stopped and removed with its timer; a packaged one masked, a drop-in removed alone. ``user``: whose own manager it is."""
    if file.startswith(PACKAGED):
        return [UnitAction("stop", unit, user), UnitAction("mask", unit, user)]
    if file.endswith(".conf"):
        return [RemoveFile(file), UnitAction("daemon-reload", "", user)]
    timer = unit.removesuffix(".service") + ".timer"
    stops: list[Change] = [UnitAction(verb, one, user) for one in (timer, unit) for verb in ("stop", "disable")]
    if file.startswith("/run/systemd/transient/"):  # systemd takes the file away itself
        return [UnitAction("stop", unit, user)]
    return [*stops, RemoveFile(file), RemoveFile(file.removesuffix(".service") + ".timer"), UnitAction("daemon-reload", "", user)]


def without_line(path: str, line: int, digest: str) -> list[Change]:
    """The line stays as a comment: a crontab may hold passwords, so its text goes nowhere. ``line`` 0: the file is one job and goes."""
    if not line:
        return [RemoveFile(path)]
    same = f"[ \"$(sed -n {line}p '{path}' | tr -d '\\n' | sha256sum | cut -c1-16)\" = {digest} ]"
    comment = Command(
        does=f"comment out line {line} of {path}",
        do=("sh", "-c", f"{same} && sed -i '{line}s/^/#adr023 /' '{path}'"),
        holds=("sh", "-c", f"sed -n {line}p '{path}' | grep -q '^#adr023 '"),
        undo=("sed", "-i", f"{line}s/^#adr023 //", path),
        touches=path,
    )
    return [comment]


def without_container(name: str) -> list[Change]:
    """Stopped, and not started again."""
    again = f"docker inspect -f '{{{{.HostConfig.RestartPolicy.Name}}}}' {name}"
    stop = Command(
        does=f"stop container {name} and keep it from starting again",
        do=("sh", "-c", f"docker update --restart=no {name} && docker stop -t 5 {name}"),
        holds=("sh", "-c", f'[ "$({again})" = no ] && [ "$(docker inspect -f "{{{{.State.Running}}}}" {name})" = false ]'),
        undo=("sh", "-c", f"docker update --restart=unless-stopped {name} && docker start {name}"),
        touches=f"container:{name}",
    )
    return [stop]


def without_process(pid: str, what: str) -> list[Change]:
    """Ended, when it still is what it was."""
    is_it = f"tr '\\0' ' ' < /proc/{pid}/cmdline 2>/dev/null | grep -q '{what.rsplit(maxsplit=1)[-1]}'"
    end = Command(
        does=f"end process {pid} ({what})",
        do=("sh", "-c", f"{is_it} && kill {pid} && sleep 2; ! {is_it}"),
        holds=("sh", "-c", f"! {is_it}"),
        touches=f"process:{pid}",
        leaves=True,
    )
    return [end]
