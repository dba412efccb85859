"""Every job on this host that runs a backup or copying tool, and which paths it names: units, timers' services, cron, at, running processes, containers.

Arguments: user, home. Prints one JSON object.
"""

from __future__ import annotations

import glob
import hashlib
import json
import os
import re
import sys
from collections.abc import Iterator

from probes.host.commands import CONFIGURED, TOOLS, Shell, configured, followed, logical, text_of, tool_in

USER, HOME = sys.argv[1:]
UNIT_ROOTS = [
    "/etc/systemd/system", "/run/systemd/system", "/run/systemd/transient", "/usr/local/lib/systemd/system", "/usr/lib/systemd/system",
    "/etc/systemd/user", "/usr/local/lib/systemd/user", "/usr/lib/systemd/user", "/root/.config/systemd/user",
    *glob.glob("/home/*/.config/systemd/user"), *glob.glob("/home/*/.local/share/systemd/user"), *glob.glob("/run/user/*/systemd/transient"),
    f"{HOME}/.config/systemd/user",
]  # fmt: skip
CRONS = (
    "/etc/crontab /etc/anacrontab /etc/cron.d/* /etc/cron.hourly/* /etc/cron.daily/* /etc/cron.weekly/* /etc/cron.monthly/* /etc/rc.local"
)
SPOOLS = "/var/spool/cron/crontabs/* /var/spool/cron/atjobs/*"
NOTHING: dict[str, object] = {"paths": [], "excludes": [], "blind": False, "unit": "", "user": "", "line": 0, "digest": ""}
TELLING = 4
"""Letters from which on the name of a tool inside that of an image tells something."""


def job(command: str, home: str, cwd: str, **told: object) -> Iterator[dict[str, object]]:
    tools, paths, excludes, blind = [], [], [], False
    for tool, taken, left in followed(command, Shell(home, cwd)):
        tools.append(tool)
        paths += taken
        excludes += left
        if tool in CONFIGURED and (not taken or (CONFIGURED[tool] and all(map(os.path.isfile, taken)))):  # told to read its configuration
            more, known = configured(tool, HOME)
            paths += more
            blind = blind or not known
    if tools:
        yield {**NOTHING, "tool": tools[0], "paths": sorted(set(paths)), "excludes": sorted(set(excludes)), "blind": blind, **told}


def units() -> Iterator[dict[str, object]]:
    for root in dict.fromkeys(UNIT_ROOTS):
        owner = root.split("/")[2] if root.startswith("/home/") else "root" if root.startswith("/root/") else ""
        home = os.path.expanduser(f"~{owner}") if owner else "/root"
        for path in sorted(glob.glob(f"{root}/*.service") + glob.glob(f"{root}/*.service.d/*.conf")):
            unit = os.path.basename(path) if path.endswith(".service") else os.path.basename(os.path.dirname(path))[:-2]
            if os.path.realpath(f"/etc/systemd/system/{unit}") == "/dev/null" or os.path.islink(path):
                continue
            text = text_of(path)
            runs = (re.findall(r"^User=(\S+)", text, re.MULTILINE) or [owner or "root"])[-1]
            cwd = (re.findall(r"^WorkingDirectory=-?(\S+)", text, re.MULTILINE) or ["/"])[-1].replace("~", home)
            commands = re.findall(r"^Exec\w+=(.+)$", re.sub(r"\\\n", " ", text), re.MULTILINE)
            settings = " ".join(re.findall(r"^Environment=(.+)$", text, re.MULTILINE)).replace('"', " ")
            for command in commands:
                yield from job(
                    f"{settings} ; {command}" if settings else command,
                    os.path.expanduser(f"~{runs}"),
                    cwd,
                    kind="unit",
                    where=path,
                    unit=unit,
                    user=owner,
                )


def crons() -> Iterator[dict[str, object]]:
    for pattern in (CRONS + " " + SPOOLS).split():
        for path in sorted(glob.glob(pattern)):
            personal = "/crontabs/" in path
            owner = os.path.basename(path) if personal else "root"
            script = ("/cron." in path and "/cron.d/" not in path) or path == "/etc/rc.local" or "/atjobs/" in path
            shell_home = os.path.expanduser(f"~{owner}")
            if script:
                yield from job(path if text_of(path).startswith("#!") else text_of(path), shell_home, "/", kind="cron", where=path)
                continue
            for number, line in logical(text_of(path)):
                runs = shell_home if personal else os.path.expanduser(f"~{(line.split() + [''] * 6)[5]}")
                digest = hashlib.sha256(text_of(path).splitlines()[number - 1].encode()).hexdigest()[:16]
                yield from job(
                    line,
                    runs if runs.startswith("/") else shell_home,
                    runs if runs.startswith("/") else "/",
                    kind="cron",
                    where=path,
                    line=number,
                    digest=digest,
                )


def processes() -> Iterator[dict[str, object]]:
    for path in glob.glob("/proc/[0-9]*/cmdline"):
        pid = path.split("/")[2]
        try:
            with open(path, "rb") as source:
                argv = [part.decode("utf-8", "replace") for part in source.read().split(b"\0") if part]
            if argv and os.path.basename(argv[0]) in TOOLS and int(pid) != os.getpid():
                yield from job(
                    re.sub(r"[;&|]", " ", " ".join(argv)), HOME, os.readlink(f"/proc/{pid}/cwd"), kind="process", where=f"process {pid}"
                )
        except OSError:
            continue


def containers() -> Iterator[dict[str, object]]:
    """From dockerd's own files, whether it runs or not: those that run or would start again."""
    for path in glob.glob("/var/lib/docker/containers/*/config.v2.json"):
        held = json.loads(text_of(path) or "{}")
        host = json.loads(text_of(path.replace("config.v2", "hostconfig")) or "{}")
        again = host.get("RestartPolicy", {}).get("Name", "no") not in ("no", "")
        image = str(held.get("Config", {}).get("Image", ""))
        said = " ".join([held.get("Path", ""), *held.get("Args", [])])
        tool = tool_in(said) or next((name for name in sorted(TOOLS, key=len, reverse=True) if len(name) >= TELLING and name in image), "")
        sources = [mount.get("Source", "") for mount in held.get("MountPoints", {}).values() if mount.get("Source")]
        if tool and (held.get("State", {}).get("Running") or again):
            yield {**NOTHING, "tool": tool, "paths": sources, "kind": "container", "where": str(held.get("Name", "")).lstrip("/")}


def main() -> None:
    looked = sum(len(glob.glob(f"{root}/*.service")) for root in UNIT_ROOTS)
    jobs = [*units(), *crons(), *processes(), *containers()]
    print(json.dumps({"looked": looked, "jobs": jobs}))


if __name__ == "__main__":
    main()
