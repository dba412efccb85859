"""Vault: the agents role, its identity and its policy as the estate says, and what the editor host must not reach."""

from __future__ import annotations

from probes.estate import Estate
from probes.policies import stanza
from probes.vault import Vault
from probes.vault_facts import Entity
from remediations.changes import Change, RemoveFile, SetMode, SetOwner
from remediations.changes_identity import VaultAlias, VaultIdentity, VaultNoMember
from remediations.changes_vault import VaultPolicy, VaultRole
from remediations.fix import Offences, fix

HOUR = 3600
SCRATCH = ("/tmp/*", "/var/tmp/*")  # noqa: S108  (what others left there is closed)
WHERE = ("/etc/**", "/home/*/.**", "/root/.**", "/var/lib/vault*/**", "/var/spool/cron/**", "/run/systemd/system/**", *SCRATCH)
"""Where a login of Vault is looked for."""


@fix("safe", scope="vault", touches=("vault:role/*", "vault:identity/*"))
def bind_role(offences: Offences, vault: Vault, estate: Estate) -> list[Change]:
    """One policy, one address, a secret id; and an identity that adds nothing. A role that is gone is made anew: a person issues its secret id."""
    del offences
    changes: list[Change] = [_bound_role(vault, estate)]
    if vault.section.role in vault.roles() and (entity := vault.entity(vault.role(vault.section.role))):
        changes += [VaultIdentity(entity.id), *_left(entity)]
    return changes


def _bound_role(vault: Vault, estate: Estate) -> VaultRole:
    section = vault.section
    values: tuple[tuple[str, object], ...] = (("token_policies", (section.policy,)), ("bind_secret_id", True))
    if section.bound_cidrs:
        values += (("token_bound_cidrs", section.bound_cidrs), ("secret_id_bound_cidrs", section.bound_cidrs))
    return VaultRole(section.auth_mount, section.role, values, _limits(estate))


def _limits(estate: Estate) -> tuple[tuple[str, int], ...]:
    hours = {
        "token_ttl": estate.limits.token_ttl_hours,
        "token_max_ttl": estate.limits.token_max_ttl_hours,
        "secret_id_ttl": estate.limits.secret_id_ttl_hours,
    }
    return tuple((key, int(value * HOUR)) for key, value in hours.items())


@fix("safe", scope="vault", touches=("vault:role/*", "/root/.vault-token", "/home/*/.vault-token"))
def bound_tokens(offences: Offences, vault: Vault, estate: Estate) -> list[Change]:
    """Limits on the role, and no token file on the host. A token elsewhere, or a secret id that never ends, is a person's to end."""
    data = [offence.data for offence in offences]
    section = vault.section
    limits = VaultRole(section.auth_mount, section.role, (*_limits(estate), ("token_period", 0)))
    return [
        *([limits] if any("role" in found for found in data) else []),
        *(RemoveFile(path) for found in data for path in found.get("files", ())),
    ]


@fix("safe", scope="vault", touches=("vault:policy/*",))
def scope_policy(offences: Offences, vault: Vault) -> list[Change]:
    """The agents policy as the estate says: reading below its own path, and writing what is writable. What another policy allows is not rewritten."""
    named = {name for offence in offences for name in offence.data.get("policies", ())}
    return [_own_policy(vault)] if vault.section.policy in named else []


def _own_policy(vault: Vault) -> VaultPolicy:
    section = vault.section
    head = f"# What the agents host may read: its own secrets below {section.path}/.\n"
    rules = [
        (f"{section.mount}/data/{section.path}/*", ("read",)),
        (f"{section.mount}/metadata/{section.path}/*", ("read", "list")),
        *((f"{section.mount}/data/{path}", ("create", "read", "update")) for path in section.writable),
    ]
    return VaultPolicy(section.policy, head + "\n".join(stanza(path, able) for path, able in rules))


@fix("safe", scope="vault", touches=("vault:role/*", "vault:identity/*", "vault:alias/*", "vault:policy/*"))
def part_identities(offences: Offences, vault: Vault, estate: Estate) -> list[Change]:
    """Logins with an identity each, no policy in common, and a denial of the agents path where another policy reaches it."""
    data = {key: value for offence in offences for key, value in offence.data.items()}
    theirs: dict[str, list[str]] = {}
    for policy, pattern in data.get("theirs", ()):
        theirs.setdefault(policy, []).append(pattern)
    lent = theirs.pop(vault.section.policy, None)  # the policy of agents itself: it is taken from them, and never denies agents its own
    changes: list[Change] = []
    if "entity" in data:
        changes += _own_identities(vault)
    if "common" in data or "carrying" in data or lent:
        changes += [_bound_role(vault, estate), *_without_own_policy(vault, (vault.section.dev_role, *data.get("carrying", ())))]
    if data.get("mine"):
        changes.append(_own_policy(vault))
    return [*changes, *(_denying(vault, name, patterns) for name, patterns in sorted(theirs.items()))]


def _own_identities(vault: Vault) -> list[Change]:
    """Whoever is in the other's identity gets one of its own name."""
    section = vault.section
    entity = vault.entity(vault.role(section.role))
    mine = entity is not None and entity.name == section.role
    moving = section.dev_role if mine else section.role
    return [VaultAlias(section.auth_mount, moving, moving)]


def _without_own_policy(vault: Vault, others: tuple[str, ...]) -> list[Change]:
    section, changes = vault.section, list[Change]()
    for name in others:
        role = vault.role(name)
        if section.policy in role.policies:
            left = tuple(sorted(role.policies - {section.policy}))
            changes.append(VaultRole(section.auth_mount, name, (("token_policies", left),)))
        entity = vault.entity(role)
        if entity and section.policy in entity.policies | entity.group_policies:
            changes += _relieved(entity, section.policy)
    return changes


def _relieved(entity: Entity, policy: str) -> list[Change]:
    """The identity without one policy; it leaves its groups only when one of them gave it."""
    return [
        VaultIdentity(entity.id, tuple(sorted(entity.policies - {policy}))),
        *(_left(entity) if policy in entity.group_policies else ()),
    ]


def _left(entity: Entity) -> list[Change]:
    return [VaultNoMember(group, entity.id) for group in sorted(entity.groups)]


def _denying(vault: Vault, name: str, patterns: list[str]) -> VaultPolicy:
    """The policy as it is, and stanzas that deny the agents path: they win over any wider rule, and over an equal one."""
    section = vault.section
    tops = [f"{section.mount}/{kind}/{section.path}" for kind in ("data", "metadata")]
    closer = [pattern for pattern in patterns if any(pattern.startswith(top) for top in tops)]
    denied = dict.fromkeys([*(f"{top}{end}" for top in tops for end in ("", "/*")), *closer])
    text = (vault.text(name) or "").rstrip()
    return VaultPolicy(name, f"{text}\n\n# The secrets of agents are for agents.\n" + "\n".join(stanza(path, ["deny"]) for path in denied))


@fix("safe", touches=WHERE)
def close_vault_files(offences: Offences) -> list[Change]:
    """Modes and owners. What a history remembers, or what is another host's, must be issued anew by a person."""
    data = [offence.data for offence in offences]
    foreign = [path for found in data for path in found.get("foreign", ())]
    return [
        *(SetOwner(path, "root") for path in foreign),
        *(SetMode(path, 0o600) for found in data for path in found.get("paths", ())),
    ]
