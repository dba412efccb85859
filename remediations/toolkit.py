"""What a plan is carried out with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from remediations.hands import Hands


@dataclass(frozen=True, slots=True)
class Tools:
    """``client`` gives a system's client by its fixture's name; ``folder`` is the run's report folder, where the journal lies; ``log_in`` makes a
    fresh login to the target and leaves it, and raises Unseen when there is no way in.
    """

    run: str
    hands: Hands
    client: Callable[[str], Any]
    folder: Path
    allow_disruption: bool = False
    log_in: Callable[[], None] | None = None
