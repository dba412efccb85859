"""A wrong estate file is refused in words: file, key, what was wrong, and an example; never a traceback, never a guess."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes import estate
from probes.estate import EstateError
from probes.fields import Secret

ROOT = Path(__file__).parents[2]
GOOD = """
name = "home"

[hosts.agents]
address = "10.0.10.140"
known_hosts = "known_hosts"

[agents]
address = "10.0.10.140"
"""


def refusal(file: Path, text: str) -> str:
    file.write_text(text)
    with pytest.raises(EstateError) as caught:
        estate.load(file)
    return str(caught.value)


def test_the_example_is_valid() -> None:
    """What people copy loads as it is."""
    assert estate.load(ROOT / "estate.example.toml").name == "homelab"


def test_little_is_enough(tmp_path: Path) -> None:
    """A name and one host make an estate; whatever is left out is not configured."""
    (tmp_path / "estate.toml").write_text(GOOD)

    found = estate.load(tmp_path / "estate.toml")

    assert found.vault is None
    assert tmp_path / "known_hosts" == found.hosts.agents.known_hosts


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name = "home"', 'nam = "home"', "nam: no such key; did you mean name?; estate.example.toml lists those that are"),
        ('name = "home"', "", 'name: missing, for example "homelab"'),
        ("known_hosts =", "know_hosts =", "hosts.agents.know_hosts: no such key; did you mean known_hosts?"),
        ("[agents]", "[agent]", "agents: missing"),
        ("[agents]", "[agents]\ncores = 'two'", "agents.cores: Input should be a valid integer"),
        ("[agents]", "[agents]\nvmid = 7", "agents.vmid: Input should be greater than or equal to 100, for example 140"),
        ("[agents]", "[agents]\nhome = '~/x'", "agents.home: '~/x' does not begin with /; it is a path on the host"),
        ("known_hosts =", "port = 0\nknown_hosts =", "hosts.agents.port: Input should be greater than or equal to 1, for example 22"),
        ("known_hosts =", "command_timeout = 0\nknown_hosts =", "hosts.agents.command_timeout: Input should be greater than 0"),
        ("known_hosts =", "via = 'a b'\nknown_hosts =", "hosts.agents.via: String should match pattern"),
        ('address = "10.0.10.140"\nknown', "known", 'hosts.agents.address: missing, for example "10.0.10.140"'),
        ("[agents]", "[ntfy]\nurl='http://n'\ntopic='a'\nreport_topic='a b'\n[agents]", "ntfy.report_topic: String should match pattern"),
        (
            "[agents]",
            "[ntfy]\nurl='http://n'\ntopic='a'\nreport_token={env='T'}\n[agents]",
            "ntfy: holds a report_token and no report_topic to write to",
        ),
        ("[agents]", "[docker]\nmode = 'maybe'\n[agents]", "docker.mode: Input should be 'nested' or 'fallback', for example \"nested\""),
        ("[agents]", "[allow]\nlisteners = ['tcp22']\n[agents]", "allow.listeners.0: String should match pattern"),
        ("[agents]", "[loki]\nurl = 'loki:3100'\n[agents]", "loki.url: String should match pattern '^https?://', for example"),
        ("[agents]", "[loki]\nurl = 'http://me:pw@loki'\n[agents]", "loki.url: holds a user or password"),
        ("[agents]", "[netbird]\nurl = 'http://nb'\ntoken = 'x'\n[agents]", "netbird.token: Input should be"),
        ("[agents]", "[netbird]\nurl = 'http://nb'\ntoken = {}\n[agents]", "netbird.token: name either a file or an environment variable"),
        ("[agents]", "[agents", "not TOML: Expected ']' at the end of a table declaration (at line 8"),
    ],
)
def test_a_wrong_key_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    """Typos, missing keys, wrong types and values out of range."""
    assert old in GOOD

    assert f"{tmp_path}/estate.toml: {said}" in refusal(tmp_path / "estate.toml", GOOD.replace(old, new, 1))


def test_all_wrong_keys_are_told_at_once(tmp_path: Path) -> None:
    """One a line, so that one edit mends them."""
    assert len(refusal(tmp_path / "estate.toml", GOOD.replace("name", "nam", 1)).splitlines()) == 2


@pytest.mark.parametrize("content", ["", "\0", "[]"])
def test_what_is_no_estate_is_refused(tmp_path: Path, content: str) -> None:
    """Empty and other files."""
    assert "estate.toml" in refusal(tmp_path / "estate.toml", content)


def test_bytes_are_no_toml(tmp_path: Path) -> None:
    """A file that is no UTF-8."""
    (tmp_path / "estate.toml").write_bytes(b'name = "caf\xe9"')

    with pytest.raises(EstateError, match="not TOML"):
        estate.load(tmp_path / "estate.toml")


@pytest.mark.parametrize(("name", "why"), [("none.toml", "No such file"), (".", "Is a directory")])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str, why: str) -> None:
    """With what to do instead."""
    with pytest.raises(EstateError, match=why):
        estate.load(tmp_path / name)


def test_no_estate_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One error with the two ways to go on."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ADR023_ESTATE", raising=False)
    monkeypatch.setenv("ADR023_LAB_DIR", str(tmp_path))

    with pytest.raises(EstateError, match=r"--estate=FILE .* or start the lab"):
        estate.find(None)


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o700 | 0o010])
def test_a_secret_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    """A key or token file with a looser mode than 0600 stops the run before anything is asked."""
    (tmp_path / "token").write_text("x")
    (tmp_path / "token").chmod(mode)

    said = refusal(tmp_path / "estate.toml", GOOD + '[netbird]\nurl = "https://nb"\ntoken = { file = "token" }\n')
    assert f"netbird.token.file: {tmp_path}/token may be read by others; make it 0600" in said
    said = refusal(tmp_path / "estate.toml", GOOD.replace("known_hosts =", 'key = "token"\nknown_hosts ='))
    assert f"hosts.agents.key: {tmp_path}/token may be read by others; make it 0600" in said


def test_a_secret_made_loose_later_is_refused_too(tmp_path: Path) -> None:
    """The mode is looked at again when the secret is read."""
    (tmp_path / "token").write_text("secret\n")
    (tmp_path / "token").chmod(0o600)
    secret = Secret(file=tmp_path / "token")
    assert secret.value() == "secret"

    (tmp_path / "token").chmod(0o644)
    with pytest.raises(PermissionError):
        secret.value()


def test_a_secret_may_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """By name; a variable that is not set is an error, not an empty secret."""
    monkeypatch.setenv("ADR023_TEST", "secret")
    assert Secret(env="ADR023_TEST").value() == "secret"

    monkeypatch.delenv("ADR023_TEST")
    with pytest.raises(KeyError):
        Secret(env="ADR023_TEST").value()


def test_no_error_shows_a_secret(tmp_path: Path) -> None:
    """Whoever writes a token where a table belongs does not find it in the error."""
    said = refusal(tmp_path / "estate.toml", GOOD + '[netbird]\nurl = "https://nb"\ntoken = "canary-token"\n')

    assert "canary" not in said
    said = refusal(tmp_path / "estate.toml", GOOD + '[loki]\nurl = "https://me:canary@nb"\n')
    assert "canary" not in said
