"""Backrest plans and snapshots: whether they take the agents' credentials."""

from __future__ import annotations

from pytest_bdd import given, then

from probes.backrest import Backrest
from probes.backrest_plans import Plan, Snapshot
from probes.covering import covered
from probes.estate import Estate
from probes.unseen import Unseen
from steps.outcomes import Violation


@given("the plans of Backrest", target_fixture="plans")
def the_plans(backrest: Backrest) -> tuple[Plan, ...]:
    """Every plan of the estate's Backrest, disabled ones too; its instance name is the witness."""
    return backrest.plans()


@then("none of them covers a credential directory of the agents")
def none_covers(plans: tuple[Plan, ...], backrest: Backrest) -> None:
    """No path, flag or hook command takes ~/.claude or ~/.codex of the service user: directly, as a parent, below, by a pattern, or through the volume.

    A repository has hooks of its own, for every plan that saves to it. Excludes are honoured. A plan that has restic read its paths from elsewhere leaves the row unseen, unless another plan settles it.
    """
    found = [plan for plan in plans if plan.taken]
    hooked = [f"a hook of Backrest repository {repository} names {place}" for repository, place in backrest.hooked()]
    if found or hooked:
        raise Violation("; ".join([*map(_told, found), *hooked]), plans={plan.id: _offence(plan) for plan in found})
    blind = [f"{plan.id} ({', '.join(plan.blind)})" for plan in plans if plan.blind]
    if blind:
        raise Unseen("what every plan covers", "Backrest", f"a flag has restic read it from elsewhere: {'; '.join(blind)}")


def _told(plan: Plan) -> str:
    ways = ", ".join(f"{taken.places[0]} by {taken.what}" for taken in plan.taken)
    return f"Backrest plan {plan.id}{' (disabled)' if plan.disabled else ''} covers {ways}"


def _offence(plan: Plan) -> dict[str, list[str]]:
    return {
        "paths": [taken.mark for taken in plan.paths],
        "flags": [taken.mark for taken in plan.flags],
        "hooks": [taken.mark for taken in plan.hooks],
    }


@given("the repositories of Backrest", target_fixture="repositories")
def the_repositories(backrest: Backrest) -> tuple[str, ...]:
    """At least one: with none there is nothing that could be looked at."""
    found = backrest.repositories()
    if not found:
        raise Unseen("the snapshots", "Backrest", "it has no repository")
    return found


@then("no snapshot in them holds a credential directory of the agents")
def none_holds(backrest: Backrest, repositories: tuple[str, ...], estate: Estate) -> None:
    """Snapshots by their paths and hosts; where a parent of a credential directory was taken, the snapshot itself is looked into.

    Some repository has to list a snapshot, which is the witness that snapshots can be seen.
    """
    snapshots = [snapshot for repository in repositories for snapshot in backrest.snapshots(repository)]
    if not snapshots:
        raise Unseen("the snapshots", "Backrest", f"no repository lists any ({', '.join(repositories)})")
    found = [(snapshot, place) for snapshot in snapshots for place in _held(backrest, snapshot)]
    if found:
        told = ", ".join(f"snapshot {snapshot.id} in {snapshot.repository} holds {place}" for snapshot, place in found[:5])
        more = f" and {len(found) - 5} more" if len(found) > 5 else ""  # noqa: PLR2004  (enough to find the rest by)
        raise Violation(f"{told}{more}; whoever reads {estate.backrest and estate.backrest.host}'s repositories can sign in as the agents")


def _held(backrest: Backrest, snapshot: Snapshot) -> list[str]:
    """The credential directories in a snapshot: certain where its path is one, looked up where its path is above one."""
    places = dict.fromkeys(place for path in snapshot.paths for place in covered(path, backrest.credentials))
    sure = {path.rstrip("/") for path in snapshot.paths}
    return [place for place in places if any(at == place or at.startswith(f"{place}/") for at in sure) or backrest.holds(snapshot, place)]
