"""SSH's door: keys alone open it, and only keys that are known."""

from __future__ import annotations

from collections.abc import Iterator

from pytest_bdd import given, then
from testinfra.host import Host

from probes.estate import Estate
from probes.question import ask, name_of
from probes.sshd import ROOT, Door, Setting, door
from probes.unseen import Unseen
from steps.outcomes import Violation

WANTED = {
    "passwordauthentication": ("no",), "kbdinteractiveauthentication": ("no",), "permitemptypasswords": ("no",), "hostbasedauthentication": ("no",),
    "gssapiauthentication": ("no",), "kerberosauthentication": ("no",), "pubkeyauthentication": ("yes",),
    "permitrootlogin": ("no", "prohibit-password", "without-password", "forced-commands-only"),
}  # fmt: skip
"""What each setting may say (sshd_config(5)); one that this sshd does not know is not there."""

KEYS_ONLY = frozenset({"publickey"})


@given("the door of SSH on agents", target_fixture="opening")
def the_door(agents: Host, estate: Estate) -> Door:
    """What sshd -T says for the service user and for root from several places, and what the running daemon offers them."""
    return ask(agents, door(estate.agents.user, ROOT))


@then("it is configured to take keys alone, for everybody and from everywhere")
def keys_alone(opening: Door) -> None:
    """Every setting is right for each account and place; and no Match block, whomever it is for, says otherwise."""
    faults = list(dict.fromkeys(words for user, views in opening.settings.items() for view in views for words in _faults(user, view)))
    matched = [row for row in opening.written if row.match and _opens(row)]
    faults += [f"{row.file} says {row.key} {row.value} for {row.match}" for row in matched]
    if faults:
        raise Violation(f"SSH {'; '.join(faults)}", **_offence(opening, matched))


def _faults(user: str, view: dict[str, str]) -> Iterator[str]:
    for key, allowed in WANTED.items():
        if key in view and view[key] not in allowed:
            yield f"has {key} {view[key]} for {user}"
    methods = view.get("authenticationmethods", "any")
    if methods != "any" and not all("publickey" in method.split(",") for method in methods.split()):
        yield f"lets {user} in by {methods}"


def _opens(row: Setting) -> bool:
    return row.key in WANTED and row.value.lower() not in WANTED[row.key]


def _offence(opening: Door, matched: list[Setting]) -> dict[str, object]:
    """Lines of Match blocks have to go; the rest is overruled by a drop-in, which is read first where the main file includes it before all else."""
    first = next((row for row in opening.written if row.file == "/etc/ssh/sshd_config"), None)
    return {
        "lines": [{"file": row.file, "line": row.line} for row in matched],
        "included": bool(first and first.key == "include" and "sshd_config.d" in first.value),
        "reload": True,
    }


@then("the daemon that runs offers nothing else")
def offers_keys(opening: Door, agents: Host) -> None:
    """Told by itself, to somebody who comes to the host's own address with nothing: a daemon that was not reloaded still offers the old."""
    if unsaid := [user for user, offered in opening.offers.items() if offered is None]:
        raise Unseen("what SSH offers", name_of(agents), f"it did not say for {', '.join(unsaid)}")
    wide = {user: sorted(set(offered or ()) - KEYS_ONLY) for user, offered in opening.offers.items()}
    if any(wide.values()):
        said = "; ".join(f"{', '.join(more)} to {user}" for user, more in wide.items() if more)
        raise Violation(f"the SSH daemon that runs offers {said}", lines=[], included=False, reload=True)
    if second := {port: more for port, offered in opening.elsewhere.items() if (more := sorted(set(offered) - KEYS_ONLY))}:
        said = "; ".join(f"port {port} offers {', '.join(more)}" for port, more in second.items())
        raise Violation(f"another SSH daemon on {said}", lines=[], included=False, reload=False)


@then("each key that opens the service user or root is on the estate's list")
def known_keys(opening: Door, estate: Estate) -> None:
    """Every line of every file that counts, and every authority that vouches for keys; a command that fetches keys cannot be on a list. One known key is the witness."""
    known = set(estate.allow.keys)
    if not any(key.fingerprint in known for key in opening.keys):
        raise Unseen("the keys that open agents", "SSH", "not one of the estate's own was found (allow.keys)")
    foreign = [key for key in opening.keys if key.fingerprint not in known]
    commands = {
        view["authorizedkeyscommand"]
        for views in opening.settings.values()
        for view in views
        if view.get("authorizedkeyscommand", "none") != "none"
    }
    said = [
        f"{key.file} lets {'keys vouched for by ' * key.authority}{key.fingerprint or 'a line that is no key'} open {key.user}"
        for key in foreign
    ]
    said += [f"keys come from the command {command}" for command in sorted(commands)]
    if said:
        rows = [{"file": key.file, "fingerprint": key.fingerprint} for key in foreign if key.fingerprint]
        raise Violation("; ".join(dict.fromkeys(said)), keys=rows, command=bool(commands))
