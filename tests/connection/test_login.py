"""Who is let in, who is believed, and what a refusal says."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from probes.hostkeys import HostKeyMismatch, known_keys
from probes.link import Link
from probes.sections import Login
from probes.unseen import Unseen
from tests.bench.proxy import Proxy
from tests.connection.conftest import Sshd, new_key, serving


def refusal(to: Login) -> Unseen:
    """What opening a link to this login raises."""
    with pytest.raises(Unseen) as caught:
        Link("agents", to).open()
    return caught.value


def test_a_changed_host_key_is_refused(sshd: Sshd, tmp_path: Path) -> None:
    """Another key than known_hosts holds: nobody is logged in, and both fingerprints are told."""
    theirs = new_key(tmp_path / "other")
    (tmp_path / "known").write_text(f"[127.0.0.1]:{sshd.port} {theirs}")

    error = refusal(sshd.login(known_hosts=tmp_path / "known"))

    assert isinstance(error, HostKeyMismatch)
    (real,), (other,) = (known_keys(file, "127.0.0.1", sshd.port) for file in (sshd.directory / "known_hosts", tmp_path / "known"))
    assert (real.fingerprint, (other.fingerprint,)) == (error.got, error.expected)
    assert real.fingerprint in str(error)
    assert other.fingerprint in str(error)


def test_an_unknown_host_key_is_refused(sshd: Sshd, tmp_path: Path) -> None:
    """A host that known_hosts does not name is not trusted at first sight."""
    (tmp_path / "known").touch()

    error = refusal(sshd.login(known_hosts=tmp_path / "known"))

    assert isinstance(error, HostKeyMismatch)
    assert error.expected == ()
    assert "holds no key for it" in str(error)


def test_a_revoked_host_key_is_refused(sshd: Sshd, tmp_path: Path) -> None:
    """A key that is marked as revoked opens nothing, even when another line trusts it."""
    line = (sshd.directory / "known_hosts").read_text()
    (tmp_path / "known").write_text(f"{line}@revoked {line}")

    assert isinstance(refusal(sshd.login(known_hosts=tmp_path / "known")), HostKeyMismatch)


def test_a_rotated_host_key_may_have_two_lines(sshd: Sshd, tmp_path: Path) -> None:
    """While a key is being changed known_hosts holds both; hashed names and comments are read."""
    old, real = new_key(tmp_path / "old"), (sshd.directory / "known_hosts").read_text()
    (tmp_path / "known").write_text(f"# rotated\n[127.0.0.1]:{sshd.port} {old}{real}")
    subprocess.run(["ssh-keygen", "-q", "-H", "-f", tmp_path / "known"], check=True, capture_output=True)

    link = Link("agents", sshd.login(known_hosts=tmp_path / "known"))
    assert link.run("echo in").streams[0] == b"in\n"
    link.close()


def test_a_refused_login_says_who_was_refused(sshd: Sshd, tmp_path: Path) -> None:
    """A key that the host does not know: unseen, with user and key file."""
    new_key(tmp_path / "stranger")

    error = refusal(sshd.login(key=tmp_path / "stranger"))

    assert str(error).startswith("could not see anything of agents: 127.0.0.1 refused the login as")
    assert str(tmp_path / "stranger") in str(error)


def test_a_key_that_others_may_read_is_not_used(sshd: Sshd, tmp_path: Path) -> None:
    """As OpenSSH does."""
    new_key(tmp_path / "open")
    to = sshd.login(key=tmp_path / "open")
    (tmp_path / "open").chmod(0o640)

    assert "may be read by others" in str(refusal(to))


@pytest.mark.parametrize(("name", "content"), [("absent", None), ("garbage", "no key at all")])
def test_a_key_that_cannot_be_used_is_named(sshd: Sshd, tmp_path: Path, name: str, content: str | None) -> None:
    """A missing or broken key file is the reason, not a traceback."""
    if content:
        (tmp_path / name).write_text(content)
        (tmp_path / name).chmod(0o600)

    assert str(tmp_path / name) in str(refusal(sshd.login(key=tmp_path / name)))


def test_a_missing_known_hosts_is_named(sshd: Sshd, tmp_path: Path) -> None:
    """Without a list of known hosts nobody is believed."""
    error = refusal(sshd.login(known_hosts=tmp_path / "none"))

    assert f"{tmp_path}/none: No such file" in str(error)


def test_a_host_that_is_down_is_unseen_at_once(sshd: Sshd) -> None:
    """Connection refused is told in one sentence, and asked once a pass, not once a scenario."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        link = Link("agents", sshd.login(port=unused.getsockname()[1]))
        for _ in range(3):
            with pytest.raises(Unseen, match="Connection refused"):
                link.run("true")
    assert link.cost.logins == 1


