"""Where Vault's material lies on a host: paths, modes, owners, digests. Arguments: files of the login, in order. Prints one JSON object."""

from __future__ import annotations

import glob
import hashlib
import json
import os
import pwd
import re
import stat
import sys
from collections.abc import Iterator
from typing import Any

HISTORIES = (".bash_history", ".zsh_history", ".sh_history", ".python_history", ".local/share/fish/fish_history")
TOKEN_FILES = (".vault-token", ".bao-token")
STARTUP = (".bashrc", ".profile", ".bash_profile", ".bash_aliases", ".pam_environment", ".env", "*/.env", ".config/environment.d/*.conf")
PLACES = (
    "/etc/environment", "/etc/default/*", "/etc/profile", "/etc/profile.d/*", "/etc/vault*/**", "/etc/bao*/**", "/etc/openbao*/**", "/var/lib/vault*/**",
    "/etc/environment.d/*", "/etc/systemd/system/**", "/run/systemd/system/**", "/etc/cron*/**", "/var/spool/cron/**", "/tmp/*", "/var/tmp/*",
)  # fmt: skip
TOKEN = re.compile(rb"(?<![\w.-])(?:hv[sbr]|[sb])\.(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{24,}")
ASSIGNED = re.compile(rb"\b(?:VAULT|BAO)_(?:TOKEN|SECRET_ID)\s*[=:]\s*[\"']?([^\s\"'$`<>(){}]{8,})")
LARGEST, SMALL, DEEP = 4 << 20, 1 << 16, 4
LEFT_OUT = {".cache", ".git", "node_modules", ".npm", ".cargo", ".rustup", "projects", "sessions", "worktrees"}
"""Directories of a home that are large and written by programs."""


def homes() -> list[str]:
    return sorted({entry.pw_dir for entry in pwd.getpwall() if entry.pw_dir.startswith(("/home/", "/root"))})


def candidates(material: list[str]) -> Iterator[tuple[str, str]]:
    """Path and what it is: login, history, token or other."""
    yield from ((path, "login") for path in material)
    for home in homes():
        yield from ((os.path.join(home, name), "history") for name in HISTORIES)
        yield from ((os.path.join(home, name), "token") for name in TOKEN_FILES)
        yield from ((path, "other") for name in STARTUP for path in glob.glob(os.path.join(home, name)))
        yield from ((path, "other") for path in own_files(home))
    for pattern in PLACES:
        yield from ((path, "other") for path in glob.glob(pattern, recursive=True))


def own_files(home: str) -> Iterator[str]:
    """Small files that somebody keeps in a home, four levels deep; repositories, caches and other tools' own stores are left out."""
    for where, inner, names in os.walk(home):
        deep = where.removeprefix(home).count("/")
        inner[:] = [d for d in inner if deep < DEEP and d not in LEFT_OUT and not os.path.exists(os.path.join(where, d, ".git"))]
        yield from (path for name in names if small(path := os.path.join(where, name)))


def small(path: str) -> bool:
    try:
        return os.lstat(path).st_size <= SMALL
    except FileNotFoundError:
        return False


def content(path: str) -> bytes | None:
    """The bytes of a plain file of moderate size."""
    try:
        found = os.lstat(path)
        if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST:
            return None
        with open(path, "rb") as file:
            return file.read()
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return None


def digest(value: bytes) -> str:
    return hashlib.sha256(value.strip()).hexdigest()


def row(path: str, what: str, values: list[bytes], *, tokens: bool) -> dict[str, Any]:
    found = os.lstat(path)
    try:
        owner = pwd.getpwuid(found.st_uid).pw_name
    except KeyError:
        owner = str(found.st_uid)
    return {
        "path": path, "what": what, "mode": stat.S_IMODE(found.st_mode), "owner": owner, "tokens": tokens,
        "acl": "system.posix_acl_access" in os.listxattr(path), "digests": sorted({digest(value) for value in values}),
    }  # fmt: skip


def main(material: list[str]) -> None:
    held = {path: data.strip() for path in material if (data := content(path)) is not None}
    rows, seen, looked = [], set(), 0
    for path, what in candidates(material):
        data = None if path in seen else content(path)
        seen.add(path)
        if data is None:
            continue
        looked += 1
        if what == "login":
            rows.append(row(path, what, [data], tokens=False))
            continue
        tokens = [*TOKEN.findall(data), *ASSIGNED.findall(data), *([data] if what == "token" else [])]
        copied = [value for value in held.values() if value and value in data]
        if tokens or copied:
            rows.append(row(path, what, [*tokens, *copied], tokens=bool(tokens)))
    print(json.dumps({"files": rows, "looked": looked}))


main(sys.argv[1:])
