"""The Forgejo stand-in takes real Git traffic and hides from callers what Forgejo hides."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from lab.homelab import Homelab
from lab.services import forgejo


@pytest.fixture
def served(lab: Homelab) -> Iterator[Homelab]:
    forgejo.seed(lab)
    server = forgejo.serve(lab)
    yield lab
    server.shutdown()
    server.server_close()


def ask(lab: Homelab, path: str, token: str | None = "forgejo-auditor") -> httpx.Response:
    headers = {"Authorization": f"token {lab.secret(token)}"} if token else {}
    return httpx.get(f"{lab.url('forgejo')}/api/v1/{path}", headers=headers, trust_env=False)


def git(*words: str, ok: bool = True) -> str:
    environment = {"PATH": "/usr/bin:/bin", "GIT_TERMINAL_PROMPT": "0", "HOME": "/nonexistent", "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(["git", *words], capture_output=True, text=True, check=False, env=environment)
    assert (done.returncode == 0) is ok, done.stderr
    return done.stdout + done.stderr


def commit_and_push(lab: Homelab, clone: Path, user: str, *, ok: bool = True) -> str:
    git("clone", "-q", forgejo.clone_url(lab), str(clone))
    git("-C", str(clone), "-c", "user.name=x", "-c", "user.email=x@x", "commit", "-q", "--allow-empty", "-m", "More")
    url = forgejo.clone_url(lab).replace("://", f"://{user}:{lab.secret(f'forgejo-{user}')}@")
    return git("-C", str(clone), "push", "-q", url, "HEAD:main", ok=ok)


def test_push_is_booked_to_the_owner_of_the_token(served: Homelab, tmp_path: Path) -> None:
    """Whatever the commit says, the feed names who pushed."""
    commit_and_push(served, tmp_path / "clone", "codex")

    assert ask(served, "repos/senior-discount/ready/activities/feeds").json()[0]["act_user"]["login"] == "codex"
    assert ask(served, "repos/senior-discount/ready/commits?limit=1").json()[0]["commit"]["author"]["name"] == "x"
    assert json.loads((served.service("forgejo") / "journal.jsonl").read_text().splitlines()[-1])["keys"] == ["push"]


def test_anonymous_may_clone_and_not_push(served: Homelab, tmp_path: Path) -> None:
    """Reading is open; a push without a token is refused with a sign-in request."""
    git("clone", "-q", forgejo.clone_url(served), str(tmp_path / "c"))

    assert "could not read Username" in git("-C", str(tmp_path / "c"), "push", ok=False)


def test_reset_gives_the_same_commits(served: Homelab, tmp_path: Path) -> None:
    """A clone made before a reset still follows the repository after it."""
    git("clone", "-q", forgejo.clone_url(served), str(tmp_path / "c"))
    forgejo.seed(served)

    git("-C", str(tmp_path / "c"), "fetch", "-q")
    assert "up to date" in git("-C", str(tmp_path / "c"), "status", "-sb", "--branch", "--long")


def test_flags_of_others_are_shown_to_admins_only(served: Homelab) -> None:
    """A weak token reads ``active`` as false of an account that is active."""
    assert ask(served, "users/claude").json()["active"] is True
    assert ask(served, "users/claude", "forgejo-codex").json()["active"] is False
    assert ask(served, "user", "forgejo-claude").json()["active"] is True


def test_refusals_read_as_forgejo_words_them(served: Homelab) -> None:
    """No token, a token without the scope, and an unknown user each have their own form."""
    assert (ask(served, "user", None).status_code, ask(served, "user", None).json()["message"]) == (401, "token is required")
    weak = ask(served, "repos/senior-discount/ready/collaborators/claude", "forgejo-claude")
    assert weak.status_code == 204
    assert ask(served, "repos/senior-discount/ready/collaborators/milton").status_code == 404
    assert ask(served, "repos/senior-discount/ready/collaborators/nobody").status_code == 422
    assert ask(served, "repos/senior-discount/ready/collaborators/claude/permission", "forgejo-codex").status_code == 403
    assert ask(served, "repos/senior-discount/ready/collaborators/claude/permission").json()["permission"] == "write"


def test_tokens_are_listed_to_a_basic_login_without_their_value(served: Homelab) -> None:
    """A token header is not enough; a Basic login sees the last eight characters."""
    assert ask(served, "users/claude/tokens").status_code == 401
    answer = httpx.get(
        f"{served.url('forgejo')}/api/v1/users/claude/tokens", auth=("claude", served.secret("forgejo-claude")), trust_env=False
    )

    assert answer.json()[0]["token_last_eight"] == served.secret("forgejo-claude")[-8:]
    assert served.secret("forgejo-claude") not in answer.text


def put_status(lab: Homelab, state: str, user: str = "claude", sha: str = "main", **more: str) -> httpx.Response:
    headers = {"Authorization": f"token {lab.secret(f'forgejo-{user}')}"}
    url = f"{lab.url('forgejo')}/api/v1/repos/senior-discount/ready/statuses/{sha}"
    return httpx.post(url, json={"state": state, **more}, headers=headers, trust_env=False)


def test_a_commit_is_as_good_as_its_worst_status(served: Homelab) -> None:
    """Of each context the newest status counts, and of all contexts the worst; the list keeps every one."""
    assert ask(served, "repos/senior-discount/ready/commits/main/status").json()["total_count"] == 0
    for state, context in (("pending", "gate"), ("success", "tests"), ("failure", "gate")):
        assert put_status(served, state, context=context).status_code == 201

    told = ask(served, "repos/senior-discount/ready/commits/main/status").json()
    assert (told["state"], {one["context"]: one["status"] for one in told["statuses"]}) == (
        "failure",
        {"gate": "failure", "tests": "success"},
    )
    put_status(served, "success", context="gate")
    assert ask(served, "repos/senior-discount/ready/commits/main/status").json()["state"] == "success"
    assert len(ask(served, f"repos/senior-discount/ready/statuses/{told['sha']}").json()) == 4


def test_who_may_set_a_status(served: Homelab) -> None:
    """A token that only reads may not, a commit that is not there has none, and a state that does not exist is refused."""
    assert put_status(served, "success", user="auditor").status_code == 403
    assert put_status(served, "success", sha="0" * 40).status_code == 404
    assert put_status(served, "splendid").status_code == 500
