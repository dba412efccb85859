"""What to say about a name that does not exist; and who runs this."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterable
from difflib import get_close_matches


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """One sentence, with the names that come near."""
    near = get_close_matches(name, list(known), n=3, cutoff=0.5)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    return f"no {what} is called {name!r}{hint}"


def somebody() -> str:
    """The account that runs this; its number, where it has no name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"user {os.getuid()}"
