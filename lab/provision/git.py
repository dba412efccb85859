"""The clone that the agents work in, and as whom they commit and push."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from lab.homelab import Homelab
from lab.layers import Layer

REPOSITORY = "senior-discount/ready"


def identity(name: str) -> str:
    return f"[user]\n\tname = {name}\n\temail = {name}@eva-00.network\n[init]\n\tdefaultBranch = main\n[credential]\n\thelper = store\n"


def url(lab: Homelab) -> str:
    return f"{lab.url('forgejo')}/{REPOSITORY}.git"


def clone(layer: Layer, lab: Homelab, path: str, owner: int) -> None:
    """An independent clone whose origin is the git server."""
    draft = lab.root / f".clone-{layer.top.parent.name}"
    shutil.rmtree(draft, ignore_errors=True)
    _git("clone", "--quiet", "--no-hardlinks", str(_bare(lab)), str(draft))
    _git("-C", str(draft), "remote", "set-url", "origin", url(lab))
    for hook in (draft / ".git" / "hooks").glob("*.sample"):
        hook.unlink()
    layer.tree(path, draft, owner)
    shutil.rmtree(draft)


def _bare(lab: Homelab) -> Path:
    """The git server's repository; one of our own as long as there is no git server."""
    served = lab.service("forgejo") / "repos" / f"{REPOSITORY}.git"
    if served.exists():
        return served
    own = lab.root / "ready.git"
    if not own.exists():
        work = lab.root / ".ready"
        _git("init", "--quiet", "--initial-branch=main", str(work))
        (work / "README.md").write_text("# ready\n")
        (work / ".gitignore").write_text(".claude/worktrees/\n")
        _git("-C", str(work), "add", ".")
        _git("-C", str(work), "-c", "user.name=claude", "-c", "user.email=claude@eva-00.network", "commit", "--quiet", "-m", "Start")
        _git("clone", "--quiet", "--bare", str(work), str(own))
        shutil.rmtree(work)
    return own


def _git(*words: str) -> None:
    """Git without the machine's or root's own configuration."""
    alone = {**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
    subprocess.run(["git", "-c", "safe.directory=*", *words], check=True, env=alone, stdin=subprocess.DEVNULL)
