"""The sign-ins of the service user: what its credential files are, in names, modes and dates. Sources: agent documentation on credential storage; open(2)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from probes.estate import Estate
from probes.host import script
from probes.question import Question
from probes.unseen import Unseen


@dataclass(frozen=True, slots=True)
class Modes:
    """One path: ``mode`` as bits, ``owner`` a name, ``links`` the hard links to it, ``acl`` whether an ACL widens the mode."""

    path: str
    mode: int
    owner: str
    link: bool
    links: int
    directory: bool
    acl: bool


@dataclass(frozen=True, slots=True)
class Oauth:
    """The claude.ai block of the credential; ``expires`` and ``ends`` in seconds since the epoch, None where it names none."""

    access: bool
    refresh: bool
    scopes: frozenset[str]
    expires: float | None
    ends: float | None


@dataclass(frozen=True, slots=True)
class Credential:
    """A credential file with the directory that holds it and those above; ``file`` is None when there is none."""

    file: Modes | None
    directory: Modes | None
    parents: tuple[Modes, ...]


@dataclass(frozen=True, slots=True)
class Claude(Credential):
    readable: bool
    oauth: Oauth | None


@dataclass(frozen=True, slots=True)
class Codex(Credential):
    """``status`` is what the program says of itself: chatgpt, api-key, none, or why it could not say."""

    status: str
    api_key: bool
    tokens: bool


@dataclass(frozen=True, slots=True)
class State:
    """~/.claude.json: ``trusted`` directories, the Remote Control ``consent``, and ``mac`` traces as "key: what"."""

    path: str
    consent: bool
    trusted: tuple[str, ...]
    api_key: bool
    mac: tuple[str, ...]
    install: str


@dataclass(frozen=True, slots=True)
class Signins:
    """``now`` is the host's clock, seconds since the epoch. ``state`` is None when ~/.claude.json is missing or not JSON."""

    now: float
    claude: Claude
    codex: Codex
    state: State | None
    state_path: str


def signins(estate: Estate) -> Question[Signins]:
    """Both sign-ins of the service user. Honours CLAUDE_CONFIG_DIR and CODEX_HOME of the running unit. Writes nothing."""
    agents = estate.agents
    return Question(f"the sign-ins of {agents.user}", script("credentials", agents.user, str(agents.home), agents.unit), _read)


def ahead(estate: Estate) -> tuple[Question[Any], ...]:
    return (signins(estate),)


def _read(answer: str) -> Signins:
    found = json.loads(answer)
    claude, codex, state = found["claude"], found["codex"], found["state"]
    return Signins(
        now=found["now"],
        claude=Claude(**_held(claude), readable=claude["readable"], oauth=_oauth(claude["oauth"])),
        codex=Codex(**_held(codex), status=codex["status"], api_key=codex["api_key"], tokens=codex["tokens"]),
        state=_state(state) if state["readable"] else None,
        state_path=state["path"],
    )


def _held(found: dict[str, Any]) -> dict[str, Any]:
    return {
        "file": _modes(found["file"]),
        "directory": _modes(found["directory"]),
        "parents": tuple(m for p in found["parents"] if (m := _modes(p))),
    }


def _modes(found: dict[str, Any] | None) -> Modes | None:
    return found and Modes(**{key: found[key] for key in Modes.__dataclass_fields__})  # type: ignore[return-value]


def _oauth(found: dict[str, Any] | None) -> Oauth | None:
    if not found:
        return None
    seconds = [[value / 1000 for value in found[key]] for key in ("expires", "ends")]
    return Oauth(found["access"], found["refresh"], frozenset(found["scopes"]), *(min(dates, default=None) for dates in seconds))


def _state(found: dict[str, Any]) -> State:
    return State(found["path"], found["consent"], tuple(found["trusted"]), found["api_key"], tuple(found["mac"]), found["install"])


def of_state(signins: Signins) -> State:
    """~/.claude.json, or Unseen when there is nothing to read."""
    if signins.state is None:
        raise Unseen("what was accepted", signins.state_path, "it is missing or not JSON")
    return signins.state
