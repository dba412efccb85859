"""What the Forgejo stand-in holds when all is well: three people, their tokens and rights, and a repository with a short history."""

from __future__ import annotations

from typing import Any

from lab.git import Commit
from lab.homelab import Homelab

VERSION = "15.0.1+gitea-1.22.0"
OWNER = "senior-discount"
REPOSITORY = f"{OWNER}/ready"
PUBLIC: dict[str, Any] = {
    "login_name": "", "source_id": 0, "full_name": "", "avatar_url": "", "html_url": "", "language": "", "is_admin": False,
    "last_login": "0001-01-01T00:00:00Z", "created": "2026-01-01T00:00:00Z", "active": False, "prohibit_login": False,
    "location": "", "pronouns": "", "website": "", "description": "", "visibility": "public",
    "followers_count": 0, "following_count": 0, "starred_repos_count": 0,
}  # fmt: skip
"""The fields of an account as a stranger sees it: flags are false whatever they are."""

HISTORY = (
    Commit("milton", "Begin", {"README.md": "# ready\n\nWhere the agents work.\n", ".gitignore": ".claude/worktrees/\n"}),
    Commit("claude", "Say how a session starts", {"docs/sessions.md": "# Sessions\n\nOne worktree for each.\n"}),
    Commit("codex", "Add a check", {"check.sh": "#!/bin/sh\nexec git diff --check\n"}, frozenset({"check.sh"})),
)


def rows(lab: Homelab) -> dict[str, Any]:
    """File stem -> what stands in it."""
    return {
        "accounts": [_account(number, login) for number, login in enumerate(("milton", "claude", "codex", "adr023", OWNER), 1)],
        "tokens": [
            _token(lab, "claude", "write:repository", "read:user"),
            _token(lab, "codex", "write:repository", "read:user"),
            _token(lab, "milton", "all"),
            _token(lab, "adr023", "read:user", "read:repository", kept_as="forgejo-auditor"),
        ],
        "keys": [],
        "collaborators": {REPOSITORY: {"claude": "write", "codex": "write"}},
        "teams": {REPOSITORY: {"milton": "admin"}},
        "frozen": {},
        "activities": [
            {"id": n, "op_type": "commit_repo", "actor": commit.author, "repository": REPOSITORY, "ref_name": "refs/heads/main"}
            for n, commit in enumerate(HISTORY, 1)
        ],
    }


def _account(number: int, login: str) -> dict[str, Any]:
    return {
        "id": number, "login": login, "email": f"{login}@eva-00.network", "is_admin": login in ("milton", "adr023"),
        "active": True, "prohibit_login": False, "restricted": False,
    }  # fmt: skip


def _token(lab: Homelab, user: str, *scopes: str, kept_as: str | None = None) -> dict[str, Any]:
    return {"name": "agents", "user": user, "scopes": scopes, "token": lab.secret(kept_as or f"forgejo-{user}")}
