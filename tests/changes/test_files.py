"""Each kind of file change: planned without a trace, made, seen to hold, and taken back byte for byte."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from remediations.changes import Change, DropAssignments, DropJsonKeys, RemoveFile, SetMode, SetOwner, WriteFile
from remediations.changes_lines import DropKeys, EditLines, GitConfig
from remediations.hands import Hands
from remediations.refusals import Refusal

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIC7uPxqSXfBkRXzjKpEdVCnYHEKfwx2ReTCGHSDLcmFa a@b"


@dataclass(frozen=True)
class Case:
    """A change, and the file before (None: absent) and after."""

    name: str
    change: Any
    before: str | None
    after: str | None


NAMES = ("ANTHROPIC_API_KEY", "DISABLE_TELEMETRY")
CASES = [
    Case("new", lambda p: WriteFile(p, "a\n", 0o640), None, "a\n"),
    Case("other", lambda p: WriteFile(p, "a\n"), "b\n", "a\n"),
    Case("gone", RemoveFile, "b\n", None),
    Case("unit", lambda p: DropAssignments(p, NAMES, "unit"), "[Service]\nEnvironment=ANTHROPIC_API_KEY=x\n", "[Service]\n"),
    Case(
        "json",
        lambda p: DropJsonKeys(p, (("env", "DISABLE_TELEMETRY"),)),
        '{\n  "env": {"DISABLE_TELEMETRY": "1"}\n}\n',
        '{\n  "env": {}\n}\n',
    ),
    Case("lines", lambda p: EditLines(p, drop=("x y",), add=("z",)), "a\n x y \n", "a\nz\n"),
    Case("keys", lambda p: DropKeys(p, ("SHA256:FIBgCwik2IQWQwdrbbS9Bsbgv7UDHue9G6WdW9PUAxc",)), f"# {KEY}\n{KEY}\n", f"# {KEY}\n"),
    Case("git-set", lambda p: GitConfig(p, "user.name", "claude"), "[user]\n\tname = Milton\n", "[user]\n\tname = claude\n"),
    Case("git-unset", lambda p: GitConfig(p, "user.name", None), "[user]\n\tname = Milton\n\temail = m@x\n", "[user]\n\temail = m@x\n"),
]


def tree(top: Path) -> dict[str, Any]:
    """Every path below with mode, owner, content, times of files and attributes."""
    return {str(path): _marks(path) for path in sorted(top.rglob("*"))}


def _marks(path: Path) -> tuple[Any, ...]:
    status = path.lstat()
    plain = path.is_file()
    attributes = {name: os.getxattr(path, name) for name in os.listxattr(path)}
    return status.st_mode, status.st_uid, status.st_gid, attributes, path.read_bytes() if plain else b"", status.st_mtime_ns if plain else 0


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_change_is_made_holds_and_is_taken_back(case: Case, hands: Hands, tmp_path: Path) -> None:
    """Planning leaves no trace; applying makes what was planned; twice is once; undoing restores bytes, mode, owner, attributes and times."""
    top = tmp_path / "top"
    top.mkdir()
    path = top / ("new/dir/file" if case.before is None else "file.conf")
    if case.before is not None:
        path.write_text(case.before)
        path.chmod(0o604)
        os.setxattr(path, "user.note", b"\xff\x00")
    old, change = tree(top), case.change(str(path))

    planned = hands.plan([change])[0]

    assert tree(top) == old
    assert not planned.holds
    assert planned.diff
    assert hands.apply("r1", 1, change, planned.base)
    assert (path.read_text() if path.exists() else None) == case.after
    assert hands.plan([change])[0].holds
    new = tree(top)
    assert not hands.apply("r1", 2, change, "")
    assert tree(top) == new
    assert [row["undone"] for row in hands.rollback("r1")] == [True]
    assert tree(top) == old


@pytest.mark.parametrize("odd", ["link", "hard-link", "directory", "parent-link"])
def test_what_is_not_a_plain_file_of_one_name_is_refused(odd: str, hands: Hands, tmp_path: Path) -> None:
    """A symlink, a second hard link, a directory: refused with its path, and nothing changes."""
    (tmp_path / "real").write_text("x\n")
    path = tmp_path / "odd"
    if odd == "link":
        path.symlink_to("real")
    elif odd == "hard-link":
        path.hardlink_to(tmp_path / "real")
    elif odd == "directory":
        path.mkdir()
    else:
        (tmp_path / "users").symlink_to(tmp_path)
        os.lchown(tmp_path / "users", 1000, 1000)
        path = tmp_path / "users" / "real"
    change = WriteFile(str(path), "y\n")

    refused = hands.plan([change])[0].refused

    assert refused is not None
    assert str(path) in refused
    with pytest.raises(Refusal):
        hands.apply("r1", 1, change, "")
    assert (tmp_path / "real").read_text() == "x\n"


def test_a_file_that_changed_since_the_plan_is_left_alone(hands: Hands, tmp_path: Path) -> None:
    """A lost update is refused as stale."""
    path = tmp_path / "file"
    path.write_text("a\n")
    change = WriteFile(str(path), "b\n")
    planned = hands.plan([change])[0]
    path.write_text("somebody else\n")

    with pytest.raises(Refusal) as refusal:
        hands.apply("r1", 1, change, planned.base)

    assert refusal.value.why == "stale"
    assert path.read_text() == "somebody else\n"


def test_changes_of_one_file_are_planned_on_one_another(hands: Hands, tmp_path: Path) -> None:
    """Two fixes of one file: the second is planned on what the first leaves, and both apply."""
    path = tmp_path / "x.conf"
    path.write_text("[Service]\nEnvironment=ANTHROPIC_API_KEY=x DISABLE_TELEMETRY=1 A=b\n")
    changes: list[Change] = [DropAssignments(str(path), (name,), "unit") for name in NAMES]

    for number, (change, planned) in enumerate(zip(changes, hands.plan(changes), strict=True)):
        assert hands.apply("r1", number, change, planned.base)

    assert path.read_text() == "[Service]\nEnvironment=A=b\n"


def test_values_never_travel(hands: Hands, tmp_path: Path) -> None:
    """A diff of variables shows their names; the values stay on the target."""
    path = tmp_path / "env"
    path.write_text('OTHER=canary-a\nANTHROPIC_API_KEY="canary-b\ncanary-c"\nDISABLE_TELEMETRY=canary-d\n')

    planned = hands.plan([DropAssignments(str(path), NAMES, "environment")])[0]

    assert "ANTHROPIC_API_KEY=***" in planned.diff
    assert "canary" not in planned.diff


def test_a_mode_is_set_in_place(hands: Hands, tmp_path: Path) -> None:
    """A credential's mode changes without a copy of the credential anywhere; undo restores it."""
    path = tmp_path / "credential"
    path.write_text("canary")
    path.chmod(0o644)
    inode = path.stat().st_ino

    assert hands.apply("r1", 1, SetMode(str(path), 0o600), "")

    assert path.stat().st_mode & 0o777 == 0o600
    assert path.stat().st_ino == inode
    assert not [file for file in (tmp_path / "home").rglob("*") if file.is_file() and "canary" in file.read_text()]
    hands.rollback("r1")
    assert path.stat().st_mode & 0o777 == 0o644


def test_owner_and_mode_of_one_file_are_planned_on_one_another(hands: Hands, tmp_path: Path) -> None:
    """Owner, then mode, then content of the same file: each step is planned on the one before, and none is stale."""
    path = tmp_path / "file"
    path.write_text("a\n")
    changes: list[Change] = [
        SetOwner(str(path), "daemon"),
        SetMode(str(path), 0o600),
        WriteFile(str(path), "b\n"),
        SetMode(str(path), 0o640),
    ]

    for number, (change, planned) in enumerate(zip(changes, hands.plan(changes), strict=True)):
        assert hands.apply("r1", number, change, planned.base)

    assert path.stat().st_mode & 0o777 == 0o640
    assert path.read_text() == "b\n"
    assert all(row["undone"] for row in hands.rollback("r1"))
    assert (path.read_text(), path.stat().st_uid, path.stat().st_mode & 0o777) == ("a\n", 0, 0o644)
