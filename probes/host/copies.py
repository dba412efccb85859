"""Every further copy of an agent credential: files told by what is in them, archives by what they hold, clones by their history.

Arguments: user, home, then the files that may be. Prints one JSON object; of a copy only its path and kind.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator

USER, HOME, *LAWFUL = sys.argv[1:]
ROOTS = (
    "/home",
    "/root",
    "/tmp",
    "/var/tmp",
    "/var/backups",
    "/var/lib",
    "/srv",
    "/opt",
    "/mnt",
    "/media",
    "/etc",
    "/var/www",
    "/run/user",
    "/dev/shm",
    HOME,
)
LEAVE = {
    "/var/lib/docker/overlay2", "/var/lib/docker/image", "/var/lib/containerd", "/var/lib/dpkg", "/var/lib/apt", "/var/lib/lxcfs", "/var/lib/adr023",
}  # fmt: skip
LARGE, ARCHIVE_LARGE = 4 << 20, 512 << 20
TOKEN = rb"[\"']?\s*[:=]\s*[\"']?(?=[^\s\"']*\d)[A-Za-z0-9_.\-]{20,}"
CLAUDE = re.compile(rb"(?:access|refresh)Token" + TOKEN)
CODEX = re.compile(rb"refresh_token" + TOKEN)
NAMES = re.compile(r"(^|/)(\.credentials\.json|auth\.json)([^/]*)$")


def kind(text: bytes) -> str | None:
    """Whose credential a text is, by its key names with something behind them."""
    if b"claudeAiOauth" in text and CLAUDE.search(text):
        return "claude"
    if CODEX.search(text) and (b"id_token" in text or b"auth_mode" in text or b"OPENAI_API_KEY" in text):
        return "codex"
    return None


def files() -> Iterator[str]:
    seen = set()
    for root in ROOTS:
        for where, inner, names in os.walk(root):
            inner[:] = [d for d in inner if os.path.join(where, d) not in LEAVE and d not in ("node_modules", "__pycache__")]
            for name in names:
                path = os.path.join(where, name)
                if path not in seen:
                    seen.add(path)
                    yield path


def inside(path: str) -> Iterator[tuple[str, bytes]]:
    """The members of an archive: name and the first bytes."""
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as held:
                for item in held.infolist():
                    yield item.filename, held.open(item).read(LARGE)
        elif tarfile.is_tarfile(path):
            with tarfile.open(path) as held:
                for member in held:
                    source = held.extractfile(member) if member.isfile() else None
                    yield member.name, source.read(LARGE) if source else b""
    except (tarfile.TarError, zipfile.BadZipFile, OSError, EOFError, RuntimeError):
        yield "", b""


def look(path: str) -> str | None:
    """What credential a file holds, if any."""
    try:
        found = os.lstat(path)
        if not os.path.isfile(path) or os.path.islink(path):
            return None
        if re.search(r"\.(tar|tgz|tbz2?|txz|zip|tar\.(gz|bz2|xz|zst))$", path) and found.st_size <= ARCHIVE_LARGE:
            return next((f"{k} (in the archive)" for name, text in inside(path) if (k := kind(text))), None)
        if found.st_size > LARGE:
            return None
        with open(path, "rb") as source:
            return kind(source.read())
    except FileNotFoundError:
        return None


def repositories() -> Iterator[str]:
    """Every repository below the home and /srv, bare ones too."""
    for root in (HOME, "/srv"):
        for where, inner, names in os.walk(root):
            if ".git" in inner or ".git" in names or {"HEAD", "objects", "refs"} <= {*inner, *names}:
                yield where
            inner[:] = [d for d in inner if d not in (".git", "objects", "node_modules")]


def repository(where: str) -> Iterator[dict[str, str]]:
    git = ["git", "-c", "safe.directory=*", "--no-optional-locks", "-C", where]
    named = subprocess.run([*git, "rev-list", "--objects", "--all"], capture_output=True, text=True, check=False, timeout=60)
    for line in named.stdout.splitlines():
        blob, _, name = line.partition(" ")
        if NAMES.search(name):
            text = subprocess.run([*git, "cat-file", "blob", blob], capture_output=True, check=False, timeout=60).stdout
            if k := kind(text):
                yield {"path": f"{where} ({name} in its history)", "kind": k}
    touched = [*git, "log", "--all", "--format=%h", "-G", "claudeAiOauth|refresh_token"]
    for commit in subprocess.run(touched, capture_output=True, text=True, check=False, timeout=60).stdout.split():
        text = subprocess.run([*git, "show", "--format=", commit], capture_output=True, check=False, timeout=60).stdout
        if k := kind(text):
            yield {"path": f"{where} (commit {commit})", "kind": k}


def main() -> None:
    lawful = {os.path.realpath(path) for path in LAWFUL}
    looked = 0
    copies: list[dict[str, str]] = []
    witnessed: list[dict[str, str]] = []
    for path in files():
        looked += 1
        if k := look(path):
            (witnessed if os.path.realpath(path) in lawful else copies).append({"path": path, "kind": k})
    print(
        json.dumps(
            {
                "looked": looked,
                "witnessed": [w["path"] for w in witnessed],
                "copies": copies + [c for where in repositories() for c in repository(where)],
            }
        )
    )


if __name__ == "__main__":
    main()
