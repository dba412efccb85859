"""YAML as Ansible reads it."""

from __future__ import annotations

from typing import Any

import yaml


class _Loader(yaml.SafeLoader):
    """YAML as Ansible writes it: tags such as !vault stand for themselves."""


_Loader.add_multi_constructor("!", lambda _, suffix, __: f"<!{suffix}>")


def load(text: str) -> Any:
    """One YAML document of Ansible's. Raises ValueError with line and what was wrong."""
    try:
        return yaml.load(text, _Loader)  # noqa: S506  (a SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise ValueError(f"line {mark.line + 1 if mark else '?'}: {getattr(error, 'problem', error)}") from error
