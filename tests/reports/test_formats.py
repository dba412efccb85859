"""Every form that a run's results can be given is read by those who read such files, and hostile text stays text in it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from oscal_bindings.v1 import models as oscal_models
from prometheus_client.parser import text_string_to_metric_families
from pydantic import ValidationError
from sarif_kit.validate import validation_errors

from reports import hdf, markdown, oscal, prometheus, sarif
from reports.formats import FORMATS
from reports.results import Document

INSPECJS = Path(__file__).parents[2] / ".venv" / "npm" / "node_modules" / "inspecjs"
"""Heimdall's own reader of its format."""
READ = """
const inspecjs = require(process.argv[1]);
const result = inspecjs.convertFile(require('fs').readFileSync(0, 'utf8'));
const controls = result['1_0_ExecJson'].profiles[0].controls;
console.log(JSON.stringify(controls.map(one => { const hdf = inspecjs.hdfWrapControl(one); return [one.id, hdf.status, hdf.severity]; })));
"""


def row(document: Document, id_: str) -> Document:
    found: Document = next(one for one in document["requirements"] if one["id"] == id_)
    return found


@pytest.mark.parametrize("name", FORMATS)
def test_made_from_the_file_alone(document: Document, name: str) -> None:
    """The same results give the same text, and no control character survives in it."""
    again = json.loads(json.dumps(document))

    assert FORMATS[name](document) == FORMATS[name](again)
    assert not set("\x00\x07\x1b\u202a\u202e") & set(FORMATS[name](document))


def test_sarif_fits_its_schema(document: Document) -> None:
    """The log fits the OASIS schema of SARIF 2.1.0, which refuses what it does not know."""
    log = json.loads(sarif.render(document))

    assert validation_errors(log) == []
    assert [result["kind"] for result in log["runs"][0]["results"]] == ["fail", "fail", "open", "open", "fail"]
    log["runs"][0]["results"][0] |= {"level": "fatal", "kin": "fail"}
    assert len(validation_errors(log)) == 2


