"""A stand-in on 127.0.0.1 for the length of one test, and the golden answers beside the checkout when they are there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from lab.services.http import Respond, listen

SHARED = Path(__file__).parents[3] / "shared" / "data"


@contextmanager
def answering(respond: Respond, state: Path, pair: tuple[Path, Path] | None = None) -> Iterator[str]:
    """Base URL of a stand-in that answers until the block ends: over TLS with a certificate and key, else in plain."""
    server = listen(("127.0.0.1", 0), state, respond, pair)
    try:
        yield f"{'https' if pair else 'http'}://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def golden(name: str) -> Any:
    """One of the golden answer files; the test that compares with it is skipped where it is not there."""
    file = SHARED / name
    if not file.exists():
        pytest.skip(f"{name} is not beside this checkout: nothing to compare with")
    return json.loads(file.read_text())


def shape(value: Any) -> Any:
    """Keys and types of an answer, without its values; a list is known by its first item."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [shape(inner) for inner in value[:1]]
    return type(value).__name__
