"""Loki as a shipper and an audit meet it: push, labels, series, query_range (pkg/loghttp of grafana/loki).

State: ``lines.jsonl``, one pushed line each with its labels. Label and series questions look back one hour unless they name a range.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from lab.homelab import Homelab
from lab.services import http
from lab.services.http import Answer, Refused, Request, as_json, as_text
from lab.services.loki_query import Query, Unparsable, parse

HOUR = 3600 * 10**9
UNITS = {"s": 10**9, "m": 60 * 10**9, "h": HOUR, "d": 24 * HOUR}
Row = tuple[dict[str, str], int, str]
PAST = {"host": "agents", "job": "agents", "unit": "claude-remote-control.service", "service_name": "agents"}, "Session ended."
"""A line of yesterday's: a home's Loki knows the daemon for long, whatever becomes of the lines of its latest start."""


def seed(lab: Homelab) -> None:
    labels, said = PAST
    (http.fresh_state(lab, "loki") / "lines.jsonl").write_text(json.dumps([labels, time.time_ns() - 24 * HOUR, said]) + "\n")


def serve(lab: Homelab) -> None:
    http.serve(lab, "loki", lambda request: respond(lab.service("loki"), request))


def estate(lab: Homelab) -> dict[str, Any]:
    return {"url": lab.url("loki")}


def respond(state: Path, request: Request) -> Answer:
    for method, pattern, handle in _ROUTES:
        if request.method in method and (found := re.fullmatch(pattern, request.path)):
            return handle(state, request, *found.groups())
    return as_text("404 page not found\n", 404)


def _ready(_state: Path, _request: Request) -> Answer:
    return as_text("ready\n")


def _push(state: Path, request: Request) -> Answer:
    try:
        streams = [(stream["stream"], stream["values"]) for stream in request.json()["streams"]]
    except (ValueError, KeyError, TypeError):
        return as_text("couldn't parse push request\n", 400)
    with (state / "lines.jsonl").open("a") as out:
        for labels, values in streams:
            if not labels:
                return as_text("error at least one label pair is required per stream\n", 400)
            named = labels | {"service_name": next((labels[key] for key in ("service", "app", "job") if key in labels), "unknown_service")}
            out.writelines(json.dumps([named, int(value[0]), value[1]]) + "\n" for value in values)
    http.record(state, request, ["push"])
    return Answer(204)


def _labels(state: Path, request: Request) -> Answer:
    return _listed({key for labels, _, _ in _within(state, request) for key in labels})


def _values(state: Path, request: Request, name: str) -> Answer:
    query = _query(request, "query") if "query" in request.query else None
    return _listed(
        {labels[name] for labels, _, _ in _within(state, request) if name in labels and (query is None or query.selects(labels))}
    )


def _listed(names: set[str]) -> Answer:
    """With nothing to list the real answer has no ``data`` at all."""
    return as_json({"status": "success"} | ({"data": sorted(names)} if names else {}))


def _series(state: Path, request: Request) -> Answer:
    wanted = [_parsed(text) for text in request.query.get("match[]", [])]
    if not wanted:
        return as_text("0 matcher groups supplied\n", 400)
    found = {
        json.dumps(labels, sort_keys=True) for labels, _, _ in _within(state, request) if any(query.selects(labels) for query in wanted)
    }
    return as_json({"status": "success", "data": [json.loads(labels) for labels in sorted(found)]})


def _query_range(state: Path, request: Request) -> Answer:
    query, limit = _query(request, "query"), int(_first(request, "limit") or 100)
    backward = (_first(request, "direction") or "backward").lower() == "backward"
    rows = [row for row in _within(state, request) if query.selects(row[0]) and query.keeps(row[2])]
    streams: dict[str, list[list[str]]] = {}
    for labels, at, line in sorted(rows, key=lambda row: row[1], reverse=backward)[:limit]:
        streams.setdefault(json.dumps(labels, sort_keys=True), []).append([str(at), line])
    result = [{"stream": json.loads(labels) | {"detected_level": "unknown"}, "values": values} for labels, values in streams.items()]
    return as_json({"status": "success", "data": {"resultType": "streams", "result": result, "stats": {}}})


def _query(request: Request, key: str) -> Query:
    return _parsed(_first(request, key) or "")


def _parsed(text: str) -> Query:
    try:
        return parse(text)
    except Unparsable as error:
        raise Refused(as_text(f"{error}\n", 400)) from error


def _first(request: Request, key: str) -> str | None:
    return request.query.get(key, [None])[0]


def _within(state: Path, request: Request) -> Iterator[Row]:
    """The lines of the asked range; ``since`` counts back from its end."""
    end = _instant(_first(request, "end")) or time.time_ns()
    since = _first(request, "since")
    start = _instant(_first(request, "start")) or end - (_span(since) if since else HOUR)
    for line in (state / "lines.jsonl").read_text().splitlines():
        labels, at, text = json.loads(line)
        if start <= at <= end:
            yield labels, at, text


def _instant(text: str | None) -> int | None:
    """Nanoseconds; ten digits are seconds, and so is a number with a point."""
    if not text:
        return None
    try:
        return int(float(text) * 10**9) if "." in text or len(text) <= len("1795311005") else int(text)
    except ValueError:
        raise Refused(as_text(f"could not parse '{text}' as a timestamp\n", 400)) from None


def _span(text: str) -> int:
    found = re.fullmatch(r"(\d+)([smhd])", text)
    if not found:
        raise Refused(as_text(f'not a valid duration string: "{text}"\n', 400))
    return int(found[1]) * UNITS[found[2]]


_ROUTES: tuple[tuple[set[str], str, Callable[..., Answer]], ...] = (
    ({"GET"}, "/ready", _ready),
    ({"POST"}, "/loki/api/v1/push", _push),
    ({"GET", "POST"}, "/loki/api/v1/labels", _labels),
    ({"GET"}, "/loki/api/v1/label/([^/]+)/values", _values),
    ({"GET", "POST"}, "/loki/api/v1/series", _series),
    ({"GET", "POST"}, "/loki/api/v1/query_range", _query_range),
)
