"""A lab's state from below, as its containers see it: an overlay that copied a file up without changing it has changed nothing."""

from __future__ import annotations

from pathlib import Path

from tests import objects
from tests.scene import Scene, changed, what

WHITEOUT = "20"
GONE = "gone"


class Below:
    """``state`` is the scene's, with the systems' objects in place of their files; what is in no upper layer is looked for in the layers below it."""

    def __init__(self, scene: Scene) -> None:
        self._scene, self._facts = scene, scene.facts()

    def state(self) -> dict[str, str]:
        folders = tuple(f"service {folder}" for folder in objects.FOLDERS)
        told = {key: seen for key, seen in self._scene.state().items() if not key.startswith(folders)}
        return told | objects.held(self._facts)

    def changed(self, before: dict[str, str], after: dict[str, str]) -> list[str]:
        """The paths, services and units that differ for whoever lives in the lab."""
        return [key for key in changed(before, after) if self._seen(before, key) != self._seen(after, key)]

    def _seen(self, told: dict[str, str], key: str) -> str:
        if key in told:
            return GONE if told[key].startswith(WHITEOUT) else told[key]
        host, _, path = key.partition(":")
        if host not in self._facts["hosts"] or not path.startswith("/"):
            return GONE
        layers = (Path(self._facts["hosts"][host]["root"]) / "layer", Path(self._facts["root"]) / "image")
        inside = Path(f"/proc/{self._facts['supervisor']}/root")
        found = (what(inside / str(layer / path.lstrip("/")).lstrip("/")) for layer in layers)
        return next((seen for seen in found if seen != GONE), GONE)
