"""The homelab's documents: a Git repository with the decision itself, the runbook and the parked notes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lab.git import Commit, checkout
from lab.homelab import Homelab
from lab.services.http import fresh_state

DOCUMENTS = Path(__file__).parent.parent / "documents" / "docs"


def seed(lab: Homelab) -> None:
    files = {str(path.relative_to(DOCUMENTS)): path.read_text() for path in sorted(DOCUMENTS.rglob("*.md"))}
    checkout(fresh_state(lab, "docs") / "checkout", [Commit("milton", "Decide where agents run", files)])


def serve(lab: Homelab) -> None:
    """Nothing answers: it is a checkout."""


def estate(lab: Homelab) -> dict[str, Any]:
    return {"path": str(lab.service("docs") / "checkout")}
