"""Who vouches for what only a person can see: written by one command, read by the probe as it was written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from probes import attestations
from probes import estate as estates
from reports.__main__ import main
from suite import vouching

ROW = "access.round-trip"
ESTATE = """\
name = "sample"
[hosts.agents]
address = "192.0.2.1"
known_hosts = "known_hosts"
[agents]
address = "192.0.2.1"
clone = "/home/agent/ready"
"""


@pytest.fixture
def estate(tmp_path: Path) -> Path:
    file = tmp_path / "estate.toml"
    file.write_text(f'{ESTATE}[attestations]\nfile = "attestations.toml"\n')
    return file


def attest(estate: Path, *more: str, row: str = ROW) -> int:
    return main(["attest", row, "--by=Milton", "--what=drove a session from the phone", f"--estate={estate}", *more])


def test_written_as_it_is_read(estate: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The table says who, when and what; the report tells until when that counts, by the estate's days."""
    assert attest(estate) == 0

    today = datetime.now(UTC).date()
    found = attestations.attestation(estates.load(estate), ROW)
    assert found
    assert (found.by, found.what) == ("Milton", "drove a session from the phone")
    assert abs(found.on - datetime.now(UTC).timestamp()) < 60
    vouched = vouching.of(estates.load(estate), ROW)
    assert vouched
    assert (vouched.until, vouched.days_left) == (str(today + timedelta(days=180)), 180)
    assert f"Milton vouches for {ROW} until {vouched.until}" in capsys.readouterr().out


def test_again(estate: Path) -> None:
    """A second one takes the place of the first; what others wrote stays."""
    file = estate.parent / "attestations.toml"
    file.write_text('# ours\n\n["access.round-trip"]\nby = "Nobody"\non = 2020-01-01\n\n["other.row"]\nby = "Else"\n')

    assert attest(estate, "--on=2026-01-01") == 0

    text = file.read_text()
    assert text.startswith("# ours\n")
    assert 'by = "Else"' in text
    assert "on = 2026-01-01" in text
    assert "Nobody" not in text


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--on=soon",), "--on: 'soon' is no day; write it as YYYY-MM-DD"),
        (("--on=2999-01-01",), "--on: 2999-01-01 is yet to come"),
        (("--by= ",), '--by is empty; for example --by="Milton"'),
        (("--estate=nowhere.toml",), "nowhere.toml: cannot be read"),
    ],
)
def test_refusals(estate: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...], said: str) -> None:
    """Bad input is one clear error, and nothing is written."""
    assert attest(estate, *more) == 2
    assert said in capsys.readouterr().err
    assert not (estate.parent / "attestations.toml").exists()


def test_only_what_nobody_else_sees(estate: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A row that the suite sees itself cannot be vouched for."""
    assert attest(estate, row="environment.unit") == 2
    assert f"environment.unit is seen by the suite itself; a person can vouch for {ROW}" in capsys.readouterr().err


def test_no_file_named(estate: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An estate without a place for attestations says how to give it one."""
    estate.write_text(ESTATE)

    assert attest(estate) == 2
    assert '[attestations] file = "attestations.toml"' in capsys.readouterr().err
