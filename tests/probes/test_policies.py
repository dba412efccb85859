"""Policy texts are read as the server reads them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probes.policies import Rule, _capabilities, _hcl, _stanzas, allowed, overlaps, rules, stanza


def rule(path: str, *capabilities: str) -> Rule:
    return Rule(path, frozenset(capabilities or ("read",)))


def test_two_stanzas_for_one_path_both_count() -> None:
    """The union is in force, so neither may be lost."""
    text = stanza("secret/data/x", ["read"]) + stanza("secret/data/x", ["update"])

    assert allowed(rules(text), "secret/data/x") == {"read", "update"}


def test_a_slash_before_a_path_counts_for_nothing() -> None:
    """The server takes it away, so the rule is the same (measured)."""
    assert rules(stanza("/secret/data/x", ["read"])) == (rule("secret/data/x"),)


@pytest.mark.parametrize("form", ["hcl", "json", "json-list", "legacy"])
def test_every_form_the_server_takes(form: str) -> None:
    """HCL, JSON as a table, JSON as a list of tables, and the old ``policy = "write"``."""
    text = {
        "hcl": '# dev/ is named here\npath "a/*" { capabilities = ["read", "list"] }',
        "json": json.dumps({"path": {"a/*": {"capabilities": ["read", "list"]}}}),
        "json-list": json.dumps({"path": [{"a/*": [{"capabilities": ["read", "list"]}]}]}),
        "legacy": 'path "a/*" { policy = "read" }',
    }[form]

    assert rules(text) == (rule("a/*", "read", "list"),)


PIECES = [
    stanza("secret/data/x", ["read"]), stanza("/a/+/b*", ["create", "deny"]), stanza("none", []), 'path "tight" {capabilities=["list",]}\n', "\n", "  # a word\n",
    '# path "never" { capabilities = ["sudo"] }\n', '// path "nor this" { capabilities = ["sudo"] }\n', '/* path "nor that" { capabilities = ["sudo"] } */\n',
    'path "old" { policy = "write" }\n', 'path "both" {\n  policy = "read" # so it was\n  capabilities = ["sudo"]\n}\n',
    'path "more" {\n  capabilities = ["read"]\n  min_wrapping_ttl = "1s"\n}\n',
]  # fmt: skip


@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=6),
    st.sampled_from(["", "# the end", '# path "never" { capabilities = ["sudo"] }']),
)
def test_what_is_read_the_short_way_means_the_same(pieces: list[str], end: str) -> None:
    """Plain stanzas are read without the parser of HCL, and whatever stands between or beside them changes nothing; a comment is no rule."""
    text = "".join(pieces) + end
    parsed = tuple(Rule(path.removeprefix("/"), _capabilities(body)) for path, body in _stanzas(_hcl(text)))

    assert set(rules(text)) == set(parsed)


@pytest.mark.parametrize("text", ["path {", "[1]", '{"path": {"a": {"capabilities": "read"}}}', "xx"])
def test_a_text_that_is_no_policy_is_refused(text: str) -> None:
    """It must never be read as a policy without rules."""
    with pytest.raises(ValueError, match=r"policy|capabilities"):
        rules(text)


@pytest.mark.parametrize(
    ("pattern", "top", "expected"),
    [
        ("secret/data/agents/*", "secret/data/agents", True),
        ("secret/data/agents", "secret/data/agents", True),
        ("secret/data/agents/forgejo", "secret/data/agents", True),
        ("secret/data/agentsmith/*", "secret/data/agents", False),
        ("secret/data/agent*", "secret/data/agents", True),
        ("secret/+/agents/*", "secret/data/agents", True),
        ("secret/data/+/x", "secret/data/agents", True),
        ("secret/*", "secret/data/agents", True),
        ("*", "secret/data/agents", True),
        ("secret/data", "secret/data/agents", False),
        ("secret/data/dev/*", "secret/data/agents", False),
        ("+/data/agents", "secret/data/agents", True),
    ],
)
def test_what_a_pattern_can_reach(pattern: str, top: str, expected: bool) -> None:
    """A pattern reaches a place when some path at or below it matches."""
    assert overlaps(rule(pattern), top) is expected


def test_the_most_specific_rule_wins() -> None:
    """A deny on a subtree holds against a broad glob and yields to an exact path."""
    known = [rule("secret/data/*"), rule("secret/data/agents/*", "deny"), rule("secret/data/agents/open", "read")]

    assert allowed(known, "secret/data/shared/x") == {"read"}
    assert allowed(known, "secret/data/agents/x") == frozenset()
    assert allowed(known, "secret/data/agents/open") == {"read"}


def test_a_plus_is_one_segment() -> None:
    """It matches no slash and no empty segment."""
    assert rule("a/+/c").matches("a/b/c")
    assert not rule("a/+/c").matches("a/b/b/c")
