"""Bylines: as whom the service user commits and pushes, in each repository, from a login and from the daemon."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from pytest_bdd import given, then
from testinfra.host import Host

from probes import login
from probes.bylines import Bylines, Ident, Origin, Push, Tree, bylines
from probes.estate import Estate
from probes.forgejo import Forgejo
from probes.question import ask
from probes.systemd import service
from probes.unseen import Unseen
from steps.outcomes import Violation

NAMES = ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "EMAIL")


@given("the commits and pushes that the service user would make", target_fixture="written")
def the_bylines(agents: Host, estate: Estate) -> Bylines:
    """In every repository and worktree of his, wherever it lies; the estate's clone must be among them."""
    return ask(agents, bylines(agents, estate))


@then("author and committer are the bot of that repository")
def bot_signs(written: Bylines, agents: Host, estate: Estate, forgejo: Forgejo) -> None:
    """Name is the account's login and address the one that Forgejo has for it; as git itself says, with configuration of every scope and GIT_* counted."""
    wrong = [
        (tree, context, who, ident)
        for tree in written.trees
        for (context, who), ident in tree.bylines.items()
        if ident != _bot(forgejo, tree.path)
    ]
    if not wrong:
        return
    said = [
        f"{tree.path} commits with {who} {_shown(ident)}{' in the daemon' if context == 'unit' else ''}"
        for tree, context, who, ident in wrong
        if context == "login" or tree.bylines["login", who] != ident
    ]
    configured = {tree.path: tree for tree, context, _, _ in wrong if context == "login"}
    handed = any(context == "unit" and tree.bylines["login", who] == _bot(forgejo, tree.path) for tree, context, who, _ in wrong)
    default = _bot(forgejo, str(estate.agents.clone))
    at_login = _login_places(agents, estate) if configured else []
    said += [f"a login sets {' and '.join(map(str, place['names']))} in {place['where']}" for place in at_login]
    raise Violation(
        "; ".join(dict.fromkeys(said)),
        settings=[row for tree in configured.values() for row in _settings(tree, _bot(forgejo, tree.path), default)],
        places=[*(_places(agents, estate) if handed else []), *at_login],
        restart=handed,
        bot=list(default),
    )


def _shown(ident: Ident | None) -> str:
    return f"{ident[0]} <{ident[1]}>" if ident else "unknown"


def _bot(forgejo: Forgejo, path: str) -> Ident:
    """Login and address of the account that this repository's work is attributed to."""
    login = _account_of(forgejo, path)
    account = forgejo.account(login)
    if account is None:
        raise Unseen("the bot's address", "Forgejo", f"it has no account {login}")
    return account.login, account.email


def _account_of(forgejo: Forgejo, path: str) -> str:
    section = forgejo.section
    codex = any(path == str(clone) or path.startswith(f"{clone}/") for clone in section.codex_clones)
    return section.codex_account if codex else section.account


def _settings(tree: Tree, bot: Ident, default: Ident) -> list[dict[str, str | None]]:
    """What each place should say: a repository's own file its bot; a file that all share the usual bot, and nothing of authors and committers."""
    rows = [row for origin in tree.origins if origin.file and (row := _setting(origin, bot, default))]
    own = {origin.key for origin in tree.origins if origin.scope in ("local", "worktree")}
    missing = [] if bot == default else [key for key in ("user.name", "user.email") if key not in own]
    rows += [{"file": f"{tree.path}/.git/config", "key": key, "value": _of(key, bot)} for key in missing]
    return rows


def _setting(origin: Origin, bot: Ident, default: Ident) -> dict[str, str | None] | None:
    shared = origin.scope not in ("local", "worktree")
    wanted = _of(origin.key, default if shared else bot)
    if shared and not origin.key.startswith("user."):
        return {"file": origin.file, "key": origin.key, "value": None}
    return {"file": origin.file, "key": origin.key, "value": wanted} if origin.value != wanted else None


def _of(key: str, bot: Ident) -> str:
    return bot[0] if key.endswith(".name") else bot[1]


def _places(agents: Host, estate: Estate) -> list[dict[str, Any]]:
    """The files of the unit that set what git takes for author and committer."""
    unit = ask(agents, service(estate.agents.unit))
    found: dict[str, list[str]] = {}
    for variable in (unit.disk or unit.loaded).variables:
        if variable.name in NAMES and variable.source.startswith("/"):
            found.setdefault(variable.source, []).append(variable.name)
    units = {file.path for file in unit.files}
    return [
        {"where": path, "names": sorted(set(names)), "syntax": "unit" if path in units else "environment"} for path, names in found.items()
    ]


def _login_places(agents: Host, estate: Estate) -> list[dict[str, Any]]:
    """The shell files, and those of PAM, that give them to a login."""
    told = ask(agents, login.login(estate))
    got = {variable.name for variable in told.got if variable.name in NAMES}
    shells = [{"where": path, "names": sorted(names & got), "syntax": "shell"} for path, names in told.files if names & got]
    given_ = sorted({(one.source, one.name) for one in told.given if one.name in NAMES and one.source.startswith("/")})
    return [*shells, *({"where": path, "names": [name], "syntax": "environment"} for path, name in given_)]


@then("Forgejo takes each push as the bot of that repository")
def bot_pushes(written: Bylines, estate: Estate, forgejo: Forgejo) -> None:
    """The credential that git would use is shown to Forgejo, which says whose it is; for SSH the first key offered must be registered for the bot."""
    addresses = {push.path for push in written.pushes}
    if str(estate.agents.clone) not in addresses:
        raise Unseen("as whom pushes are made", "git", f"{estate.agents.clone} pushes nowhere")
    faults = [words for push in written.pushes if (words := _wrong(forgejo, push))]
    if faults:
        raise Violation("; ".join(dict.fromkeys(faults)))


def _wrong(forgejo: Forgejo, push: Push) -> str:
    """What is wrong with one push, in words; empty when it is the bot's. Raises Unseen when Forgejo would not say."""
    wanted, where = _account_of(forgejo, push.path), f"{push.path} pushes to {push.address}"
    if push.how == "an SSH key":
        first = push.keys[0] if push.keys else ""
        return "" if first and first in forgejo.keys(wanted) else f"{where} with a key that is not {wanted}'s ({first or 'none'})"
    if push.how in ("nothing", "no server") or push.status == HTTPStatus.UNAUTHORIZED:
        return f"{where} with {'a credential that Forgejo refuses' if push.status else 'no credential'}"
    if push.status != HTTPStatus.OK:
        because = "its token lacks the scope read:user" if push.status == HTTPStatus.FORBIDDEN else f"Forgejo answered {push.status}"
        raise Unseen(f"whose credential {push.path} pushes with", "Forgejo", because)
    if push.login != wanted:
        named = f", though it is named {push.named}" if push.named and push.named != push.login else ""
        return f"{where} as {push.login}{named}, not as {wanted}"
    return ""
