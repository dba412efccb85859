"""What was run on hosts can be had from a run's results, as it ran."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from probes.evidence import Asked
from reports import __main__, formats, html, redact, scripts, view
from reports.results import Document
from suite import terminal
from tests.reports.conftest import LONG


def test_each_script_is_kept_once_under_its_digest(document: Document) -> None:
    """Evidence names a script, and the run keeps its text; what is no script has no name."""
    names = {one["command"] for row in document["requirements"] for one in row["evidence"]}

    assert set(document["commands"]) == names
    assert document["commands"][hashlib.sha256(b"stat house.b\n").hexdigest()[:12]] == "stat house.b\n"
    assert [one.rows for one in scripts.ran(document)] == [1] * len(names)


def test_a_script_about_secrets_is_shown_as_it_ran() -> None:
    """Masks are for values: a line that reads a token from a file is no token, and would not run with a part of it masked."""
    line = 'token=$(cat /etc/vault-agent/token) && test -n "$token"'

    assert redact.code(line) == line
    assert redact.code("git ls-remote https://claude:open-sesame@forge/x") == "git ls-remote https://***@forge/x"
    assert redact.code("x='hvs." + "A" * 24 + "'") == "x='***'"


def test_a_script_is_printed_by_name(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the report names can be run again; a name that is none is told in one sentence."""
    name = hashlib.sha256(b"stat house.b\n").hexdigest()[:12]

    assert __main__.main([f"--report-dir={folder}", "command", name, "20260101T000000Z-0000"]) == 0
    assert capsys.readouterr().out == "stat house.b\n"
    assert __main__.main([f"--report-dir={folder}", "command", "no", "20260101T000000Z-0000"]) == 1
    assert "no host was given a command named 'no'" in capsys.readouterr().err


def test_a_question_leads_to_its_command(document: Document) -> None:
    """On the page: where it was asked stands how the command begins, and below all of them the command itself."""
    page, name = html.render(document), hashlib.sha256(b"stat house.b\n").hexdigest()[:12]

    assert page.count(f'href="#sh-{name}"') == 1
    assert page.count(f'id="sh-{name}"') == 1
    assert "<code>stat house.b</code>" in page
    assert '<pre class="cmd" tabindex="0">stat house.b' in page
    assert scripts.first(LONG) == f"{LONG.partition(chr(10))[0]} …"
    assert view.printing(name, {**document, "options": ["--report-dir=/tmp/my reports"]}) == (
        f"python -m reports '--report-dir=/tmp/my reports' command {name} {document['run']} > look.sh"
    )


def test_a_command_of_one_line_is_told_where_it_was_asked(document: Document) -> None:
    """Longer ones are told by their names, in every form."""
    for form in ("hdf", "oscal"):
        told = formats.FORMATS[form](document)
        assert "(stat house.b; exit 0)" in told
        assert f"(command {hashlib.sha256(LONG.encode()).hexdigest()[:12]}; exit 0)" in told
    assert json.loads(formats.FORMATS["hdf"](document))
    assert (
        terminal.asked_of(Asked("agents", "the door", "exit 0", 0.01, "stat /door"), None)
        == "agents: the door: exit 0 in 0.010 s: stat /door"
    )
    assert "python -m reports command " in terminal.asked_of(Asked("agents", "the door", "exit 0", 0.01, LONG), None)
    assert terminal.asked_of(Asked("Proxmox", "GET /nodes", "200", 0.01), None) == "Proxmox: GET /nodes: 200 in 0.010 s"
