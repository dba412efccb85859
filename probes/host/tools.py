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
    ' env -i HOME=/mnt CODEX_HOME=/mnt XDG_CONFIG_HOME=/mnt USER={user} TERM=dumb PATH={path} sh -s -- "$@"'
)
ASK = """cd /; for program; do
  case $program in tmux) flag=-V ;; *) flag=--version ;; esac
  said=$(timeout 10 "$program" "$flag" 2>/mnt/.said </dev/null); status=$?
  printf '%s\\0%s\\0' "$status" "${said:-$(cat /mnt/.said)}"
done"""
"""As the user, so that a link that a program leaves in its home leads nobody else astray; read from stdin, so that no probe beside takes these words for a job."""


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


def versions(programs: list[str], path: str) -> dict[str, tuple[int, str]]:
    """Exit status and first line of each."""
    words = ["unshare", "-m", "sh", "-c", STAGE.format(user=USER, path=path), "sh", *programs]
    done = subprocess.run(words, input=ASK, capture_output=True, text=True, errors="replace", timeout=60, check=True)
    told = done.stdout.split("\0")
    said = zip(told[::2], told[1::2], strict=False)
    return {name: (int(status), line.strip().split("\n")[0][:120]) for name, (status, line) in zip(programs, said, strict=True)}


def main() -> None:
    ways = paths()
    places = {way: where(path) for way, path in ways.items()}
    said = versions([program for program in PROGRAMS if places["command"][program]], ways["command"])
    told = {}
    for program in PROGRAMS:
        status, line = said.get(program, (127, ""))
        told[program] = {"paths": {way: places[way][program] for way in ways}, "status": status, "said": line}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
