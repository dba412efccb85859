"""Takes named variables out of a text and leaves every other byte: unit files, environment files, shell files, pam_env files."""

from __future__ import annotations

import re
from collections.abc import Callable

from remediations.target.refused import Refused
from remediations.target.words import logical_lines, physical_lines, split, without_comments, words

UNIT_KEYS = ("Environment", "DefaultEnvironment", "ManagerEnvironment", "PassEnvironment")
EXPORTERS = ("export", "declare", "typeset", "readonly")
Names = frozenset


def drop(text: str, names: Names[str], syntax: str) -> str:
    """The text without these variables, in the syntax ``unit``, ``environment``, ``shell`` or ``pam``."""
    return SYNTAXES[syntax](text, names)


def _unit(text: str, names: Names[str]) -> str:
    return "".join(_unit_line(line, names) for line in _unit_lines(text))


def _unit_lines(text: str) -> list[str]:
    """systemd.syntax(7): a backslash at the end joins the next line; comment lines in between are passed over."""
    lines: list[str] = []
    going_on = False
    for line in physical_lines(text):
        comment = line.lstrip().startswith(("#", ";"))
        lines[-1:] = [lines[-1] + line] if going_on else [*lines[-1:], line]
        going_on = going_on if comment else line.rstrip("\n").endswith("\\")
    return lines


def _unit_line(line: str, names: Names[str]) -> str:
    key, equals, value = line.partition("=")
    if not equals or key.strip() not in UNIT_KEYS:
        return line
    physical = [part for part in value.split("\n") if not part.lstrip().startswith(("#", ";"))]
    found = words(" ".join(part.removesuffix("\\") for part in physical))
    kept = [word.raw for word in found if word.plain.partition("=")[0] not in names]
    if len(kept) == len(found):
        return line
    return f"{key}={' '.join(kept)}\n" if kept else ""


def _environment(text: str, names: Names[str]) -> str:
    """systemd.exec(5), EnvironmentFile=: quotes count where a value begins, and may span lines; `#` and `;` comment at the start only."""
    lines = [""]
    for physical in physical_lines(text):
        lines[-1:] = [lines[-1] + physical] if _goes_on(lines[-1]) else [lines[-1], physical]
    return "".join(line for line in lines if _assigned(line) not in names)


def _goes_on(line: str) -> bool:
    if not line.strip() or line.lstrip().startswith(("#", ";")):
        return False
    value = line.partition("=")[2].strip(" \t")
    if value[:1] in ("'", '"'):
        return re.match(rf"{value[0]}(?:\\.|[^\\{value[0]}])*{value[0]}", value, re.DOTALL) is None
    return line.endswith("\\\n")


def _assigned(line: str) -> str:
    return line.strip().removeprefix("export ").partition("=")[0].strip()


def _pam(text: str, names: Names[str]) -> str:
    return "".join(line for line in logical_lines(text) if re.split(r"[\s=]", line.strip(), maxsplit=1)[0] not in names)


def _shell(text: str, names: Names[str]) -> str:
    left = "".join(_shell_line(line, names) for line in logical_lines(text))
    for name in sorted(names):
        if re.search(rf"(?<![\w$]){name}=", without_comments(left)):
            raise Refused("invalid", f"{name} is set in a way that only a person should edit")
    return left


def _shell_line(line: str, names: Names[str]) -> str:
    statements = split(line.rstrip("\n"), ";", comments=True)
    kept = [left for statement in statements if (left := _statement(statement, names)) is not None]
    if kept == statements:
        return line
    return ";".join(kept) + "\n" if kept else ""


def _statement(statement: str, names: Names[str]) -> str | None:
    """The statement without the names; None when nothing is left of it. What is not a plain assignment or export stays as it is."""
    found = [word for word in words(statement, comments=True) if not word.raw.startswith("#")]
    head = 1 if found and found[0].plain in EXPORTERS else 0
    operands = [word for word in found[head:] if not (head and word.plain.startswith("-"))]
    plain = r"[A-Za-z_]\w*(=|$)" if head else r"[A-Za-z_]\w*="
    hit = any(word.plain.partition("=")[0] in names for word in operands)
    if not hit or not all(re.match(plain, word.plain) for word in operands):
        return statement
    kept = [word for word in found if word not in operands or word.plain.partition("=")[0] not in names]
    if len(kept) == len(found) - len(operands):
        return None
    indent = statement[: len(statement) - len(statement.lstrip())]
    return indent + " ".join(word.raw for word in kept)


SYNTAXES: dict[str, Callable[[str, Names[str]], str]] = {"unit": _unit, "environment": _environment, "shell": _shell, "pam": _pam}
