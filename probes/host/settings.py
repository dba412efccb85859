"""Which settings files Claude Code would read, and what of its sign-in they touch. Arguments: user, home, working directory, unit, keys... Prints JSON.

Values stay here: a variable is told by its kind (empty, true, false, official, set), a key by whether it is in force.
"""

from __future__ import annotations

import glob
import json
import os
import re
import subprocess
import sys
from typing import Any

HOME, CLONE, UNIT = sys.argv[2:5]
MANAGED = "/etc/claude-code"


def kind(value: object) -> str:
    """As the suite names kinds; what is no string counts as JavaScript would write it."""
    word = (value if isinstance(value, str) else json.dumps(value)).lower()
    if word in ("1", "true", "yes", "on"):
        return "true"
    if word in ("0", "false", "no", "off"):
        return "false"
    official = re.match(r"https://api\.anthropic\.com(:443)?(/|$)", word)
    return "empty" if not word else "official" if official else "set"


def daemon() -> tuple[dict[str, str], list[str]]:
    """The variables that move settings, and the arguments, of the running daemon; of its unit when it does not run."""
    show = subprocess.run(
        ["systemctl", "show", "-p", "MainPID", "-p", "Environment", "-p", "ExecStart", UNIT], capture_output=True, text=True, check=True
    )
    shown = dict(line.split("=", 1) for line in show.stdout.splitlines() if "=" in line)
    pid = shown.get("MainPID", "0")
    if pid not in ("", "0") and os.path.exists(f"/proc/{pid}/environ"):
        with (
            open(f"/proc/{pid}/environ", encoding="utf-8", errors="replace") as environ,
            open(f"/proc/{pid}/cmdline", encoding="utf-8") as line,
        ):
            return dict(item.split("=", 1) for item in environ.read().split("\0") if "=" in item), line.read().split("\0")
    found = re.findall(r'(?:^|[ "])(\w+)=([^ "]*)', shown.get("Environment", ""))
    return dict(found), shown.get("ExecStart", "").split()


def option(argv: list[str], name: str) -> str:
    for place, word in enumerate(argv):
        if word == name:
            return argv[place + 1] if place + 1 < len(argv) else ""
        if word.startswith(name + "="):
            return word.partition("=")[2]
    return ""


def places() -> list[str]:
    """Every file that may be read, whether it is there or not; the main checkout's and each worktree's count as the project's."""
    variables, argv = daemon()
    user = variables.get("CLAUDE_CONFIG_DIR") or f"{HOME}/.claude"
    trees = [CLONE, *sorted(glob.glob(f"{CLONE}/.claude/worktrees/*"))]
    state = f"{variables['CLAUDE_CONFIG_DIR']}/.claude.json" if variables.get("CLAUDE_CONFIG_DIR") else f"{HOME}/.claude.json"
    found = [f"{MANAGED}/managed-settings.json", *sorted(glob.glob(f"{MANAGED}/managed-settings.d/*.json")), option(argv, "--settings")]
    found += [f"{tree}/.claude/{name}" for tree in trees for name in ("settings.local.json", "settings.json")]
    return [path for path in [*found, f"{user}/settings.json", state] if path]


def layer(path: str) -> dict[str, Any]:
    """{"path", "there", "readable", "env": kinds by name, "keys": of the asked keys those that are in force}."""
    told: dict[str, Any] = {"path": path, "there": os.path.lexists(path), "readable": True, "env": {}, "keys": []}
    if path.startswith("{"):
        return said({**told, "path": "the --settings of its command", "there": True}, path)
    try:
        with open(path, encoding="utf-8-sig") as source:
            return said(told, source.read())
    except FileNotFoundError:
        return told
    except (OSError, UnicodeDecodeError):
        return {**told, "readable": False}


def said(told: dict[str, Any], text: str) -> dict[str, Any]:
    try:
        held = json.loads(text)
    except ValueError:
        return {**told, "readable": False}
    if isinstance(held, dict):
        env = held.get("env")
        told["env"] = {name: kind(value) for name, value in env.items()} if isinstance(env, dict) else {}
        told["keys"] = [key for key in sys.argv[5:] if held.get(key) and held[key] != "claudeai"]  # the method that is wanted may be forced
    return told


print(json.dumps([layer(path) for path in places()]))
