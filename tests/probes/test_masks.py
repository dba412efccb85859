"""Names travel, values do not: the shell functions and their Python twin agree on every kind."""

from __future__ import annotations

import subprocess

import pytest

from probes import masks


def masked(function: str, text: str) -> str:
    script = f"{masks._text('masks')}{function}"
    return subprocess.run(
        ["sh", "-c", script], input=text, capture_output=True, text=True, check=True, env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    ).stdout


KINDS = [
    ("", "empty"), ("0", "false"), ("False", "false"), ("no", "false"), ("1", "true"), ("TRUE", "true"), ("on", "true"), ("yes", "true"),
    ("sk-ant-api03-x", "set"), ("2", "set"), ("https://api.anthropic.com", "official"), ("https://API.anthropic.com/v1", "official"),
    ("https://api.anthropic.com:443/", "official"), ("https://api.anthropic.com.evil.org", "set"), ("http://api.anthropic.com", "set"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "told"), KINDS)
def test_a_value_becomes_its_kind(value: str, told: str) -> None:
    """On the host and here the same, and a kind stays what it is."""
    assert masked("masked_variables", f"NAME={value}\n") == f"NAME=<{told}>\n"
    assert masks.kind(value) == told
    assert masks.kind(f"<{told}>") == told


def test_a_unit_file_keeps_its_shape() -> None:
    """Quotes, continuation lines and comments are resolved; commands stay, without what is assigned in them or looks like a token."""
    text = (
        "[Service]\n# Environment=ANTHROPIC_API_KEY=sk-1\nEnvironment=\"A=sk x\" \\\n # no\n B='' C=1\n"
        "ExecStart=/usr/bin/env KEY='s e c' /bin/claude --token sk-ant-1 --name ready\nSetCredential=a:secret\nUser=agent\n"
    )

    assert masked("masked_unit", text) == (
        "[Service]\n#\nEnvironment= A=<set> B=<empty> C=<true>\n"
        "ExecStart=/usr/bin/env KEY=<set> /bin/claude --token <token> --name ready\nSetCredential=<set>\nUser=agent\n"
    )


def test_an_environment_file_is_read_as_systemd_does() -> None:
    """Blanks around the name, comments, quotes; a shell's export stays part of the name, which systemd refuses."""
    text = '  A = 1\n#B=2\n;C=3\nexport D=4\nE="5 6"\nF=a\\\nG=b\nno assignment\n'

    assert masked("masked_environment", text) == "A=<true>\nexport D=<set>\nE=<set>\nF=<set>\n"


def test_properties_keep_everything_but_values() -> None:
    """A property's own name is no variable, even where it ends in capitals."""
    text = 'MainPID=88\nEnvironment=A=b "C=d e"\nExecStart={ path=/bin/x ; argv[]=/bin/x TOKEN=abc ; pid=0 }\n'

    assert (
        masked("masked_properties", text)
        == "MainPID=88\nEnvironment= A=<set> C=<set>\nExecStart={ path=/bin/x ; argv[]=/bin/x TOKEN=<set> ; pid=0 }\n"
    )


def test_a_script_carries_its_words_quoted() -> None:
    """A word of the estate cannot end its assignment."""
    assert masks.plain_script("exposure", unit="a'; rm -rf /; '").splitlines()[0] == "unit='a'\"'\"'; rm -rf /; '\"'\"''"
