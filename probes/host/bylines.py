"""As whom a user's git commits and pushes in each of its repositories. Arguments: user, unit, Forgejo's URL, then the repositories' paths.

Two contexts are tried: what a login gives git, and what the running unit gives it (its GIT_* variables). Passwords stay here: of each push only
who the server says it is goes out. Prints one JSON object.
"""

from __future__ import annotations

import base64
import json
import os
import pwd
import re
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

from probes.host.logins import of_git, of_login

USER, UNIT, API = sys.argv[1:4]
PATHS = sys.argv[4:]
ACCOUNT = pwd.getpwnam(USER)
PLAIN = {
    "HOME": ACCOUNT.pw_dir,
    "PATH": os.environ["PATH"],
    "LC_ALL": "C.UTF-8",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ASKPASS": "/bin/false",
    "SSH_ASKPASS": "/bin/false",
}
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def as_user() -> None:
    os.initgroups(USER, ACCOUNT.pw_gid)
    os.setgid(ACCOUNT.pw_gid)
    os.setuid(ACCOUNT.pw_uid)


def run(words: list[str], env: dict[str, str], given: str = "") -> tuple[int, str]:
    done = subprocess.run(words, input=given, capture_output=True, text=True, check=False, env=env, preexec_fn=as_user, timeout=20)
    return done.returncode, done.stdout


def git(path: str, env: dict[str, str], *words: str, given: str = "") -> tuple[int, str]:
    return run(["git", "--no-optional-locks", "-c", "core.fsmonitor=false", "-C", path, *words], env, given)


def of_unit() -> dict[str, str] | None:
    """The variables of the running unit that git looks at; None when it does not run."""
    shown = subprocess.run(["systemctl", "show", "-p", "MainPID", "--value", UNIT], capture_output=True, text=True, check=False)
    pid = shown.stdout.strip()
    if pid in ("", "0"):
        return None
    with open(f"/proc/{pid}/environ", "rb") as environ:
        pairs = dict(item.decode(errors="replace").split("=", 1) for item in environ.read().split(b"\0") if b"=" in item)
    return {name: value for name, value in pairs.items() if of_git(name) or name == "HOME"}


def ident(path: str, env: dict[str, str], who: str) -> list[str] | None:
    status, told = git(path, env, "var", f"GIT_{who}_IDENT")
    found = re.match(r"(.*?) ?<(.*?)> \d+", told)
    return [found[1], found[2]] if status == 0 and found else None


def origins(path: str, env: dict[str, str]) -> list[dict[str, str]]:
    """Where user.*, author.* and committer.* stand, weakest first."""
    _, told = git(
        path, env, "config", "--null", "--show-scope", "--show-origin", "--get-regexp", r"^(user|author|committer)\.(name|email)$"
    )
    parts = told.split("\0")
    rows = []
    for scope, origin, pair in zip(parts[0::3], parts[1::3], parts[2::3], strict=False):
        key, _, value = pair.partition("\n")
        file = os.path.join(path, origin.removeprefix("file:")) if origin.startswith("file:") else ""
        rows.append({"scope": scope, "file": file, "key": key, "value": value})
    return rows


def remotes(path: str, env: dict[str, str]) -> list[str]:
    found: list[str] = []
    for name in git(path, env, "remote")[1].split():
        found += git(path, env, "remote", "get-url", "--push", "--all", name)[1].splitlines()
    return list(dict.fromkeys(found))


