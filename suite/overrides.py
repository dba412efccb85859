"""Gates that somebody overrode: the next report says so, once."""

from __future__ import annotations

from itertools import takewhile

from reports import history
from suite.audit import Audit

FAR = 200
"""How many runs are looked back at."""
DECIDED = {1, 11}
"""Exit codes that an override can let pass; any other says that there was no verdict."""


def of(audit: Audit, code: int) -> str:
    """Why this run lets pass what it found; empty when it is no gate, or there was nothing to override."""
    return audit.options.gate.override if audit.options.gate and code in DECIDED else ""


def since_last(audit: Audit) -> list[str]:
    """A sentence for each gate that was overridden since the last report; none in a gate's own."""
    if audit.options.gate:
        return []
    try:
        past = history.recent(audit.options.report_dir, FAR, estate=audit.estate.name, gates=True).entries
    except OSError:  # whoever writes the report meets the same, and says so
        return []
    gates = takewhile(lambda run: run.mode == history.GATE, reversed(past))
    return [
        f"the gate was overridden at {run.at} (run {run.run}, exit code {run.exit_code}): {run.override}" for run in gates if run.override
    ]
