"""The Loki stand-in and the journal shipper: the labels that arrive are those of the configuration, as Alloy would set them."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest

from lab.homelab import Homelab
from lab.services import loki, playbooks
from tests.services.standin import answering, golden, shape

STREAM = {"job": "agents", "host": "agents", "unit": "claude-remote-control.service"}


@pytest.fixture
def client(lab: Homelab) -> Iterator[httpx.Client]:
    loki.seed(lab)
    state = lab.service("loki")
    with answering(lambda request: loki.respond(state, request), state) as url, httpx.Client(base_url=url, trust_env=False) as client:
        yield client


@pytest.fixture(scope="module")
def alloy() -> ModuleType:
    path = Path(loki.__file__).parent.parent / "programs" / "alloy"
    module = ModuleType("alloy")
    exec(compile(path.read_text(), path, "exec"), vars(module))  # not imported: that would leave a __pycache__ among the programs
    return module


def push(client: httpx.Client, stream: dict[str, str], *lines: str, ago: int = 0) -> None:
    values = [[str(time.time_ns() - ago * 10**9), line] for line in lines]
    assert client.post("/loki/api/v1/push", json={"streams": [{"stream": stream, "values": values}]}).status_code == 204


def data(client: httpx.Client, path: str, **params: Any) -> Any:
    return client.get(f"/loki/api/v1/{path}", params=params).json()["data"]


def test_answers_have_the_shape_of_the_real_ones(client: httpx.Client) -> None:
    """Labels, values, series and lines come as Loki gives them."""
    push(client, STREAM, "line")
    real = golden("sample-responses.json")["loki"]

    for path, params in (
        ("labels", {}),
        ("label/unit/values", {}),
        ("series", {"match[]": '{job="agents"}'}),
        ("query_range", {"query": '{job="agents"}'}),
    ):
        expected = next(value for key, value in real.items() if key.startswith(f"GET /loki/api/v1/{path}") and "none" not in key)
        got = client.get(f"/loki/api/v1/{path}", params=params).json()
        got_shape, want_shape = shape(got), shape(expected)
        if path == "query_range":
            want_shape["data"]["result"][0]["stream"]["host"] = "str"
        assert got_shape == want_shape


def test_an_hour_is_all_that_is_seen_unless_a_range_is_named(client: httpx.Client) -> None:
    """A quiet unit is absent from the default range, and there with ``since``; with nothing to list there is no data key."""
    push(client, STREAM, "old", ago=7200)

    assert client.get("/loki/api/v1/labels").json() == {"status": "success"}
    assert "job" in data(client, "labels", since="24h")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('{job="agents"}', 2),
        ('{job=~"agent.*"} |= "two"', 1),
        ('{job="agents"} != "two"', 1),
        ('{job!="agents"}', 0),
        ('{unit!~"claude.*"}', 0),
        ('{job="agents"} |~ "o(n|t)e"', 1),
    ],
)
def test_selectors_and_filters(client: httpx.Client, query: str, found: int) -> None:
    """The four matchers and the four line filters do what LogQL says."""
    push(client, STREAM, "one", "two")

    assert sum(len(stream["values"]) for stream in data(client, "query_range", query=query)["result"]) == found


def test_a_bad_query_is_refused_in_text(client: httpx.Client) -> None:
    """A parse error is 400 and text/plain."""
    answer = client.get("/loki/api/v1/query_range", params={"query": "job"})

    assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (400, "text/plain")
    assert answer.text.startswith("parse error")


def _labels(alloy: ModuleType, tmp_path: Path, text: str) -> dict[str, str]:
    (tmp_path / "config.alloy").write_text(text)
    config = alloy.read(str(tmp_path / "config.alloy"))
    return dict(alloy.labels_of(config, {"_SYSTEMD_UNIT": "claude-remote-control.service", "MESSAGE": "x"}))


def test_the_shipper_sets_the_labels_of_the_playbooks(lab: Homelab, alloy: ModuleType, tmp_path: Path) -> None:
    """What the repository's template says is what Loki gets."""
    assert _labels(alloy, tmp_path, playbooks.rendered(lab, "alloy", "config.alloy.j2")) == STREAM


def test_a_job_among_the_labels_is_overwritten(lab: Homelab, alloy: ModuleType, tmp_path: Path) -> None:
    """As Alloy 1.19 does: only a rule sets the job for good."""
    text = playbooks.rendered(lab, "alloy", "config.alloy.j2").replace('host = "agents"', 'host = "agents", job = "agents"')
    without_rule = text.replace('target_label = "job"', 'target_label = "other"')

    assert _labels(alloy, tmp_path, without_rule)["job"] == "loki.source.journal.units"


def test_a_broken_configuration_is_refused(alloy: ModuleType, tmp_path: Path) -> None:
    """An unclosed block is an error, not an empty set of labels."""
    with pytest.raises(alloy.Wrong):
        _labels(alloy, tmp_path, 'loki.source.journal "x" {')


def test_pushed_batches_are_kept(client: httpx.Client, lab: Homelab, alloy: ModuleType) -> None:
    """The shipper's batch arrives with the service name that Loki adds."""
    config = {"labels": {"host": "agents"}, "rules": [], "url": f"{client.base_url}/loki/api/v1/push"}
    alloy.push(config, [{"__REALTIME_TIMESTAMP": str(time.time_ns() // 1000), "MESSAGE": "hello"}])

    rows = [json.loads(line) for line in (lab.service("loki") / "lines.jsonl").read_text().splitlines()[1:]]
    assert [(row[0], row[2]) for row in rows] == [({"host": "agents", "service_name": "unknown_service"}, "hello")]
