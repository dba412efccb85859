"""Loki: which lines of the host have arrived, under which labels. Source: its HTTP API, query_range and label values.

Every question names its range: without one Loki looks back an hour, or six. Labels are believed over what a shipper is configured with.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from probes import sections
from probes.estate import Estate
from probes.http_api import Caller, call, caller, json_of
from probes.unseen import Unseen

SYSTEM = "Loki"
SECOND = 10**9
MANY = 5000
"""Lines that one answer may hold (Loki's max_entries_limit_per_query)."""


@dataclass(frozen=True, slots=True)
class Line:
    """``at`` in nanoseconds since the epoch. The text is not kept: it may hold anything."""

    at: int
    labels: dict[str, str]


@dataclass(frozen=True, slots=True)
class Loki:
    """Nothing is kept: whoever waits for a line must be told of the newest."""

    section: sections.Loki
    _caller: Caller

    def around(self, moment: int, **labels: str) -> tuple[Line, ...]:
        """The lines with these labels within a second of a moment (nanoseconds)."""
        return self._lines(labels, "", {"start": moment - SECOND, "end": moment + SECOND, "direction": "forward"})

    def containing(self, text: str, since: str) -> tuple[Line, ...]:
        """Lines of any of this estate's jobs that contain a text, in a span such as 10m."""
        return self._lines({}, f" |= {json.dumps(text)}", {"since": since})

    def _lines(self, labels: dict[str, str], having: str, span: dict[str, Any]) -> tuple[Line, ...]:
        chosen = ", ".join(f"{name}={json.dumps(value)}" for name, value in labels.items()) or 'job=~".+"'
        found = self._get("its lines", "/loki/api/v1/query_range", query=f"{{{chosen}}}{having}", limit=MANY, **span)
        try:
            return tuple(Line(int(at), dict(stream["stream"])) for stream in found["result"] for at, *_ in stream["values"])
        except (KeyError, TypeError, ValueError) as error:
            raise Unseen("its lines", SYSTEM, "the answer holds no streams") from error

    def values(self, label: str, since: str, job: str) -> tuple[str, ...]:
        """The values of a label among the lines of a job, in a span such as 24h; with none Loki leaves the list out."""
        found = self._get(f"the values of {label}", f"/loki/api/v1/label/{label}/values", since=since, query=f"{{job={json.dumps(job)}}}")
        return tuple(found or ())

    def _get(self, asked: str, path: str, **params: Any) -> Any:
        answer = json_of(self._caller, asked, call(self._caller, asked, "GET", path, params=params))
        if not isinstance(answer, dict) or answer.get("status") != "success":
            raise Unseen(asked, SYSTEM, f"{path} did not answer with success")
        return answer.get("data")


def connect(estate: Estate) -> Loki:
    """Raises Unseen when the estate does not configure Loki."""
    if estate.loki is None:
        raise Unseen("anything", SYSTEM, "the estate does not configure it")
    headers = {"X-Scope-OrgID": estate.loki.tenant} if estate.loki.tenant else {}
    return Loki(estate.loki, caller(SYSTEM, estate.loki, headers=headers))
