"""The one place that decides what may be shown: no secret, no control sequence, nothing endless."""

from __future__ import annotations

import re
import unicodedata
from base64 import b64encode
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from probes.loaded import secrets

MASK = "***"
SHORTEST = 8
"""Shorter secrets are not matched by value: masking "hang" would turn "changed" into nonsense."""
CAP = 4096

_TOKENS = re.compile(
    r"""
    -----BEGIN[ ][A-Z ]*PRIVATE[ ]KEY-----.*?(?:-----END[ ][A-Z ]*PRIVATE[ ]KEY-----|\Z)
    | \bsk-(?:ant-)?[\w-]{8,}                                   # Anthropic, OpenAI
    | \b(?:hv[sbr]|s)\.[A-Za-z0-9_-]{20,}                       # Vault and OpenBao tokens
    | \b(?:PVE|PBS)APIToken=\S+
    | \beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?                    # JSON web tokens
    | \b(?:tk_[a-z0-9]{16,}|nbp_\w{16,}|gh[pousr]_\w{16,}|github_pat_\w{16,}|glpat-[\w-]{16,}|xox[abp]-[\w-]{8,})
    | \b[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}\b   # secret ids, Netbird set-up keys
    | (?<![0-9A-Za-z])[0-9a-f]{40}(?![0-9A-Za-z])               # Forgejo tokens
    """,
    re.VERBOSE | re.DOTALL,
)
_HEADER = re.compile(r"\b((?:Bearer|Basic|Authorization:\s*\w+)\s+)[\w.~+/=-]{8,}", re.IGNORECASE)
_TELLING = r"(?:key|token|secret|passw(?:or)?d|passphrase|credential|auth(?!or)|cookie)[\w-]*"
_ARGUMENT = re.compile(rf"(?<![\w-])(--?[\w-]*{_TELLING}\s+)(?!-|/|SHA256:)\S{{8,}}", re.IGNORECASE)  # --token VALUE, of a command line
_ALONE = re.compile(
    rf"^([+ \t-]*[\w.-]*{_TELLING}:[ \t]+)(?![/|>&*]|SHA256:)[^\s{{}}]{{8,}}[ \t]*$", re.IGNORECASE | re.MULTILINE
)  # YAML, headers
_IN_URL = re.compile(r"(?<=://)[^\s/@:'\"]*:[^\s/@'\"]+(?=@)|(?<=://)[^\s/@:'\"]{16,}(?=@)")
_NAMED = re.compile(
    rf"""({_TELLING}
        (?:["']\s*:\s*|=))
        (?!["']?(?:/(?:etc|home|root|run|srv|tmp|usr|var)/|SHA256:))
        (?:(["'])(?:(?!\2)[^\n]){{8,}}\2 | [^\s"',;)\]}}]{{8,}})""",
    re.IGNORECASE | re.VERBOSE,
)
_BEGINS = (
    "-----begin", "sk-", "hvs.", "hvb.", "hvr.", "apitoken=", "eyj", "tk_", "nbp_", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "xox",
)  # fmt: skip
_BARE = re.compile(r"[0-9A-Fa-f]{8}|s\.[\w-]{20}")
"""What is in a token that begins with none of these."""
_TELLS = ("key", "token", "secret", "passw", "passphrase", "credential", "auth", "cookie")
Mask = tuple[re.Pattern[str], str, tuple[str, ...]]
_MASKS: tuple[Mask, ...] = (
    (_TOKENS, MASK, _BEGINS), (_HEADER, rf"\1{MASK}", ("bearer", "basic", "authorization")), (_IN_URL, MASK, ("://",)),
    (_NAMED, rf"\1\2{MASK}\2", _TELLS), (_ARGUMENT, rf"\1{MASK}", _TELLS), (_ALONE, rf"\1{MASK}", _TELLS),
)  # fmt: skip
"""What is masked, by what, and words of which it takes one, in small letters: most texts have none, which is known in a tenth of the time."""
_OF_PEOPLE = frozenset({_NAMED, _ALONE})
"""Masks that a script of ours is spared."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")


def text(raw: str, cap: int | None = None) -> str:
    """``raw`` as it may be shown: secrets masked, terminal and direction controls gone, at most ``cap`` characters."""
    shown = _masked(raw if cap is None else _ample(raw, cap), secrets())
    if cap is not None and max(len(shown), len(raw) - 3 * cap) > cap:
        return f"{shown[:cap]} … ({len(raw) - cap} more characters)"
    return shown


@lru_cache(maxsize=4096)  # the same fact stands in the evidence of many rows
def _masked(raw: str, known: frozenset[str], spared: frozenset[re.Pattern[str]] = frozenset()) -> str:
    shown = _plain(raw)
    for shape in _shapes(known):
        shown = shown.replace(shape, MASK)
    folded = shown.casefold().replace("i\u0307", "i").replace("\u0131", "i")  # as an expression that ignores case sees them
    for pattern, mask, words in _MASKS:
        if pattern not in spared and (any(word in folded for word in words) or (pattern is _TOKENS and _BARE.search(shown))):
            shown = pattern.sub(mask, shown)
    return shown


@lru_cache(maxsize=8)
def _shapes(known: frozenset[str]) -> tuple[str, ...]:
    """The secrets as they may stand in a text, the longest first: as they are, line by line, as a URL writes them, and in base64."""
    parts = {part.strip() for secret in known for part in (secret, *secret.splitlines())}
    long = [part for part in parts if len(part) >= SHORTEST]
    coded = {coded for part in long for coded in (part, quote(part, safe=""), b64encode(part.encode()).decode().rstrip("="))}
    return tuple(sorted(coded, key=len, reverse=True))


def _ample(raw: str, cap: int) -> str:
    """Enough of an endless text to show ``cap`` characters of it once it is masked; cut where no secret can be cut in two."""
    return raw if len(raw) <= 4 * cap else raw[: 4 * cap].rpartition(" ")[0] or raw[: 4 * cap]


def _plain(raw: str) -> str:
    """Without escape sequences and without characters that steer a terminal or the direction of text."""
    without = _ESCAPES.sub("", raw)
    if without.isascii():
        return _CONTROLS.sub("", without)
    return "".join(one for one in without if one in "\n\t" or unicodedata.category(one) not in {"Cc", "Cf", "Cs", "Co"})


def code(raw: str) -> str:
    """A script of ours: it is shown as it ran, but for what is a secret by its value or its shape. Names of secrets are what scripts are about."""
    return _masked(raw, secrets(), _OF_PEOPLE)


def everything(document: Any) -> Any:
    """A JSON-able document with every string of it, keys included, made fit to be shown."""
    match document:
        case str():
            return text(document)
        case dict():
            return {text(key): everything(value) for key, value in document.items()}
        case list() | tuple():
            return [everything(one) for one in document]
    return document
