"""The clone that the agents work in, and as whom they commit and push."""

from __future__ import annotations

import os
import shutil
import subprocess

from lab.homelab import Homelab
from lab.layers import Layer

REPOSITORY = "senior-discount/ready"


def identity(name: str) -> str:
    return f"[user]\n\tname = {name}\n\temail = {name}@eva-00.network\n[init]\n\tdefaultBranch = main\n[credential]\n\thelper = store\n"


def url(lab: Homelab) -> str:
    return f"{lab.url('forgejo')}/{REPOSITORY}.git"


def clone(layer: Layer, lab: Homelab, path: str, owner: int, bot: str | None = None) -> None:
    """An independent clone, made over HTTP from the git server; with a ``bot`` its work is that account's, whoever the user is elsewhere."""
    draft = lab.root / f".clone-{layer.top.parent.name}"
    shutil.rmtree(draft, ignore_errors=True)
    _git("clone", "--quiet", "--template=", url(lab), str(draft))
    for key, value in (("user.name", bot), ("user.email", f"{bot}@eva-00.network"), ("credential.username", bot)) if bot else ():
        _git("-C", str(draft), "config", key, value)
    layer.tree(path, draft, owner)
    shutil.rmtree(draft)


def _git(*words: str) -> None:
    """Git without the machine's or root's own configuration."""
    alone = {**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "GIT_TERMINAL_PROMPT": "0"}
    subprocess.run(["git", *words], check=True, env=alone, stdin=subprocess.DEVNULL)
