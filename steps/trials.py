"""Trials: observations that start something harmless on the host and leave nothing."""

from __future__ import annotations

from pytest_bdd import then, when
from testinfra.host import Host

from probes import docker as engine
from probes.docker import Trial
from probes.estate import Estate
from probes.question import ask
from steps.outcomes import Violation


@when("a container without network is run from an image made on the host", target_fixture="trials")
def run_container(agents: Host) -> dict[str, Trial]:
    """Import, run and remove; the image is never pulled."""
    return {"the container": ask(agents, engine.run())}


@when("a command is confined as Codex does it, in a login and under the daemon's hardening", target_fixture="trials")
def confine(agents: Host, estate: Estate) -> dict[str, Trial]:
    """bubblewrap with user, pid and network namespaces, as the service user."""
    return {
        "a command in a login": ask(agents, engine.sandbox(estate, as_unit=False)),
        f"a command under the hardening of {estate.agents.unit}": ask(agents, engine.sandbox(estate, as_unit=True)),
    }


@then("it printed its mark and is gone")
@then("it ran confined in both")
def it_worked(trials: dict[str, Trial]) -> None:
    """Every trial worked."""
    failed = [f"{what} did not run: {trial.said}" for what, trial in trials.items() if not trial.worked]
    if failed:
        raise Violation("; ".join(failed))
