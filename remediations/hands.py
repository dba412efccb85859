"""This side of the target program: sends it over a channel, asks it, and turns its refusals into exceptions."""

from __future__ import annotations

import contextlib
import json
import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from probes.unseen import Unseen
from remediations import kinds
from remediations.changes import Change
from remediations.refusals import Refusal, TargetLocked, TargetLost

HOME = "/var/lib/adr023"
PATIENCE = 700.0
"""Seconds for one answer; a package takes longest."""
TARGET = Path(__file__).parent / "target"
LOADER = """\
import json, sys, types
packages, modules, start, arguments = json.loads(%s)
for name in packages:
    sys.modules[name] = types.ModuleType(name)
    sys.modules[name].__path__ = []
for name, source in modules:
    module = sys.modules[name] = types.ModuleType(name)
    exec(compile(source, name, "exec"), module.__dict__)
    setattr(sys.modules[name.rpartition(".")[0]], name.rpartition(".")[2], module)
getattr(module, start)(*arguments)
"""
ORDER = (
    "refused", "places", "entries", "marks", "words", "assignments", "keys", "veil", "scratch", "edits", "processes", "units", "variables", "programs",
    "validators", "kinds", "home", "journal", "keeping", "locking", "work", "timer", "runs", "deadman", "serve",
)  # fmt: skip


class Channel(Protocol):
    """A duplex channel to one command on the target, as ``Link.start`` gives it; it raises Unseen when there is no answer."""

    def send(self, data: bytes, /) -> None: ...

    def line(self, seconds: float, /) -> bytes: ...

    def close(self) -> None: ...


def command() -> str:
    """What the channel must run on the target, as root."""
    python = f"exec python3 -I -c {shlex.quote(LOADER % 'sys.stdin.buffer.readline()')}"
    return f"sh -c {shlex.quote(f'command -v python3 >/dev/null || {{ echo python3 is not installed >&2; exit 127; }}; {python}')}"


def program(start: str, *arguments: Any) -> str:
    """The target program as the JSON that its loader reads; ``start`` is the function of its last module that is called."""
    modules = [(f"remediations.target.{name}", (TARGET / f"{name}.py").read_text()) for name in ORDER]
    return json.dumps([["remediations", "remediations.target"], modules, start, arguments])


@dataclass(frozen=True, slots=True)
class Planned:
    """What one change would do. ``base`` and ``after`` are digests of the state before and after; ``ends`` counts processes that it would end."""

    base: str
    after: str
    diff: str
    holds: bool
    ends: int = 0
    refused: str | None = None


@dataclass(slots=True)
class Hands:
    """The target program at the other end of a channel, which ``start`` opens; ``begun`` is what the lock was taken with."""

    target: str
    start: Callable[[str], Channel]
    channel: Channel
    home: str = HOME
    begun: dict[str, str] = field(default_factory=dict)

    def renew(self) -> list[str]:
        """Open a new channel in place of a lost one, take the lock again and settle what was in hand; a sentence for what was found.

        Raises Unseen, TargetLocked, TargetLost.
        """
        self.channel.close()
        self.channel = _sent(self.start, self.home)
        return list(self.ask("begin", **self.begun))

    def ask(self, ask: str, **more: Any) -> Any:
        """One question, one answer. Raises Refusal, TargetLocked or TargetLost."""
        try:
            self.channel.send(json.dumps({"ask": ask, **more}).encode() + b"\n")
            line = self.channel.line(PATIENCE)
        except Unseen as error:
            raise TargetLost(f"{self.target} could not be changed: {error.because}") from error
        return self._read(json.loads(line))

    def _read(self, answer: dict[str, Any]) -> Any:
        if answer.get("refused") == "locked":
            raise TargetLocked(self.target, _holder(answer["sentence"]))
        if "refused" in answer:
            raise Refusal(answer["refused"], f"{self.target}: {answer['sentence']}")
        return answer["ok"]

    def begin(self, run: str, who: str, whence: str) -> list[str]:
        """Take the lock for this run; returns what was found of interrupted runs, and how it was settled, a sentence each."""
        self.begun = {"run": run, "who": who, "from": whence}
        return list(self.ask("begin", **self.begun))

    def plan(self, changes: Sequence[Change]) -> list[Planned]:
        """What each would do, each on what those before it leave. Changes nothing, needs no lock."""
        return [_planned(row) for row in self.ask("plan", changes=[kinds.as_json(change) for change in changes])]

    def apply(self, run: str, seq: int, change: Change, base: str, *, allow_disruption: bool = False) -> bool:
        """Make one change on the state it was planned on; False when it was so already. Raises Refusal: the old state is there, unless stuck."""
        data = {"run": run, "seq": seq, "change": kinds.as_json(change), "base": base, "allow": allow_disruption}
        return not self.ask("apply", **data)["already"]

    def arm(self, run: str, chosen: Sequence[int], seconds: float) -> None:
        """Have the target take these changes back by itself in so many seconds, whoever is gone by then, over a reboot too."""
        script = LOADER % repr(program("dead_man", self.home, run, list(chosen)))
        self.ask("arm", run=run, seconds=seconds, script=script)

    def disarm(self, run: str) -> None:
        """It can still be reached: the changes stay."""
        self.ask("disarm", run=run)

    def rollback(self, run: str, chosen: Sequence[int] | None = None, *, allow_disruption: bool = False) -> list[dict[str, Any]]:
        """Take a run back, last change first. Rows: seq, place, sentence, undone, because."""
        return list(self.ask("rollback", run=run, chosen=chosen and list(chosen), allow=allow_disruption))

    def journal(self) -> list[dict[str, Any]]:
        """All runs that the target knows, oldest first: run, who, from, since, ended, changes."""
        return list(self.ask("journal"))

    def end(self, run: str) -> None:
        """Close the run and let the target go, and with it the lock."""
        with contextlib.suppress(TargetLost):  # gone already, and the lock with it; the next run settles the rest
            self.ask("end", run=run)
        self.channel.close()


def take(target: str, start: Callable[[str], Channel], home: str = HOME) -> Hands:
    """Hands on a target; ``start`` runs a command there with its stdin and stdout open, as ``Link.start`` does. Raises Unseen."""
    return Hands(target, start, _sent(start, home), home)


def _sent(start: Callable[[str], Channel], home: str) -> Channel:
    channel = start(command())
    channel.send(program("main", home).encode() + b"\n")
    return channel


def _holder(words: str) -> dict[str, Any]:
    try:
        return dict(json.loads(words))
    except ValueError:
        return {}


def _planned(row: dict[str, Any]) -> Planned:
    if "refused" in row:
        return Planned("", "", "", holds=False, refused=row["sentence"])
    return Planned(row["base"], row["after"], row["diff"], row["holds"], row["ends"])
