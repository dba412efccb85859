"""Whatever on this host serves the AoE dashboard or opens a tunnel to it: units, processes, crontabs and containers, by names alone.

Prints one JSON object. A command counts by the program that it runs and its subcommand.
"""

from __future__ import annotations

import functools
import glob
import hashlib
import json
import os
import pwd
import re
import subprocess
from collections.abc import Iterator

TUNNELS = {"cloudflared", "ngrok", "frpc", "bore", "inlets", "pagekite", "localtunnel", "rathole", "zrok", "chisel", "wstunnel"}
TUNNELS |= {"devtunnel", "gost", "tmole", "playit", "tunnelto"}
UNIT_ROOTS = [
    "/etc/systemd/system", "/run/systemd/system", "/run/systemd/transient", "/usr/local/lib/systemd/system", "/usr/lib/systemd/system",
    "/etc/systemd/user", "/usr/local/lib/systemd/user", "/usr/lib/systemd/user", "/root/.config/systemd/user",
    *glob.glob("/home/*/.config/systemd/user"), *glob.glob("/home/*/.local/share/systemd/user"), *glob.glob("/run/user/*/systemd/transient"),
]  # fmt: skip
WITH_VALUE = set("BbcDEeFIiJLlmOoPpQRSWw")
NOTHING: dict[str, object] = {"unit": "", "user": "", "line": 0, "digest": ""}
CRONS = "/etc/crontab /etc/cron.d/* /etc/cron.*/* /var/spool/cron/crontabs/* /etc/rc.local"


def what(words: list[str]) -> str:
    """What a command publishes: "aoe serve", the name of a tunnel, or nothing."""
    names = [os.path.basename(word.lstrip("-@+!:")) for word in words]
    for index, name in enumerate(names):
        rest = words[index + 1 :]
        if name in {"aoe", "agent-of-empires"} and "serve" in rest:
            return "aoe serve"
        if name in TUNNELS:
            return name
        if name == "tailscale" and {"funnel", "serve"} & set(rest[:1]):
            return f"tailscale {rest[0]}"
        if name in {"code", "code-insiders"} and rest[:1] == ["tunnel"]:
            return "code tunnel"
        if name in {"ssh", "autossh"} and "rsync" not in names and (any(map(_outward, rest)) or _set_up(destination(name, rest))):
            return "ssh with a remote forward"
    return ""


def _outward(word: str) -> bool:
    """Whether an option of ssh(1) opens a port of the far side towards this host; short ones may be written together."""
    return bool(re.match(r"-[AaCfgKkMNnqsTtVvXxYy46]*R", word) or "remoteforward" in word.casefold())


def destination(program: str, rest: list[str]) -> str:
    """Where ssh(1) or autossh(1) is told to go: the first word that is neither an option nor an option's value."""
    valued = WITH_VALUE | ({"M"} if program == "autossh" else set())
    skip = False
    for word in rest:
        if not skip and not word.startswith("-"):
            return word
        skip = not skip and len(word) == len("-p") and word[1] in valued
    return ""


@functools.cache
def _set_up(host: str) -> bool:
    """Whether somebody's own configuration of ssh opens a port of that host towards this one."""
    if not re.fullmatch(r"\w[\w.@:-]*", host):
        return False
    people = [person.pw_name for person in pwd.getpwall() if os.path.exists(f"{person.pw_dir}/.ssh/config") or person.pw_uid == 0]
    asked = [["runuser", "-u", name, "--", "ssh", "-G", host] for name in people]
    told = [subprocess.run(words, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL).stdout for words in asked]
    return any(re.search("^remoteforward ", text, re.MULTILINE) for text in told)


def words(line: str) -> list[str]:
    return [word for word in re.split(r"[\s\"'();|&<>`]+", line) if word]


