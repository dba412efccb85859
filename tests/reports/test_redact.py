"""No secret, no control sequence and nothing endless is shown."""

from __future__ import annotations

import random

import pytest

from probes import loaded
from reports import redact

U = "0f5b1c9e-6d3a-4f0e-9b57-3f2a1c0d9e8f"


@pytest.mark.parametrize(
    "secret",
    [
        "sk-ant-" + "api03-AbCdEf0123456789",
        "sk-ant-" + "oat01-AbCdEf0123456789",
        "hvs." + "CAESIJ1234567890abcdefgh",
        "s." + "abcdefghijklmnopqrstuvwx",
        f"PVEAPIToken=audit@pve!adr023={U}",
        f"PBSAPIToken=audit@pbs!adr023:{U}",
        U.upper(),
        "nbp_" + "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789",
        "tk_" + "abcdefghijklmnopqrstuvwxyz012",
        "0123456789abcdef0123456789abcdef01234567",
        "ghp_" + "0123456789abcdefABCDEF0123456789abcd",
        "eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
        "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END OPENSSH PRIVATE KEY-----",
    ],
)
def test_tokens_of_this_estate(secret: str) -> None:
    """A token is masked whole, wherever it stands."""
    assert redact.text(f"before {secret} after") == "before *** after"


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("ANTHROPIC_API_KEY=correct-horse-battery", "ANTHROPIC_API_KEY=***"),
        ("DB_PASSWORD='correct horse'", "DB_PASSWORD='***'"),
        ('{"refreshToken": "correct-horse"}', '{"refreshToken": "***"}'),
        ("Authorization: Bearer abcdefgh12345678", "Authorization: Bearer ***"),
        ("Authorization: token abcdefgh12345678", "Authorization: token ***"),
        ("rclone sync a b --token correct-horse -v", "rclone sync a b --token *** -v"),
        ("+vault_token: correct-horse", "+vault_token: ***"),
        ("X-Api-Key: correct-horse\nX-Other: correct-horse", "X-Api-Key: ***\nX-Other: correct-horse"),
        ("https://claude:correct-horse@git.lan/x.git", "https://***@git.lan/x.git"),
    ],
)
def test_values_beside_telling_names(raw: str, shown: str) -> None:
    """What is called a key, token or password is masked even when it looks like nothing."""
    assert redact.text(raw) == shown


@pytest.mark.parametrize(
    "harmless",
    [
        "claude-remote-control.service sets ANTHROPIC_API_KEY in /etc/systemd/system/x.d/override.conf",
        "Identity(author='Claude the Bot', committer='Claude the Bot')",
        "HostKey=/etc/ssh/ssh_host_ed25519_key",
        "key SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU of a stranger",
        "bind_secret_id=false secret_id_ttl=0",
        "https://claude.ai/code",
        "ssh -i --key /root/.ssh/id_ed25519 and --token -v",
        "  vault_token: {{ lookup_somewhere }}",
        "the token of ntfy@.service: readable by everybody",
        "sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    ],
)
def test_what_may_be_shown(harmless: str) -> None:
    """Names, paths, fingerprints and digests are evidence and stay."""
    assert redact.text(harmless) == harmless


def test_secrets_that_the_run_loaded() -> None:
    """A secret of the estate is masked by its value; one too short to be told from a word is not."""
    loaded.remember("Tr0ub4dor-and-3")
    loaded.remember("hang")

    assert redact.text("it said Tr0ub4dor-and-3 and nothing changed") == "it said *** and nothing changed"


def test_other_shapes_of_a_loaded_secret() -> None:
    """A loaded secret is masked as a URL writes it, in base64, and line by line."""
    loaded.remember("p&ss/word with blank")
    loaded.remember("first line of it\nsecond line of it")

    assert redact.text("a p%26ss%2Fword%20with%20blank b cCZzcy93b3JkIHdpdGggYmxhbms= c") == "a *** b ***= c"
    assert redact.text("only second line of it") == "only ***"


def test_control_characters() -> None:
    """Escape sequences, other control characters and marks that turn text round are gone."""
    assert redact.text("a\x1b[31mred\x1b[0m \x1b]0;title\x07b\x00\r\u202ec\u2066d\te\nf") == "ared bcd\te\nf"


def test_a_token_cut_by_an_escape_sequence() -> None:
    """A secret cannot hide behind colours."""
    assert redact.text("hvs.CAESIJ\x1b[1m1234567890abcdefgh") == "***"


def test_cap() -> None:
    """Evidence has an end, and says how much was left out."""
    assert redact.text("x" * 5000, redact.CAP) == "x" * 4096 + " … (904 more characters)"


def test_everything() -> None:
    """A document is masked in every string, keys included."""
    assert redact.everything({"a": ["API_TOKEN=12345678", 1, None], "hvs.CAESIJ1234567890abcdefgh": True}) == {
        "a": ["API_TOKEN=***", 1, None],
        "***": True,
    }


def test_what_is_passed_over_holds_nothing() -> None:
    """A text that lacks the words of a mask would not have been changed by it."""
    dice = random.Random(4)
    parts = ["sk-", "hvs.", "s.", "eyJ", "tk_", "PVEAPIToken=", "0123abcd", "-4f0e", "-----BEGIN A PRIVATE KEY-----", "Bearer ", "BASIC ", "Authorization: x ",
             "https://", "a:b@", "@", "Key=", "--Token ", "passWord: ", "Cookie: ", "secret", "auth", "author", "correct-horse", "ABCDEFGH", " ", "\n", "\u017f", "COOK\u0130E=", "cred\u0131ntial=", "cook\u0131e: ", "Bas\u0131c ", "'"]  # fmt: skip
    for _ in range(20_000):
        raw = shown = "".join(dice.choices(parts, k=dice.randint(1, 7)))
        for pattern, mask, _words in redact._MASKS:
            shown = pattern.sub(mask, shown)
        assert redact.text(raw) == shown, raw
