"""Git for the stand-ins: repositories with a fixed history, and the smart HTTP protocol through git's own CGI program."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lab.services.http import Answer, Request

CLEAN = {"PATH": "/usr/bin:/bin", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "LC_ALL": "C.UTF-8"}
BRANCH = "main"
BEGINNING = 1_779_955_200  # 2026-05-28 08:00 UTC; fixed dates give fixed commit ids, so a clone outlives a reset


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit on the main branch: ``files`` are written whole."""

    author: str
    message: str
    files: dict[str, str]
    executables: frozenset[str] = frozenset()


def bare(path: Path, commits: Iterable[Commit]) -> None:
    """A bare repository that accepts pushes, holding these commits."""
    git("init", "-q", "--bare", f"--initial-branch={BRANCH}", str(path))
    git("-C", str(path), "config", "http.receivepack", "true")
    git("-C", str(path), "fast-import", "--quiet", stdin=b"".join(_stream(commits)))


def checkout(path: Path, commits: Iterable[Commit]) -> None:
    """A repository with a work tree, holding these commits."""
    git("init", "-q", f"--initial-branch={BRANCH}", str(path))
    git("-C", str(path), "fast-import", "--quiet", stdin=b"".join(_stream(commits)))
    git("-C", str(path), "reset", "-q", "--hard", BRANCH)


def git(*words: str, stdin: bytes | None = None) -> str:
    """Run git without anybody's configuration. Raises CalledProcessError."""
    return subprocess.run(["git", *words], input=stdin, check=True, capture_output=True, env=CLEAN).stdout.decode()


def _stream(commits: Iterable[Commit]) -> Iterable[bytes]:
    for number, commit in enumerate(commits):
        who = f"{commit.author} <{commit.author}@eva-00.network> {BEGINNING + number * 3600} +0000"
        yield f"commit refs/heads/{BRANCH}\nauthor {who}\ncommitter {who}\n".encode() + _data(commit.message)
        for name, text in commit.files.items():
            yield f"M {'755' if name in commit.executables else '644'} inline {name}\n".encode() + _data(text)
    yield b"done\n"


def _data(text: str) -> bytes:
    raw = text.encode()
    return b"data %d\n%s\n" % (len(raw), raw)


def over_http(root: Path, request: Request, user: str | None) -> Answer:
    """Answer one request of a git client for a repository below ``root``; ``user`` is who signed in."""
    query = "&".join(f"{key}={value}" for key, values in request.query.items() for value in values)
    given = {
        "GIT_PROJECT_ROOT": str(root), "GIT_HTTP_EXPORT_ALL": "1", "REQUEST_METHOD": request.method, "PATH_INFO": request.path,
        "QUERY_STRING": query, "CONTENT_TYPE": request.headers.get("Content-Type", ""), "CONTENT_LENGTH": str(len(request.body)),
        "HTTP_CONTENT_ENCODING": request.headers.get("Content-Encoding", ""), "GIT_PROTOCOL": request.headers.get("Git-Protocol", ""),
    }  # fmt: skip
    if user:
        given["REMOTE_USER"] = user
    done = subprocess.run(["git", "http-backend"], input=request.body, capture_output=True, env=CLEAN | given, check=False)
    head, _, body = done.stdout.partition(b"\r\n\r\n")
    return _answer(head.decode(), body)


def _answer(head: str, body: bytes) -> Answer:
    fields = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    status = int(fields.pop("Status", "200").split()[0])
    kind = fields.pop("Content-Type", "text/plain")
    return Answer(status, body, kind, headers=tuple(fields.items()))