def text_of(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as source:
            return source.read(262144)
    except OSError:
        return ""


@functools.cache
def body(path: str) -> tuple[str, ...]:
    """The lines of a script without its comments; none of what is no script, and most programs are none."""
    try:
        with open(path, "rb") as source:
            return (
                () if source.read(2) != b"#!" else tuple(line for line in text_of(path).splitlines() if not line.lstrip().startswith("#"))
            )
    except OSError:
        return ()


def scripts(line: str) -> Iterator[str]:
    """The line, and the lines of a script that it runs."""
    yield line
    for word in words(line):
        if (path := word.lstrip("-@+!:")).startswith("/"):
            yield from body(path)


def published(line: str) -> str:
    return next((found for inner in scripts(line) if (found := what(words(inner)))), "")


def _commands(text: str) -> list[str]:
    """What a unit file starts, with the variables put in that it sets itself."""
    settings = dict(re.findall(r"(\w+)=([^\s\"]+)", " ".join(re.findall(r"^Environment=(.+)$", text, re.MULTILINE))))
    started = re.findall(r"^Exec(?:Start|StartPre|StartPost)=(.+)$", text, re.MULTILINE)
    return [re.sub(r"\$\{?(\w+)\}?", lambda found: settings.get(found[1], found[0]), command) for command in started]


def units() -> Iterator[dict[str, object]]:
    for root in UNIT_ROOTS:
        for path in sorted(glob.glob(f"{root}/*.service") + glob.glob(f"{root}/*.service.d/*.conf")):
            unit = os.path.basename(path) if path.endswith(".service") else os.path.basename(os.path.dirname(path))[:-2]
            if os.path.islink(path) or os.path.realpath(f"/etc/systemd/system/{unit}") == "/dev/null":
                continue
            commands = _commands(text_of(path).replace("\\\n", " "))
            if found := next((one for command in commands if (one := published(command))), ""):
                owner = root.split("/")[2] if root.startswith("/home/") else ""
                yield {**NOTHING, "kind": "unit", "where": path, "what": found, "unit": unit, "user": owner}


def processes() -> Iterator[dict[str, object]]:
    for path in glob.glob("/proc/[0-9]*/cmdline"):
        pid = path.split("/")[2]
        argv = [part for part in text_of(path).split("\0") if part]
        try:
            program = os.path.basename(os.readlink(f"/proc/{pid}/exe"))
        except OSError:
            program = ""
        within = words(" ".join(argv)) if program in {"tmux", "screen", "script"} else []  # their servers keep what they were told to run
        if argv and (found := what([program, *argv[1:]]) or what(argv[:3]) or what(within)):
            unit = re.findall(r"([^/\n]+\.service)", text_of(f"/proc/{pid}/cgroup"))
            yield {**NOTHING, "kind": "process", "where": f"process {pid}", "what": found, "unit": unit[-1] if unit else ""}


def crons() -> Iterator[dict[str, object]]:
    for pattern in CRONS.split():
        for path in sorted(glob.glob(pattern)):
            script = ("/cron." in path and "/cron.d/" not in path) or path == "/etc/rc.local"
            for number, line in enumerate(text_of(path).splitlines(), 1):
                if not line.lstrip().startswith("#") and (found := published(line)):
                    digest = hashlib.sha256(line.encode()).hexdigest()[:16]
                    yield {**NOTHING, "kind": "cron", "where": path, "what": found, "line": 0 if script else number, "digest": digest}


def containers() -> Iterator[dict[str, object]]:
    for path in glob.glob("/var/lib/docker/containers/*/config.v2.json"):
        held = json.loads(text_of(path) or "{}")
        host = json.loads(text_of(path.replace("config.v2", "hostconfig")) or "{}")
        alive = held.get("State", {}).get("Running") or host.get("RestartPolicy", {}).get("Name", "no") not in ("no", "")
        image = os.path.basename(str(held.get("Config", {}).get("Image", ""))).partition(":")[0]
        if alive and (found := what([held.get("Path", ""), *held.get("Args", [])]) or what([image, *held.get("Args", [])])):
            yield {**NOTHING, "kind": "container", "where": str(held.get("Name", "")).lstrip("/"), "what": found}


def main() -> None:
    looked = sum(len(glob.glob(f"{root}/*.service")) for root in UNIT_ROOTS)
    print(
        json.dumps({"looked": looked, "init": text_of("/proc/1/comm").strip(), "found": [*units(), *processes(), *crons(), *containers()]})
    )


if __name__ == "__main__":
    main()
