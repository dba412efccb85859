"""Reads the messages of the alert topic at ntfy. Source: ntfy's documentation, "Subscribe via API", ``poll=1`` and ``since=``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from probes import fields, sections
from probes.estate import Estate
from probes.http_api import OK, Caller, call, caller
from probes.unseen import Unseen

NOT_AUTHORISED = (401, 403)


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the topic; ``text`` is title and body. ``time`` is in seconds since the epoch, by the server's clock."""

    id: str
    time: int
    text: str


@dataclass(frozen=True, slots=True)
class Ntfy:
    """The topic. Nothing is kept: whoever waits for a message must be told of the newest."""

    topic: str
    _caller: Caller

    def since(self, moment: str) -> tuple[Message, ...]:
        """The topic's messages since a time, an age ("10m") or a message id. Raises Unseen when the topic may not be read."""
        path = f"/{self.topic}/json"
        answer = call(self._caller, "its messages", "GET", path, params={"poll": "1", "since": moment})
        if answer.status_code in NOT_AUTHORISED:
            raise Unseen(f"topic {self.topic}", "ntfy", f"the token in the estate may not read it ({answer.status_code})")
        if answer.status_code != OK or "json" not in answer.headers.get("Content-Type", ""):
            raise Unseen(f"topic {self.topic}", "ntfy", f"GET {path} answered {answer.status_code} and no messages")
        try:
            return tuple(_messages(answer.text))
        except (ValueError, KeyError) as error:
            raise Unseen(f"topic {self.topic}", "ntfy", "it answered what are no messages") from error


def _messages(text: str) -> Iterator[Message]:
    for row in map(json.loads, text.splitlines()):
        if row["event"] == "message":
            yield Message(row["id"], row["time"], f"{row.get('title', '')} {row.get('message', '')}".strip())


def connect(estate: Estate) -> Ntfy:
    """The alert topic as the estate's token may read it. Raises Unseen when the estate has no ntfy or the token cannot be read."""
    section: sections.Ntfy | None = estate.ntfy
    if section is None:
        raise Unseen("its messages", "ntfy", "the estate does not configure it")
    headers = {"Authorization": f"Bearer {_value(section.token)}"} if section.token else {}
    return Ntfy(section.topic, caller("ntfy", section, headers=headers))


def _value(token: fields.Secret) -> str:
    try:
        return token.value()
    except (OSError, KeyError) as error:
        raise Unseen("its messages", "ntfy", f"the token cannot be used ({error})") from error
