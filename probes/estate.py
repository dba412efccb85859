"""The estate file: one TOML file that says what this homelab is called and where it is."""

from __future__ import annotations

import json
import os
import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from probes import sections
from probes.fields import Section

EXAMPLE = Path(__file__).parents[1] / "estate.example.toml"


class EstateError(Exception):
    """The estate file cannot be used; the text says which file, which key, what was wrong and what to do."""


class Estate(Section):
    """A homelab. A section that is left out makes the rows that need it unseen ("not configured"), never met."""

    name: str
    domain: str = "eva-00.network"
    option_b: bool = False
    active: bool = False
    nightly_remediate: Literal["off", "safe"] = "off"
    hosts: sections.Hosts
    agents: sections.Agents
    dev: sections.Dev = sections.Dev()
    docker: sections.Docker = sections.Docker()
    limits: sections.Limits = sections.Limits()
    allow: sections.Allow = sections.Allow()
    proxmox: sections.Proxmox | None = None
    pbs: sections.Pbs | None = None
    vault: sections.Vault | None = None
    backrest: sections.Backrest | None = None
    glance: sections.Glance | None = None
    loki: sections.Loki | None = None
    ntfy: sections.Ntfy | None = None
    forgejo: sections.Forgejo | None = None
    netbird: sections.Netbird | None = None
    dns: sections.Dns | None = None
    web: sections.Web | None = None
    pocketid: sections.Pocketid | None = None
    playbooks: sections.Playbooks | None = None
    docs: sections.Docs | None = None
    attestations: sections.Attestations | None = None
    waivers: sections.Waivers | None = None


def find(chosen: str | None) -> Path:
    """``--estate``, else $ADR023_ESTATE, else estate.toml, else the running lab's. Raises EstateError when there is none."""
    for place in (chosen, os.environ.get("ADR023_ESTATE")):
        if place:
            return Path(place)
    for path in (Path("estate.toml"), _lab()):
        if path.exists():
            return path
    msg = "no estate: name one with --estate=FILE (start from estate.example.toml), or start the lab with `make lab`"
    raise EstateError(msg)


def _lab() -> Path:
    """Where a lab that is up leaves its estate; the only thing the suite knows of it."""
    return Path(os.environ.get("ADR023_LAB_DIR", "/var/lib/adr023-lab")) / "lab" / "estate.toml"


def load(path: Path) -> Estate:
    """Read and validate one estate file. Raises EstateError with every key that is wrong, one a line."""
    try:
        return Estate.model_validate(tomllib.loads(path.read_text()), context={"beside": path.absolute().parent})
    except OSError as error:
        msg = f"{path}: cannot be read ({error.strerror}); name another with --estate=FILE"
        raise EstateError(msg) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        msg = f"{path}: not TOML: {error}"
        raise EstateError(msg) from error
    except ValidationError as error:
        raise EstateError("\n".join(f"{path}: {_words(e['loc'], e['msg'], e['type'])}" for e in error.errors())) from error


def _words(where: tuple[int | str, ...], message: str, kind: str) -> str:
    key = ".".join(map(str, where))
    if kind == "extra_forbidden":
        return f"{key}: no such key{_near(where)}; estate.example.toml lists those that are"
    told = "missing" if kind == "missing" else message.removeprefix("Value error, ")
    example = _example(where)
    return f"{key}: {told}{f', for example {example}' if example and 'for example' not in told else ''}"


def _near(where: tuple[int | str, ...]) -> str:
    table = _at(_examples(), where[:-1])
    near = get_close_matches(str(where[-1]), table, 1) if isinstance(table, dict) else []
    return f"; did you mean {near[0]}?" if near else ""


def _example(where: tuple[int | str, ...]) -> str:
    value = _at(_examples(), where)
    return json.dumps(value) if isinstance(value, str | int | float | bool | list) else ""


def _at(value: Any, where: tuple[int | str, ...]) -> Any:
    for key in where:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _examples() -> dict[str, Any]:
    """The annotated example beside the project, when it is there: its values say more than a type."""
    return tomllib.loads(EXAMPLE.read_text()) if EXAMPLE.exists() else {}
