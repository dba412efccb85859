"""A table is put into a file that people write too, and nothing of theirs is lost."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from reports import tables

OLD = """\
# ours

# about the first
["a.one"]  # why
reason = "old"  # since spring
# kept
until = 2026-01-01

# about the second
["a.two"]
reason = "stays"
"""


def test_replaces_one_table(tmp_path: Path) -> None:
    """The table is another, the rest and every comment line are as they were, and so is the file's mode."""
    file = tmp_path / "w.toml"
    file.write_text(OLD)
    file.chmod(0o640)

    tables.put(file, "a.one", {"reason": 'a "new"\none [x]', "until": date(2027, 1, 31)}, "# head")

    text = file.read_text()
    assert tomllib.loads(text) == {"a.one": {"reason": 'a "new"\none [x]', "until": date(2027, 1, 31)}, "a.two": {"reason": "stays"}}
    assert [line for line in text.splitlines() if line.startswith("#")] == ["# ours", "# about the first", "# kept", "# about the second"]
    assert '["a.one"]  # why' in text
    assert text.index("# about the second") > text.index("# kept")
    assert file.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["w.toml"]


def test_a_new_file(tmp_path: Path) -> None:
    """A file that is not there yet begins with its head."""
    tables.put(tmp_path / "w.toml", "a.one", {"reason": "r"}, "# head")
    tables.put(tmp_path / "w.toml", "a.two", {"reason": "s"}, "# head")

    assert (tmp_path / "w.toml").read_text() == '# head\n\n["a.one"]\nreason = "r"\n\n["a.two"]\nreason = "s"\n'


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    """It is named, and stays as it is."""
    (tmp_path / "w.toml").write_bytes(b"\xff\xfe")

    with pytest.raises(tables.TableError, match=r"w\.toml: is not UTF-8 text"):
        tables.put(tmp_path / "w.toml", "a.one", {"reason": "new"}, "# head")

    assert (tmp_path / "w.toml").read_bytes() == b"\xff\xfe"


@pytest.mark.parametrize("text", ['"a.one" = { reason = "inline" }\n', '["b.x"]\nwhy = """\n["a.one"]\n"""\n'])
def test_refuses_what_it_would_break(tmp_path: Path, text: str) -> None:
    """Where a table cannot be put in faithfully, the file stays and the lines to write are told."""
    (tmp_path / "w.toml").write_text(text)

    with pytest.raises(tables.TableError, match="write by hand"):
        tables.put(tmp_path / "w.toml", "a.one", {"reason": "new"}, "# head")

    assert (tmp_path / "w.toml").read_text() == text
