"""Values as kinds: what a variable is set to never leaves the host, only whether it is empty, a yes, a no, the vendor's own address or something."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Literal

Kind = Literal["empty", "true", "false", "official", "set"]

MASKED = re.compile(r"<(empty|true|false|official|set)>")
OFFICIAL = re.compile(r"https://api\.anthropic\.com(:443)?(/|$)")
YES, NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off")


def kind(value: str) -> Kind:
    """The kind of a value; one that the host already masked keeps its kind."""
    if masked := MASKED.fullmatch(value):
        return masked[1]  # type: ignore[return-value]  # the expression names the kinds
    word = value.lower()
    if word in YES:
        return "true"
    if word in NO:
        return "false"
    return "empty" if not word else "official" if OFFICIAL.match(word) else "set"


def script(name: str, **words: str) -> str:
    """The probe script ``name``.sh with the masks before it and each word as a shell variable, quoted."""
    assigned = "".join(f"{key}={shlex.quote(value)}\n" for key, value in words.items())
    return assigned + _text("masks") + _text(name)


def plain_script(name: str, **words: str) -> str:
    """The same for a script that meets no value."""
    return "".join(f"{key}={shlex.quote(value)}\n" for key, value in words.items()) + _text(name)


def _text(name: str) -> str:
    lines = (Path(__file__).with_name(f"{name}.sh")).read_text().splitlines()
    return "".join(f"{line.strip()}\n" for line in lines if not line.lstrip().startswith("#"))
