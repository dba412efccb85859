"""Puts the interactive tools in place that a package registry of the distribution has."""

from __future__ import annotations

from remediations.changes import Change
from remediations.changes_running import PackageInstall
from remediations.fix import Offences, fix


@fix("safe", touches=("package:tmux",))
def install_tmux(offences: Offences) -> list[Change]:
    """tmux comes from Debian; AoE comes from its playbook, and a foreign tmux server is somebody's work."""
    missing = {tool for offence in offences for tool in offence.data.get("missing", ())}
    return [PackageInstall(("tmux",))] if "tmux" in missing else []
