"""Names: what the homelab's own server says, asked by its address. Source: dnspython; RFC 4592 on wildcards."""

from __future__ import annotations

import secrets
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from probes.estate import Estate
from probes.evidence import Asked, note
from probes.memory import Memory
from probes.unseen import Unseen

SYSTEM = "DNS"
SECONDS = 5.0


@dataclass(eq=False)
class Dns:
    """Each answer is kept for as long as this object lives, which is one pass."""

    server: str
    port: int
    domain: str
    _memory: Memory = field(default_factory=Memory)
    _nobody: str = field(default_factory=lambda: secrets.token_hex(8))

    def addresses(self, name: str, kind: str = "A") -> frozenset[str]:
        """The addresses of a name in the domain; empty when the server says that there are none. Raises Unseen when it does not say."""
        return self._memory.ask(f"{name} {kind}", lambda: self._look(f"{name}.{self.domain}.", kind))

    def wildcard(self, kind: str = "A") -> frozenset[str]:
        """Where a name leads that nobody gave to anything; empty when there is no wildcard."""
        return self.addresses(self._nobody, kind)

    def _look(self, name: str, kind: str) -> frozenset[str]:
        import dns.exception  # noqa: PLC0415  (only the rows about names need it)
        import dns.resolver  # noqa: PLC0415

        asked, began = f"the address of {name.rstrip('.')}", time.monotonic()
        resolver = dns.resolver.Resolver(configure=False)
        resolver.nameservers, resolver.port, resolver.lifetime = [self.server], self.port, SECONDS
        try:
            found: Any = resolver.resolve(name, kind)
            return frozenset(record.address for record in found)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return frozenset()
        except dns.exception.DNSException as error:
            raise Unseen(asked, SYSTEM, f"{self.server} gave no answer ({type(error).__name__})") from error
        finally:
            note(Asked(SYSTEM, f"{kind} {name}", "asked", time.monotonic() - began))

    def ahead(self) -> None:
        for kind in ("A", "AAAA"):
            with suppress(Unseen):  # asked again by whoever needs it, who then says so
                self.wildcard(kind)


def connect(estate: Estate) -> Dns:
    """Raises Unseen when the estate does not configure DNS."""
    if estate.dns is None:
        raise Unseen("anything", SYSTEM, "the estate does not configure it")
    return Dns(str(estate.dns.server), estate.dns.port, estate.domain)
