"""Reads the unit that tells ntfy of a failure: whether it loads, whether its program may run, and who may read its token."""

from __future__ import annotations

from dataclasses import dataclass

from probes.estate import Estate
from probes.masks import script
from probes.question import Question
from probes.shown import properties

REFERENCE = "adr023-reference.service"


@dataclass(frozen=True, slots=True)
class Token:
    """A token file; ``mode`` and ``owner`` are None for one that is not there. ``readable`` is by the handler's user."""

    path: str
    mode: int | None
    owner: str | None
    readable: bool


@dataclass(frozen=True, slots=True)
class Handler:
    """The alert unit for the daemon. ``programs`` are those it runs, each with whether its user may; ``unescaped`` the files that write %I.

    ``handed`` are the files that systemd itself reads for it, as credentials or environment; ``peculiar`` when it does something else than the
    same alert does for another unit, and ``own`` are drop-ins for this instance alone. ``hindered`` are conditions that do not hold; ``stale``
    when its files were changed and systemd was not told. One whose file is gone from the disk has the load state "gone".
    """

    name: str
    load: str
    user: str
    programs: tuple[tuple[str, bool], ...]
    handed: tuple[str, ...]
    unescaped: tuple[str, ...]
    peculiar: bool
    own: tuple[str, ...]
    hindered: tuple[str, ...]
    stale: bool
    tokens: tuple[Token, ...]


def name_for(unit: str, alert_unit: str) -> str:
    """The alert unit that OnFailure= names for a unit: of a template the instance of its full name."""
    prefix, at, suffix = alert_unit.partition("@")
    return f"{prefix}@{unit}{suffix}" if at else alert_unit


def handler(estate: Estate) -> Question[Handler]:
    """The alert unit as the daemon's failure would start it, and the estate's token files. Raises Unseen when systemd does not answer."""
    name = name_for(estate.agents.unit, estate.agents.alert_unit)
    tokens = " ".join(map(str, estate.ntfy.token_files)) if estate.ntfy else ""
    own = estate.agents.unit if "@" in estate.agents.alert_unit else ""
    text = script("handlers", handler=name, instance=own, reference=name_for(REFERENCE, estate.agents.alert_unit), tokens=tokens)
    return Question(f"the alert unit {name}", text, lambda told: read(name, told))


def ahead(estate: Estate) -> tuple[Question[Handler], ...]:
    return (handler(estate),)


def read(name: str, told: str) -> Handler:
    """Raises KeyError when the unit was not shown."""
    lines = [line.partition(" ")[::2] for line in told.splitlines()]
    shown = properties(rest for mark, rest in lines if mark == "P")
    environment = [value.partition(" (")[0] for value in shown.get("EnvironmentFiles", [])]
    return Handler(
        name=name,
        load="gone" if ("G", "") in lines else shown["LoadState"][-1],
        user=shown["User"][-1] or "root",
        programs=tuple((path, ok == "yes") for path, ok in (rest.rsplit(" ", 1) for mark, rest in lines if mark == "X")),
        handed=(*environment, *(rest for mark, rest in lines if mark == "C")),
        unescaped=tuple(rest for mark, rest in lines if mark == "I"),
        peculiar=("D", "") in lines,
        own=tuple(rest for mark, rest in lines if mark == "O"),
        hindered=tuple(rest for mark, rest in lines if mark == "K"),
        stale=shown["NeedDaemonReload"][-1] == "yes",
        tokens=tuple(_token(rest.split()) for mark, rest in lines if mark == "M"),
    )


def _token(words: list[str]) -> Token:
    if words[1:] == ["missing"]:
        return Token(words[0], None, None, readable=False)
    path, mode, owner, readable = words
    return Token(path, int(mode, 8), owner, readable == "yes")
