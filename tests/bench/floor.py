"""What pytest-bdd itself costs: a project of scenarios that ask nobody."""

from __future__ import annotations

from pathlib import Path

SETTINGS = """[tool.pytest.ini_options]
addopts = ["--disable-plugin-autoload", "-p", "pytest_bdd.plugin", "-p", "no:cacheprovider", "--import-mode=importlib"]
"""
STEPS = """
from pytest_bdd import given, scenarios, then
scenarios("floor.feature")
@given("a subject")
def subject(): pass
@then("it holds")
def holds(): pass
"""


def lay(here: Path, count: int) -> Path:
    """A directory to run pytest in, with ``count`` scenarios of two steps."""
    here.mkdir()
    (here / "pyproject.toml").write_text(SETTINGS)
    (here / "test_floor.py").write_text(STEPS)
    scenarios = "".join(f"  Scenario: number {n}\n    Given a subject\n    Then it holds\n" for n in range(count))
    (here / "floor.feature").write_text(f"Feature: a floor\n{scenarios}")
    return here
