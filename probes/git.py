"""The Git repositories of the service user: where each keeps its parts, and where its remotes lead.

Sources: gitrepository-layout(5), git-worktree(1), git-config(1) on url.*.insteadOf.
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from probes.estate import Estate
from probes.question import Question

SCRIPT = Path(__file__).with_suffix(".sh").read_text()


@dataclass(frozen=True, slots=True)
class Remote:
    """A remote's addresses as written in its configuration, and as Git uses them after insteadOf and pushInsteadOf."""

    name: str
    written: tuple[str, ...]
    fetch: tuple[str, ...]
    push: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Worktree:
    """A linked worktree. ``state``: ok, prunable (gone), locked (gone, but locked), stray (its .git leads to another git dir)."""

    state: str
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rewriting rule: ``key`` is url.BASE.insteadof or .pushinsteadof, ``value`` what it rewrites, ``file`` where it stands."""

    scope: str
    file: str
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Repository:
    """One repository or linked worktree; all places are real paths. ``kind`` is what its .git is: tree, file, link, or bare (none).

    ``broken`` is what a .git says that leads nowhere; ``linked`` are parts of the git dir that are symbolic links;
    ``away`` is where .claude/worktrees leads when it is one; ``defaults`` are the keys that name what
    branches pull from or push to, with the name or address.
    """

    path: str
    owner: int = -1
    kind: str = ""
    gitdir: str = ""
    common: str = ""
    objects: str = ""
    broken: str = ""
    worktree: str = ""
    away: str = ""
    alternates: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    defaults: tuple[tuple[str, str], ...] = ()
    rules: tuple[Rule, ...] = ()
    remotes: tuple[Remote, ...] = ()
    worktrees: tuple[Worktree, ...] = ()

    @property
    def is_worktree(self) -> bool:
        """Whether this is a linked worktree of another repository (or says so, when it is broken)."""
        return self.gitdir.startswith(f"{self.common}/worktrees/") if self.gitdir else "/worktrees/" in self.broken


@dataclass(frozen=True, slots=True)
class Repositories:
    """``links`` pairs symbolic links in the home with the repositories outside of it that they lead to;
    ``moved`` are variables of the live daemon that move parts of a repository."""

    all: tuple[Repository, ...]
    links: tuple[tuple[str, str], ...] = ()
    moved: tuple[str, ...] = ()

    @property
    def clones(self) -> tuple[Repository, ...]:
        """The repositories without their linked worktrees, and without a separate git dir told of twice."""
        elsewhere = {repository.gitdir for repository in self.all if repository.kind in {"file", "link"}}
        return tuple(r for r in self.all if not r.is_worktree and not (r.kind == "bare" and r.path in elsewhere))


def repositories(estate: Estate) -> Question[Repositories]:
    """``git.sh`` -> Repositories; ValueError when the estate's clone is not among them (no witness)."""
    agents = estate.agents
    names = {"user": agents.user, "home": str(agents.home), "clone": str(agents.clone), "unit": agents.unit}
    head = " ".join(f"{name}={shlex.quote(value)}" for name, value in names.items())
    return Question("the repositories of the service user", f"{head}\n{SCRIPT}", read)


@dataclass(slots=True)
class _Draft:
    one: dict[str, Any] = field(default_factory=dict)
    many: dict[str, list[Any]] = field(default_factory=dict)
    remotes: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def take(self, word: str, rest: str) -> None:
        if word in {"url", "fetch", "push"}:
            name, _, address = rest.partition(" ")
            self.remotes.setdefault(name, {"url": [], "fetch": [], "push": []})[word].append(address)
        elif word == "W":
            self.many.setdefault("worktrees", []).append(Worktree(*rest.split(" ", 2)))
        elif word == "rule":
            scope, origin, key, value = rest.split(" ", 3)
            self.many.setdefault("rules", []).append(Rule(scope, origin.removeprefix("file:"), key, value))
        elif word == "main":
            key, _, value = rest.partition(" ")
            self.many.setdefault("defaults", []).append((key, value))
        elif word in {"alternate", "linked"}:
            self.many.setdefault({"alternate": "alternates"}.get(word, word), []).append(rest)
        else:
            self.one[word] = int(rest) if word == "owner" else rest

    def done(self) -> Repository:
        remotes = tuple(Remote(name, tuple(a["url"]), tuple(a["fetch"]), tuple(a["push"])) for name, a in self.remotes.items())
        fields = self.one | {name: tuple(values) for name, values in self.many.items()}
        return Repository(**fields, remotes=remotes)


def read(text: str) -> Repositories:
    drafts: list[_Draft] = []
    links: list[tuple[str, str]] = []
    moved: list[str] = []
    for line in text.splitlines():
        word, _, rest = line.partition(" ")
        if word == "L":
            link, _, real = rest.partition(" -> ")
            links.append((link, real))
        elif word == "G":
            moved.append(rest)
        elif word == "R":
            drafts.append(_Draft({"path": rest}))
        else:
            drafts[-1].take(word, rest)
    return Repositories(tuple(draft.done() for draft in drafts), tuple(links), tuple(moved))


def ahead(estate: Estate) -> tuple[Question[Any], ...]:
    """What an audit asks of agents."""
    return (repositories(estate),)
