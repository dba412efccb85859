"""What --change proposes: for each repository of the estate that it is about, the state to hold and the one to compare with.

Nothing is done in anybody's checkout: a revision is unpacked elsewhere, through an index of its own.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from probes.estate import Estate

REPOSITORIES = ("playbooks", "docs")
HANDED_ON = (
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_NAMESPACE", "GIT_QUARANTINE_PATH", "GIT_CONFIG", "GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE",
)  # fmt: skip
"""What Git tells its hooks of the repository that they run in, and any Git that they start would take for its own."""


class NoProposal(Exception):  # noqa: N818  (it says what happened, as every exception here)
    """--change names nothing that can be held; the text says why, in one sentence."""


@dataclass(frozen=True, slots=True)
class State:
    """A repository, by its top: its work tree, or one commit of it."""

    top: Path
    commit: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """What is proposed for one section of the estate; ``inside`` is where in the repository the section's checkout begins."""

    name: str
    top: Path
    inside: Path
    base: State
    head: State


def find(told: str, estate: Estate) -> tuple[Change, ...]:
    """The changes that a directory, revision or range proposes. Raises NoProposal."""
    tops = {name: _top(section.path) for name in REPOSITORIES if (section := getattr(estate, name))}
    if not tops:
        raise NoProposal("the estate names neither playbooks nor docs, so there is nothing that --change could be held against")
    found = _directory(Path(told), estate, tops) if Path(told).is_dir() else _revision(told, estate, tops)
    return tuple(
        Change(name, tops[name] or head.top, _inside(getattr(estate, name).path, tops[name]), base, head)
        for name, (base, head) in found.items()
    )


def _directory(path: Path, estate: Estate, tops: Mapping[str, Path | None]) -> dict[str, tuple[State, State]]:
    top = _top(path)
    if top is None:
        raise NoProposal(f"--change={path} is no Git repository")
    if conflicts := sorted({line.partition("\t")[2] for line in _lines(top, "ls-files", "-u")}):
        raise NoProposal(f"{top} has merge conflicts in {', '.join(conflicts[:5])}{' and others' if len(conflicts) > 5 else ''}")  # noqa: PLR2004
    head, found = State(top, None), {}
    for name in _meant(top, estate, tops):
        section = getattr(estate, name)
        itself = tops[name] == top and section.revision is None
        if itself and _commit(top, "HEAD") is None:
            raise NoProposal(f"{top} has no commit yet that a change could be compared with")
        found[name] = (State(top, _commit(top, "HEAD")) if itself else _as_named(section.revision, tops[name] or section.path), head)
    return found


def _meant(top: Path, estate: Estate, tops: Mapping[str, Path | None]) -> list[str]:
    """The sections that a directory is a checkout of: the very same, one with the same first commit, or one with the same files."""
    first = set(_lines(top, "rev-list", "--max-parents=0", "HEAD"))
    same = [name for name, other in tops.items() if other == top]
    kin = [name for name, other in tops.items() if other and first & set(_lines(other, "rev-list", "--max-parents=0", "HEAD"))]
    alike = [name for name in tops if (top / _sign(name, estate)).is_file()]
    if not (found := same or kin or alike):
        raise NoProposal(f"{top} is a checkout of neither the playbooks nor the docs that the estate names")
    return found


def _sign(name: str, estate: Estate) -> Path:
    """The file by which a checkout of a section is known."""
    return Path(getattr(estate, name).inventory if name == "playbooks" else getattr(estate, name).runbook)


def _revision(told: str, estate: Estate, tops: Mapping[str, Path | None]) -> dict[str, tuple[State, State]]:
    """Of each repository that knows it; a branch of one name in both is one change."""
    first, dots, last = re.fullmatch(r"(.*?)(?:(\.\.\.?)(.*))?", told, re.DOTALL).groups("")  # type: ignore[union-attr]
    found = {}
    for name, top in tops.items():
        if top is None:
            continue
        head, base = _commit(top, (last if dots else first) or "HEAD"), _commit(top, first or "HEAD")
        if dots == "..." and head and base:
            base = next(iter(_lines(top, "merge-base", base, head)), None)
        if head and base:
            found[name] = (State(top, base) if dots else _as_named(getattr(estate, name).revision, top), State(top, head))
    if not found:
        where = " nor in ".join(str(top or getattr(estate, name).path) for name, top in tops.items())
        raise NoProposal(f"--change={told} is no directory, and no revision or range in {where}")
    return found


def _as_named(revision: str | None, top: Path) -> State:
    """The state that the estate itself names."""
    return State(top, revision)


def _inside(path: Path, top: Path | None) -> Path:
    return path.resolve().relative_to(top) if top else Path()


def tree(state: State, place: Path) -> Path:
    """The state as a directory: the work tree as it lies there, or a commit unpacked at ``place``. Raises NoProposal."""
    if state.commit is None:
        return state.top
    if not place.exists():
        index = {"GIT_INDEX_FILE": str(place / ".git" / "index")}
        _git(place.parent, "init", "-q", str(place))
        _git(state.top, "read-tree", state.commit, **index)
        _git(state.top, "checkout-index", "--all", f"--prefix={place}/", **index)
    return place


def applied(estate: Estate, changes: tuple[Change, ...], trees: Mapping[str, Path]) -> Estate:
    """The estate with other trees in place of its checkouts, and of its glance.yml where that lies in one of them."""
    update: dict[str, object] = {}
    for change in changes:
        there = trees[change.name]
        update[change.name] = getattr(estate, change.name).model_copy(update={"path": there / change.inside, "revision": None})
        if estate.glance and estate.glance.file and estate.glance.file.resolve().is_relative_to(change.top):
            update["glance"] = estate.glance.model_copy(update={"file": there / estate.glance.file.resolve().relative_to(change.top)})
    return estate.model_copy(update=update)


def reaches(estate: Estate, changes: tuple[Change, ...]) -> set[str]:
    """The tags of the rows that the changes may turn."""
    moved = applied(estate, changes, {change.name: change.top for change in changes})
    return {
        f"reaches.{name}" for name in (*(change.name for change in changes), *(["glance"] if moved.glance is not estate.glance else []))
    }


def _top(path: Path) -> Path | None:
    found = _lines(path, "rev-parse", "--show-toplevel") if path.is_dir() else []
    return Path(found[0]).resolve() if found else None


def _commit(top: Path, revision: str) -> str | None:
    return next(iter(_lines(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")), None)


def _lines(where: Path, *words: str) -> list[str]:
    """What Git answers; nothing when it refuses."""
    try:
        return _git(where, *words).splitlines()
    except NoProposal:
        return []


def _git(where: Path, *words: str, **environment: str) -> str:
    command = ["git", "-c", "safe.directory=*", "--no-optional-locks", "-C", str(where), *words]
    env = {name: value for name, value in os.environ.items() if name not in HANDED_ON} | environment
    try:
        done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=30, check=False, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoProposal(f"git in {where}: {type(error).__name__}") from error
    if done.returncode:
        raise NoProposal(f"git in {where}: {(done.stderr.strip().splitlines() or ['failed'])[0]}")
    return done.stdout
