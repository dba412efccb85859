"""Which of some programs run for a user, as an SSH command and a login find them. Arguments: user, home, programs. Prints one JSON object.

Each is asked for its version in a mount namespace of its own with a throw-away home, since some write there at every call.
"""

from __future__ import annotations

import json
import pwd
import subprocess
import sys

from probes.host.logins import of_login

USER, HOME, *PROGRAMS = sys.argv[1:]
PATH = "/usr/local/bin:/usr/bin:/bin:/usr/games"
STAGE = (
    "mount -t tmpfs -o mode=755 tmpfs /mnt && chown {user} /mnt && exec setpriv --reuid={user} --regid=$(id -g {user}) --init-groups"
    " env -i HOME=/mnt CODEX_HOME=/mnt XDG_CONFIG_HOME=/mnt USER={user} TERM=dumb PATH={path} sh -c 'cd / && exec timeout 10 {program} {flag}'"
)


def paths() -> dict[str, str]:
    """The PATH of an SSH command and of a login of the user."""
    found = {"command": PATH}
    try:
        for line in open("/etc/environment", encoding="utf-8"):  # noqa: SIM115  (read to the end at once)
            if line.startswith("PATH="):
                found["command"] = line.split("=", 1)[1].strip().strip('"')
    except FileNotFoundError:
        pass
    found["login"] = of_login(pwd.getpwnam(USER), lambda name: name == "PATH").get("PATH") or found["command"]
    return found


def where(path: str) -> dict[str, str]:
    """The file that each program's name leads to for the user, "" for none."""
    look = "".join(f"printf '%s\\n' \"$(command -v {program})\"\n" for program in PROGRAMS)
    words = ["setpriv", f"--reuid={USER}", "--clear-groups", "env", "-i", f"PATH={path}", "sh", "-c", look]
    found = subprocess.run(words, capture_output=True, text=True, timeout=10, check=False).stdout.splitlines()
    return dict(zip(PROGRAMS, found, strict=True))


def version(program: str, path: str) -> tuple[int, str]:
    stage = STAGE.format(user=USER, path=path, program=program, flag="-V" if program == "tmux" else "--version")
    said = subprocess.run(["unshare", "-m", "sh", "-c", stage], capture_output=True, text=True, timeout=20, check=False)
    return said.returncode, (said.stdout.strip() or said.stderr.strip()).split("\n")[0][:120]


def main() -> None:
    ways = paths()
    places = {way: where(path) for way, path in ways.items()}
    told = {}
    for program in PROGRAMS:
        found = {way: places[way][program] for way in ways}
        status, line = version(program, ways["command"]) if found["command"] else (127, "")
        told[program] = {"paths": found, "status": status, "said": line}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
