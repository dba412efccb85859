"""What a login gives a user's programs: by PAM's file, and by the user's shell as sshd starts it."""

from __future__ import annotations

import os
import pwd
import subprocess
from collections.abc import Callable

INSIDE = 'mount -t tmpfs tmpfs /tmp && mount --bind "$0" "$0" && mount -o remount,bind,ro "$0"; exec "$@"'
"""The shell runs in namespaces of its own: home read-only, /tmp private, nothing left running."""


def of_login(account: pwd.struct_passwd, wanted: Callable[[str], bool]) -> dict[str, str]:
    """Those variables whose names are wanted."""
    home, shell = account.pw_dir, account.pw_shell
    as_the_user = ["setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--init-groups", "env", "-i", "-C", home]
    given = [f"HOME={home}", f"USER={account.pw_name}", f"LOGNAME={account.pw_name}", f"SHELL={shell}", f"PATH={os.environ['PATH']}"]
    words = [
        *("unshare", "-m", "-p", "-f", "--kill-child", "sh", "-c", INSIDE, home),
        *(*as_the_user, *given, "TERM=dumb", "HISTFILE=/dev/null", *_from_pam(wanted)),
        *(shell, "-l", "-i", "-c", "exec env -0"),
    ]
    done = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", check=False, timeout=20)
    pairs = dict(item.split("=", 1) for item in done.stdout.split("\0") if "=" in item)
    return {name: value for name, value in pairs.items() if wanted(name)}


def _from_pam(wanted: Callable[[str], bool]) -> list[str]:
    """NAME=value of /etc/environment, as pam_env reads it."""
    try:
        with open("/etc/environment", encoding="utf-8", errors="replace") as source:
            lines = [line.strip().removeprefix("export ") for line in source]
    except FileNotFoundError:
        return []
    pairs = [line.partition("=") for line in lines if "=" in line and not line.startswith("#")]
    return [f"{name}={value.strip(chr(34) + chr(39))}" for name, _, value in pairs if wanted(name)]


def of_git(name: str) -> bool:
    """Whether git looks at it."""
    return name.startswith("GIT_") or name in ("EMAIL", "XDG_CONFIG_HOME")