def test_sarif_points_at_the_scenario(document: Document) -> None:
    """A result lies on its scenario's line, and carries the fingerprint of what was seen."""
    (run,) = json.loads(sarif.render(document))["runs"]
    result = next(one for one in run["results"] if one["ruleId"] == "house.b")

    place = result["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("features/house.feature", 5)
    assert result["partialFingerprints"]["adr023Seen/v1"] == row(document, "house.b")["fingerprint"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "house.b"


def test_sarif_suppresses_what_is_waived_and_shows_what_is_unproven(document: Document) -> None:
    """A waived row is a suppressed failure; a row that was never seen red says UNPROVEN though it is met."""
    (run,) = json.loads(sarif.render(document))["runs"]
    (waived,) = [one for one in run["results"] if "suppressions" in one]
    tags = {rule["id"]: rule["properties"]["tags"] for rule in run["tool"]["driver"]["rules"]}

    assert (waived["ruleId"], waived["kind"], waived["suppressions"][0]["status"]) == ("house.f", "fail", "accepted")
    assert "Milton, until 2026-01-08" in waived["suppressions"][0]["justification"]
    assert "UNPROVEN" in tags["house.a"]
    assert "UNPROVEN" not in tags["house.b"]


def heimdall(text: str) -> dict[str, tuple[str, str]]:
    """Status and severity by id, as Heimdall shows them."""
    if not INSPECJS.is_dir():
        pytest.skip("not run: Heimdall's reader is not installed (`npm` was missing at `make setup`)")
    done = subprocess.run(["node", "-e", READ, str(INSPECJS)], input=text, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ValueError(done.stderr)
    return {id_: (status, severity) for id_, status, severity in json.loads(done.stdout)}


def test_hdf_opens_in_heimdall(document: Document) -> None:
    """Heimdall's own reader accepts it and shows true results: a waived row is failed, an unseen one is no pass."""
    told = heimdall(hdf.render(document))

    assert {id_: status for id_, (status, _) in told.items()} == {
        "house.a": "Passed", "house.b": "Failed", "house.c": "Profile Error", "house.d": "Not Reviewed", "house.e": "Not Applicable",
        "house.f": "Failed", "house.g": "Passed", "house.h": "Passed", "house.i": "Failed", "house.x": "Profile Error",
    }  # fmt: skip
    assert told["house.b"] == ("Failed", "high")
    with pytest.raises(ValueError, match="Unable to convert"):
        heimdall(hdf.render(document).replace('"status": "failed"', '"status": "odd"'))


def test_hdf_tells_waivers_attestations_and_proofs(document: Document) -> None:
    """Each has its place in the format, next to the result and never instead of it."""
    controls = {one["id"]: one for one in json.loads(hdf.render(document))["profiles"][0]["controls"]}

    assert controls["house.f"]["waiver_data"]["expiration_date"] == "2026-01-08"
    assert not controls["house.f"]["waiver_data"]["skipped_due_to_waiver"]
    assert controls["house.g"]["attestation_data"]["updated"] == "2025-12-01"
    assert controls["house.a"]["tags"]["proof"] == "UNPROVEN"


def test_oscal_fits_its_schema(document: Document) -> None:
    """The document fits models made from NIST's schema; what is not there or not known is refused."""
    told = json.loads(oscal.render(document))
    (result,) = oscal_models.AssessmentResults.model_validate(told["assessment-results"]).results

    states = {one.target.target_id: one.target.status for one in result.findings or []}
    assert [status.state.value for status in (states["house.a"], states["house.b"], states["house.c"])] == [
        "satisfied",
        "not-satisfied",
        "not-satisfied",
    ]
    del told["assessment-results"]["results"][0]["reviewed-controls"]
    with pytest.raises(ValidationError):
        oscal_models.AssessmentResults.model_validate(told["assessment-results"])


def test_oscal_tells_waivers_and_proofs(document: Document) -> None:
    """A waiver is a risk with an approved deviation and a deadline; a property says UNPROVEN."""
    (result,) = json.loads(oscal.render(document))["assessment-results"]["results"]
    props = {one["title"]: {prop["name"]: prop["value"] for prop in one["props"]} for one in result["findings"]}

    assert [(one["status"], one["deadline"]) for one in result["risks"]] == [("deviation-approved", "2026-01-08T23:59:59Z")]
    assert (props["house.a"]["proof"], props["house.b"]["proof"]) == ("UNPROVEN", "proven")


def samples(document: Document) -> Iterator[tuple[str, dict[str, str], float]]:
    for family in text_string_to_metric_families(prometheus.render(document)):
        assert family.documentation
        assert family.type == "gauge"
        for sample in family.samples:
            yield sample.name.removeprefix("adr023_"), sample.labels, sample.value


def test_prometheus_parses(document: Document) -> None:
    """Prometheus' own parser reads one series per requirement, the moment of the run and when waivers end."""
    told = list(samples(document))
    status = {labels["id"]: labels["outcome"] for name, labels, _ in told if name == "requirement_status"}
    single = {name: value for name, _, value in told if name.startswith(("last_run", "waiver"))}

    assert status == {one["id"]: one["outcome"] for one in document["requirements"]}
    assert single["last_run_timestamp_seconds"] == 1767225603
    assert single["waiver_expiry_timestamp_seconds"] == 1767916800
    assert single["last_run_whole"] == 1
    assert single["last_run_exit_code"] == 12
    assert {labels["id"]: value for name, labels, value in told if name == "requirement_proven"}["house.a"] == 0
    assert len({(name, tuple(labels.items())) for name, labels, _ in told}) == len(told)


def test_prometheus_escapes_labels(document: Document) -> None:
    """Quotes, backslashes and line ends in a label come back as they were."""
    odd = 'a "b" \\ c\nd'

    assert {labels["estate"] for _, labels, _ in samples({**document, "estate": odd})} == {odd}


def test_markdown_shows_hostile_text_as_text(document: Document) -> None:
    """A CommonMark parser finds no HTML, link or image in it, and the tables have a row for each that needs somebody."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(markdown.render(document))
    inside: list[Any] = [child for token in tokens for child in token.children or ()]

    assert not {"html_block", "html_inline", "link_open", "image", "fence", "code_block"} & {token.type for token in [*tokens, *inside]}
    assert sum(token.type == "tr_open" for token in tokens) == 1 + 9 + 1 + 8
    assert {sum(one.type == "td_open" for one in part) for part in _rows(tokens)} == {2, 6}
    assert "</script><img src=x onerror=alert(1)>" in "".join(token.content for token in inside if token.type in {"text", "text_special"})


def _rows(tokens: list[Any]) -> Iterator[list[Any]]:
    inside, part = False, []
    for token in tokens:
        inside = {"tbody_open": True, "tbody_close": False}.get(token.type, inside)
        part.append(token)
        if inside and token.type == "tr_close":
            yield part
        if token.type in {"tr_close", "tbody_open"}:
            part = []


def test_markdown_says_unproven_and_who_waived(document: Document) -> None:
    """What was never seen red stands under a heading of its own, and a waiver names its owner and its end."""
    text = markdown.render(document)

    assert "## UNPROVEN\n\nNever seen to turn red on purpose: house.a, house.x\n" in text.replace("house.x, house.a", "house.a, house.x")
    assert "waived by Milton until 2026-01-08" in text
