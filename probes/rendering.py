"""Templates and values of playbooks, as Ansible would write them. Plain text, nothing is run."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

DEPTH = 8
"""How often a value may lead to another before it counts as undefined."""


def rendered(text: str, variables: Mapping[str, Any]) -> str:
    """A template or value as Ansible would write it. Raises ValueError naming what is undefined or broken."""
    if not any(mark in text for mark in ("{{", "{%", "{#")):
        return text
    from jinja2 import TemplateError  # noqa: PLC0415  (only the rows about playbooks need it)

    try:
        for _ in range(DEPTH):
            text, before = _template(text).render(_values(variables)), text
            if "{{" not in text or text == before:
                return text
    except TemplateError as error:
        raise ValueError(str(error)) from error
    raise ValueError("its values lead in a circle")


def _values(variables: Mapping[str, Any]) -> dict[str, Any]:
    """Values that are templates themselves, rendered as far as they can be."""
    from jinja2 import TemplateError  # noqa: PLC0415

    found = dict(variables)
    for _ in range(DEPTH):
        nested = {key: value for key, value in found.items() if isinstance(value, str) and "{{" in value}
        if not nested:
            break
        for key, value in nested.items():
            try:
                found[key] = _template(value).render(found)
            except TemplateError:  # a value that nobody uses may well be undefined
                continue
    return found


@cache
def _template(text: str) -> Any:
    """Compiled once for all the hosts and passes that have it."""
    from jinja2 import StrictUndefined  # noqa: PLC0415
    from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415

    environment = SandboxedEnvironment(undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True)  # plain text, no markup
    return environment.from_string(text)
