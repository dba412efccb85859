"""results.json keeps to its published shape; page and JUnit are made from it and from nothing else."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import junitparser
import pytest

from reports import html, junit, output, proofs, view
from reports.results import Document

SCHEMA = Path(__file__).parents[2] / "reports" / "schema" / "results-1.json"
VOID = {"meta", "link", "br", "hr", "img", "input"}


class Page(HTMLParser):
    """What a browser would make of the page: its elements, their attributes and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def every(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture
def page(document: Document) -> Page:
    return Page(html.render(document))


def test_schema_is_a_schema() -> None:
    """The published schema is valid itself."""
    jsonschema.Draft202012Validator.check_schema(json.loads(SCHEMA.read_text()))


def test_results_keep_to_the_schema(document: Document) -> None:
    """Every outcome, and a row that nothing observes yet, fit the published shape."""
    jsonschema.validate(json.loads(json.dumps(document)), json.loads(SCHEMA.read_text()), cls=jsonschema.Draft202012Validator)


def objects(schema: object) -> Iterator[dict[str, Any]]:
    """Every object that the schema describes key by key."""
    inside = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    for one in inside:
        yield from objects(one)
    if isinstance(schema, dict) and isinstance(schema.get("properties"), dict) and "properties" not in schema["properties"]:
        yield schema


def test_every_key_is_always_there() -> None:
    """Whoever reads results may rely on each published key, and finds none that is not published."""
    loose = [one for one in objects(json.loads(SCHEMA.read_text())) if set(one["required"]) != set(one["properties"])]

    assert loose == []


def test_worst_first(document: Document) -> None:
    """The rows that need somebody stand on top."""
    order = [row["outcome"] for row in document["requirements"]]

    assert order[:3] == ["fix failed", "not met", "unseen"]
    assert order[-1] == "met"


def test_verdict_counts(document: Document) -> None:
    """Counts come before everything, met first."""
    assert document["verdict"].startswith("1 of 10 met, ")
    assert sum(document["counts"].values()) == 10


def test_page_is_well_formed(page: Page) -> None:
    """Every element is closed, the page has a language and a title, and each row can be linked to."""
    assert page.open == []
    assert page.every("html")[0]["lang"] == "en"
    assert {"house.a", "house.x"} <= {row.get("id") for row in page.every("div")}


def test_page_loads_nothing(document: Document, page: Page) -> None:
    """One file: no address to load from, no style or script in an attribute, and a policy that allows its own style and script by hash alone."""
    text = html.render(document)
    style, script = digest(text, "style"), digest(text, "script")
    policy = next(meta["content"] for meta in page.every("meta") if meta.get("http-equiv") == "Content-Security-Policy")

    assert page.every("img") == page.every("link") == []
    assert len(page.every("script")) == 1
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on") or name in {"style", "src"}]
    assert policy == (
        f"default-src 'none'; script-src 'sha256-{script}'; style-src 'sha256-{style}'; img-src data:; base-uri 'none'; form-action 'none'"
    )


def digest(page: str, element: str) -> str:
    inside = page.partition(f"<{element}>")[2].partition(f"</{element}>")[0]
    return base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()


def test_hostile_evidence_stays_text(page: Page) -> None:
    """Whatever a host answers is shown as it is, without control characters."""
    assert "</script><img src=x onerror=alert(1)>" in page.text
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e]", page.text)


def test_page_says_what_was_never_proven(page: Page) -> None:
    """A requirement that no wound ever turned red reads UNPROVEN."""
    assert page.text.count("· UNPROVEN") == 2


def test_page_tells_the_next_command(page: Page, document: Document) -> None:
    """A red row says what to type or to do, for the estate that was looked at."""
    row = {**document["requirements"][1], "fix": "prop", "kind": "disruptive"}

    assert "hold </script>" in page.text
    assert view.command(row, document) == "pytest --estate=estate.toml --remediate --only-fix=prop --allow-disruption"
    shared, active = {**row, "kind": "safe", "scope": "proxmox", "active": True}, {**document, "options": ["--active"]}
    assert view.command(shared, active) == "pytest --estate=estate.toml --remediate --only-fix=prop --fix-scope=proxmox --active"
    assert view.rollback({**document, "options": ["-q", "--estate", "my home.toml"]}) == (
        "pytest '--estate=my home.toml' --rollback 20260101T000000Z-0000"
    )


def test_junit(document: Document) -> None:
    """JUnit counts the final state: failures are not met, errors unseen, and what was not asked is skipped."""
    suite = next(iter(junitparser.JUnitXml.fromstring(junit.render(document))))

    assert (suite.tests, suite.failures, suite.errors, suite.skipped) == (10, 2, 2, 3)


def test_junit_shows_what_is_unproven(document: Document) -> None:
    """A case carries level, true outcome and proof as properties: a pass that was never seen red says so."""
    cases = ET.fromstring(junit.render(document)).iter("testcase")
    told = {case.get("name"): {one.get("name"): one.get("value") for one in case.iter("property")} for case in cases}

    assert told["house.a"] == {"outcome": "met", "level": "must", "proof": "UNPROVEN"}
    assert told["house.b"]["proof"] == "proven"


def test_latest_leads_to_the_newest_run(document: Document, tmp_path: Path) -> None:
    """Each run has a folder of its own; latest moves in one step."""
    first = output.write(document, tmp_path)
    second = output.write({**document, "run": "20260102T000000Z-0000"}, tmp_path)

    assert (tmp_path / "latest").resolve() == second
    assert sorted(file.name for file in first.iterdir()) == ["audit.html", "junit.xml", "results.json"]


def test_proofs_come_back_as_they_were_kept(tmp_path: Path) -> None:
    """proofs.json is read as it was written, and a file of another kind is refused."""
    record = proofs.Record("house/lean", "plain", ("house.a",), ("house.a",), ("house.a",), True, "0123456789ab", "ff")
    proofs.save(tmp_path / "proofs.json", {record.wound: record})

    assert proofs.load(tmp_path / "proofs.json") == {"house/lean": record}
    assert proofs.of("house.a", {"house/lean": record}).wounds == ("house/lean",)
    (tmp_path / "other.json").write_text('{"schema": "other"}')
    with pytest.raises(ValueError, match="holds 'other'"):
        proofs.load(tmp_path / "other.json")
