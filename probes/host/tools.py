"""Which of some programs run for a user, as an SSH command and a login find them. Arguments: user, home, programs. Prints one JSON object.

They are asked for their versions side by side, in namespaces of their own with a throw-away home, since some write there at every call.
"""

from __future__ import annotations

import json
import pwd
import subprocess
import sys

from probes.host.logins import of_login

USER, HOME, *PROGRAMS = sys.argv[1:]
ACCOUNT = pwd.getpwnam(USER)
PATH = "/usr/local/bin:/usr/bin:/bin:/usr/games"
STAGE = (
    f"mount -t tmpfs -o mode=755,uid={ACCOUNT.pw_uid} tmpfs /mnt && exec setpriv --reuid={ACCOUNT.pw_uid} --regid={ACCOUNT.pw_gid} --init-groups"
    f' env -i HOME=/mnt CODEX_HOME=/mnt XDG_CONFIG_HOME=/mnt USER={USER} TERM=dumb sh -s -- "$@"'
)
ASK = """cd /; export PATH; command=$1 login=$2 running=; shift 2
for PATH in "$command" "$login"; do for program; do command -v "$program" || echo; done; done
for program; do
  PATH=$command; command -v "$program" >/dev/null || PATH=$login
  case $program in tmux) flag=-V ;; *) flag=--version ;; esac
  { "$program" "$flag" </dev/null; echo $? >"/mnt/.status $program"; } >"/mnt/.said $program" 2>"/mnt/.complained $program" &
  running="$running $!"
done
{ sleep 20; kill -KILL -1; } &
wait $running
first() { while read -r line; do [ -z "$line" ] || break; done <"$1"; } 2>/dev/null
for program; do
  line=; first "/mnt/.status $program"; printf '%s\\0' "${line:-137}"
  line=; first "/mnt/.said $program"; [ -n "$line" ] || first "/mnt/.complained $program"; printf '%s\\0' "$line"
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
    found["login"] = of_login(ACCOUNT, lambda name: name == "PATH").get("PATH") or found["command"]
    return found


def main() -> None:
    ways = paths()
    words = ["unshare", "-m", "-p", "-f", "--kill-child", "sh", "-c", STAGE, "sh", *ways.values(), *PROGRAMS]
    done = subprocess.run(words, input=ASK, capture_output=True, text=True, errors="replace", timeout=60, check=True)
    *places, said = done.stdout.split("\n", len(ways) * len(PROGRAMS))
    told = said.split("\0")
    print(json.dumps({
        program: {
            "paths": {way: places[place + len(PROGRAMS) * at] for at, way in enumerate(ways)},
            "status": int(told[2 * place]),
            "said": told[2 * place + 1].strip()[:120],
        }
        for place, program in enumerate(PROGRAMS)
    }))  # fmt: skip


if __name__ == "__main__":
    main()
