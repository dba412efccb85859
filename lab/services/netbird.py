"""Netbird's management: the API that an audit reads (shared/management/http/api/openapi.yml) and the sign-in of the clients.

State: ``peers.json``, ``policies.json``, ``token``. A peer is known by its key, which the API never shows.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from lab.homelab import Homelab
from lab.services import http
from lab.services.http import Answer, Request, as_json

OVERLAY = "100.92"
PEERS = {"agents": (140, "hosts"), "dev": (131, "hosts"), "milton-mac": (10, "personal"), "milton-iphone": (11, "personal")}
"""Name -> the last octet of its overlay address, and its group."""

DOMAIN = "netbird.selfhosted"


def seed(lab: Homelab) -> None:
    state = http.fresh_state(lab, "netbird")
    (state / "token").write_text(lab.secret("netbird-api", prefix="nbp_"))
    (state / "peers.json").write_text(json.dumps([_peer(lab, name, *row) for name, row in PEERS.items()], indent=1))
    rules = (_rule("ssh", "tcp", "22"), _rule("mosh", "udp", "60000-61000"))
    (state / "policies.json").write_text(
        json.dumps([{"id": f"pol-{rule['name']}", "name": rule["name"], "enabled": True, "rules": [rule]} for rule in rules])
    )


def serve(lab: Homelab) -> None:
    http.serve(lab, "netbird", lambda request: respond(lab.service("netbird"), request))


def estate(lab: Homelab) -> dict[str, Any]:
    lab.secret("netbird-api", prefix="nbp_")
    return {"url": lab.url("netbird"), "token": {"file": str(lab.secret_file("netbird-api"))}}


def material(lab: Homelab, host: str) -> dict[str, str]:
    """What the client of one container keeps: path -> text; owner root, mode 0600."""
    config = {"PrivateKey": _private_key(lab, host), "ManagementURL": lab.url("netbird"), "WgIface": "wt0", "WgPort": 51820}
    return {"/var/lib/netbird/default.json": json.dumps(config)}


def _private_key(lab: Homelab, host: str) -> str:
    return lab.secret(f"netbird-{host}-key")


def public_key(private: str) -> str:
    """A digest in the place of Curve25519: the programs of both sides agree on it."""
    return hashlib.sha256(private.encode()).hexdigest()[:43] + "="


def _peer(lab: Homelab, name: str, octet: int, group: str) -> dict[str, Any]:
    groups = [{"id": f"grp-{title}", "name": title, "peers_count": 2} for title in ("All", group)]
    return {
        "id": f"peer-{octet}", "name": name, "hostname": name, "ip": f"{OVERLAY}.0.{octet}", "dns_label": f"{name}.{DOMAIN}", "connected": True,
        "last_seen": "2026-11-23T00:00:00Z", "os": "Debian 12", "version": "0.59.2", "groups": groups, "ssh_enabled": False, "ephemeral": False,
        "login_expired": False, "login_expiration_enabled": False, "approval_required": False, "user_id": "", "key": public_key(_private_key(lab, name)),
    }  # fmt: skip


def _rule(name: str, protocol: str, ports: str) -> dict[str, Any]:
    start, _, end = ports.partition("-")
    reach = {"port_ranges": [{"start": int(start), "end": int(end)}]} if end else {"ports": [start]}
    sources, destinations = ([{"id": f"grp-{group}", "name": group, "peers_count": 2}] for group in ("personal", "hosts"))
    return {
        "id": f"rule-{name}", "name": name, "enabled": True, "action": "accept", "bidirectional": False, "protocol": protocol,
        "sources": sources, "destinations": destinations, **reach,
    }  # fmt: skip


def respond(state: Path, request: Request) -> Answer:
    if (request.method, request.path) == ("POST", "/client/sync"):
        return _sync(state, request)
    if not request.path.startswith("/api/"):
        return as_json({"message": "not found", "code": 404}, 404)
    if request.headers.get("Authorization") != f"Token {(state / 'token').read_text()}":
        return as_json({"message": "token invalid", "code": 401}, 401)
    if (request.method, request.path) == ("GET", "/api/peers"):
        wanted = {key: values[0] for key, values in request.query.items() if key in ("name", "ip")}
        return as_json([_public(peer) for peer in _peers(state) if all(peer[key] == value for key, value in wanted.items())])
    if (request.method, request.path) == ("GET", "/api/policies"):
        return as_json(json.loads((state / "policies.json").read_text()))
    return as_json({"message": "not found", "code": 404}, 404)


def _peers(state: Path) -> list[dict[str, Any]]:
    return list(json.loads((state / "peers.json").read_text()))


def _public(peer: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in peer.items() if key != "key"}


def _sync(state: Path, request: Request) -> Answer:
    """A client says its key and learns which peer it is."""
    peers = _peers(state)
    me = next((peer for peer in peers if peer["key"] == request.json().get("key")), None)
    if me is None:
        return as_json({"message": "no peer with this key", "code": 403}, 403)
    others = [
        {"fqdn": peer["dns_label"], "netbirdIp": peer["ip"], "publicKey": peer["key"], "status": "Idle"} for peer in peers if peer is not me
    ]
    return as_json({"ip": f"{me['ip']}/16", "fqdn": me["dns_label"], "peers": others})
