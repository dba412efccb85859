"""Security updates: they come by themselves, or none waits too long."""

from __future__ import annotations

from pytest_bdd import given, then
from testinfra.host import Host

from probes.estate import Estate
from probes.question import ask
from probes.unseen import Unseen
from probes.updates import Updates, updates
from steps.outcomes import Violation

DAY = 86400.0


@given("the security updates of the agents host", target_fixture="patches")
def the_updates(agents: Host) -> Updates:
    """What apt would upgrade from the lists that it has, and what unattended-upgrades is set to do and last did."""
    return ask(agents, updates())


@then("they come by themselves, or none waits longer than the estate's days")
def patched(patches: Updates, estate: Estate) -> None:
    """Unattended upgrades are installed, on and scheduled, and their last run succeeded within the days; else no security update waits longer.

    How long one waits cannot be asked: it came after the last upgrade of anything, so that is what counts. Old lists
    tell nothing where somebody upgrades by hand; where nobody does, they say that nobody looks.
    """
    days = estate.limits.patch_days
    off = _off(patches, days)
    if not off:
        return
    unlooked, untended = patches.now - patches.lists > days * DAY, patches.now - patches.upgraded > days * DAY
    age = f"{(patches.now - patches.lists) / DAY:.0f} days old" if patches.lists else "not there"
    since = f"{(patches.now - patches.upgraded) / DAY:.0f} days ago" if patches.upgraded else "never"
    if unlooked and not untended:
        raise Unseen("which security updates wait", "agents", f"the package lists are {age}; and unattended upgrades {'; '.join(off)}")
    if untended and (unlooked or patches.waiting):
        waits = f"{len(patches.waiting)} security updates wait ({', '.join(patches.waiting[:8])})"
        raise Violation(
            f"{f'nobody looks for security updates (the package lists are {age})' if unlooked else waits}, anything was last upgraded {since}, "
            f"and unattended upgrades {'; '.join(off)}",
            installed=patches.installed,
            on=patches.lists_on and patches.upgrades_on,
            security=patches.security,
            stopped=list(patches.stopped),
        )


def _off(patches: Updates, days: float) -> list[str]:
    faults = [
        (not patches.installed, "are not installed"),
        (not (patches.lists_on and patches.upgrades_on), "are switched off"),
        (patches.installed and not patches.security, "take nothing from the security archive"),
        (bool(patches.stopped), f"have no {' and no '.join(patches.stopped)}"),
        (patches.outcome in {"failed", "unfinished"}, f"last {'failed' if patches.outcome == 'failed' else 'did not finish'}"),
        (not patches.outcome, "never ran"),
        (bool(patches.outcome) and patches.now - patches.run > days * DAY, f"last ran {(patches.now - patches.run) / DAY:.0f} days ago"),
    ]
    return [words for wrong, words in faults if wrong]
