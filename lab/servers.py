"""The systems around the containers: every module of lab/services, seeded and served by one process.

A module offers ``seed(lab)`` (write its compliant state) and ``serve(lab)`` (start answering in threads, or return a Popen), and may offer ``reset(lab)``
(back to the first day without a restart), ``estate(lab)`` (its section of the estate file) and ``material(lab, host)`` (files it wants in a container).
"""

from __future__ import annotations

import importlib
import socket
import subprocess
import time
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType

from lab import guests
from lab.homelab import PORTS, Homelab
from lab.tls import certificate

READY_SECONDS = 15.0


def modules() -> dict[str, ModuleType]:
    names = sorted(path.stem for path in (Path(__file__).parent / "services").glob("*.py") if path.stem != "__init__")
    loaded = {name: importlib.import_module(f"lab.services.{name}") for name in names}
    return {name: module for name, module in loaded.items() if hasattr(module, "seed") and hasattr(module, "serve")}


class Servers:
    """Which services run, and the processes of those that are real programs."""

    def __init__(self, lab: Homelab) -> None:
        self._lab = lab
        self._programs: dict[str, subprocess.Popen[bytes]] = {}
        self._started: set[str] = set()
        self.modules: dict[str, ModuleType] = {}

    def start(self, say: Callable[[str], None]) -> list[str]:
        """Seed and serve what does not run yet; one sentence per service that could not."""
        self.modules = modules()
        if not self._started:
            certificate(self._lab, "relay", "claude.ai", self._lab.relay)  # and with it the authority, before several ask for one at once
            guests.seed(self._lab)
        missing = [name for name in self.modules if name not in self._started]
        faults = self._each(missing, self._first)
        if missing:
            say(f"services: {', '.join(sorted(self._started))}")
        return faults

    def reset(self) -> list[str]:
        return self._each(sorted(self._started), self._again)

    def _each(self, names: list[str], do: Callable[[str], None]) -> list[str]:
        with ThreadPoolExecutor() as pool:
            return [fault for fault in pool.map(lambda name: _fault(name, do), names) if fault]

    def _first(self, name: str) -> None:
        self._lab.service(name).mkdir(parents=True, exist_ok=True)
        self.modules[name].seed(self._lab)
        self._serve(name)
        self._started.add(name)

    def _again(self, name: str) -> None:
        module = self.modules[name]
        if hasattr(module, "reset"):
            module.reset(self._lab)
            return
        program = self._programs.pop(name, None)
        if program:
            program.kill()
            program.wait()
        module.seed(self._lab)
        if program:
            self._serve(name)

    def _serve(self, name: str) -> None:
        program = self.modules[name].serve(self._lab)
        if isinstance(program, subprocess.Popen):
            self._programs[name] = program
        if name in PORTS:
            _wait((self._lab.gateway, PORTS[name]))


def _fault(name: str, do: Callable[[str], None]) -> str | None:
    """A stand-in that breaks must not take the containers away from whoever works on the next one."""
    try:
        do(name)
    except Exception as error:  # noqa: BLE001  (told to whoever asked, with the service's name)
        traceback.print_exc()
        return f"service {name} failed: {type(error).__name__}: {error}"
    return None


def _wait(address: tuple[str, int]) -> None:
    end = time.monotonic() + READY_SECONDS
    while True:
        try:
            socket.create_connection(address, 1).close()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.02)
        else:
            return
