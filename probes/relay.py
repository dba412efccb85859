"""The way from a host to the relay, tried as the daemon would take it. An active observation: one HTTPS request. Source: curl(1)."""

from __future__ import annotations

from dataclasses import dataclass

from probes.masks import plain_script
from probes.question import Question

CURL = {
    5: "its proxy has no address", 6: "its name does not resolve", 7: "nobody answers there", 28: "it does not answer in time",
    35: "the TLS handshake fails", 52: "it hangs up", 56: "the connection breaks", 60: "its certificate is not trusted", 77: "the host's authorities cannot be read",
    97: "the proxy refuses",
}  # fmt: skip
"""Exit statuses of curl, in words that end a sentence."""


@dataclass(frozen=True, slots=True)
class Way:
    """``fault`` in words, empty when an answer of any status came over a verified connection; ``proxies`` are names of variables.

    ``ahead`` is how many seconds the host's clock is ahead of the relay's, None when the relay told no time.
    """

    fault: str
    status: int
    proxies: tuple[str, ...]
    ahead: int | None


def way(unit: str, relay: str) -> Question[Way]:
    return Question(f"the way to {relay}", plain_script("relay", unit=unit, relay=relay), _read)


def _read(told: str) -> Way:
    lines = [line.partition(" ")[::2] for line in told.splitlines()]
    exit_, *rest = next(words for mark, words in lines if mark == "C").split()
    code = int(exit_)
    ahead = [int(words) for mark, words in lines if mark == "T"]
    fault = "" if code == 0 else CURL.get(code, f"curl fails with {code}")
    return Way(fault, int(rest[0]) if rest else 0, tuple(words for mark, words in lines if mark == "N"), ahead[0] if ahead else None)
