"""One call to Proxmox VE: who asks, with which parameters, and how it is refused (pve-http-server, Formatter/Standard.pm)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lab.homelab import Homelab
from lab.services.http import Answer, Refused, Request, as_json
from lab.services.proxmox_access import Access


@dataclass(frozen=True, slots=True)
class Call:
    """``params`` holds query or form: a string, or a list where a key came more than once."""

    lab: Homelab
    access: Access
    token: str
    params: dict[str, str | list[str]]
    request: Request

    @property
    def state(self) -> Path:
        return self.lab.service("pve")

    def may(self, path: str, *any_of: str) -> bool:
        return any(privilege in self.access.privileges(self.token, path) for privilege in any_of)

    def need(self, path: str, *any_of: str) -> None:
        """Raise what Proxmox answers to a token without any of these privileges on a path."""
        if not self.may(path, *any_of):
            raise refuse(403, f"Permission check failed ({path}, {'|'.join(any_of)})")

    def text(self, key: str, default: str = "") -> str:
        value = self.params.get(key, default)
        return value if isinstance(value, str) else value[-1]


def refuse(status: int, reason: str, **errors: str) -> Refused:
    """The message stands in the reason phrase and, on current versions, in the body too."""
    body: dict[str, Any] = {"data": None, "message": f"{reason}\n", **({"errors": errors} if errors else {})}
    return Refused(as_json(body, status, reason=reason))


def refuse_parameters(**errors: str) -> Refused:
    return refuse(400, "Parameter verification failed.", **errors)


def unauthorised(reason: str) -> Refused:
    return Refused(Answer(401, reason=reason))