@pytest.fixture
def silent() -> Iterator[socket.socket]:
    """A server that takes a connection and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def test_a_silent_host_is_given_up(sshd: Sshd, silent: socket.socket) -> None:
    """No banner within the deadline: unseen."""
    before = time.monotonic()

    error = refusal(sshd.login(port=silent.getsockname()[1], connect_timeout=1))

    assert time.monotonic() - before < 3
    assert "agents" in str(error)


def test_a_host_that_came_back_is_seen_in_the_next_pass(sshd: Sshd, tmp_path: Path) -> None:
    """A refusal is remembered for one pass only."""
    link = Link("agents", sshd.login(known_hosts=tmp_path / "known"))
    with pytest.raises(Unseen):
        link.run("true")
    (tmp_path / "known").write_text((sshd.directory / "known_hosts").read_text())
    with pytest.raises(Unseen):
        link.run("true")

    link.forget()
    assert link.run("true").status == 0
    link.close()


def test_a_login_without_a_shell_says_why(sshd: Sshd) -> None:
    """The host's own last words are the reason, as when sudo wants a password."""
    error = refusal_when_asked(sshd.login(key=sshd.directory / "guest"))

    assert "it gives no shell (sudo: a password is required)" in str(error)


def refusal_when_asked(to: Login) -> Unseen:
    link = Link("agents", to)
    with pytest.raises(Unseen) as caught:
        link.run("true")
    link.close()
    return caught.value


def test_noise_of_an_rc_file_is_no_answer(sshd: Sshd) -> None:
    """What a login prints before the shell starts belongs to nobody."""
    link = Link("agents", sshd.login(key=sshd.directory / "noisy"))

    assert link.run("echo answer").streams[0] == b"answer\n"
    link.close()


def test_a_jump_host_is_held_to_its_key_too(sshd: Sshd, tmp_path: Path) -> None:
    """Through a jump host the end is reached, and both keys are checked."""
    via = f"{os.environ.get('USER', 'root')}@127.0.0.1:{sshd.port}"
    link = Link("agents", sshd.login(via=via))
    assert link.run("echo through").streams[0] == b"through\n"
    link.close()

    (tmp_path / "known").touch()
    error = refusal(sshd.login(via=via, known_hosts=tmp_path / "known"))
    assert isinstance(error, HostKeyMismatch)
    assert "jump host" in str(error)


def test_a_jump_host_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    """Its channel is asked for with the login; that it is refused is no silence."""
    with serving(tmp_path, option="AllowTcpForwarding no") as closed:
        error = refusal(closed.login(via=f"{os.environ.get('USER', 'root')}@127.0.0.1:{closed.port}"))

    assert "Administratively prohibited" in str(error)


def test_a_key_that_is_not_enough_is_told(tmp_path: Path) -> None:
    """A host that goes on to ask for more has let nobody in."""
    with serving(tmp_path, option="AuthenticationMethods publickey,publickey") as strict:
        assert "refused the login" in str(refusal(strict.login()))


def test_a_host_that_opens_no_channel_is_told(tmp_path: Path) -> None:
    """One may log in, and that is all: the reason is the host's own."""
    with serving(tmp_path, option="MaxSessions 0") as mute:
        link = Link("agents", mute.login())
        with pytest.raises(Unseen, match=r"opens no channel \(.*Connect failed"):
            link.ahead([f"echo {number}" for number in range(20)])
        assert link.cost.logins == 1


@pytest.mark.parametrize("many", [False, True], ids=["few", "many"])
def test_channels_come_with_the_login(sshd: Sshd, tmp_path: Path, many: bool) -> None:
    """From nothing to the answers, a far host is waited for as often as the link says: connecting, banners, keys, signature, command, answer."""
    with Proxy(("127.0.0.1", sshd.port), 0.05) as wire:
        link = Link("here", sshd.behind(wire.port, tmp_path))
        asked = [f"echo {number}" for number in range(20 if many else 2)]
        link.ahead(asked)
        assert all(link.run(script).status == 0 for script in asked)
        assert wire.trips == link.cost.round_trips == 6
        link.close()


def test_an_agent_may_hold_the_key(sshd: Sshd, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a key file the SSH agent is asked."""
    with subprocess.Popen(["ssh-agent", "-D", "-a", tmp_path / "agent"], stdout=subprocess.DEVNULL) as agent:
        monkeypatch.setenv("SSH_AUTH_SOCK", str(tmp_path / "agent"))
        while not (tmp_path / "agent").exists():
            time.sleep(0.05)
        subprocess.run(["ssh-add", "-q", sshd.directory / "user"], check=True)
        link = Link("agents", sshd.login(key=None))
        assert link.run("true").status == 0
        link.close()
        agent.terminate()
