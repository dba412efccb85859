"""Templates and values of playbooks, as Ansible would write them. Plain text, nothing is run."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

DEPTH = 8
"""How often a value may lead to another before it counts as undefined."""

FOUND = {"groups", "group_names", "hostvars", "inventory_dir", "play_hosts", "playbook_dir", "role_path"}
"""Names that Ansible itself gives a value when it runs; so it does to all that begin with ``ansible_``."""


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


def fails(when: Any, variables: Mapping[str, Any]) -> bool:
    """Whether a condition of Ansible's (one, or a list of which all have to hold) is false whatever a run finds; what nobody can know yet is not."""
    return any(_false(one, variables) for one in (when if isinstance(when, list) else [when]) if one is not None)


def _false(one: Any, variables: Mapping[str, Any]) -> bool:
    text = f"{{{{ {one} }}}}"
    try:
        return not _of_a_run(text, variables) and not _truth(rendered(text, variables))
    except (ValueError, TypeError):
        return False


def _of_a_run(text: str, variables: Mapping[str, Any]) -> bool:
    """Whether an expression asks for what Ansible finds on the host or knows of the run, so that even ``is defined`` has no answer before it."""
    from jinja2 import TemplateError, meta  # noqa: PLC0415

    try:
        asked = meta.find_undeclared_variables(_environment().parse(text))
    except TemplateError as error:
        raise ValueError(str(error)) from error
    return any(name.startswith("ansible_") or name in FOUND for name in asked - variables.keys())


def _truth(value: Any) -> bool:
    """Ansible takes yes, on, true and 1 for true."""
    return str(value).strip().lower() in {"true", "yes", "on", "1"} if isinstance(value, str | bool | int) else bool(value)


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
    return _environment().from_string(text)


@cache
def _environment() -> Any:
    from jinja2 import StrictUndefined  # noqa: PLC0415
    from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415

    environment = SandboxedEnvironment(undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True)  # plain text, no markup
    environment.filters["bool"] = _truth
    return environment
