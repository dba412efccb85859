"""An exercise: a throw-away unit fails with the daemon's alert wiring. Active: it sends one message; the daemon is not touched."""

from __future__ import annotations

from probes.estate import Estate
from probes.handlers import name_for
from probes.masks import plain_script
from probes.question import Question


def fail(estate: Estate, mark: str) -> Question[str]:
    """Let ``adr023-drill-<mark>.service`` fail; the answer is the name of the handler that was started for it."""
    unit = f"adr023-drill-{mark}.service"
    handler = name_for(unit, estate.agents.alert_unit)
    return Question("a failing unit", plain_script("drill", unit=unit, handler=handler), lambda told: told.split()[2], once=True)


def tidy(estate: Estate, mark: str) -> Question[str]:
    """Forget the exercise: its timer, and a handler that failed."""
    unit = f"adr023-drill-{mark}"
    handler = name_for(f"{unit}.service", estate.agents.alert_unit)
    text = f"systemctl stop {unit}-tidy.timer; systemctl reset-failed {handler} {unit}.service; true"
    return Question("the end of the exercise", f"{{ {text}; }} 2>/dev/null", str, once=True)
