"""What a command takes, read from the ways in which scripts, units and crontabs write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.host.commands import Shell, followed, logical

HOME = "/home/agent"


def _taken(text: str, cwd: str = "/") -> list[tuple[str, list[str], list[str]]]:
    shell = Shell(HOME, cwd)
    return [found for _, line in logical(text) for found in followed(line, shell)]


@pytest.mark.parametrize(
    ("line", "tool", "paths"),
    [
        ("restic -r sftp:x:/r backup /home/agent", "restic", ["/home/agent"]),
        ("/usr/bin/restic backup ~/.claude", "restic", ["/home/agent/.claude"]),
        ("tar czf /tmp/x.tgz -C ~ .claude .codex", "tar", ["/tmp/x.tgz", "/home/agent", "/home/agent/.claude", "/home/agent/.codex"]),
        ("cd /home/agent && rsync -a . nas:agents/", "rsync", ["/home/agent"]),
        ("SRC=/home; borg create /srv/b::n $SRC", "borg", ["/home"]),
        ("rsync -a nas:agents/ /home/agent/", "rsync", []),
        ('sh -c "rclone copy ${HOME}/.codex r:x"', "rclone", ["/home/agent/.codex"]),
        ("-/usr/bin/kopia snapshot create %h/.claude", "kopia", ["/home/agent/.claude"]),
    ],
)
def test_paths_of_a_command(line: str, tool: str, paths: list[str]) -> None:
    """Options, variables, the place where it stands and the target of a copy are told apart."""
    named = [(found[0], [path for path in found[1] if not path.startswith("/srv/b")]) for found in _taken(line)]

    assert named[0][0] == tool
    assert set(paths) <= set(named[0][1]) | {"/home/agent"}
    assert bool(named[0][1]) == bool(paths)


def test_exclusions_of_a_command(tmp_path: Path) -> None:
    """With a blank, with an equals sign, and from a file."""
    (tmp_path / "list").write_text("# no sign-ins\n.codex\n")
    line = f"restic backup --exclude .claude --iexclude=/x --exclude-file {tmp_path}/list /home"

    assert _taken(line)[0][2] == [".claude", "/x", ".codex"]


def test_a_script_is_followed_through_its_loops(tmp_path: Path) -> None:
    """A unit names a script, the script loops over names and continues its lines."""
    script = tmp_path / "nightly"
    script.write_text('#!/bin/sh\nROOT=/home/agent\nfor n in ready .claude; do\n  borg create \\\n    /srv/b::n "$ROOT/$n"\ndone\n')

    tool, paths, _ = _taken(str(script))[0]

    assert tool == "borg"
    assert paths[1:] == ["/home/agent/ready", "/home/agent/.claude"]


def test_comments_and_other_programs_are_nothing() -> None:
    """A line that is commented out runs nothing; neither does a program that only looks alike."""
    assert _taken("# restic backup /home\n") == []
    assert _taken("restic-exporter --path /home/agent/.claude") == []
