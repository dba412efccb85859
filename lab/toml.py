"""Enough TOML to write an estate file: tables of plain values, lists, and tables within as inline ones."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import Any


def dumps(content: dict[str, Any]) -> str:
    plain = {key: value for key, value in content.items() if not isinstance(value, dict)}
    tables = {key: value for key, value in content.items() if isinstance(value, dict)}
    return "\n".join([_lines(plain), *(f"[{name}]\n{_lines(table)}" for name, table in tables.items())])


def _lines(table: dict[str, Any]) -> str:
    return "".join(f"{key} = {_value(value)}\n" for key, value in table.items() if value is not None)


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_value(item)}" for key, item in value.items() if item is not None) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    return json.dumps(str(value) if isinstance(value, PurePath) else value, ensure_ascii=False)
