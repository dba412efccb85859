"""What can be reached from outside: sockets that listen beyond loopback, and ports that Docker or the firewall leads inside.

Two looks half a second apart: what is there only once was somebody's question on its way out. Prints one JSON object.
"""

from __future__ import annotations

import contextlib
import functools
import glob
import ipaddress
import json
import re
import socket
import subprocess
import time
from typing import Any

COLUMNS = 5
"""Protocol, state, two queues, local address: what ss prints at least."""


def run(*words: str) -> str:
    try:
        done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=15, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout


def docker(path: str) -> Any:
    """What dockerd says over its socket, nothing while it does not run; its own client takes twenty times as long, and would start it.

    Source: Docker Engine API, "List containers" and "Inspect a container".
    """
    if not runs("dockerd"):
        return {}
    try:
        with socket.socket(socket.AF_UNIX) as link:
            link.settimeout(15)
            link.connect("/run/docker.sock")
            link.sendall(f"GET {path} HTTP/1.0\r\nHost: docker\r\n\r\n".encode())
            head, _, body = b"".join(iter(lambda: link.recv(65536), b"")).partition(b"\r\n\r\n")
    except OSError:
        return {}
    return json.loads(body) if b" 200 " in head.partition(b"\r\n")[0] else {}


@functools.cache
def runs(program: str) -> bool:
    for path in glob.glob("/proc/[0-9]*/comm"):
        with contextlib.suppress(OSError), open(path, encoding="utf-8", errors="replace") as file:
            if file.read().strip() == program:
                return True
    return False


def loopback(address: str) -> bool:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    return (mapped or found).is_loopback


def sockets() -> dict[tuple[str, str, int], dict[str, Any]]:
    """Protocol, address and port -> row, of sockets that accept from others."""
    found = {}
    for line in run("ss", "-H", "-tulnp").splitlines():
        parts = line.split()
        if len(parts) < COLUMNS or parts[1] not in ("LISTEN", "UNCONN"):
            continue
        address, _, port = parts[4].rpartition(":")
        address = address.partition("%")[0].strip("[]")
        if loopback(address) or not port.isdigit():
            continue
        owners = re.findall(r'\("([^"]*)",pid=(\d+)', line)
        found[parts[0], address, int(port)] = {
            "protocol": parts[0], "address": address, "port": int(port), "program": owners[0][0] if owners else "", "pid": int(owners[0][1]) if owners else 0,
        }  # fmt: skip
    return found


def unit_of(pid: int, port: int) -> str:
    """The unit of a process, by its control group; of PID 1, the socket unit that listens on the port; none of what is no process."""
    if pid == 0:
        return ""
    if pid == 1:
        match = re.search(
            rf"^\S*:{port}\s+(\S+\.socket)", run("systemctl", "list-sockets", "--no-legend", "--no-pager", "--full"), re.MULTILINE
        )
        return match[1] if match else ""
    found = re.findall(r"/([^/\n]+\.(?:service|scope|socket))(?:/|$)", cgroup(pid), re.MULTILINE)
    return found[-1] if found else ""


def cgroup(pid: int) -> str:
    try:
        with open(f"/proc/{pid}/cgroup", encoding="utf-8") as file:
            return file.read()
    except OSError:
        return ""


def owner(row: dict[str, Any]) -> str:
    """The program, or the nested container that it runs in: one on the host's own network listens like any process."""
    inner = re.search(r"docker[-/]([0-9a-f]{64})", cgroup(row["pid"])) if row["pid"] else None
    name = docker(f"/containers/{inner[1]}/json").get("Name", "") if inner else ""
    return f"container {name.lstrip('/')}" if name else str(row["program"])


def published() -> list[dict[str, Any]]:
    """Ports of nested containers that Docker leads inside; the proxy process may be absent, so Docker itself is asked."""
    rows: list[dict[str, Any]] = []
    for container in [docker(f"/containers/{found['Id']}/json") for found in docker("/containers/json")]:
        ends = [(inner, end) for inner, held in (container["NetworkSettings"].get("Ports") or {}).items() for end in held or []]
        rows += [_led(inner, end, container["Name"].lstrip("/")) for inner, end in ends if not loopback(end["HostIp"] or "*")]
    return rows


def _led(inner: str, end: dict[str, str], name: str) -> dict[str, Any]:
    return {
        "protocol": inner.partition("/")[2],
        "address": end["HostIp"] or "*",
        "port": int(end["HostPort"]),
        "program": f"container {name}",
        "pid": 0,
    }


def redirected() -> list[dict[str, Any]]:
    """Destination rules of the firewall that lead a port elsewhere, whoever wrote them."""
    rows = []
    for line in run("iptables-save", "-t", "nat").splitlines() + run("ip6tables-save", "-t", "nat").splitlines():
        match = re.search(r"-p (tcp|udp) .*--dport (\d+) .*-j (DNAT|REDIRECT)", line)
        local = re.search(r"-d (127\.\S+)", line)
        if match and not local:
            rows.append({"protocol": match[1], "address": "*", "port": int(match[2]), "program": f"a firewall rule ({match[3]})", "pid": 0})
    return rows


first = sockets()
inside = published()
ways = redirected()
time.sleep(0.5)
again = sockets()
rows = [{**row, "unit": ""} for row in inside]  # Docker's own process may hold the port: the container says more
for found in ([again[key] for key in first.keys() & again.keys()], ways):
    known = {(row["protocol"], row["port"]) for row in rows}
    rows += [
        {**row, "unit": unit_of(row["pid"], row["port"]), "program": owner(row)}
        for row in found
        if (row["protocol"], row["port"]) not in known
    ]
print(json.dumps(sorted(rows, key=lambda row: (row["protocol"], row["port"], row["address"]))))
