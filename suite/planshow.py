"""The plan as people see it, and the one question that is asked before it is carried out."""

from __future__ import annotations

import sys

import pytest

from remediations.plan import Plan, Step, shown
from reports import redact
from suite import audit, screen
from suite.work import Work

COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def agree(config: pytest.Config, todo: Work) -> bool:
    """Show the plan; with --remediate on a terminal, ask once. Says whether it is to be carried out."""
    found = audit.of(config)
    assert found
    assert todo.plan
    if found.options.plan or not screen.quiet(config):
        _show(config, todo.plan, todo)
    if not found.options.remediate:
        return False
    return found.options.yes or _asked(config, sum(not step.holds for step in todo.plan.steps))


def _show(config: pytest.Config, plan: Plan, todo: Work) -> None:
    capture, terminal = config.pluginmanager.get_plugin("capturemanager"), screen.reporter(config)
    with capture.global_and_fixture_disabled():  # type: ignore[union-attr]
        terminal.ensure_newline()
        for step in plan.steps:
            for line in shown([step]):
                terminal.write_line(redact.text(line), **_colour(line))
            for why in sorted({todo.fixes[tag].held_back for tag in step.fixes if _held(todo, step)}):
                terminal.write_line(f"   held back: {why}", yellow=True)
            for cause in sorted({todo.fixes[tag].cause for tag in step.fixes} - {""}):
                terminal.write_line(f"   {cause}", yellow=True)


def _held(todo: Work, step: Step) -> bool:
    return all(todo.fixes[tag].held_back for tag in step.fixes)


def _colour(line: str) -> dict[str, bool]:
    mark = line.removeprefix("   ")[:1] if line.startswith("   ") else ""
    return {COLOURS[mark]: True} if mark in COLOURS else {}


def refuse_unasked(config: pytest.Config) -> None:
    """Raises UsageError for --remediate where nobody could be asked and nobody said --yes."""
    found = audit.of(config)
    if found and found.options.remediate and not found.options.yes and not _somebody(config):
        msg = "--remediate asks on a terminal, and there is none: add --yes, or look first with --plan"
        raise pytest.UsageError(msg)


def _somebody(config: pytest.Config) -> bool:
    """Whether there is a terminal to ask on. pytest's capture, which hides it, is not at work yet and takes stdin again by itself."""
    capture = config.pluginmanager.get_plugin("capturemanager")
    capture.suspend_global_capture(in_=True)  # type: ignore[union-attr]
    return sys.stdin.isatty()


def _asked(config: pytest.Config, steps: int) -> bool:
    """Ask on a terminal. No answer is a no."""
    capture = config.pluginmanager.get_plugin("capturemanager")
    capture.suspend_global_capture(in_=True)  # type: ignore[union-attr]
    try:
        return input(f"make these {steps} changes? [y/N] ").strip().lower() in {"y", "yes"}
    except EOFError:
        return False
    finally:
        capture.resume_global_capture()  # type: ignore[union-attr]
