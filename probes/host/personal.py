"""Credentials of persons on a host: private keys, tokens in the places where tools keep them, and agent forwarding. Arguments: user, home.

Names, owners and fingerprints are printed, never a value. Prints one JSON object; the host's own keys are the witness.
"""

from __future__ import annotations

import glob
import itertools
import json
import os
import pwd
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

USER, HOME = sys.argv[1:3]
PRIVATE = re.compile(
    rb"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY|^PuTTY-User-Key-File|^AGE-SECRET-KEY-|-----BEGIN PGP PRIVATE KEY", re.MULTILINE
)
SKIPPED = {".git", "node_modules", ".cache", ".npm", "__pycache__", "site-packages"}
LARGEST = 64 << 10
HOST_KEY = "/etc/ssh/ssh_host_"
TOOLS = {
    ".config/gh/hosts.yml": r"oauth_token:\s*\S", ".config/glab-cli/config.yml": r"token:\s*\S", ".config/tea/config.yml": r"token:\s*\S",
    ".config/hub": r"oauth_token:\s*\S", ".npmrc": r"_(authToken|password)\s*=\s*\S", ".pypirc": r"password\s*[=:]\s*\S", ".aws/credentials": r"aws_secret_access_key\s*=\s*\S",
    ".docker/config.json": r'"auth"\s*:\s*"\S', ".kube/config": r"(token|client-key-data):\s*\S", ".config/rclone/rclone.conf": r"(token|pass)\s*=\s*\S",
    ".config/op/config": r"\S", ".config/sops/age/keys.txt": r"AGE-SECRET-KEY-", ".config/hcloud/cli.toml": r"token\s*=\s*\S",
}  # fmt: skip
"""File below a home -> what in it is a credential."""


def homes() -> list[str]:
    found = {entry.pw_dir for entry in pwd.getpwall() if entry.pw_uid == 0 or entry.pw_dir.startswith("/home/")}
    return sorted({HOME, *found})


def files(top: str) -> Iterator[str]:
    for folder, folders, names in os.walk(top):
        folders[:] = [name for name in folders if name not in SKIPPED]
        yield from (os.path.join(folder, name) for name in names)


def head(path: str) -> bytes:
    """The file when it is small and plain; nothing otherwise."""
    try:
        if os.path.islink(path) or not os.path.isfile(path) or os.path.getsize(path) > LARGEST:
            return b""
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""


def fingerprint(path: str) -> str:
    """Of a private key, with or without its .pub: the public half is in the file itself, locked or not."""
    done = subprocess.run(["ssh-keygen", "-lf", path], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    return done.stdout.split()[1] if done.returncode == 0 else ""


def private_keys() -> Iterator[dict[str, Any]]:
    places = [path for home in homes() for path in files(home)]
    places += [path for top in ("/etc", "/srv", "/opt", "/tmp", "/var/tmp", "/var/backups") for path in files(top)]
    for path in places:
        if PRIVATE.search(head(path)):
            yield {
                "path": path,
                "what": "host key" if path.startswith(HOST_KEY) else "private key",
                "fingerprint": "" if path.startswith(HOST_KEY) else fingerprint(path),
                "host": "",
                "login": "",
            }
    for home in homes():
        for path in glob.glob(os.path.join(home, ".gnupg/private-keys-v1.d/*.key")):
            yield {"path": path, "what": "private key", "fingerprint": "", "host": "", "login": ""}


def tokens() -> Iterator[dict[str, Any]]:
    for home in homes():
        yield from netrc(os.path.join(home, ".netrc"))
        for path in (".git-credentials", ".config/git/credentials"):
            yield from stored(os.path.join(home, path))
        yield from tea(os.path.join(home, ".config/tea/config.yml"))
        for name, pattern in TOOLS.items():
            path = os.path.join(home, name)
            if name != ".config/tea/config.yml" and re.search(pattern, head(path).decode(errors="replace")):
                yield {"path": path, "what": "token", "fingerprint": "", "host": "", "login": ""}


def netrc(path: str) -> Iterator[dict[str, Any]]:
    words = head(path).decode(errors="replace").split()
    machine = login = ""
    for key, value in itertools.pairwise(words):
        machine, login = (value, "") if key == "machine" else ("default", "") if key == "default" else (machine, login)
        login = value if key == "login" else login
        if key == "password" and machine:
            yield {"path": path, "what": "password", "fingerprint": "", "host": machine, "login": login}


def said(account: str, *words: str) -> str:
    """What a program says to an account that is at home."""
    held = pwd.getpwnam(account)
    told = subprocess.run(
        words, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, user=held.pw_uid, group=held.pw_gid,
        extra_groups=os.getgrouplist(account, held.pw_gid), env={"HOME": held.pw_dir, "USER": account, "PATH": os.environ["PATH"]},
    )  # fmt: skip
    return told.stdout


def stores() -> list[str]:
    """Where git's own store is told to keep passwords, by the system's configuration, the service user's or root's."""
    found = set()
    for account in (USER, "root"):
        home = pwd.getpwnam(account).pw_dir
        told = said(account, "git", "-C", "/", "config", "--get-regexp", r"^credential\..*helper$")
        found |= {path.replace("~", home, 1) if path.startswith("~") else path for path in re.findall(r"\sstore\b.*--file[= ](\S+)", told)}
    return sorted(found)


def stored(path: str) -> Iterator[dict[str, Any]]:
    for line in head(path).decode(errors="replace").splitlines():
        url = urlsplit(line.strip())
        if url.password:
            yield {"path": path, "what": "password", "fingerprint": "", "host": url.netloc.rpartition("@")[2], "login": url.username or ""}


def tea(path: str) -> Iterator[dict[str, Any]]:
    """Logins of Forgejo's and Gitea's own client, with the account each is for."""
    for block in re.split(r"^\s*-\s", head(path).decode(errors="replace"), flags=re.MULTILINE)[1:]:
        found = dict(re.findall(r"^\s*(\w+):\s*(\S+)", block, flags=re.MULTILINE))
        if found.get("token"):
            yield {
                "path": path,
                "what": "token",
                "fingerprint": "",
                "host": urlsplit(found.get("url", "")).netloc,
                "login": found.get("user", ""),
            }


def forwarding() -> list[str]:
    """Accounts whose ssh hands their agent on unasked."""
    asked = {account: said(account, "ssh", "-G", "anywhere.invalid") for account in (USER, "root")}
    return [account for account, told in asked.items() if re.search(r"^forwardagent (?!no$)", told, flags=re.MULTILINE)]


rows = [*private_keys(), *tokens(), *(row for path in stores() for row in stored(path))]
print(
    json.dumps(
        {
            "credentials": [row for row in rows if row["what"] != "host key"],
            "witness": any(row["what"] == "host key" for row in rows),
            "forwarding": forwarding(),
        }
    )
)
