"""``pytest -p tests.bench.recorder``: writes down what an audit asks of its hosts, script by script, as often as its steps ask."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path
from typing import Any

import pytest

from probes.connection import Answer, LinkBackend

asked: list[tuple[str, str]] = []
patch = pytest.MonkeyPatch()


def pytest_configure() -> None:
    run = LinkBackend.run

    def noted(self: LinkBackend, command: str, *args: str, **kwargs: Any) -> Answer:
        if threading.current_thread() is threading.main_thread():  # elsewhere it is asked ahead, to know what else to ask ahead
            asked.append((self.link.name, self.get_command(command, *args)))
        return run(self, command, *args, **kwargs)

    patch.setattr(LinkBackend, "run", noted)


def pytest_unconfigure() -> None:
    patch.undo()
    Path(os.environ["BENCH_RECORD"]).write_text(json.dumps(asked))
