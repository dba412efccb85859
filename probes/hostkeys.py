"""Which key a host must show, and the refusal when it shows another."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from probes.unseen import Unseen

if TYPE_CHECKING:  # whoever names an error here need not wait for a library
    from paramiko import PKey


class HostKeyMismatch(Unseen):
    """The host shows a key that known_hosts does not hold: nothing it says can be believed, so the run must stop.

    ``expected`` are the fingerprints that known_hosts holds for it (empty for an unknown host), ``got`` is the one it shows.
    """

    def __init__(self, of_whom: str, file: Path, expected: tuple[str, ...], got: str) -> None:
        self.expected, self.got = expected, got
        holds = f"holds {' and '.join(expected)}" if expected else "holds no key for it"
        super().__init__("anything", of_whom, f"it shows the host key {got}, but {file} {holds}")


@dataclass(frozen=True, slots=True)
class KnownKey:
    """One line of known_hosts: the kind of key, its base64 text, and whether it is marked as revoked."""

    kind: str
    text: str
    revoked: bool

    @property
    def fingerprint(self) -> str:
        """As OpenSSH prints it, with the kind in front."""
        digest = hashlib.sha256(base64.b64decode(self.text)).digest()
        return f"{self.kind} SHA256:{base64.b64encode(digest).decode().rstrip('=')}"


def known_keys(file: Path, address: str, port: int) -> tuple[KnownKey, ...]:
    """Every line for one host, plain or hashed names (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). Patterns and CAs are not honoured. Raises OSError."""
    name = address if port == 22 else f"[{address}]:{port}"  # noqa: PLR2004  (the port that known_hosts leaves out)
    lines = (line.split() for line in file.read_text().splitlines() if not line.lstrip().startswith("#"))
    return tuple(key for fields in lines for key in _key(fields, name))


def _key(fields: list[str], name: str) -> tuple[KnownKey, ...]:
    revoked = fields[:1] == ["@revoked"]
    match fields[revoked:]:
        case [names, kind, text, *_] if any(_is(name, pattern) for pattern in names.split(",")):
            return (KnownKey(kind, text, revoked),)
    return ()


def _is(name: str, pattern: str) -> bool:
    from paramiko import HostKeys  # noqa: PLC0415

    return pattern == (HostKeys.hash_host(name, pattern) if pattern.startswith("|1|") else name)


def order(keys: tuple[KnownKey, ...], offered: tuple[str, ...]) -> tuple[str, ...]:
    """The host key algorithms to ask for: those of known keys first, or a host with several keys could show an unknown one."""
    kinds = {key.kind for key in keys if not key.revoked}
    return tuple(sorted(offered, key=lambda name: _kind(name) not in kinds))


def _kind(algorithm: str) -> str:
    return "ssh-rsa" if algorithm.startswith("rsa-sha2-") else algorithm


def verify(shown: PKey, keys: tuple[KnownKey, ...], of_whom: str, file: Path) -> None:
    """Let the run go on only with a known key. Raises HostKeyMismatch."""
    this = [key for key in keys if (key.kind, key.text) == (shown.get_name(), shown.get_base64())]
    if not this or any(key.revoked for key in this):
        expected = tuple(key.fingerprint for key in keys if not key.revoked)
        raise HostKeyMismatch(of_whom, file, expected, f"{shown.get_name()} {shown.fingerprint}")
