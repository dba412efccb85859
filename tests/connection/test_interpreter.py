"""Programs in Python, which share one interpreter: each sees and says what it would on its own."""

from __future__ import annotations

import time

import pytest

from probes.host import program, script
from probes.interpreter import Interpreter
from probes.link import MUCH, Link
from probes.unseen import Unseen

MANY = [f"echo {number}" for number in range(MUCH)]
"""So many that a host is asked ahead by several at once."""


def said(link: Link, asked: str) -> tuple[int, str, str]:
    pending = link.run(asked)
    out, err = (stream or b"" for stream in pending.streams)
    return pending.status, out.decode(), err.decode()


def test_what_the_probes_send_is_a_program() -> None:
    """The very lines that ``script`` writes are known as such, and a line of shell is not."""
    assert Interpreter.runs(script("listeners"))
    assert Interpreter.runs(script("tools", "agent", "/home/a b", parts=("logins",)))
    assert not Interpreter.runs("python3 -I -S - <<'PYTHON'\npass\nPYTHON\necho more")


@pytest.mark.parametrize("ahead", [True, False], ids=["shared", "alone"])
def test_a_program_is_on_its_own(link: Link, ahead: bool) -> None:
    """Arguments, an empty stdin, both streams, the exit status and where it runs, whether it shares an interpreter or not."""
    seen = program("import os, sys; print(sys.argv[1:], sys.stdin.read() == '', os.getcwd(), __name__)\nsys.exit('so it is')", "a b", "ü'")
    killed = program("import os; print('alive', flush=True); os.kill(os.getpid(), 9)")
    broken = program("raise ValueError('in this one')")
    after = program("import json; json.spoilt = True"), program("import json; print(hasattr(json, 'spoilt'))")
    if ahead:
        link.ahead([*MANY, seen, killed, broken, *after])

    assert said(link, seen) == (1, "['a b', \"ü'\"] True / __main__\n", "so it is\n")
    assert said(link, killed)[:2] == (137, "alive\n")
    assert said(link, broken)[0] == 1
    assert said(link, broken)[2].endswith("ValueError: in this one\n")
    assert [said(link, each)[1] for each in after] == ["", "False\n"]


def test_much_is_said_whole(link: Link) -> None:
    """More than any pipe holds, on both streams, from several at once."""
    wordy = [program(f"import sys; print('{letter}' * 900_000); print('{letter}' * 300_000, file=sys.stderr)") for letter in "abcd"]
    link.ahead([*MANY, *wordy])

    assert [said(link, each) for each in wordy] == [(0, letter * 900_000 + "\n", letter * 300_000 + "\n") for letter in "abcd"]


def test_who_waits_goes_first(link: Link) -> None:
    """A program that waits in between is among those that begin at once, however late it was named and however short it is."""
    now = "import time; print(time.monotonic_ns())"
    others = [program(f"{now}; import select; select.select([], [], [], 0.2)  # {number}") for number in range(MUCH)]
    waiting = program(f"{now}; time.sleep(0.2)")
    link.ahead([*MANY, *others, waiting])

    assert sum(int(said(link, other)[1]) < int(said(link, waiting)[1]) for other in others) < Interpreter.ABREAST


def test_a_child_that_stays_delays_nobody(link: Link) -> None:
    """An answer ends with its program, not with what that left running."""
    leaving = program("import subprocess; subprocess.Popen(['sleep', '30']); print('gone')")
    link.ahead([*MANY, leaving])

    assert said(link, leaving) == (0, "gone\n", "")


def test_one_that_hangs_is_alone(link: Link) -> None:
    """The others are answered, and the one is told by its deadline."""
    hanging, others = program("import time; time.sleep(60)"), [program(f"print({number})") for number in range(6)]
    link.ahead([*MANY, hanging, *others], limit=2)

    assert [said(link, each)[1] for each in others] == [f"{number}\n" for number in range(6)]
    with pytest.raises(Unseen, match="no answer within 2 s"):
        link.run(hanging)
    assert said(link, program("print('on')"))[1] == "on\n"


def test_one_that_ends_the_interpreter_takes_only_itself_along(link: Link) -> None:
    """What else was asked goes on in a shell."""
    ending, others = program("import os, time; time.sleep(0.3); os.kill(os.getppid(), 9)"), [program(f"print({n})") for n in range(6)]
    link.ahead([*MANY, ending, *others])

    with pytest.raises(Unseen, match="it ended the shell that it ran in"):
        link.run(ending)
    assert [said(link, each)[1] for each in others] == [f"{number}\n" for number in range(6)]


def test_a_host_without_an_interpreter(link: Link, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is no host that is down: its shells answer, and say of a program that there is nothing to run it."""
    monkeypatch.setattr(Interpreter, "COMMAND", "no-such-python")
    here, missing = program("print(1)"), "no-such-python - <<'PYTHON'\nprint(1)\nPYTHON"
    link.ahead([*MANY, here, missing])

    assert said(link, MANY[0]) == (0, "0\n", "")
    assert said(link, here) == (0, "1\n", "")
    assert said(link, missing)[0] == 127


def test_each_is_timed_from_where_it_began(link: Link) -> None:
    """A program that waits for its turn is not taken to run, and so not to hang."""
    slow = [program(f"import time; time.sleep(0.6); print({number})") for number in range(9)]
    began = time.monotonic()
    link.ahead([*MANY, *slow])
    took = [link.run(each).seconds for each in slow]

    assert min(took) > 0.5
    assert max(took) < 0.7 * (time.monotonic() - began), took
