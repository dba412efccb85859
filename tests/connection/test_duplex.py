"""A command that talks back and forth, on a channel of its own."""

from __future__ import annotations

import pytest

from probes.link import Link
from probes.unseen import Unseen
from tests.connection.conftest import Sshd


def test_it_talks_back_and_forth(link: Link) -> None:
    """Lines and exact sizes, in turn, and an exit status at the end."""
    talk = link.start("sh -c 'while read -r x; do echo \"<$x>\"; done; exit 7'")

    talk.send(b"one\n")
    assert talk.line(5) == b"<one>"
    talk.send(b"two\n")
    assert (talk.read(3, 5), talk.read(3, 5)) == (b"<tw", b"o>\n")
    assert talk.end(5) == 7


def test_it_has_a_clean_environment(link: Link) -> None:
    """As a script has."""
    assert link.start("sh -c 'test -z \"$SSH_CONNECTION\" && test $LC_ALL = C.UTF-8'").end(5) == 0


def test_silence_has_a_deadline(link: Link) -> None:
    """A command that says nothing is given up."""
    with pytest.raises(Unseen, match=r"an answer from sh of here: it said nothing for 0\.5 s"):
        link.start("sh -c 'exec sleep 2'").line(0.5)


def test_its_end_is_told_with_its_last_words(link: Link) -> None:
    """A command that ended says why on stderr."""
    talk = link.start("sh -c 'echo no such thing >&2; exit 1'")

    with pytest.raises(Unseen, match=r"it ended \(no such thing\)"):
        talk.line(5)


def test_much_on_stderr_blocks_nothing(link: Link) -> None:
    """5 MB on stderr are drained while stdout is awaited."""
    talk = link.start("sh -c 'head -c 5000000 /dev/zero >&2; echo done; exec 2>&-; cat'")

    assert talk.line(5) == b"done"
    assert talk.end(5) == 0


def test_an_end_that_does_not_come_is_told(link: Link) -> None:
    """A command that ignores the end of its input is left alone, and said so."""
    with pytest.raises(Unseen, match=r"did not end within 0\.5 s"):
        link.start("sh -c 'exec sleep 2'").end(0.5)


def test_another_login_is_another(link: Link) -> None:
    """A fresh login proves that one can still get in; it shares nothing with the first."""
    link.open()
    other = link.another()

    assert other.run("true").status == 0
    assert 1 == other.cost.logins == link.cost.logins
    other.close()
    assert link.run("true").status == 0


def test_noise_of_an_rc_file_is_not_its_talk(sshd: Sshd) -> None:
    """What a login prints before the command starts is not the command's."""
    noisy = Link("agents", sshd.login(key=sshd.directory / "noisy"))
    talk = noisy.start("cat")

    talk.send(b"hello\n")
    assert talk.line(5) == b"hello"
    assert talk.end() == 0
    noisy.close()
