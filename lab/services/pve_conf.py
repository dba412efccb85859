"""A guest's configuration file in Proxmox syntax, read and written whole: the part in force, pending changes, snapshots (pve-container, LXC/Config.pm)."""

from __future__ import annotations

import re
from hashlib import sha1
from pathlib import Path
from typing import Any

PENDING = "pve:pending"
NUMBERS = {"cores", "memory", "swap", "onboot", "unprivileged", "protection", "template", "cpuunits", "console", "tty", "debug"}
Pairs = list[tuple[str, str]]


def parse(text: str) -> dict[str, Pairs]:
    """Section -> its lines as pairs in file order; the part in force is the section without a name, comment lines are its description."""
    sections: dict[str, Pairs] = {"": []}
    name = ""
    for line in text.splitlines():
        if head := re.fullmatch(r"\[(.+)\]\s*", line):
            name = head[1]
            sections[name] = []
        elif line.startswith("#"):
            sections[name].append(("#", line[1:]))
        elif found := re.match(r"([A-Za-z0-9_.-]+)\s*[:=]\s*(.*?)\s*$", line):
            sections[name].append((found[1], found[2]))
    return sections


def render(sections: dict[str, Pairs]) -> str:
    parts = ["\n".join([*([f"[{name}]"] if name else []), *map(_line, pairs)]) for name, pairs in sections.items() if pairs or not name]
    return "\n\n".join(parts) + "\n"


def _line(pair: tuple[str, str]) -> str:
    key, value = pair
    return f"#{value}" if key == "#" else f"{key}: {value}"


def digest(file: Path) -> str:
    return sha1(file.read_bytes()).hexdigest()  # noqa: S324  (what Proxmox uses to notice a lost update)


def options(pairs: Pairs) -> dict[str, str]:
    """Options without raw lines; the description is the joined comment."""
    plain = {key: value for key, value in pairs if key != "#" and not key.startswith("lxc.")}
    comment = "".join(f"{value}\n" for key, value in pairs if key == "#")
    return {**({"description": comment} if comment else {}), **plain}


def raw(pairs: Pairs) -> Pairs:
    return [(key, value) for key, value in pairs if key.startswith("lxc.")]


def dropped(pending: dict[str, str]) -> set[str]:
    """What a pending ``delete`` line names; a ``!`` before a name means by force."""
    return {name.lstrip("!") for name in re.split(r"[,; ]+", pending.get("delete", "")) if name}


def typed(key: str, value: str) -> Any:
    """A number where the schema says so, else the text."""
    return int(value) if key in NUMBERS and re.fullmatch(r"\d+", value) else value


def changed(pairs: Pairs, new: dict[str, str], gone: set[str]) -> Pairs:
    """The lines with some options set and some dropped, in the order in which Proxmox writes them: comment, options by name, raw lines."""
    kept = {**{key: value for key, value in pairs if key != "#" and not key.startswith("lxc.")}, **new}
    comment = [pair for pair in pairs if pair[0] == "#" and not ({"description"} & (gone | set(new)))]
    comment += [("#", line) for line in new.get("description", "").splitlines()]
    return [*comment, *sorted((key, value) for key, value in kept.items() if key not in gone | {"description"}), *raw(pairs)]
