"""The closed set of change kinds, and their form as JSON for the target, the plan and the journal."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from remediations import (
    changes,
    changes_backrest,
    changes_glance,
    changes_identity,
    changes_lines,
    changes_proxmox,
    changes_running,
    changes_vault,
    patches,
)  # fmt: skip
from remediations.changes import Change

HOST: tuple[type[Any], ...] = (
    changes.WriteFile, changes.RemoveFile, changes.DropAssignments, changes.DropJsonKeys, changes_lines.EditLines, changes_lines.DropKeys,
    changes_lines.GitConfig, changes.SetMode, changes.SetOwner, changes_running.UnitAction, changes_running.UnsetManager,
    changes_running.TmuxUnset, changes_running.PackageInstall, changes_running.Command,
)  # fmt: skip
API: tuple[type[Any], ...] = (
    patches.WritePatch, changes_vault.VaultPolicy, changes_vault.VaultRole, changes_identity.VaultIdentity, changes_identity.VaultNoMember,
    changes_identity.VaultAlias, changes_proxmox.SetOption, changes_proxmox.SetJob, changes_proxmox.RestartContainer,
    changes_backrest.TakeFromPlan, changes_glance.EditDashboard, changes_glance.LoadDashboard,
)  # fmt: skip
LOCAL = (patches.WritePatch, changes_glance.EditDashboard)
"""Api changes that write files on this machine, and may leave a draft beside them."""
BY_NAME = {kind.__name__: kind for kind in (*HOST, *API)}


def as_json(change: Change) -> dict[str, Any]:
    """The change's fields with its kind, sentence and place."""
    data = asdict(change)  # type: ignore[call-overload]
    return {**data, "kind": type(change).__name__, "sentence": change.sentence, "place": change.place}


def from_json(data: dict[str, Any]) -> Change:
    """The change again. Raises KeyError for a kind that there is not, TypeError for a field."""
    kind = BY_NAME[data["kind"]]
    change: Change = kind(**{field.name: _frozen(data[field.name]) for field in fields(kind) if field.name in data})
    return change


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
