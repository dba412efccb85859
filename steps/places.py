"""Where variables stand, as the places that a fix is told: what kind of text or memory, where, and the names to take out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from probes.shown import LOADED
from probes.systemd import Service
from probes.units import Variable
from steps.traps import Traps, sprung_by


def of_service(known: Traps, service: Service) -> tuple[Variable, ...]:
    """What the files say, and what systemd still holds although no file says it any more."""
    written = sprung_by(known, service.disk) if service.disk else ()
    names = {variable.name for variable in written}
    return (*written, *(variable for variable in sprung_by(known, service.loaded) if variable.name not in names))


def sources(variables: Iterable[Variable]) -> list[str]:
    return sorted({variable.source for variable in variables})


def place(what: str, where: str, variables: Iterable[Variable], source: str) -> dict[str, Any]:
    """One place for a fix: what kind of text or memory it is, where, and the names to take out."""
    return {"kind": what, "where": where, "names": sorted({variable.name for variable in variables if variable.source == source})}


def unit_places(service: Service, found: Iterable[Variable]) -> list[dict[str, Any]]:
    files = {file.path for file in service.files}
    remembered = [{"kind": "unit", "where": "", "names": []}] if any(variable.source == LOADED for variable in found) else []
    return remembered + [
        place("unit" if path in files else "environment", path, found, path) for path in sources(found) if path.startswith("/")
    ]


def json_places(found: Iterable[Variable]) -> list[dict[str, Any]]:
    return [
        {**place("json", path, found, path), "keys": [["env", name] for name in place("json", path, found, path)["names"]]}
        for path in sources(found)
    ]
