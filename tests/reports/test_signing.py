"""A signed head holds the chain to a key: whoever writes all of it again lacks it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from reports import history
from reports.__main__ import main
from reports.results import Document
from tests.reports.conftest import leave
from tests.reports.test_chain import change, verify, without_results


@pytest.fixture
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SSH key, with the file of those who may sign beside it."""
    file = tmp_path_factory.mktemp("keys") / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file], check=True)
    file.with_name("signers").write_text(f"audit@home {file.with_suffix('.pub').read_text()}")
    return file


def sign(folder: Path, key: Path) -> int:
    return main(["--report-dir", str(folder), "sign", "--key", str(key)])


def test_a_signed_head(folder: Path, key: Path, document: Document, capsys: pytest.CaptureFixture[str]) -> None:
    """A signature by a known signer over a head that is in the chain holds; what came later is counted."""
    assert sign(folder, key) == 0
    assert verify(folder, "--signers", str(key.with_name("signers"))) == 0

    leave(document, "20260107T000000Z-0000", folder)
    assert verify(folder, "--signers", str(key.with_name("signers"))) == 0
    assert "note: 1 lines came after the last good signature" in capsys.readouterr().out


def test_a_chain_that_was_written_anew(folder: Path, key: Path, document: Document, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever writes all of it again, without a fault, lacks the key: the signed head is not in it, nor the one that was noted elsewhere."""
    head = history.digest((folder / history.NAME).read_bytes().split(b"\n")[-2])
    sign(folder, key)
    without_results(folder)
    (folder / history.NAME).unlink()
    for number in range(1, 6):
        leave({**document, "exit_code": 0}, f"2026010{number}T000000Z-0000", folder)

    assert verify(folder) == 0
    assert verify(folder, "--head", head) == 1
    assert verify(folder, "--signers", str(key.with_name("signers"))) == 1
    assert "line 5 of history.jsonl is not the one that was signed" in capsys.readouterr().err


def test_a_signature_that_is_none(folder: Path, key: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing signed, a head that was changed, and a stranger's key are each found."""
    signers = key.with_name("signers")
    assert verify(folder, "--signers", str(signers)) == 1
    assert "nothing is signed" in capsys.readouterr().err

    sign(folder, key)
    (head,) = (folder / "signed").glob("*.json")
    head.write_text(head.read_text().replace('"lines": 5', '"lines": 4'))
    assert verify(folder, "--signers", str(signers)) == 1
    assert "the signature is not good (Signature verification failed: incorrect signature)" in capsys.readouterr().err

    signers.write_text("")
    assert verify(folder, "--signers", str(signers)) == 1
    assert "no signature of one of" in capsys.readouterr().err


def test_only_what_holds_is_signed(folder: Path, key: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A broken chain is not signed, and without a key the error says how one is named."""
    assert sign(folder, key.with_name("nothing")) == 2
    assert not list((folder / "signed").iterdir())
    change(folder, lambda raws: raws[1:])
    assert sign(folder, key) == 1

    assert "nothing was signed" in capsys.readouterr().err
    assert main(["--report-dir", str(folder), "sign"]) == 2
    assert "--key FILE or $ADR023_SIGNING_KEY" in capsys.readouterr().err
