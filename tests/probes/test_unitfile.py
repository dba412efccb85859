"""Unit files as systemd reads them; systemd.syntax(7), systemd.unit(5)."""

from __future__ import annotations

import math

import pytest

from probes.spans import seconds
from probes.unitfile import File, command, entries, unit
from probes.units import Command, Unit, Variable
from probes.unitwords import expanded, words


def of(text: str, *drop_ins: str, **environment_files: str) -> Unit:
    files = [File("/unit", text), *(File(f"/{number}.conf", drop_in) for number, drop_in in enumerate(drop_ins))]
    return unit("claude-x.service", files, {f"/{name}": content for name, content in environment_files.items()})


def test_a_comment_names_nothing() -> None:
    """Lines that begin with # or ; are no assignments, whatever they say."""
    assert of("[Service]\n#Environment=ANTHROPIC_API_KEY=x\n ; Environment=B=1\n").variables == ()


def test_quotes_and_continuations_join() -> None:
    """A quoted assignment may hold blanks; a backslash joins lines, over comments in between."""
    found = of('[Service]\nEnvironment="A=x y" \\\n# no\n  \'B=2\' C="3 4"\n').variables

    assert [(variable.name, variable.kind) for variable in found] == [("A", "set"), ("B", "set"), ("C", "set")]


def test_an_empty_assignment_resets_lists() -> None:
    """Environment= and ExecStart= begin anew after an empty line; dependencies do not."""
    found = of(
        "[Unit]\nOnFailure=a.service\n[Service]\nEnvironment=A=1\nExecStart=/a\n",
        "[Unit]\nOnFailure=\n[Service]\nEnvironment=\nExecStart=\nExecStart=/b\n",
    )

    assert (found.variables, found.start, found.on_failure) == ((), (Command(("/b",)),), ("a.service",))


def test_the_later_assignment_wins_and_unset_takes_all() -> None:
    """A drop-in overrides the unit; UnsetEnvironment= has the last word."""
    found = of("[Service]\nEnvironment=A=1 B=1\n", "[Service]\nEnvironment=A=\nUnsetEnvironment=B\n")

    assert found.variables == (Variable("A", "empty", "/0.conf"),)


def test_environment_files_come_after_and_may_be_patterns() -> None:
    """Every EnvironmentFile= is read, optional ones and patterns too, over what Environment= set."""
    found = of("[Service]\nEnvironment=A=1\nEnvironmentFile=-/one\nEnvironmentFile=/t*\n", one="A=<false>\n", two="B=<set>\n")

    assert found.variables == (Variable("A", "false", "/one"), Variable("B", "set", "/two"))


def test_a_key_in_the_wrong_section_is_not_read() -> None:
    """systemd ignores After= and OnFailure= in [Service]."""
    found = of("[Service]\nAfter=network-online.target\nOnFailure=ntfy@%n.service\n")

    assert (found.after, found.on_failure) == ((), ())


def test_specifiers_of_the_name() -> None:
    """%n is the full name, %N without suffix, %i the instance, %I with its dashes as slashes."""
    assert of("[Unit]\nOnFailure=ntfy@%n.service ntfy@%N.service\n").on_failure == (
        "ntfy@claude-x.service.service",
        "ntfy@claude-x.service",
    )
    assert expanded("%p %i %I %%", "ntfy@a-b.service") == "ntfy a-b a/b %"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("/bin/a b", Command(("/bin/a", "b"))),
        ("-/bin/a", Command(("/bin/a",), ignores_failure=True)),
        ("+/bin/a", Command(("/bin/a",), privileged=True)),
        ("!!-/bin/a 'x y'", Command(("/bin/a", "x y"), ignores_failure=True, privileged=True)),
        ("@/bin/a other b", Command(("/bin/a", "b"))),
    ],
)
def test_prefixes_of_a_command(text: str, told: Command) -> None:
    """systemd.service(5): - ignores failure, + ! !! keep rights, @ names argv[0]."""
    assert command(text) == told


def test_switches_are_spelled_as_systemd_shows_them() -> None:
    """true, 1 and on are yes; other settings keep their words."""
    found = of("[Service]\nNoNewPrivileges=true\nPrivateTmp=1\nProtectSystem=full\nStartLimitBurst=1\n")

    assert [found.setting(key) for key in ("NoNewPrivileges", "PrivateTmp", "ProtectSystem", "StartLimitBurst")] == [
        "yes",
        "yes",
        "full",
        "1",
    ]


def test_times_and_limits() -> None:
    """Spans are seconds; the old names of the start limit in [Service] still count."""
    found = of("[Service]\nRestartSec=1min 30s\nStartLimitInterval=5min\nStartLimitBurst=4\n")

    assert (found.restart_seconds, found.limit_seconds, found.limit_starts) == (90, 300, 4)
    assert (seconds("100ms"), seconds("infinity"), seconds("0")) == (0.1, math.inf, 0)
    with pytest.raises(ValueError, match="no time span"):
        seconds("soon")


def test_a_reason_stands_right_above() -> None:
    """A comment belongs to the line below it, and to no other."""
    found = entries(File("/u", "[Service]\n# because\nRestart=on-failure\nUser=a\n"))

    assert [entry.reasoned for entry in found] == [True, False]


def test_words_of_a_line() -> None:
    """Quotes count anywhere in a word, and a backslash takes the next character as it is."""
    assert words("a 'b c'd \"e\\\" f\" g\\ h ''") == ["a", "b cd", 'e" f', "g h", ""]


def test_a_template_is_named_for_its_unit() -> None:
    """A dependency on a template without an instance leads to that of the unit's own prefix."""
    assert of("[Unit]\nOnFailure=ntfy@.service ntfy@b.service\n").on_failure == ("ntfy@claude-x.service", "ntfy@b.service")
