"""The range of user ids that containers run in, granted to root where newuidmap looks, without a change of the machine's own files."""

from __future__ import annotations

from pathlib import Path

from lab.lxc import RANGE, SHIFT

FILES = (Path("/etc/subuid"), Path("/etc/subgid"))


def binding(folder: Path) -> str:
    """Shell lines that, in a private mount namespace, put our grant over the machine's; where shadow is installed, LXC insists on one for root."""
    grant = folder / "subids"
    grant.write_text(f"root:{SHIFT}:{RANGE}\n")
    return "\n".join(f"mount --bind {grant} {file}" for file in FILES if file.exists())
