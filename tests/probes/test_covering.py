"""Which backups would take the agent credentials with them, and which merely look like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probes.covering import Credentials, covered, excluded, normal

AGENTS = Credentials("/home/agent", ("/apps-pool/subvol-140-disk-0",), 140)


@pytest.mark.parametrize(
    "path",
    [
        "/home/agent/.claude",
        "/home/agent/.claude/",
        "/home/agent/.claude/projects",
        "/home/agent/.codex/auth.json",
        "/home/agent",
        "/home",
        "/",
        "//home//agent/./.claude",
        "/srv/../home/agent/.claude",
        "/home/*/.claude",
        "/home/agent/.c*",
        "/**/.codex",
        "/apps-pool",
        "/apps-pool/subvol-140-disk-0",
        "/apps-pool/subvol-140-disk-0/home/agent/.codex",
        "/apps-pool/subvol-140-*",
        "/rpool/data/subvol-140-disk-0/home",
        "/var/lib/lxc/140/rootfs/home/agent",
        "/rpool/data/subvol-1[34]*",
        "/rpool/data/*-140-*/home",
        "/mnt/agents/.claude",
        "/mnt/sshfs/home/agent",
    ],
)
def test_a_path_above_at_or_below_a_credential_directory_covers_it(path: str) -> None:
    """Directly, as a parent, through the container's volume on its node, by a pattern, and through an unknown mount."""
    assert covered(path, AGENTS)


@pytest.mark.parametrize(
    "path",
    [
        "/home/agentsmith/.claudette",
        "/home/agent/ready",
        "/home/agent/.claudette",
        "/srv/forgejo",
        "/apps-pool/subvol-131-disk-0",
        "/apps-pool/subvol-140-disk-0/srv",
        "/apps-pool/subvol-1400-disk-0/home",
        "/home/milton/.claude",
        "/root/.codex",
        "/home/milton",
        "/srv/claude",
        "/srv/*",
        "/rpool/data/subvol-13*",
    ],
)
def test_a_path_that_only_looks_like_it_covers_nothing(path: str) -> None:
    """Other names, other guests, other people's homes, and what lies beside."""
    assert not covered(path, AGENTS)


@pytest.mark.parametrize(
    ("path", "excludes"),
    [
        ("/home", ("/home/agent", "/apps-pool")),
        ("/home", ("/home/agent/.claude/**", "/home/agent/.codex/*")),
        ("/home/agent", (".claude", ".codex")),
        ("/home/agent", ("/home/agent/.c*",)),
        ("/", ("**/.claude/**", ".claude", "/**/.codex")),
        ("/", ("/home", "/apps-pool/subvol-140-disk-0")),
    ],
)
def test_excludes_are_honoured(path: str, excludes: tuple[str, ...]) -> None:
    """What a pattern leaves out, anchored or not, with all below it, is not covered."""
    assert not covered(path, AGENTS, excludes)


@pytest.mark.parametrize("excludes", [("*.tmp",), (".claude",), ("/home/agent",), (".claude", ".codex", "!.codex")])
def test_half_an_exclusion_is_none(excludes: tuple[str, ...]) -> None:
    """One of two directories, one of two ways to them, or a pattern that brings one back: still covered."""
    assert covered("/", AGENTS, excludes)


def test_a_left_out_parent_takes_its_children_along() -> None:
    """As restic does: below an excluded directory nothing can be brought back."""
    assert excluded("/home/agent/.claude/x", ("/home/agent", "!.claude"))


@given(st.text("/.abhomegnt*", max_size=20))
def test_any_path_has_one_clean_form(path: str) -> None:
    """Cleaning is idempotent, and answers an absolute path without dots."""
    clean = normal(path)

    assert clean == normal(clean)
    assert clean.startswith("/")
    assert ".." not in clean.split("/")
