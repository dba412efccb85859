"""One lab, driven from the command line as anybody would, and looked at from outside."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lab import cgroups, homelab

REPOSITORY = Path(__file__).parents[2]
PLACES = ("/run/lxc", "/run/lock", "/var/lib/lxc", "/var/lib/lxcfs", "/var/run", "/tmp", "/var/tmp", "/etc", "/dev/net")


@dataclass(frozen=True, slots=True)
class ALab:
    name: str
    subnet: str

    @property
    def home(self) -> homelab.Homelab:
        return homelab.Homelab(self.name, self.subnet.removesuffix(".0/24"))

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "lab", "--name", self.name, "--subnet", self.subnet, *words]

    def run(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(self.command(*words), cwd=REPOSITORY, capture_output=True, text=True, check=False, timeout=300)
        assert not check or done.returncode == 0, done.stderr
        return done

    def killed(self, seconds: float, *words: str) -> None:
        """Start a command and kill it and all its children of its session, without a chance to clean up."""
        process = subprocess.Popen(
            self.command(*words), cwd=REPOSITORY, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(seconds)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def killed_unknown(self) -> int:
        """Kill ``up`` while the supervisor that it has just started does nothing yet; that one's pid, stopped."""
        process = subprocess.Popen(self.command("up"), cwd=REPOSITORY, start_new_session=True, stderr=subprocess.DEVNULL)
        while (begun := _child(process.pid, "lab.supervisor")) is None:
            assert process.poll() is None
        os.kill(begun, signal.SIGSTOP)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return begun

    def facts(self) -> dict[str, Any]:
        return dict(json.loads(self.run("status", "--json").stdout))

    def ssh(self, host: str, line: str) -> str:
        """What a plain ssh from this machine brings back."""
        words = [*self.facts()["hosts"][host]["ssh"].split(), "-o", "BatchMode=yes", "-o", "ConnectTimeout=5", line]
        return subprocess.run([words[0], "-F", "/dev/null", *words[1:]], check=True, capture_output=True, text=True, timeout=30).stdout

    def supervisor(self) -> int:
        return int(self.facts()["supervisor"])

    def traces(self) -> list[str]:
        """Whatever of it is found outside its state directory: processes, mounts, links, control groups, files."""
        return [*self._processes(), *self._mounts(), *self._links(), *map(str, cgroups.left(self.home)), *self._files()]

    def _processes(self) -> list[str]:
        own = (f"adr023-{self.name}/", f"{self.home.root}/")
        return [
            f"process {pid}: {told}"
            for pid, told in _told("cgroup", "cmdline", "stat")
            if any(mark in told for mark in own) and ") Z " not in told
        ]

    def _mounts(self) -> list[str]:
        return [line for line in Path("/proc/self/mountinfo").read_text().splitlines() if f"{self.home.root}/" in line]

    def _links(self) -> list[str]:
        return [f"link {self.home.link}"] if (Path("/sys/class/net") / self.home.link).exists() else []

    def _files(self) -> list[str]:
        return [line for place in PLACES for line in _named(place, self.name)]


def _child(parent: int, word: str) -> int | None:
    """Its child whose command line has this word; most others are gone before one has looked at them."""
    for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split():
        with suppress(OSError):
            if word in Path(f"/proc/{pid}/cmdline").read_text().split("\0"):
                return int(pid)
    return None


def _told(*files: str) -> list[tuple[int, str]]:
    told = []
    for pid in (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit() and int(entry.name) != os.getpid()):
        try:
            told.append((pid, "".join((Path("/proc") / str(pid) / file).read_text(errors="replace") for file in files)))
        except OSError:
            continue
    return told


def _named(place: str, name: str) -> list[str]:
    found = subprocess.run(["find", place, "-xdev", "-name", f"*{name}*"], check=False, capture_output=True, text=True)
    return [line for line in found.stdout.splitlines() if "pytest" not in line]
