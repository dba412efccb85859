"""Every further copy of an agent credential: files told by what is in them, archives by what they hold, clones by their history.

Arguments: user, home, then the files that may be. Prints one JSON object; of a copy only its path and kind.
"""

from __future__ import annotations

import base64
import binascii
import bz2
import gzip
import json
import lzma
import os
import re
import stat
import subprocess
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Any

USER, HOME, *LAWFUL = sys.argv[1:]
SYSTEM = {"bin", "boot", "dev", "lib", "lib32", "lib64", "libx32", "proc", "run", "sbin", "sys", "usr"}
ROOTS = (*(f"/{name}" for name in sorted(os.listdir("/")) if name not in SYSTEM), "/usr/local", "/run/user", "/dev/shm", HOME)
LEAVE = {"/var/lib/docker/image", "/var/lib/dpkg", "/var/lib/apt", "/var/cache/apt", "/var/lib/lxcfs", "/var/lib/adr023"}
LAYERS = re.compile(r"^/var/lib/(docker/overlay2|docker/vfs|containerd)/")
"""Layers of images and containers: gigabytes, of which only files with a telling name are read."""
TELLING = re.compile(r"credential|auth|claude|codex|token", re.IGNORECASE)
LARGE, ARCHIVE_LARGE = 4 << 20, 512 << 20
TOKEN = rb"[\"']?\s*[:=]\s*[\"']?(?=[^\s\"']*\d)[A-Za-z0-9_.\-]{20,}"
CLAUDE = re.compile(rb"(?:access|refresh)Token" + TOKEN)
CODEX = re.compile(rb"refresh_token" + TOKEN)
ENCODED = re.compile(rb"[A-Za-z0-9+/=_\-\s]{200,}")
PACKED: dict[bytes, Callable[..., Any]] = {b"\x1f\x8b": gzip.open, b"BZh": bz2.open, b"\xfd7zXZ\x00": lzma.open}
UNMAPPED = 65534
"""Whose a file is that belongs to nobody in this container; user_namespaces(7)."""
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
            layer = bool(LAYERS.match(where))
            for name in names:
                path = os.path.join(where, name)
                if path not in seen and not (layer and not TELLING.search(name)):
                    seen.add(path)
                    yield path


def inside(path: str) -> Iterator[bytes]:
    """The first bytes of each member of an archive."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as held:
            for item in held.infolist():
                yield held.open(item).read(LARGE)
    elif tarfile.is_tarfile(path):
        with tarfile.open(path) as held:
            for member in held:
                source = held.extractfile(member) if member.isfile() else None
                yield source.read(LARGE) if source else b""


def packed(path: str, head: bytes) -> str | None:
    """What a packed file holds, told by its first bytes and not by its name: an archive, or one file pressed together."""
    opener = next((opener for mark, opener in PACKED.items() if head.startswith(mark)), None)
    if not (opener or head.startswith(b"PK\x03\x04") or head[257:262] == b"ustar"):
        return None
    try:
        if found := next((k for text in inside(path) if (k := kind(text))), None):
            return f"{found} (in the archive)"
        if opener and (found := kind(opener(path).read(LARGE))):
            return f"{found} (packed)"
    except (tarfile.TarError, zipfile.BadZipFile, OSError, EOFError, RuntimeError, zlib.error, lzma.LZMAError):
        return None
    return None


def decoded(text: bytes) -> str | None:
    """What a file that is base64 throughout says."""
    if not ENCODED.fullmatch(text):
        return None
    try:
        return kind(base64.b64decode(b"".join(text.split()), b"-_" if b"-" in text or b"_" in text else None))
    except binascii.Error:
        return None


def look(path: str) -> str | None:
    """What credential a file holds, if any."""
    try:
        found = os.lstat(path)
        if not stat.S_ISREG(found.st_mode) or found.st_size > ARCHIVE_LARGE:
            return None
        with open(path, "rb") as source:
            text = source.read(LARGE if found.st_size <= LARGE else 512)
        if held := packed(path, text[:512]):
            return held
        return (kind(text) or decoded(text)) if found.st_size <= LARGE else None
    except FileNotFoundError:
        return None
    except PermissionError:
        if os.lstat(path).st_uid != UNMAPPED:
            raise
        return None  # a file of the node's, whose owner is nobody here: not even root may read it, nor may anybody else


def repositories() -> Iterator[str]:
    """Every repository below the home and /srv, bare ones too."""
    for root in (HOME, "/srv"):
        for where, inner, names in os.walk(root):
            if ".git" in inner or ".git" in names or {"HEAD", "objects", "refs"} <= {*inner, *names}:
                yield where
            inner[:] = [d for d in inner if d not in (".git", "objects", "node_modules")]


def repository(where: str) -> Iterator[dict[str, str]]:
    git = ["git", "-c", "safe.directory=*", "--no-optional-locks", "-C", where]
    named = subprocess.run([*git, "rev-list", "--objects", "--all", "--reflog"], capture_output=True, text=True, check=False, timeout=60)
    for line in named.stdout.splitlines():
        blob, _, name = line.partition(" ")
        if NAMES.search(name):
            text = subprocess.run([*git, "cat-file", "blob", blob], capture_output=True, check=False, timeout=60).stdout
            if k := kind(text):
                yield {"path": f"{where} ({name} in its history)", "kind": k}
    touched = [*git, "log", "--all", "--reflog", "--format=%h", "-G", "claudeAiOauth|refresh_token"]
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
