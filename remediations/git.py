"""Puts repositories right: own objects, own git dir, no leftovers, and Forgejo at the other end."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from shlex import quote

from testinfra.host import Host

from probes import addresses, git
from probes.estate import Estate
from probes.git import Remote, Repositories, Repository, Rule
from probes.question import ask
from remediations.changes import Change
from remediations.changes_lines import GitConfig
from remediations.changes_running import Command
from remediations.fix import Offences, fix

TREES = ("/home/**", "/srv/**", "/opt/**", "/var/**", "/tmp/**", "/root/**")  # noqa: S108  (where a repository may lie)
ROOM_KIB = 4 << 20
"""A tree larger than this is not copied unasked."""


@fix("safe", touches=TREES)
def make_clones_independent(offences: Offences, estate: Estate, agents: Host) -> list[Change]:
    """What a repository borrows is copied into it; nothing that it borrowed from is touched."""
    del offences
    found, user = ask(agents, git.repositories(estate)), estate.agents.user
    return [*(change for one in found.clones for change in _independent(one, user)), *(_own_tree(*link, user) for link in found.links)]


def _independent(repository: Repository, user: str) -> Iterator[Change]:
    if repository.broken:
        return
    moved = repository.kind in {"file", "link"} and "/modules/" not in repository.gitdir
    gitdir = f"{repository.path}/.git" if moved else repository.gitdir
    if moved:
        yield _own_git_dir(repository.path, user)
    for part in [*repository.linked, *(["objects"] if repository.objects != f"{repository.gitdir}/objects" else [])]:
        yield _own_part(f"{gitdir}/{posixpath.relpath(part, repository.gitdir) if part.startswith('/') else part}", user)
    if repository.alternates:
        yield _own_objects(repository.path, user)
    if repository.worktree:
        yield GitConfig(f"{gitdir}/config", "core.worktree", None)


def _own_objects(path: str, user: str) -> Command:
    """Nothing is dropped, and what came is told from what was there by a list that waits beside for an undo."""
    git_ = f"git -c safe.directory='*' -C {quote(path)}"
    file = f"$({git_} rev-parse --path-format=absolute --git-path objects/info/alternates)"
    there, came = f'f={file}; cd "${{f%/*}}/../pack"; was="$f.adr023-packs"', 'ls | grep -vxFf "$was" | xargs -r rm -f; rm "$was"'
    return Command(
        f"give {path} its own copy of every object it borrows",
        do=("sh", "-ec", f'{there}; ls > "$was"; {git_} repack -a -n -q; {git_} fsck --connectivity-only >/dev/null; mv "$f" "$f.adr023"'),
        holds=("sh", "-c", f'! test -s "{file}"'),
        undo=("sh", "-ec", f'{there}; if test -e "$f.adr023"; then mv "$f.adr023" "$f"; fi; if test -e "$was"; then {came}; fi'),
        touches=path,
        user=user,
        deadline=600,
    )


def _own_git_dir(path: str, user: str) -> Command:
    """The git dir is copied beside its place before it takes it; the pointer that was there waits inside for an undo.
    Linked worktrees are repaired by name: unnamed, git takes a clone whose git dir lies elsewhere for one, and writes into that."""
    own, new, git_ = quote(f"{path}/.git"), quote(f"{path}/.git.adr023"), f"git -c safe.directory='*' -C {quote(path)}"
    copied = f'g=$({git_} rev-parse --path-format=absolute --git-common-dir); rm -rf {new}; cp -a "$(readlink -f "$g")" {new}'
    placed = f"git config --file {new}/config --unset-all core.worktree || true; mv {own} {new}/adr023-was; mv {new} {own}"
    unplaced = f"if test -d {own} && ! test -L {own}; then mv {own} {new}; fi; mv {new}/adr023-was {own}; rm -rf {new}"
    linked = f"{git_} worktree list --porcelain | sed -n 's/^worktree //p' | tail -n +2 | xargs -r -d '\\n' {git_} worktree repair"
    return Command(
        f"give {path} its own git dir",
        do=("sh", "-ec", f"{copied}; {placed}; {linked}"),
        holds=("sh", "-c", f"test -d {own} && ! test -L {own}"),
        undo=("sh", "-ec", f"{unplaced}; {linked}"),
        touches=path,
        user=user,
        deadline=600,
    )


def _own_part(part: str, user: str) -> Command:
    link = quote(part)
    return Command(
        f"replace the link {part} by what it leads to",
        do=("sh", "-ec", f'cp -aL "$(readlink -f {link})" {link}.new; mv {link} {link}.was; mv {link}.new {link}'),
        holds=("sh", "-c", f"! test -L {link}"),
        undo=("sh", "-ec", f"rm -rf {link}.new; if ! test -L {link}; then rm -rf {link}; mv {link}.was {link}; fi"),
        touches=part,
        user=user,
        deadline=600,
    )


def _own_tree(link: str, real: str, user: str) -> Command:
    place, new = quote(link), quote(f"{link}.adr023")
    return Command(
        f"replace the link {link} by a copy of {real}",
        do=("sh", "-ec", f'test "$(du -sk {quote(real)} | cut -f1)" -lt {ROOM_KIB}; rm -rf {new}; cp -a {quote(real)} {new}; chown -Rh {user}: {new}; rm {place}; mv {new} {place}'),
        holds=("sh", "-c", f"! test -L {place}"),
        undo=("sh", "-ec", f"rm -rf {new}; if ! test -L {place}; then rm -rf {place}; ln -s {quote(real)} {place}; chown -h {user}: {place}; fi"),
        touches=link,
        deadline=600,
    )  # fmt: skip


@fix("safe", touches=TREES)
def prune_worktrees(offences: Offences, estate: Estate) -> list[Change]:
    """Git forgets worktrees that are gone. One that lies elsewhere, or is locked, may hold work: that is a person's."""
    gone = dict.fromkeys(row["repository"] for offence in offences for row in offence.data["worktrees"] if row["how"] == "prunable")
    return [_prune(path, estate.agents.user) for path in gone]


