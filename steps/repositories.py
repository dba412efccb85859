"""Repositories: each stands alone on the container's own volumes, and leads to Forgejo."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from pytest_bdd import given, then
from testinfra.host import Host

from probes import addresses, git
from probes.estate import Estate
from probes.git import Remote, Repositories, Repository
from probes.mounts import Mounts, below, mounts
from probes.origins import elsewhere, shows
from probes.question import ask, name_of
from probes.unseen import Unseen
from steps.outcomes import Violation

Offence = dict[str, str]


@given("the repositories of the service user, wherever they lie", target_fixture="repositories")
def repositories_of_user(estate: Estate, agents: Host) -> Repositories:
    """Every .git and bare repository below the home, and those the user owns on any local file system; the estate's clone is the witness."""
    found = ask(agents, git.repositories(estate))
    if str(estate.agents.clone) not in {r.path for r in found.all} | {link for link, _ in found.links}:
        raise Unseen("the repositories of the service user", name_of(agents), f"there is no repository at {estate.agents.clone}")
    return found


@given("the mounts they lie on", target_fixture="ground")
def ground(agents: Host) -> Mounts:
    """Mountinfo of the host."""
    return ask(agents, mounts())


@then("each of them stands alone: own objects, own git dir, reached by no link")
def stand_alone(repositories: Repositories) -> None:
    """No alternates, no git dir or objects outside of the repository, no core.worktree, no linked part, no link from the home, no GIT_* in the daemon."""
    shared = [(r.path, how, words) for r in repositories.clones for how, words in _shared(r, repositories)]
    shared += [(link, "directory", f"is a symbolic link to {real}") for link, real in repositories.links]
    told = [f"{path} {words}" for path, _, words in shared] + [f"the live daemon sets {name}" for name in repositories.moved]
    if told:
        raise Violation("; ".join(told), shared=[{"path": path, "how": how} for path, how, _ in shared])


def _shared(repository: Repository, repositories: Repositories) -> Iterator[tuple[str, str]]:
    if repository.broken:
        yield "broken", f"leads nowhere ({repository.broken})"
        return
    if repository.alternates:
        yield "alternates", f"borrows objects from {', '.join(repository.alternates)}"
    if repository.kind == "link":
        yield "git dir", f"has a symbolic link as its git dir, to {repository.gitdir}"
    if repository.kind == "file" and not _submodule(repository, repositories):
        yield "git dir", f"keeps its git dir in {repository.gitdir}"
    if repository.common != repository.gitdir:
        yield "git dir", f"shares the git dir {repository.common}"
    elif not below(repository.objects, repository.gitdir):
        yield "objects", f"keeps its objects in {repository.objects}"
    for part in repository.linked:
        yield "part", f"has a part that leads elsewhere, {part}"
    if repository.worktree and not below(posixpath.normpath(posixpath.join(repository.gitdir, repository.worktree)), repository.path):
        yield "worktree", f"has its working tree in {repository.worktree} (core.worktree)"


def _submodule(repository: Repository, repositories: Repositories) -> bool:
    """Whether its git dir lies among the modules of a repository around it."""
    around = (other for other in repositories.all if other is not repository and below(repository.path, other.path))
    return any(below(repository.gitdir, f"{other.gitdir}/modules") for other in around)


@then("each linked worktree, and its git dir, lies on the container's own volumes")
def worktrees_inside(repositories: Repositories, ground: Mounts, estate: Estate) -> None:
    """No worktree or git dir on a foreign or bind mount, none of a stranger's repository, none that leads elsewhere, none left over."""
    outside = list(_outside(repositories, ground, estate.agents.vmid))
    if outside:
        raise Violation("; ".join(words for _, _, words in outside), worktrees=[{"repository": r, "how": how} for r, how, _ in outside])


def _outside(repositories: Repositories, ground: Mounts, vmid: int) -> Iterator[tuple[str, str, str]]:
    own = {repository.common for repository in repositories.clones}
    for repository in repositories.all:
        if repository.away:
            yield repository.path, "link", f"new worktrees of {repository.path} go to {repository.away} by a symbolic link"
        if repository.is_worktree and repository.broken:
            yield repository.path, "broken", f"the worktree {repository.path} leads nowhere ({repository.broken})"
        elif repository.is_worktree and repository.common not in own:
            yield (
                repository.path,
                "stranger",
                f"{repository.path} is a worktree of {repository.common}, which is no repository of the service user",
            )
        for worktree in repository.worktrees:
            if worktree.state != "ok":
                yield repository.path, worktree.state, f"{worktree.path} of {repository.path} {_STATES[worktree.state]}"
        for place in {repository.path, repository.gitdir, *(w.path for w in repository.worktrees if w.state == "ok")} - {""}:
            if (repository.is_worktree or repository.worktrees) and (why := _ground(place, ground, vmid)):
                yield repository.path, "mount", f"{place} lies on {why}"


_STATES = {
    "prunable": "is gone, and Git still counts on it",
    "locked": "is gone, and locked",
    "stray": "leads to another git dir than the one that counts on it",
}


def _ground(path: str, ground: Mounts, vmid: int) -> str:
    mount = ground.holding(path)
    bound = shows(mount, ground)
    return elsewhere(mount, ground, vmid) or ("" if bound == mount.point else f"{mount.point}, where {bound} is mounted")


@then("every address that they fetch from and push to leads to Forgejo")
def lead_to_forgejo(repositories: Repositories, estate: Estate) -> None:
    """Addresses as written and as Git uses them, branch defaults included, lie below the estate's clone_urls and carry no secret."""
    if estate.forgejo is None:
        raise Unseen("where clones may lead", "the estate", "forgejo is not configured")
    stray = [offence for r in repositories.clones for offence in _stray(r, estate.forgejo.clone_urls)]
    if not any(r.remotes for r in repositories.clones if r.path == str(estate.agents.clone)) and not repositories.links:
        stray.append({"repository": str(estate.agents.clone), "remote": "origin", "what": "missing", "words": "has no remote"})
    if stray:
        raise Violation("; ".join(f"{offence['repository']} {offence['words']}" for offence in stray), addresses=stray)


def _stray(repository: Repository, allowed: tuple[str, ...]) -> Iterator[Offence]:
    for remote in repository.remotes:
        for what, words in _faults(remote, allowed):
            yield {"repository": repository.path, "remote": remote.name, "what": what, "words": words}
    names = {remote.name for remote in repository.remotes} | {"."}
    for key, value in repository.defaults:
        if value not in names and _fault(value, allowed):
            yield {"repository": repository.path, "remote": value, "what": key, "words": f"names {value} in {key}{_fault(value, allowed)}"}


def _faults(remote: Remote, allowed: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for what, found in (("url", remote.written), ("fetch", remote.fetch), ("push", remote.push)):
        for address in sorted(set(found)):
            if fault := _fault(address, allowed):
                yield what, f"{_VERBS[what]} {address} for {remote.name}{fault}"


_VERBS = {"url": "names", "fetch": "fetches from", "push": "pushes to"}


def _fault(address: str, allowed: tuple[str, ...]) -> str:
    """What is wrong with an address, as the end of a sentence; empty when nothing is."""
    parsed = addresses.parse(address)
    if parsed.secret:
        return ", with a secret in it"
    return "" if any(addresses.leads_to(parsed, base) for base in allowed) else ", which is not Forgejo"
