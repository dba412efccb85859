"""Signed heads: what the history's last line was, signed with OpenSSH, so that whoever rewrites the chain needs the key as well."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

from reports import history
from reports.chain import Verified

SCHEMA = "adr-023/head/1"
FOLDER = "signed"
NAMESPACE = "adr023-audit"


class NotSigned(Exception):  # noqa: N818  (it says what happened, as every exception here)
    """ssh-keygen did not sign; the text is what it said."""


def sign(folder: Path, found: Verified, key: Path) -> Path:
    """Sign the head of a history that was verified. ``key`` is a private key, or a public one whose private half an agent holds.

    Returns the file that holds the head; its signature stands beside it, ``.sig``. Raises NotSigned or OSError.
    """
    run = found.entries[-1].run
    file = folder / FOLDER / f"{run}.json"
    file.parent.mkdir(exist_ok=True)
    file.with_name(f"{file.name}.sig").unlink(missing_ok=True)
    told = {"schema": SCHEMA, "head": found.head, "lines": len(found.heads), "run": run}
    file.write_text(json.dumps(told, sort_keys=True) + "\n", encoding="utf-8")
    done = _keygen("sign", "-f", str(key), "-n", NAMESPACE, str(file))
    if done.returncode:
        file.unlink()
        raise NotSigned(f"{key}: {_said(done)}")
    return file


def check(folder: Path, found: Verified, signers: Path) -> None:
    """Hold every signed head against the chain; ``signers`` is an allowed_signers file (see ssh-keygen). Adds problems and notes."""
    files = sorted((folder / FOLDER).glob("*.json"))
    good = [number for file in files for number in _good(file, found, signers)]
    if not files:
        found.problems.append(f"{folder / FOLDER}: nothing is signed; python -m reports sign signs the last line")
    elif unsigned := len(found.heads) - max(good, default=0):
        found.notes.append(f"{unsigned} lines came after the last good signature")


def _good(file: Path, found: Verified, signers: Path) -> Iterator[int]:
    """The number of the line that this file signs, if signature and line are good."""
    if wrong := _forged(file, signers):
        found.problems.append(f"{file}: {wrong}")
        return
    try:
        told = json.loads(file.read_text())
        number, head = int(told["lines"]), str(told["head"])
    except (ValueError, KeyError, TypeError) as error:
        found.problems.append(f"{file}: holds no head ({error})")
        return
    if found.heads[number - 1 : number] == [head]:
        yield number
    else:
        found.problems.append(f"{file}: line {number} of {history.NAME} is not the one that was signed: the chain was cut or written anew")


def _forged(file: Path, signers: Path) -> str:
    """What is wrong with a signature; empty when one of the signers made it."""
    signature = f"{file}.sig"
    who = _keygen("find-principals", "-s", signature, "-f", str(signers))
    if who.returncode:
        return f"no signature of one of {signers} ({_said(who)})"
    name = who.stdout.decode().splitlines()[0]
    done = _keygen("verify", "-f", str(signers), "-I", name, "-n", NAMESPACE, "-s", signature, given=file.read_bytes())
    return "" if done.returncode == 0 else f"the signature is not good ({_said(done)})"


def _keygen(verb: str, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["ssh-keygen", "-Y", verb, *arguments], input=given, capture_output=True, check=False)


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    lines = (done.stderr or done.stdout).decode(errors="replace").strip().splitlines()
    return lines[-1].strip() if lines else f"exit {done.returncode}"
