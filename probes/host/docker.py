"""Docker as this host has it: who answers on each socket, where the service user's client leads, what listens, what is configured.

Arguments: user, home, unit, clone. Prints one JSON object: names, addresses and modes; environments and command lines are read, never printed.
A socket that only systemd holds is not connected to, since that would start the daemon.
"""

from __future__ import annotations

import contextlib
import functools
import glob
import itertools
import json
import os
import pwd
import re
import shlex
import shutil
import socket
import struct
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from probes.host.logins import of_login

USER, HOME, UNIT, CLONE = sys.argv[1:]
UID = pwd.getpwnam(USER).pw_uid
RUNTIME = re.compile(r"(?:docker|containerd|podman|crio|buildkitd|dockershim)[\w.-]*\.sock\b")
API = re.compile(r"(?:^|[^\d])(?:2375|2376)(?:$|[^\d])")
OWN = {
    "dockerd",
    "containerd",
    "docker",
    "docker-proxy",
    "containerd-shim",
    "containerd-shim-runc-v2",
    "runc",
    "podman",
    "buildkitd",
    "rootlesskit",
}
UNIT_PLACES = (
    "/etc/systemd/system",
    "/run/systemd/system",
    "/usr/local/lib/systemd/system",
    "/usr/lib/systemd/system",
    "/lib/systemd/system",
)
LISTENING, ACCEPTS, WITH_PATH = "0A", 0x10000, 8
SHORT = 4  # bytes of an IPv4 address
PATIENCE = 5.0


