"""What one framed shell promises, whatever a script does."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from testinfra.host import Host

from probes import connection
from probes.link import Link
from probes.unseen import Unseen
from tests.connection.conftest import serving


def text(link: Link, script: str) -> str:
    return (link.run(script).streams[0] or b"").decode()


def test_a_script_tells_both_streams_and_its_status(here: Host) -> None:
    """stdout, stderr and exit status arrive apart, byte for byte."""
    answer = here.run("printf 'a\\nb'; echo c >&2; exit 3")

    assert (answer.stdout, answer.stderr, answer.rc) == ("a\nb", "c\n", 3)


def test_testinfra_works_on_it(here: Host) -> None:
    """A step may use plain testinfra, quoting included."""
    assert here.file("/etc/passwd").user == "root"
    assert here.check_output("printf %%s %s", "it's; $HOME") == "it's; $HOME"


def test_the_shell_is_clean(link: Link) -> None:
    """No variable of the login, no rc file, only what a probe may rely on."""
    names = {line.partition("=")[0] for line in text(link, "env").splitlines()}

    assert {"PATH", "LC_ALL", "GIT_OPTIONAL_LOCKS"} == names - {"PWD", "OLDPWD", "_", "SHLVL"}


@contextmanager
def granting(most: int, place: Path) -> Iterator[Link]:
    """A host that grants so many sessions."""
    with serving(place, option=f"MaxSessions {most}") as sshd:
        link = Link("here", sshd.login())
        try:
            yield link
        finally:
            link.close()


@pytest.mark.parametrize("most", [1, 2])
def test_a_host_that_grants_few_sessions(most: int, tmp_path: Path) -> None:
    """Shells that share the work are made without where sshd allows no more of them."""
    scripts = [f"echo {number}" for number in range(30)]
    with granting(most, tmp_path) as link:
        link.ahead(scripts)

        assert [text(link, script) for script in scripts] == [f"{number}\n" for number in range(30)]


@pytest.mark.parametrize("most", [2, 4])
def test_a_session_that_only_shares_the_work_is_given_back(most: int, tmp_path: Path) -> None:
    """What needs a channel of its own gets one although the work took all that sshd grants, and no answer is lost by that."""
    scripts = [f"sleep 0.05; echo {number}" for number in range(12)]
    with granting(most, tmp_path) as link:
        link.ahead(scripts)

        assert link.run("echo once", once=True).status == 0
        assert [text(link, script) for script in scripts] == [f"{number}\n" for number in range(12)]


def test_scripts_do_not_touch_each_other(link: Link) -> None:
    """Directory, variables and exit stay inside one script."""
    link.ahead(["cd /tmp; X=1; exit 5", "pwd; echo $X"])

    assert text(link, "pwd; echo $X") == "/\n\n"
    assert link.run("cd /tmp; X=1; exit 5").status == 5


def test_open_stdin_is_empty(link: Link) -> None:
    """`cat` returns at once."""
    assert text(link, "cat") == ""


def test_a_background_child_delays_nobody(link: Link) -> None:
    """A child that holds stdout open does not hold the answer."""
    before = time.monotonic()

    assert text(link, "sleep 3 & echo now") == "now\n"
    assert time.monotonic() - before < 2


def test_binary_output_arrives_whole(here: Host) -> None:
    """Bytes that are no text are told, never fatal, and never invented."""
    answer = here.run(r"printf 'caf\351\000\377'")

    assert answer.stdout_bytes == b"caf\xe9\x00\xff"
    assert answer.stdout == "caf\\xe9\x00\\xff"


@pytest.mark.parametrize(("stream", "to"), [("stdout", ""), ("stderr", " >&2")])
def test_a_flood_is_unseen(link: Link, stream: str, to: str) -> None:
    """5 MB on either stream neither blocks nor gets cut and judged; the next script is answered."""
    with pytest.raises(Unseen, match=f"more than 4 MiB on {stream}"):
        link.run(f"head -c 5000000 /dev/zero{to}")

    assert text(link, "echo after") == "after\n"


def test_just_below_the_cap_arrives_whole(link: Link) -> None:
    """4 MiB are an answer."""
    assert len(link.run("head -c 4194304 /dev/zero").streams[0] or b"") == 4 << 20


def test_a_slow_script_is_given_up(link: Link) -> None:
    """A script that hangs is unseen after its deadline and killed on the host; what waited behind it is answered."""
    link.to = link.to.model_copy(update={"command_timeout": 1.0})
    link.ahead(["echo before", "echo hanging; sleep 71", "echo behind"])

    with pytest.raises(Unseen, match="no answer within 1 s"):
        link.run("echo hanging; sleep 71")
    assert [text(link, "echo before"), text(link, "echo behind")] == ["before\n", "behind\n"]
    assert text(link, "pgrep -fx 'sleep 71' || :") == ""


def test_a_script_that_ends_its_shell_takes_only_itself_along(link: Link) -> None:
    """`kill $$` is unseen; the others are answered by a new shell."""
    link.ahead(["echo before", "kill $$", "echo behind"])

    assert [text(link, "echo before"), text(link, "echo behind")] == ["before\n", "behind\n"]
    with pytest.raises(Unseen, match="ended the shell"):
        link.run("kill $$")


def test_a_syntax_error_is_the_scripts_own(link: Link) -> None:
    """A script that cannot be parsed has a status and a complaint."""
    answer = link.run("if then")

    assert answer.status == 2
    assert b"yntax error" in (answer.streams[1] or b"")


def test_many_questions_cost_no_round_trips(link: Link) -> None:
    """200 scripts asked ahead cost as many round trips as one."""
    link.open()
    before = link.cost.round_trips
    link.ahead(f"echo {n}" for n in range(200))

    assert [f"{n}\n" for n in range(200)] == [text(link, f"echo {n}") for n in range(200)]
    assert link.cost.round_trips - before <= 1
    assert link.cost.logins == 1


def test_a_pass_remembers_and_forgets(link: Link) -> None:
    """Within a pass the same question has the same answer; a new pass asks anew."""
    first = text(link, "date +%N")
    again = text(link, "date +%N")
    link.forget()

    assert first == again != text(link, "date +%N")


def test_once_is_never_from_memory(link: Link) -> None:
    """What observes by doing is done each time it is asked for."""
    assert link.run("date +%N", once=True).streams[0] != link.run("date +%N", once=True).streams[0]


def test_an_answer_shows_no_content(here: Host) -> None:
    """Tracebacks print reprs: no answer's repr holds what the host said."""
    answer = here.run("echo canary; echo canary >&2")

    assert "canary" not in repr(answer).replace(answer.command.decode(), "")
    assert "canary-said" not in repr(connection.link_of(here).run("printf 'canary%s' -said"))