def push(path: str, env: dict[str, str], address: str) -> dict[str, Any]:
    """Who a push to this address would be."""
    url = urllib.parse.urlsplit(address)
    bare = urllib.parse.urlunsplit((url.scheme, url.netloc.rpartition("@")[2], url.path, "", ""))
    if url.scheme in ("http", "https"):
        user, password, how = url.username or "", url.password or "", "the address itself"
        if header := handed(path, env, bare):
            return {"address": bare, "how": "a header of git's configuration", "named": user, **asked(header)}
        if not password:
            user, password = filled(path, env, url, user)
            how = "git's credential store"
        return {"address": bare, "how": how if password else "nothing", "named": user, **who(user, password)}
    if url.scheme == "ssh" or re.match(r"[^/]+@?[^/:]+:", address):
        target = url.netloc.rpartition("@")[2] if url.scheme else address.partition(":")[0].rpartition("@")[2]
        return {
            "address": re.sub(r"//[^@/]*@", "//", address),
            "how": "an SSH key",
            "named": "",
            "login": None,
            "status": 0,
            "keys": keys(target, {"GIT_SSH_COMMAND": git(path, env, "config", "core.sshCommand")[1], **env}),
        }
    return {"address": bare, "how": "no server", "named": "", "login": None, "status": 0}


def handed(path: str, env: dict[str, str], address: str) -> str:
    """The Authorization that git's own configuration adds to each request for this address; it is sent before any other credential is."""
    _, told = git(path, env, "config", "--null", "--get-urlmatch", "http.extraHeader", address)
    return next((value.partition(":")[2].strip() for value in told.split("\0") if value.lower().startswith("authorization:")), "")


def filled(path: str, env: dict[str, str], url: urllib.parse.SplitResult, user: str) -> tuple[str, str]:
    given = (
        f"protocol={url.scheme}\nhost={url.netloc.rpartition('@')[2]}\npath={url.path.lstrip('/')}\n"
        + (f"username={user}\n" if user else "")
        + "\n"
    )
    _, told = git(path, env, "credential", "fill", given=given)
    found = dict(line.split("=", 1) for line in told.splitlines() if "=" in line)
    return found.get("username", user), found.get("password", "")


def who(user: str, password: str) -> dict[str, Any]:
    """What Forgejo says whose credential that is."""
    if not password:
        return {"login": None, "status": 0}
    return asked("Basic " + base64.b64encode(f"{user}:{password}".encode()).decode())


def asked(authorization: str) -> dict[str, Any]:
    request = urllib.request.Request(f"{API}/api/v1/user", headers={"Authorization": authorization})
    try:
        with OPENER.open(request, timeout=10) as answer:
            return {"login": json.load(answer)["login"], "status": answer.status}
    except urllib.error.HTTPError as error:
        return {"login": None, "status": error.code}
    except (OSError, ValueError, KeyError):
        return {"login": None, "status": -1}


def keys(host: str, env: dict[str, str]) -> list[str]:
    """Fingerprints of the keys that ssh would offer to a host, in its order."""
    chosen = re.findall(r"-i\s*(\S+)", env.get("GIT_SSH_COMMAND", ""))
    _, told = run(["ssh", "-G", host], env)
    files = [*chosen, *(line.split(" ", 1)[1] for line in told.splitlines() if line.startswith("identityfile "))]
    prints = []
    for file in files:
        place = os.path.expanduser(file.replace("~", ACCOUNT.pw_dir, 1) if file.startswith("~") else file)
        status, shown = run(["ssh-keygen", "-lf", place], env)
        if status == 0:
            prints.append(shown.split()[1])
    return list(dict.fromkeys(prints))


def main() -> None:
    live = of_unit()
    logged_in = {**PLAIN, **of_login(ACCOUNT, of_git)}
    contexts = {"login": logged_in, **({"unit": {**PLAIN, **live}} if live is not None else {})}
    trees, pushes = [], []
    for path in PATHS:
        bylines = {name: {who_: ident(path, env, who_.upper()) for who_ in ("author", "committer")} for name, env in contexts.items()}
        trees.append({"path": path, "bylines": bylines, "origins": origins(path, logged_in)})
        seen: list[dict[str, Any]] = []
        for name, env in contexts.items():
            for found in (push(path, env, address) for address in remotes(path, env)):
                if found not in seen:
                    seen.append(found)
                    pushes.append({"path": path, "context": name, "keys": [], **found})
    print(json.dumps({"trees": trees, "pushes": pushes, "variables": sorted(live or {})}))


main()