def text(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""


def pids() -> list[int]:
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def argv(pid: int) -> list[str]:
    return text(f"/proc/{pid}/cmdline").rstrip("\0").split("\0")


def program(pid: int) -> str:
    return text(f"/proc/{pid}/comm").strip()


def owner(pid: int) -> int:
    try:
        return os.stat(f"/proc/{pid}").st_uid
    except OSError:
        return -1


def unit_of(pid: int) -> str:
    """The innermost service or scope in the process's control group."""
    found = re.findall(r"/([^/\n]+\.(?:service|scope))", text(f"/proc/{pid}/cgroup"))
    return found[-1] if found else ""


def holders() -> dict[str, list[int]]:
    """Which processes hold each socket, by its inode."""
    found: dict[str, list[int]] = {}
    for pid in pids():
        with contextlib.suppress(OSError):
            for entry in os.scandir(f"/proc/{pid}/fd"):
                with contextlib.suppress(OSError):
                    target = os.readlink(entry.path)
                    if target.startswith("socket:["):
                        found.setdefault(target[8:-1], []).append(pid)
    return found


def unix_listeners() -> dict[str, str]:
    """Path -> inode of the unix sockets that accept connections in this network namespace."""
    rows = (line.split(None, 7) for line in text("/proc/net/unix").splitlines()[1:])
    return {row[7]: row[6] for row in rows if len(row) == WITH_PATH and int(row[3], 16) & ACCEPTS and row[7].startswith("/")}


@functools.cache
def tcp_listeners() -> tuple[tuple[str, int, str], ...]:
    """(address, port, inode) of every TCP listener."""
    rows = [line.split() for file in ("/proc/net/tcp", "/proc/net/tcp6") for line in text(file).splitlines()[1:]]
    ends = [(row[1].partition(":"), row[9]) for row in rows if row[3] == LISTENING]
    return tuple((_address(address), int(port, 16), inode) for (address, _, port), inode in ends)


def _address(hexed: str) -> str:
    raw = b"".join(bytes.fromhex(hexed[i : i + 8])[::-1] for i in range(0, len(hexed), 8))
    return socket.inet_ntop(socket.AF_INET if len(raw) == SHORT else socket.AF_INET6, raw)


def answers(path: str, held: list[int]) -> dict[str, Any]:
    """Who is at the other end of a socket (SO_PEERCRED), and what it says of itself; nothing is asked where only systemd listens."""
    said: dict[str, Any] = {"path": path, "holders": [{"pid": pid, "program": program(pid), "unit": unit_of(pid)} for pid in held]}
    if not os.path.exists(path):
        return {**said, "exists": False}
    seen = os.stat(path)
    said |= {"exists": True, "owner": seen.st_uid, "mode": oct(seen.st_mode & 0o7777)}
    if held and all(pid == 1 for pid in held):
        return {**said, "asleep": True}
    with socket.socket(socket.AF_UNIX) as link:
        link.settimeout(PATIENCE)
        try:
            link.connect(path)
            pid, uid, _ = struct.unpack("3i", link.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
            said |= {
                "peer": {"pid": pid, "program": program(pid), "unit": unit_of(pid)} if pid else {"pid": 0, "program": "", "unit": ""},
                "peer_uid": uid,
            }
            if re.search(r"docker|podman", path):
                said["info"] = _info(link)
        except (OSError, ValueError) as error:
            said["refused"] = type(error).__name__
    return said


def _info(link: socket.socket) -> dict[str, Any]:
    link.sendall(b"GET /info HTTP/1.0\r\nHost: docker\r\n\r\n")
    answer = b""
    while chunk := link.recv(65536):
        answer += chunk
    told = json.loads(answer.partition(b"\r\n\r\n")[2])
    keys = ("ID", "Name", "DockerRootDir", "ServerVersion", "Driver", "OperatingSystem", "SecurityOptions")
    return {key: told.get(key) for key in keys}


def endpoints() -> Iterator[dict[str, str]]:
    """Where clients of the service user and of root are told to go: (where it is said, address)."""
    written = list(_in_files())
    yield from written
    yield from _in_login({(row["name"], row["leads"]) for row in written})
    live = list(_in_processes())
    yield from live
    if not any(UNIT in row["where"] for row in live):
        yield from _in_unit()
    told = subprocess.run(["systemctl", "show-environment"], capture_output=True, text=True, check=False).stdout
    for name, value in _assigned(told):
        yield {"where": "systemd's manager", "name": name, "leads": _bare(value)}
    folders = {f"{home}/.docker" for home in (HOME, "/root")} | {
        value for pid in pids() for value in _environ(pid, "DOCKER_CONFIG") if owner(pid) in {0, UID}
    }
    for folder in sorted(folders):
        yield from _context(folder)


def _in_files() -> Iterator[dict[str, str]]:
    places = [
        "/etc/environment",
        "/etc/profile",
        "/etc/bash.bashrc",
        "/etc/zsh/zshenv",
        "/etc/security/pam_env.conf",
        f"/etc/default/{UNIT.removesuffix('.service')}",
    ]
    places += glob.glob("/etc/profile.d/*.sh") + glob.glob("/etc/environment.d/*.conf") + glob.glob(f"{HOME}/.config/environment.d/*.conf")
    places += [
        f"{HOME}/{name}"
        for name in (
            ".profile",
            ".bash_profile",
            ".bash_login",
            ".bashrc",
            ".zshenv",
            ".zshrc",
            ".pam_environment",
            ".ssh/environment",
            ".tmux.conf",
        )
    ]
    for place in places:
        for name, value in _assigned(text(place)):
            yield {"where": place, "name": name, "leads": _bare(value)}


def _in_login(written: set[tuple[str, str]]) -> Iterator[dict[str, str]]:
    """What the user's shell comes to, however it got there; what a file says in plain is told by the file."""
    got = of_login(pwd.getpwnam(USER), lambda name: name in {"DOCKER_HOST", "DOCKER_CONTEXT"})
    for name, value in got.items():
        if value and (name, _bare(value)) not in written:
            yield {"where": f"a login of {USER}", "name": name, "leads": _bare(value)}


def _assigned(lines: str) -> Iterator[tuple[str, str]]:
    pattern = r"^[ \t]*(?:export[ \t]+|declare -x |set-environment (?:-g )?)?(DOCKER_HOST|DOCKER_CONTEXT)(?:[ \t]*=[ \t]*|[ \t]+DEFAULT=)[\"']?([^\"'\s;#]+)"
    yield from re.findall(pattern, lines, flags=re.MULTILINE)


def _environ(pid: int, name: str) -> list[str]:
    return [pair.partition("=")[2] for pair in text(f"/proc/{pid}/environ").split("\0") if pair.startswith(f"{name}=")]


def _in_processes() -> Iterator[dict[str, str]]:
    for pid in pids():
        if owner(pid) == UID and pid != os.getpid():
            for name in ("DOCKER_HOST", "DOCKER_CONTEXT"):
                for value in _environ(pid, name):
                    if value:
                        yield {"where": f"process {pid} ({program(pid)}, {unit_of(pid)})", "name": name, "leads": _bare(value)}


def _in_unit() -> Iterator[dict[str, str]]:
    """What the unit would hand on at its next start: while none of its processes runs, nothing else tells."""
    told = states()[UNIT]
    unset = told.get("UnsetEnvironment", "").split()
    for name, value in re.findall(r"(?:^|[ \"])(DOCKER_HOST|DOCKER_CONTEXT)=([^ \"]+)", told.get("Environment", "")):
        if not {name, f"{name}={value}"}.intersection(unset):
            yield {"where": UNIT, "name": name, "leads": _bare(value)}


def _context(folder: str) -> Iterator[dict[str, str]]:
    """The context in use, and where it leads. A configuration that is no JSON leads nowhere that one could tell."""
    try:
        chosen = json.loads(text(f"{folder}/config.json") or "{}").get("currentContext", "")
    except ValueError:
        yield {"where": f"{folder}/config.json", "name": "currentContext", "leads": "?"}
        return
    for file in glob.glob(f"{folder}/contexts/meta/*/meta.json"):
        with contextlib.suppress(ValueError):
            meta = json.loads(text(file))
            if meta.get("Name") == chosen:
                yield {
                    "where": f"{folder}/config.json",
                    "name": "currentContext",
                    "leads": _bare(meta.get("Endpoints", {}).get("docker", {}).get("Host", "")),
                }


def _bare(address: str) -> str:
    return re.sub(r"(://[^:/@]*):[^/]*@", r"\1:***@", address)


def relays(inodes: dict[str, list[int]]) -> Iterator[dict[str, Any]]:
    """Programs other than Docker's own that are told of a runtime's socket or of Docker's TCP ports, with what they listen on."""
    tcp = {inode: f"{address}:{port}" for address, port, inode in tcp_listeners()}
    paths = {inode: path for path, inode in unix_listeners().items()}
    for pid in pids():
        words = argv(pid)
        told = [
            word for word in words if RUNTIME.search(word) or (API.search(word) and re.search(r"tcp|connect|listen|:", word, re.IGNORECASE))
        ]
        if told and program(pid) not in OWN and pid != os.getpid() and not _client(words):
            held = [inode for inode, holding in inodes.items() if pid in holding]
            yield {
                "pid": pid, "program": program(pid), "unit": unit_of(pid), "tcp": sorted(tcp[i] for i in held if i in tcp),
                "unix": sorted(paths[i] for i in held if i in paths),
            }  # fmt: skip


def _client(words: list[str]) -> bool:
    """Whether this merely uses or looks at a socket: a shell line, a search, a client that asks once."""
    return os.path.basename(words[0]) in {"sh", "bash", "dash", "grep", "curl", "ls", "stat", "vim", "less", "docker", "docker-compose"}


def hosts_in(words: list[str]) -> list[str]:
    """The -H and --host options of a dockerd command line."""
    found = [word.split("=", 1)[1] for word in words if re.match(r"(?:--host|-H)=", word)]
    found += [word[2:] for word in words if re.match(r"-H[^=]", word)]
    return found + [after for word, after in itertools.pairwise(words) if word in {"-H", "--host"}]


def configured() -> Iterator[dict[str, str]]:
    """Every address that the daemon is told to listen on: (where it is said, address)."""
    for file in _daemon_files():
        try:
            told = json.loads(text(file) or "{}").get("hosts", [])
        except (ValueError, AttributeError):
            yield {"where": file, "host": "?"}
            continue
        yield from ({"where": file, "host": _bare(str(host))} for host in ([told] if isinstance(told, str) else told))
    for name in ("docker.service", "docker.socket"):
        yield from _unit_hosts(name)
    for pid in pids():
        if program(pid) == "dockerd":
            yield from ({"where": f"process {pid}", "host": host} for host in hosts_in(argv(pid)))


def _daemon_files() -> list[str]:
    moved = [
        word.split("=", 1)[-1] for pid in pids() if program(pid) == "dockerd" for word in argv(pid) if word.startswith("--config-file=")
    ]
    return sorted({"/etc/docker/daemon.json", *moved})


def on_disk(name: str) -> list[str]:
    """A unit as the next daemon-reload would read it: fragment, then drop-ins by their names; systemd.unit(5). Each file begins with "# path"."""
    kind = name.rpartition(".")[2]
    fragment = next((f"{place}/{name}" for place in UNIT_PLACES if os.path.exists(f"{place}/{name}")), "")
    drop_ins: dict[str, str] = {}
    for folder in (f"{name}.d", f"{kind}.d"):
        for place in UNIT_PLACES:
            for file in glob.glob(f"{place}/{folder}/*.conf"):
                drop_ins.setdefault(os.path.basename(file), file)
    files = [file for file in (fragment, *(drop_ins[key] for key in sorted(drop_ins))) if file]
    return [line for file in files for line in (f"# {file}", *text(file).replace("\\\n", " ").splitlines())]


def _unit_hosts(name: str) -> Iterator[dict[str, str]]:
    """Of a unit as it is on disk: ExecStart and ListenStream in fragment and drop-ins (an empty one takes back those before), and its files."""
    file, found = "", list[dict[str, str]]()
    for line in on_disk(name):
        if re.match(r"# /", line):
            file = line[2:]
        elif re.match(r"(ExecStart|ListenStream)\s*=\s*$", line):
            found = [row for row in found if row["key"] != line.split("=")[0].strip()]
        elif line.startswith("ExecStart="):
            found += [{"key": "ExecStart", "where": file, "host": host} for host in hosts_in(_words(line[10:]))]
        elif line.startswith("ListenStream="):
            stream = line[13:].strip()
            found += [{"key": "ListenStream", "where": file, "host": stream if stream.startswith("/") else f"tcp://{stream}"}]
        elif line.startswith("EnvironmentFile="):
            place = line[16:].lstrip("-")
            options = re.findall(r"^[ \t]*[A-Z_]*OPT[A-Z_]*[ \t]*=[ \t]*(.*)$", text(place), flags=re.MULTILINE)
            found += [{"key": "file", "where": place, "host": host} for value in options for host in hosts_in(_words(value.strip("\"'")))]
    yield from ({"where": row["where"], "host": row["host"]} for row in found)


def command() -> str:
    """The daemon's ExecStart as it is on disk, without its TCP addresses."""
    lines = [line[10:] for line in on_disk("docker.service") if re.match(r"ExecStart=\s*\S", line)]
    return re.sub(r"\s(?:--host|-H)[= ]?(?:tcp://\S*|[\d.:\[\]]+\S*)", "", lines[-1]) if lines else ""


def _words(line: str) -> list[str]:
    try:
        return shlex.split(line)
    except ValueError:
        return line.split()


@functools.cache
def states() -> dict[str, dict[str, str]]:
    """What systemd knows of the units that matter, by name."""
    names = ("docker.service", "docker.socket", UNIT)
    words = ["systemctl", "show", *names, "-p", "LoadState,ActiveState,UnitFileState,MainPID,Environment,UnsetEnvironment"]
    told = subprocess.run(words, capture_output=True, text=True, check=False).stdout.split("\n\n")
    return {name: dict(line.split("=", 1) for line in block.splitlines() if "=" in line) for name, block in zip(names, told, strict=True)}


def state(name: str) -> dict[str, str]:
    return {key: value for key, value in states()[name].items() if "Environment" not in key}


def sandboxing() -> Iterator[str]:
    """Where AoE or Codex is told to put its sandbox into Docker."""
    places = [f"{HOME}/.config/agent-of-empires/config.toml", *glob.glob(f"{HOME}/.config/agent-of-empires/profiles/*/config.toml")]
    for place in [*places, f"{CLONE}/.agent-of-empires/config.toml"]:
        if _toml(place).get("sandbox", {}).get("enabled_by_default") is True:
            yield place
    for place in (f"{HOME}/.codex/config.toml", "/etc/codex/config.toml"):
        if any("docker" in f"{key} {value}".lower() for key, value in _toml(place).items() if "sandbox" in key):
            yield place
    for pid in pids():
        words = argv(pid)
        if any(os.path.basename(word) == "aoe" for word in words[:2]) and any(word.startswith("--sandbox") for word in words):
            yield f"process {pid}"


def _toml(place: str) -> dict[str, Any]:
    if not (written := text(place)):
        return {}
    import tomllib  # noqa: PLC0415  (6 ms, and few hosts have such a file)

    try:
        return tomllib.loads(written)
    except tomllib.TOMLDecodeError:
        return {"sandbox": {"enabled_by_default": True}}


def main() -> None:
    inodes, listening = holders(), unix_listeners()
    told = list(endpoints())
    known = {"/run/docker.sock", f"/run/user/{UID}/docker.sock"} | {path for path in listening if RUNTIME.search(path)}
    known |= {os.path.realpath(point["leads"][7:]) for point in told if point["leads"].startswith("unix://")}
    paths = sorted({os.path.realpath(path) for path in known if os.path.exists(path)} | {"/run/docker.sock"})
    print(json.dumps({
        "hostname": socket.gethostname(),
        "installed": bool(shutil.which("dockerd", path="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")),
        "service": state("docker.service"), "socket": state("docker.socket"),
        "daemons": [{"pid": pid, "program": "dockerd", "unit": unit_of(pid)} for pid in pids() if program(pid) == "dockerd"],
        "sockets": [answers(path, inodes.get(listening.get(path, ""), [])) for path in paths],
        "endpoints": told,
        "configured": list(configured()), "command": command(),
        "listeners": [
            {"address": f"{address}:{port}", "port": port, "programs": sorted({program(pid) for pid in inodes.get(inode, [])})}
            for address, port, inode in tcp_listeners()
        ],
        "relays": list(relays(inodes)),
        "sandboxing": sorted(set(sandboxing())),
    }))  # fmt: skip


main()
