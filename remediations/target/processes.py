"""Runs a program on the target, as root or as a user, with a clean environment and a deadline."""

from __future__ import annotations

import os
import pwd
import subprocess
from typing import NamedTuple

from remediations.target.refused import Refused

PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


class Done(NamedTuple):
    code: int
    out: str
    err: str


def run(*argv: str, user: str | None = None, deadline: float = 90) -> Done:
    """Run to the end. Raises Refused when the program is missing or takes too long."""
    command = [*as_user(user), *argv] if user else list(argv)
    environment = {"PATH": PATH, "LC_ALL": "C.UTF-8", "HOME": "/root", "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=deadline, check=False, cwd="/"
        )
    except subprocess.TimeoutExpired as error:
        raise Refused("failed", f"`{argv[0]}` did not end within {deadline:.0f} s") from error
    except OSError as error:
        raise Refused("failed", f"`{argv[0]}` could not be started ({error.strerror})") from error
    return Done(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))


def must(*argv: str, user: str | None = None, deadline: float = 90) -> str:
    """Its stdout. Raises Refused with the last line of stderr when it did not exit 0."""
    done = run(*argv, user=user, deadline=deadline)
    if done.code != 0:
        words = (done.err.strip() or done.out.strip() or f"exit status {done.code}").splitlines()[-1]
        raise Refused("failed", f"`{' '.join(argv[:3])}` failed: {words}")
    return done.out


def as_user(user: str) -> list[str]:
    """The words before a command that make it run as this user, with that user's own small environment."""
    who = pwd.getpwnam(user)
    environment = [f"HOME={who.pw_dir}", f"USER={user}", f"LOGNAME={user}", f"PATH={who.pw_dir}/.local/bin:{PATH}", "LC_ALL=C.UTF-8"]
    own = [] if who.pw_uid == os.geteuid() else ["setpriv", f"--reuid={user}", f"--regid={who.pw_gid}", "--init-groups"]
    return [*own, "env", "-i", *environment, f"XDG_RUNTIME_DIR=/run/user/{who.pw_uid}"]
