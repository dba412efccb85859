"""Changes that could cut the way in: armed with an undo of the target's own, and confirmed by a fresh login."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import cast

from probes.unseen import Unseen
from remediations import host, journal, kinds, systems
from remediations.changes import ApiChange, Change
from remediations.changes_running import Command
from remediations.plan import Step
from remediations.refusals import Refusal, TargetLost
from remediations.toolkit import Tools

PLACES = (
    "/etc/ssh/*", "*/.ssh/authorized_keys*", "/etc/pam.d/*", "/etc/security/*", "/etc/sudoers*", "/etc/hosts.allow", "/etc/hosts.deny",
    "/etc/network/*", "/etc/netplan/*", "/etc/systemd/network/*", "/etc/nftables*", "/etc/iptables/*", "/etc/netbird/*",
    "*/ssh.service*", "*/ssh.socket*", "*/sshd.service*", "*/netbird.service*",
    "unit:ssh*", "unit:netbird*", "unit:network*", "unit:systemd-networkd*", "unit:nftables*", "unit:ufw*",
)  # fmt: skip
BOOT_SCRIPT = """\
any() { for unit; do systemctl -q is-enabled $unit 2>/dev/null && return; done; false; }
any ssh.service ssh.socket sshd.service && any networking.service systemd-networkd.service NetworkManager.service
"""
BOOTS = Command("have sshd and the network come up at boot", do=("false",), holds=("sh", "-c", BOOT_SCRIPT), touches="unit:*")
"""Only looked at: whether it holds decides on a restart."""
SECONDS = 120.0
GRACE = 45.0
SETTLING = 5.0
"""A daemon that was just told to reload may refuse for a moment."""
PAUSE = 1.0


def cuts(change: Change) -> bool:
    """Whether this change touches sshd, keys, accounts, the network or the overlay."""
    return any(fnmatch(change.place, pattern) for pattern in PLACES)


def apply(tools: Tools, step: Step) -> bool:
    """Make such a change. Without a fresh login afterwards it is taken back, with those that led to it: from here, or by the target itself."""
    if tools.log_in is None:
        raise Refusal("unsafe", f"{step.change.place} is a way in, and nobody is there to confirm it by a fresh login")
    risky = [*_made(tools.folder), step.seq]
    tools.hands.arm(tools.run, risky, SECONDS)
    try:
        done = host.apply(tools, step)
        _wait_for(tools.log_in, SETTLING)
        tools.hands.disarm(tools.run)
    except (Unseen, TargetLost) as error:
        _restore(tools, tools.log_in, risky)
        raise Refusal("cut", f"{step.change.sentence} cut the way in ({error}), and was taken back") from error
    except Refusal:
        tools.hands.disarm(tools.run)
        raise
    return done


def restart(tools: Tools, step: Step) -> bool:
    """Restart the whole container: only when sshd and the network come up at boot, and not done before somebody can log in again."""
    if not tools.hands.plan([BOOTS])[0].holds:
        raise Refusal("unsafe", f"{step.change.sentence}: nothing starts sshd or the network at boot, so nobody would come in again")
    done = systems.apply(tools, step, cast("ApiChange", step.change))
    if tools.log_in:
        try:
            _wait_for(tools.log_in, SECONDS)
        except Unseen as error:
            raise Refusal("stuck", f"{step.change.sentence}: nobody could log in for {SECONDS:.0f} s afterwards ({error})") from error
    return done


def _made(folder: Path) -> list[int]:
    lines = journal.last_words(folder).items()
    return [seq for seq, line in lines if line["line"] == "done" and "seen" not in line and cuts(kinds.from_json(line["change"]))]


def _restore(tools: Tools, log_in: Callable[[], None], risky: Sequence[int]) -> None:
    """By the link that is still open; when that does not help, wait until the target has done it by itself. Raises Unseen when it has not."""
    try:
        tools.hands.rollback(tools.run, risky, allow_disruption=True)
        _wait_for(log_in, SETTLING)
        tools.hands.disarm(tools.run)
    except (Unseen, TargetLost):
        _wait_for(log_in, SECONDS + GRACE)
        tools.hands.renew()


def _wait_for(log_in: Callable[[], None], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            log_in()
        except Unseen:
            if time.monotonic() > deadline:
                raise
            time.sleep(PAUSE)
        else:
            return
