"""Asks the program that will read a file whether it would take it, before the file is in place."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from remediations.target import scratch
from remediations.target.processes import run
from remediations.target.refused import Refused

UNIT = re.compile(r"/(?:etc|run)/systemd/system/(?:([^/]+)\.d/)?([^/]+\.(?:conf|service|socket|timer|mount|path|target))$")
SSHD = "/etc/ssh/"


def check(path: str, content: str) -> None:
    """Raises Refused with the reader's own words when ``content`` at ``path`` would not be taken."""
    if path.endswith(".json"):
        _json(path, content)
    for pattern, validate in VALIDATORS:
        if re.match(pattern, path):
            with scratch.directory() as place:
                validate(path, content, place)


def _json(path: str, content: str) -> None:
    try:
        json.loads(content)
    except ValueError as error:
        raise Refused("invalid", f"{path} would not be JSON: {error}") from error


def _unit(path: str, content: str, place: str) -> None:
    """systemd-analyze(1) verify on a search path that has the new file first; what it says of the unit as it is now does not count."""
    found = UNIT.match(path)
    if not found:
        return
    unit = found[1] or found[2]
    file = Path(place, *([f"{found[1]}.d"] if found[1] else []), found[2])
    file.parent.mkdir(exist_ok=True)
    file.write_text(content, "utf-8", "surrogateescape")
    unit = re.sub(r"@\.(\w+)$", r"@x.\1", unit)
    complaints = [line for line in _verify(unit, f"{place}:") if str(file) in line or line.startswith(f"{unit}:")]
    new = sorted(set(complaints) - set(_verify(unit, ":"))) if complaints else []
    if new:
        raise Refused("invalid", f"{path} would not be taken by systemd: {new[0].replace(place, '').strip()}")


def _verify(unit: str, search: str) -> list[str]:
    return run("env", f"SYSTEMD_UNIT_PATH={search}", "systemd-analyze", "verify", "--man=no", unit).err.splitlines()


def _sshd(path: str, content: str, place: str) -> None:
    """sshd(8) -t on a copy of its configuration that includes the new file; keys stay where they are."""
    if not path.endswith((".conf", "/sshd_config")):
        return
    for file in [Path(SSHD, "sshd_config"), *Path(SSHD, "sshd_config.d").glob("*.conf")]:
        copy = Path(place, file.relative_to(SSHD))
        copy.parent.mkdir(exist_ok=True)
        shutil.copyfile(file, copy)
    changed = Path(place, os.path.relpath(path, SSHD))
    changed.parent.mkdir(exist_ok=True)
    changed.write_text(content, "utf-8", "surrogateescape")
    main = Path(place, "sshd_config")
    main.write_text(re.sub(r"(?mi)^(\s*include\s+)(?:/etc/ssh/)?sshd_config\.d/", rf"\1{place}/sshd_config.d/", main.read_text()))
    _ask("sshd", path, place, "/usr/sbin/sshd", "-t", "-f", str(main))


def _sudoers(path: str, content: str, place: str) -> None:
    copy = Path(place, "sudoers")
    copy.write_text(content)
    copy.chmod(0o440)
    _ask("sudo", path, place, "visudo", "-c", "-f", str(copy))


def _ask(reader: str, path: str, place: str, *argv: str) -> None:
    done = run(*argv)
    if done.code != 0:
        words = (done.err + done.out).strip().replace(place, "")
        raise Refused("invalid", f"{path} would not be taken by {reader}: {words.splitlines()[0] if words else done.code}")


VALIDATORS: tuple[tuple[str, Callable[[str, str, str], None]], ...] = (
    (r"/(etc|run)/systemd/system/", _unit),
    (r"/etc/ssh/sshd_config", _sshd),
    (r"/etc/sudoers", _sudoers),
)
