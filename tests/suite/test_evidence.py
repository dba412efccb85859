"""What a real run leaves: results of the published shape, every form that others read, and a history that holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from junitparser import JUnitXml
from markdown_it import MarkdownIt
from oscal_bindings.v1.models import AssessmentResults
from prometheus_client.parser import text_string_to_metric_families
from sarif_kit.validate import assert_valid

from reports.__main__ import main
from tests.suite.conftest import Project

SCHEMA = Path(__file__).parents[2] / "reports" / "schema" / "results-1.json"
READERS: dict[str, Callable[[str], object]] = {
    "junit": JUnitXml.fromstring,
    "sarif": lambda text: assert_valid(json.loads(text)),
    "oscal": lambda text: AssessmentResults.model_validate(json.loads(text)["assessment-results"]),
    "prometheus": lambda text: list(text_string_to_metric_families(text)),
    "markdown": MarkdownIt("gfm-like", {"linkify": False}).parse,
}
"""Heimdall's reader and the page have tests of their own."""


@pytest.fixture
def mended(project: Project) -> Project:
    """A house that was audited with its door open, and then mended."""
    project.write("host/door", "open\n")
    (project.path / "host/roof").unlink()
    project.run()
    project.run("--remediate", "--yes")
    return project


def test_a_real_run(mended: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Two runs, one with a repair: schema, readers, history and verification all agree."""
    out = mended.report.parent
    jsonschema.validate(mended.results(), json.loads(SCHEMA.read_text()), cls=jsonschema.Draft202012Validator)
    for form, read in READERS.items():
        assert main(["--report-dir", str(out), form]) == 0
        read(capsys.readouterr().out)

    assert main(["--report-dir", str(out), "verify"]) == 0
    assert capsys.readouterr().out.startswith("2 lines hold")
    assert main(["--report-dir", str(out), "freshness"]) == 0
    raws = (out / "history.jsonl").read_bytes().splitlines()
    assert [json.loads(raw)["outcomes"]["house.door"] for raw in raws] == ["not met", "fixed"]
