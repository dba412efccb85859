"""What the two sign-ins of a user look like: key names, modes, dates. Arguments: user, home, unit. Prints one JSON object."""

from __future__ import annotations

import functools
import json
import os
import pwd
import shlex
import stat
import subprocess
import sys
import time
from typing import Any

Document = dict[str, Any]

USER, HOME, UNIT = sys.argv[1:4]


@functools.cache
def environment() -> dict[str, str]:
    """What the unit's process was given; what the unit would give it while it does not run."""
    show = subprocess.run(["systemctl", "show", "-p", "MainPID", "-p", "Environment", UNIT], capture_output=True, text=True, check=False)
    shown = dict(line.split("=", 1) for line in show.stdout.splitlines() if "=" in line)
    pid = shown.get("MainPID", "0")
    if pid in ("", "0"):
        return dict(word.split("=", 1) for word in shlex.split(shown.get("Environment", "")) if "=" in word)
    with open(f"/proc/{pid}/environ", encoding="utf-8", errors="surrogateescape") as environ:
        return dict(item.split("=", 1) for item in environ.read().split("\0") if "=" in item)


def of_unit(name: str) -> str | None:
    """The value of one harmless variable (a directory) there."""
    return environment().get(name) or None


def modes(path: str) -> Document | None:
    """Mode, owner and kind of one path, and whether an ACL widens it; None when it is not there."""
    try:
        found = os.lstat(path)
    except FileNotFoundError:
        return None
    link = stat.S_ISLNK(found.st_mode)
    real = os.stat(path) if link else found
    return {
        "path": path, "mode": stat.S_IMODE(real.st_mode), "owner": owner(real.st_uid), "group": real.st_gid, "link": link,
        "links": real.st_nlink, "directory": stat.S_ISDIR(real.st_mode), "acl": "system.posix_acl_access" in os.listxattr(path),
    }  # fmt: skip


def owner(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def document(path: str) -> object:
    """The JSON in a file; None when there is no file, a string naming the trouble when it is not JSON."""
    try:
        with open(path, encoding="utf-8") as source:
            return json.load(source)
    except FileNotFoundError:
        return None
    except ValueError:
        return "not JSON"


def parents(path: str) -> list[Document | None]:
    """The directories above a path, up to the root: who could rename it away."""
    found = []
    while path not in ("/", ""):
        path = os.path.dirname(path)
        found.append(modes(path))
    return found


def claude() -> Document:
    directory = of_unit("CLAUDE_CONFIG_DIR") or f"{HOME}/.claude"
    path = f"{directory}/.credentials.json"
    held = document(path)
    oauth = held.get("claudeAiOauth") if isinstance(held, dict) else None
    oauth = oauth if isinstance(oauth, dict) else None
    return {
        "file": modes(path), "directory": modes(directory), "parents": parents(directory), "readable": isinstance(held, dict),
        "oauth": oauth and {
            "access": bool(oauth.get("accessToken")), "refresh": bool(oauth.get("refreshToken")),
            "scopes": [str(s) for s in oauth.get("scopes") or []],
            "expires": [oauth[k] for k in ("expiresAt",) if isinstance(oauth.get(k), int | float)],
            "ends": [oauth[k] for k in ("refreshTokenExpiresAt", "loginExpiresAt") if isinstance(oauth.get(k), int | float)],
        },
    }  # fmt: skip


def state() -> Document:
    """~/.claude.json: who accepted what, and what betrays another machine. Paths are names, not secrets."""
    directory = of_unit("CLAUDE_CONFIG_DIR")
    path = f"{directory}/.claude.json" if directory else f"{HOME}/.claude.json"
    held = document(path)
    if not isinstance(held, dict):
        return {"path": path, "file": modes(path), "readable": False}
    listed = held.get("projects")
    projects: Document = listed if isinstance(listed, dict) else {}
    return {
        "path": path, "file": modes(path), "readable": True, "consent": held.get("remoteDialogSeen") is True,
        "trusted": sorted(p for p, v in projects.items() if isinstance(v, dict) and v.get("hasTrustDialogAccepted") is True),
        "projects": sorted(projects), "api_key": bool(held.get("primaryApiKey")),
        "mac": sorted(set(mac(held))), "install": str(held.get("installMethod", "")),
    }  # fmt: skip


def mac(value: object, key: str = "") -> list[str]:
    """Where a document names a Mac: the key and the kind of trace, never the whole value."""
    if isinstance(value, dict):
        return [trace for k, v in value.items() for trace in mac(k, key or k) + mac(v, k)]
    if isinstance(value, list):
        return [trace for item in value for trace in mac(item, key)]
    if not isinstance(value, str):
        return []
    signs = {
        "/Users/": "a path below /Users", "/private/": "a path below /private", "/opt/homebrew": "a Homebrew path",
        "/Library/": "a path below /Library", "/Volumes/": "a path below /Volumes",
    }  # fmt: skip
    traces = [f"{key}: {what}" for sign, what in signs.items() if value.startswith((sign, f"file://{sign}"))]
    if value.lower() in {"homebrew", "brew", "darwin", "macos", "iterm.app", "apple_terminal"}:
        traces.append(f"{key}: {value}")
    return traces


def codex() -> Document:
    directory = of_unit("CODEX_HOME") or f"{HOME}/.codex"
    path = f"{directory}/auth.json"
    held = document(path)
    tokens = held.get("tokens") if isinstance(held, dict) else None
    return {
        "file": modes(path), "directory": modes(directory), "parents": parents(directory), "status": status(directory),
        "api_key": isinstance(held, dict) and bool(held.get("OPENAI_API_KEY")), "tokens": isinstance(tokens, dict) and bool(tokens.get("refresh_token")),
    }  # fmt: skip


def status(directory: str) -> str:
    """What `codex login status` says, as a class. It writes below CODEX_HOME at each call, so it is shown a throw-away one in a mount namespace of its own."""
    stage = (
        "mount -t tmpfs -o mode=755 tmpfs /mnt && cd /mnt && for f in auth.json config.toml; do"
        ' [ -f "$1/$f" ] && touch "$f" && mount --bind "$1/$f" "$f"; done; chown "$2" /mnt;'
        ' exec setpriv --reuid="$2" --regid="$(id -g "$2")" --init-groups env -i HOME="$3" CODEX_HOME=/mnt'
        ' PATH="$3/.local/bin:/usr/local/bin:/usr/bin:/bin" codex login status'
    )
    try:
        said = subprocess.run(
            ["unshare", "-m", "sh", "-c", stage, "sh", directory, USER, HOME], capture_output=True, text=True, timeout=15, check=False
        )
    except subprocess.TimeoutExpired:
        return "no answer within 15 s"
    text = said.stderr + said.stdout
    for words, kind in (("using ChatGPT", "chatgpt"), ("API key", "api-key"), ("Not logged in", "none")):
        if words in text:
            return kind
    return f"exit status {said.returncode}"


def main() -> None:
    pwd.getpwnam(USER)
    print(json.dumps({"now": time.time(), "claude": claude(), "state": state(), "codex": codex()}))


if __name__ == "__main__":
    main()
