import logging
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, then

from probes.unseen import Unseen
from steps.outcomes import DoesNotApply, Violation


@dataclass(frozen=True)
class Thing:
    name: str
    state: str
    note: str = ""


Thing.__module__ = "probes.house"


@given(parsers.parse('the "{name}" of the house'), target_fixture="thing")
def thing_of_the_house(name: str) -> Thing:
    """The one word that the file of that name holds."""
    file = Path("host") / name
    if not file.exists():
        raise Unseen(name, "the house", "nobody answers")
    return Thing(name, *file.read_text().strip().split("\n"))


@then(parsers.parse('it is "{state}"'))
def it_is(thing: Thing, state: str) -> None:
    """The word equals the one in the sentence."""
    print(thing.note)  # noqa: T201
    logging.getLogger("house").warning("%s", thing.note)
    if thing.state == "crash":
        raise RuntimeError(f"a step tripped over {thing.name} {thing.note}".rstrip())
    if thing.state == "sold":
        raise DoesNotApply(f"the estate has no {thing.name} {thing.note}".rstrip())
    with (Path.cwd() / "looks").open("a") as looks:
        looks.write(f"{thing.name}\n")
    if thing.state == "settling":
        (Path("host") / thing.name).write_text(state)
    if thing.state != state:
        raise Violation(f"the {thing.name} is {thing.state} {thing.note}".rstrip(), name=thing.name, wanted=state)


@then(parsers.parse('it says "{note}"'))
def it_says(thing: Thing, note: str) -> None:
    """The second line of the file."""
    if not thing.note:
        raise Unseen("a note", thing.name, "it has none")
    if thing.note != note:
        raise Violation(f"the {thing.name} says {thing.note}", said=thing.note)


@pytest.fixture(scope="session")
def agents() -> Path:
    """What stands for the host."""
    return Path("host")