def _prune(path: str, user: str) -> Command:
    return Command(
        f"forget the worktrees of {path} that are gone",
        do=("git", "-c", "safe.directory=*", "-C", path, "worktree", "prune"),
        holds=("sh", "-c", f"test -z \"$(git -c safe.directory='*' -C {quote(path)} worktree prune --dry-run --verbose 2>&1)\""),
        touches=path,
        leaves=True,
        user=user,
    )


@fix("safe", touches=(*TREES, "/etc/gitconfig"), needs=("make_clones_independent",))
def lead_clones_to_forgejo(offences: Offences, estate: Estate, agents: Host) -> list[Change]:
    """Remotes get the address that Forgejo has for them; rewriting rules in its way are unset. Where none is known, nothing is guessed."""
    assert estate.forgejo
    found = ask(agents, git.repositories(estate))
    bad = {row["repository"] for offence in offences for row in offence.data["addresses"]}
    return list(dict.fromkeys(change for one in found.clones if one.path in bad for change in _led(one, found, estate)))


def _led(repository: Repository, found: Repositories, estate: Estate) -> Iterator[Change]:
    config, allowed = f"{repository.common}/config", _allowed(estate)
    for remote in repository.remotes or (Remote("origin", (), (), ()),):
        url = _right(repository, remote, found, estate)
        if url is None:
            continue
        if list(remote.written) != [url]:
            yield GitConfig(config, f"remote.{remote.name}.url", url)
        if not remote.written:
            yield GitConfig(config, f"remote.{remote.name}.fetch", f"+refs/heads/*:refs/remotes/{remote.name}/*")
        if any(not _good(address, allowed) for address in remote.push):
            yield GitConfig(config, f"remote.{remote.name}.pushurl", None)
        yield from _unset(repository, (rule for rule in repository.rules if url.startswith(rule.value)))
    names = {remote.name for remote in repository.remotes} | {"."}
    for key, value in repository.defaults:
        if value not in names and not _good(value, allowed):
            yield GitConfig(config, key, "origin" if key.endswith(".remote") else None)


def _unset(repository: Repository, rules: Iterable[Rule]) -> Iterator[Change]:
    for rule in rules:
        if "***" not in rule.key:
            yield GitConfig(posixpath.join(repository.path, rule.file), rule.key, None)


def _right(repository: Repository, remote: Remote, found: Repositories, estate: Estate) -> str | None:
    """The address that a remote should have: its own when that leads to Forgejo, that of the repository it was cloned from, or the estate's."""
    for written in remote.written:
        bare = _without_user(written)
        if _good(bare, _allowed(estate)):
            return bare
    sources = {other.path: other for other in found.clones if other is not repository}
    for written in remote.written:
        path = posixpath.normpath(posixpath.join(repository.path, addresses.parse(written).path))
        if path in sources and sources[path].remotes:
            return _right(sources[path], sources[path].remotes[0], Repositories(()), estate)
    return _of_estate(repository, remote, estate)


def _of_estate(repository: Repository, remote: Remote, estate: Estate) -> str | None:
    assert estate.forgejo
    if repository.path == str(estate.agents.clone):
        return _url(estate.forgejo.clone_urls[0], estate.forgejo.repository)
    names = {posixpath.basename(name): name for name in estate.forgejo.repositories}
    called = [posixpath.basename(w.rstrip("/")).removesuffix(".git") for w in (*remote.written, repository.path)]
    known = next((names[name] for name in called if name in names), None)
    return _url(estate.forgejo.clone_urls[0], known) if known else None


def _url(base: str, repository: str) -> str:
    return base if base.endswith(".git") else f"{base.rstrip('/')}/{repository}.git"


def _without_user(address: str) -> str:
    scheme, separator, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}://{host.rpartition('@')[2]}{slash}{path}" if separator and scheme in {"http", "https"} else address


def _allowed(estate: Estate) -> tuple[str, ...]:
    assert estate.forgejo
    return estate.forgejo.clone_urls


def _good(address: str, allowed: tuple[str, ...]) -> bool:
    return not (parsed := addresses.parse(address)).secret and any(addresses.leads_to(parsed, base) for base in allowed)
