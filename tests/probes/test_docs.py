"""A page is what a reader sees of it."""

from __future__ import annotations

from pathlib import Path

from probes.docs import page

SOURCE = """# Page

## Homelab install

1. Run `claude /login`.

<!-- Run `codex login`. -->

> Never set:
>
> - `DISABLE_TELEMETRY`

### Snapshots

| Path | Saved |
| --- | --- |
| `/` | yes |

## Mac install

Run `codex login`.
"""


def test_a_section_holds_those_below_it_and_no_other() -> None:
    """What stands under another heading of the same rank, or in a comment, is not there."""
    part = page(Path("p.md"), SOURCE).part("HOMELAB", "install")

    assert part is not None
    assert "claude /login" in part.text
    assert "codex login" not in part.text
    assert [row for block in part.blocks for row in block.rows] == [("Path", "Saved"), ("/", "yes")]


def test_a_quote_is_one_block() -> None:
    """A warning and the names that it warns of are read together."""
    part = page(Path("p.md"), SOURCE).part("homelab")

    assert part is not None
    assert any("Never" in block.text and "DISABLE_TELEMETRY" in block.text for block in part.blocks)


def test_a_missing_section_is_none() -> None:
    """No words, no section; an empty page has none at all."""
    assert page(Path("p.md"), SOURCE).part("theming") is None
    assert page(Path("p.md"), "").parts == ()
