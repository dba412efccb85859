"""Names an SSH public key as ssh-keygen -l does."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re

KEY = re.compile(r"(?:ssh|ecdsa|sk)-\S+\s+(AAAA[A-Za-z0-9+/=]+)")


def fingerprint(line: str) -> str | None:
    """SHA256:… of the key on a line of authorized_keys; None when there is none (a comment, an empty line)."""
    found = KEY.search(line)
    if not found or line.lstrip().startswith("#"):
        return None
    try:
        digest = hashlib.sha256(base64.b64decode(found[1])).digest()
    except binascii.Error:
        return None
    return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")
