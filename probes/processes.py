"""Reads who runs: the processes of the daemon's control group, and Remote Control, AoE and tmux wherever they run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from probes.estate import Estate
from probes.masks import kind, script
from probes.question import Question
from probes.units import Variable

SERVICE = re.compile(r"(?:^|/)([^/]+\.service)(?:/|$)")
OWN = "/usr/lib/systemd/systemd"


@dataclass(frozen=True, slots=True)
class Process:
    """One process. ``users`` and ``groups`` are its ids, real to filesystem, then the supplementary ones; ``group`` its control group.

    ``space`` names its mount namespace, ``argv`` has values masked; ``variables`` is empty where nobody asked for them. ``stopped`` by a signal.
    """

    pid: int
    parent: int
    name: str
    group: str
    users: tuple[int, ...]
    groups: tuple[int, ...]
    program: str
    argv: tuple[str, ...]
    directory: str
    space: str
    capabilities: int
    no_new_privileges: bool
    stopped: bool
    variables: tuple[Variable, ...] = ()

    @property
    def unit(self) -> str:
        """The innermost service whose control group it is in; empty for sessions and scopes."""
        return str((SERVICE.findall(self.group) or [""])[-1])

    @property
    def by_user_manager(self) -> bool:
        return "/user@" in self.group or "/user.slice" in self.group

    def __repr__(self) -> str:
        return f"Process({self.pid} {' '.join(self.argv)!r}, users {set(self.users)}, in {self.group})"


@dataclass(frozen=True, slots=True)
class Place:
    """A mount as the daemon sees it: ``point``, whether it is read-only, and the ``root`` within its file system."""

    point: str
    read_only: bool
    root: str


@dataclass(frozen=True, slots=True)
class Path:
    """A path that the daemon works on: ``writable`` by it, and ``same`` as the one that everybody else sees."""

    path: str
    writable: bool
    same: bool


@dataclass(frozen=True, slots=True)
class Processes:
    """``own`` are the unit's, ``main`` its pid (0: none); ``elsewhere`` those of interest outside; ``space`` is init's mount namespace.

    ``sleepers`` are files that would start one more. ``places`` and ``paths`` are what the main process sees;
    ``peers`` are address:port of its established TCP connections.
    """

    space: str
    main: int
    group: str
    own: tuple[Process, ...]
    elsewhere: tuple[Process, ...]
    sleepers: tuple[str, ...]
    places: tuple[Place, ...]
    paths: tuple[Path, ...]
    peers: tuple[str, ...]

    @property
    def daemon(self) -> Process | None:
        """The main process, past exec; None when there is none or systemd has not become it yet."""
        found = next((process for process in self.own if process.pid == self.main), None)
        return found if found and found.program != OWN else None


def of_daemon(estate: Estate) -> Question[Processes]:
    """The daemon's processes and the others of interest. Raises Unseen when /proc or systemd cannot be read."""
    agents = estate.agents
    home, clone = str(agents.home), str(agents.clone)
    paths = (home, f"{home}/.claude", f"{home}/.claude.json", clone, f"{clone}/.git", f"{clone}/.claude/worktrees")
    text = script("processes", unit=agents.unit, user=agents.user, home=home, paths=" ".join(paths), patterns=" ".join(agents.agent_units))
    return Question("the processes of the daemon", text, read)


def ahead(estate: Estate) -> tuple[Question[Processes], ...]:
    return (of_daemon(estate),)


def read(told: str) -> Processes:
    """Raises ValueError when init was not seen, which is the witness that processes can be."""
    lines = [line.partition(" ")[::2] for line in told.splitlines()]
    if not lines or not lines[0][1].startswith("1 mnt:"):
        msg = "init was not seen"
        raise ValueError(msg)
    main, _, group = next(rest for mark, rest in lines if mark == "Q").partition(" ")
    return Processes(
        space=lines[0][1].partition(" ")[2],
        main=int(main or 0),
        group=group,
        own=tuple(_process(block) for block in _blocks(lines, "G")),
        elsewhere=tuple(_process(block) for block in _blocks(lines, "O")),
        sleepers=tuple(rest for mark, rest in lines if mark == "K"),
        places=tuple(_place(rest) for mark, rest in lines if mark == "M"),
        paths=tuple(_path(rest) for mark, rest in lines if mark == "T"),
        peers=tuple(rest for mark, rest in lines if mark == "C"),
    )


Block = list[tuple[str, str]]


def _blocks(lines: list[tuple[str, str]], mark: str) -> Iterator[Block]:
    """Each marked line with the lines below it, up to the next one that is marked by one capital."""
    block: Block = []
    for line in [*lines, ("", "")]:
        if line[0] in ("", "G", "O", "K", "M", "T", "C", "Q", "W"):
            if block and block[0][0] == mark:
                yield block
            block = [line]
        else:
            block.append(line)


def _process(block: Block) -> Process:
    facts = dict(reversed(block))
    variables = [rest.partition("=") for mark, rest in block if mark == "V"]
    return Process(
        pid=int(block[0][1]),
        parent=int(facts["PPid"]),
        name=facts["Name"],
        group=facts.get("cgroup", ""),
        users=tuple(map(int, facts["Uid"].split())),
        groups=tuple(map(int, f"{facts['Gid']} {facts.get('Groups', '')}".split())),
        program=facts.get("exe", "").removesuffix(" (deleted)"),
        argv=tuple(rest for mark, rest in block if mark == "A"),
        directory=facts.get("cwd", ""),
        space=facts.get("mnt", ""),
        capabilities=int(facts["CapEff"], 16),
        no_new_privileges=facts.get("NoNewPrivs") == "1",
        stopped=facts["State"][:1] in "Tt",
        variables=tuple(Variable(name, kind(value), f"process {block[0][1]}") for name, _, value in variables if name),
    )


def _place(line: str) -> Place:
    _, _, _, root, point, options, *_ = line.split(" ")
    return Place(point, "ro" in options.split(","), root)


def _path(line: str) -> Path:
    path, writable, same = line.rsplit(" ", 2)
    return Path(path, writable == "yes", same == "yes")
