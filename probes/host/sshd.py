"""How SSH lets people in: what sshd's configuration comes to for each account, what the running daemon offers, and every key that opens it.

Arguments: the accounts. Prints one JSON object; fingerprints, never a key's comment.
"""

from __future__ import annotations

import base64
import functools
import glob
import hashlib
import json
import os
import pwd
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

ACCOUNTS = sys.argv[1:]
CONFIG = "/etc/ssh/sshd_config"
KEYS = (
    "passwordauthentication", "kbdinteractiveauthentication", "permitemptypasswords", "permitrootlogin", "pubkeyauthentication", "hostbasedauthentication",
    "gssapiauthentication", "kerberosauthentication", "authenticationmethods", "usepam", "authorizedkeysfile", "authorizedkeyscommand",
    "trustedusercakeys", "authorizedprincipalscommand",
)  # fmt: skip
OLD = {
    "challengeresponseauthentication": "kbdinteractiveauthentication",
    "keyboardinteractiveauthentication": "kbdinteractiveauthentication",
}
USUAL = "22"
PLACES = ("203.0.113.7", "100.64.0.7", "10.0.0.7", "192.168.0.7", "127.0.0.1")
"""From where a connection might come: the internet, an overlay, home networks, the host itself."""
NOBODY = (
    "StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "GlobalKnownHostsFile=/dev/null", "LogLevel=INFO", "BatchMode=yes",
    "PreferredAuthentications=none", "ConnectTimeout=5", "KexAlgorithms=^curve25519-sha256",
)  # fmt: skip
"""How ssh is told to bring nothing and to remember nothing. Its first choice of key exchange costs both ends four times as much, for a secret that nobody needs."""

Row = dict[str, Any]


def run(*words: str) -> tuple[int, str, str]:
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=20, stdin=subprocess.DEVNULL)
    return done.returncode, done.stdout, done.stderr


def sshd() -> str:
    return next((path for path in ("/usr/sbin/sshd", "/usr/local/sbin/sshd") if os.path.exists(path)), "sshd")


def settings(user: str, place: str) -> dict[str, str]:
    """sshd -T for one connection; repeated keys are joined."""
    status, told, error = run(sshd(), "-T", "-f", CONFIG, "-C", f"user={user},host=elsewhere,addr={place}")
    if status:
        sys.exit(f"sshd -T failed: {(error.strip().splitlines() or ['?'])[-1]}")
    found: dict[str, str] = {}
    for line in told.splitlines():
        key, _, value = line.partition(" ")
        if key in KEYS:
            found[key] = f"{found[key]} {value}" if key in found else value
    return found


def others() -> list[str]:
    """Further ports on which a daemon of SSH listens, whatever started it with which configuration."""
    _, told, _ = run("ss", "-Hltnp")
    found = {line.split()[3].rpartition(":")[2] for line in told.splitlines() if re.search(r'\("(sshd|dropbear|tinysshd)"', line)}
    return sorted(found - {USUAL})


def offers(user: str, port: str = USUAL) -> list[str] | None:
    """What the running daemon itself would take, told to somebody who brings nothing; None when it does not say."""
    words = ("-F", "/dev/null", *(word for option in NOBODY for word in ("-o", option)), "-p", port)
    _, _, error = run("ssh", *words, f"{user}@{address()}", "true")
    found = re.search(r"Permission denied \(([^)]*)\)", error)
    return found[1].split(",") if found else None


@functools.cache
def address() -> str:
    """The host's own address on its first network; a Match for loopback must not hide what others get."""
    _, told, _ = run("ip", "-json", "-4", "address", "show", "scope", "global")
    found = [entry["local"] for link in json.loads(told or "[]") for entry in link.get("addr_info", ())]
    return found[0] if found else "127.0.0.1"


def lines(path: str, match: str = "") -> Iterator[Row]:
    """Every setting of a file and those that it includes, with the Match that it stands under."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            text = file.read()
    except OSError:
        return
    for number, line in enumerate(text.splitlines(), 1):
        words = re.split(r"[\s=]+", line.strip(), maxsplit=1)
        if not words[0] or words[0].startswith("#"):
            continue
        key, value = OLD.get(words[0].lower(), words[0].lower()), words[1].strip() if len(words) > 1 else ""
        if key == "match":
            match = value
        elif key == "include":
            for pattern in shlex.split(value):
                for inner in sorted(glob.glob(pattern if pattern.startswith("/") else f"/etc/ssh/{pattern}")):
                    yield from lines(inner, match)
            yield {"file": path, "number": number, "key": key, "value": value, "match": match, "line": line}
        else:
            yield {"file": path, "number": number, "key": key, "value": value.strip('"'), "match": match, "line": line}


def expanded(pattern: str, account: pwd.struct_passwd) -> str:
    path = pattern.replace("%h", account.pw_dir).replace("%u", account.pw_name).replace("%U", str(account.pw_uid)).replace("%%", "%")
    return path if path.startswith("/") else os.path.join(account.pw_dir, path)


def keys(user: str, told: dict[str, str]) -> Iterator[Row]:
    """Each key in each file that counts for an account, and each authority that may vouch for one."""
    account = pwd.getpwnam(user)
    for pattern in told.get("authorizedkeysfile", "").split():
        if pattern != "none":
            yield from in_file(user, expanded(pattern, account))
    authorities = told.get("trustedusercakeys", "none")
    if authorities != "none":
        yield from ({**row, "authority": True} for row in in_file(user, authorities))


def in_file(user: str, path: str) -> Iterator[Row]:
    """A line at a time: ssh-keygen would pass over what it cannot read."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            text = file.read()
    except (FileNotFoundError, NotADirectoryError):
        return
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            options, kind, key = parted(line)
            yield {"user": user, "file": path, "fingerprint": fingerprint(kind, key), "authority": "cert-authority" in options}


def parted(line: str) -> tuple[list[str], str, str]:
    """Options, type and body of a key; of a line that holds none, all is options."""
    try:
        words = shlex.split(line.replace(",", " "), comments=False)
    except ValueError:
        words = line.split()
    known = next((place for place, word in enumerate(words[:-1]) if re.match(r"(ssh|ecdsa|sk)-", word)), None)
    return (words, "", "") if known is None else (words[:known], words[known], words[known + 1])


def fingerprint(kind: str, key: str) -> str:
    """As ssh-keygen -l tells it; "" for what is no key of that type. Source: RFC 4253, section 6.6."""
    try:
        body = base64.b64decode(key, validate=True)
    except ValueError:
        return ""
    if not kind or body[4 : 4 + int.from_bytes(body[:4], "big")] != kind.encode():
        return ""
    return f"SHA256:{base64.b64encode(hashlib.sha256(body).digest()).decode().rstrip('=')}"


def main() -> None:
    read = list(lines(CONFIG))
    places = PLACES if any(row["match"] for row in read) else PLACES[:1]  # without a Match it is the same from everywhere
    told = {user: [settings(user, place) for place in places] for user in ACCOUNTS}
    written = [row for row in read if row["key"] in KEYS or row["key"] == "include"]
    print(json.dumps({
        "settings": {user: [list(found.items()) for found in views] for user, views in told.items()},
        "offers": {user: offers(user) for user in ACCOUNTS},
        "elsewhere": {port: sorted({method for user in ACCOUNTS for method in offers(user, port) or ()}) for port in others()},
        "written": written,
        "keys": [row for user in ACCOUNTS for row in keys(user, told[user][0])],
    }))  # fmt: skip


main()
