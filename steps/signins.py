"""Sign-ins: who holds which, how closely it is kept, and that it has no twin."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import PurePosixPath

from pytest_bdd import given, parsers, then
from testinfra.host import Host

from probes import copies as copying
from probes.credentials import Credential, Modes, Signins, of_state, signins
from probes.estate import Estate
from probes.question import ask
from probes.unseen import Unseen
from steps.outcomes import Violation

GRACE = 3600.0
"""Seconds that an access token may be past its life: a working daemon renews it well before."""


@given("the sign-ins of the service user", target_fixture="signed_in")
def the_signins(agents: Host, estate: Estate) -> Signins:
    """The user exists on the host; its credential files as its running unit would find them (CLAUDE_CONFIG_DIR, CODEX_HOME)."""
    return ask(agents, signins(estate))


@then("the claude.ai sign-in can drive Remote Control")
def claude_signed_in(signed_in: Signins, datatable: list[list[str]]) -> None:
    """The credential file holds the OAuth block with a refresh token and every scope of the table, and is not past its life."""
    claude = signed_in.claude
    if claude.file is None:
        raise Violation("the service user has no claude.ai credential file")
    if not claude.readable:
        raise Violation(f"{claude.file.path} is not JSON")
    if claude.oauth is None:
        raise Violation(f"{claude.file.path} holds no claude.ai sign-in")
    wants = [
        (claude.oauth.access and claude.oauth.refresh, "it holds no refresh token"),
        *((row[0] in claude.oauth.scopes, f"it lacks the scope {row[0]}") for row in datatable[1:]),
        (
            not _over(claude.oauth.expires, signed_in.now - GRACE),
            f"its access token expired {_day(claude.oauth.expires)} and was not renewed",
        ),
        (not _over(claude.oauth.ends, signed_in.now), f"the sign-in itself ended {_day(claude.oauth.ends)}"),
        (
            signed_in.state is None or not signed_in.state.api_key,
            "the agent's state names an API key of its own, which outranks the sign-in",
        ),
    ]
    if missing := [words for holds, words in wants if not holds]:
        raise Violation(f"the claude.ai sign-in in {claude.file.path} cannot drive Remote Control: {'; '.join(missing)}")


@then(parsers.parse("the {whose} credential is a plain file of mode 0600 in a directory of mode 0700"))
def closed(signed_in: Signins, estate: Estate, whose: str) -> None:
    """File and directory belong to the service user with exactly these modes or narrower, no ACL, no link; nobody else may replace a parent."""
    credential: Credential = signed_in.claude if whose == "claude.ai" else signed_in.codex
    if credential.file is None or credential.directory is None:
        raise Unseen("the modes", f"the {whose} credential", "there is no such file")
    user = estate.agents.user
    faults = [*_faults(credential.file, user, 0o600), *_faults(credential.directory, user, 0o700), *_replaceable(credential.parents, user)]
    if faults:
        paths = [
            {"path": m.path, "mode": mode}
            for m, mode in ((credential.file, 0o600), (credential.directory, 0o700))
            if _faults(m, user, mode)
        ]
        raise Violation(f"{'; '.join(faults)}", paths=paths, owner=user)


def _faults(modes: Modes, user: str, widest: int) -> list[str]:
    checks = [
        (modes.link, "is a symbolic link"),
        (not modes.directory and modes.links > 1, f"has {modes.links} hard links"),
        (modes.mode & ~widest, f"has mode {modes.mode:04o}"),
        (modes.owner != user, f"belongs to {modes.owner}"),
        (modes.acl, "is widened by an ACL"),
    ]
    return [f"{modes.path} {words}" for wrong, words in checks if wrong]


def _replaceable(parents: tuple[Modes, ...], user: str) -> list[str]:
    """Directories above in which somebody else could put another in its place (writable to others and not sticky)."""
    open_ones = [m for m in parents if m.mode & 0o022 and not m.mode & 0o1000]
    foreign = [m for m in parents if m.owner not in (user, "root")]
    return [f"{m.path} above it is mode {m.mode:04o}" for m in open_ones] + [f"{m.path} above it belongs to {m.owner}" for m in foreign]


@then("the agent's state shows no trace of a Mac")
def not_from_mac(signed_in: Signins) -> None:
    """No value of ~/.claude.json is a Mac's path, terminal or install method."""
    state = of_state(signed_in)
    if state.mac:
        raise Violation(f"{state.path} was brought from a Mac: {'; '.join(state.mac)}")


@then("the clone is trusted by its own path or a parent that is not the home")
def trusted(signed_in: Signins, estate: Estate) -> None:
    """hasTrustDialogAccepted is true for the clone, or for a directory above it other than the home and /."""
    state = of_state(signed_in)
    clone = PurePosixPath(estate.agents.clone)
    counted = {str(p) for p in (clone, *clone.parents)} - {
        "/",
        str(estate.agents.home),
        *map(str, PurePosixPath(estate.agents.home).parents),
    }
    if not counted & set(state.trusted):
        instead = f"; it trusts {', '.join(state.trusted)}" if state.trusted else ""
        raise Violation(f"{state.path} does not record trust in {clone}{instead}")


@then("the Remote Control consent was given")
def consented(signed_in: Signins) -> None:
    """remoteDialogSeen is true."""
    state = of_state(signed_in)
    if not state.consent:
        raise Violation(f"{state.path} records no consent to Remote Control")


@then("Codex says that it is signed in with ChatGPT")
def codex_signed_in(signed_in: Signins) -> None:
    """`codex login status`, asked as the service user of a throw-away view of its home, says ChatGPT (on either stream)."""
    status = signed_in.codex.status
    if status not in ("chatgpt", "api-key", "none"):
        raise Unseen("the sign-in", "Codex", f"its status command gave {status}")
    if status != "chatgpt":
        raise Violation(f"Codex is {'signed in with an API key' if status == 'api-key' else 'not signed in'}")


@then("no other file, archive or history on the host holds either credential")
def no_copies(agents: Host, estate: Estate, signed_in: Signins) -> None:
    """Content is told by key names with a token behind them; the lawful files must be recognised by the same search, which is the witness."""
    found = ask(agents, copying.copies(estate, signed_in))
    if not found.witnessed:
        raise Unseen("copies of the credentials", "agents", f"the search recognised neither lawful one among {found.looked} files")
    if found.copies:
        raise Violation("; ".join(f"{path} holds the {kind} credential" for path, kind in found.copies))


def _over(moment: float | None, now: float) -> bool:
    return moment is not None and moment < now


def _day(moment: float | None) -> str:
    return "" if moment is None else f"on {datetime.fromtimestamp(moment, UTC):%Y-%m-%d}"
