"""Login roles: whose they are, from where they work, how long they last, and what two of them have in common."""

from __future__ import annotations

from pytest_bdd import given, then
from testinfra.host import Host

from probes import vault_logins
from probes.estate import Estate
from probes.policies import Rule, allowed, overlaps
from probes.question import ask
from probes.unseen import Unseen
from probes.vault import Vault
from probes.vault_facts import Role, networks
from probes.vault_files import Materials, materials
from steps.outcomes import Violation
from steps.policies import in_effect

DEFAULT = "default"


@given("the login roles of Vault", target_fixture="roles")
def the_roles(vault: Vault) -> tuple[str, ...]:
    """AppRole is enabled and the auditor may list its roles."""
    return vault.roles()


@given("the agents role in Vault", target_fixture="role")
def the_role(vault: Vault) -> Role:
    """The role that the estate names, with its role id."""
    return vault.role(vault.section.role)


@then("one of them is for agents and carries exactly the agents policy")
def own_role(vault: Vault, roles: tuple[str, ...]) -> None:
    """The role exists, names the agents policy and none beside it but ``default``, and that policy exists."""
    name, policy = vault.section.role, vault.section.policy
    if name not in roles:
        raise Violation(f"Vault has no login role {name}, only {', '.join(roles) or 'none at all'}", role=name)
    found = vault.role(name).policies - {DEFAULT}
    if found != {policy}:
        raise Violation(f"role {name} carries {', '.join(sorted(found)) or 'no policy'} instead of {policy}", role=name)
    if vault.text(policy) is None:
        raise Violation(f"role {name} names the policy {policy}, which does not exist", role=name)


@then("the identity behind it adds no policy")
def nothing_added(vault: Vault) -> None:
    """Neither the entity of the role nor a group that the entity is in has a policy. No entity: nobody has logged in yet, nothing is added."""
    role = vault.role(vault.section.role)
    entity = vault.entity(role)
    if entity and (added := entity.policies | entity.group_policies):
        through = "its identity" if entity.policies else "a group of its identity"
        raise Violation(f"{through} adds {', '.join(sorted(added))} to what role {role.name} carries", role=role.name)


@then("it is bound to a secret id and to the address of agents")
def bound(vault: Vault) -> None:
    """A login needs a secret id; logins and tokens are good from the estate's networks (vault.bound_cidrs) and no other."""
    role = vault.role(vault.section.role)
    wanted = networks(vault.section.bound_cidrs)
    faults = [
        *(["takes logins without a secret id"] if not role.bind_secret_id else []),
        *(f"lets {what} be used from {_from(found)}" for what, found in _bounds(role) if wanted and found != wanted),
    ]
    if faults:
        raise Violation(f"role {role.name} {' and '.join(faults)}", role=role.name)


def _bounds(role: Role) -> tuple[tuple[str, frozenset[object]], ...]:
    return ("tokens", frozenset(role.networks)), ("secret ids", frozenset(role.secret_id_networks))


def _from(found: frozenset[object]) -> str:
    return ", ".join(sorted(map(str, found))) or "anywhere"


@then("its tokens and secret ids expire within the limits")
def bounded(vault: Vault, role: Role, estate: Estate, datatable: list[list[str]]) -> None:
    """Each duration is set and at most the limit; no period renews a token for ever, and no secret id that was given out lives for ever."""
    durations = {"token_ttl": role.ttl, "token_max_ttl": role.max_ttl, "secret_id_ttl": role.secret_id_ttl}
    limits = {row[0]: getattr(estate.limits, row[1]) * 3600 for row in datatable[1:]}
    faults = [f"{name} is {_hours(durations[name])}" for name, limit in limits.items() if not 0 < durations[name] <= limit]
    endless = [one for one in vault.secret_ids(role.name) if not one.expires]
    faults += [f"token_period {_hours(role.period)} renews for ever"] if role.period else []
    faults += [f"{len(endless)} of its secret ids never expire"] if endless else []
    if faults:
        raise Violation(f"role {role.name}: {', '.join(faults)}", role=role.name, endless=[one.accessor for one in endless])


def _hours(seconds: int) -> str:
    return f"{seconds / 3600:g} h" if seconds else "0, which is no limit of its own"


@then("no token was left behind on the host")
def no_token_left(agents: Host, vault: Vault) -> None:
    """No ~/.vault-token, and no literal token in an environment file, unit, cron table or temporary file. The login files are the witness."""
    found = held(agents, vault)
    left = [file for file in found.files if file.tokens and file.what != "login"]
    if left:
        raise Violation(
            f"a Vault token stands in {', '.join(file.path for file in left)}", files=[file.path for file in left if file.what == "token"]
        )


def held(agents: Host, vault: Vault) -> Materials:
    """Vault's material on agents. Raises Unseen when not even the login's own files are there: then the search saw nothing."""
    wanted = tuple(map(str, vault.section.material))
    found = ask(agents, materials(wanted))
    if missing := set(wanted) - {file.path for file in found.files if file.what == "login"}:
        raise Unseen("Vault's material", "agents", f"{', '.join(sorted(missing))} is not there")
    return found


@given("the Vault logins of agents and of the editor host", target_fixture="both")
def the_logins(vault: Vault) -> tuple[Role, Role]:
    """The two roles that the estate names."""
    return vault.role(vault.section.role), vault.role(vault.section.dev_role)


@then("each has an identity with one alias, its own")
def apart(vault: Vault, both: tuple[Role, Role]) -> None:
    """The two role ids, entities and secret ids are disjoint, and the entity of agents has the role as its only alias."""
    mine, theirs = both
    entities = [vault.entity(role) for role in both]
    accessors = [frozenset(one.accessor for one in vault.secret_ids(role.name)) for role in both]
    if entities[0] and entities[1] and entities[0].id == entities[1].id:
        raise Violation(f"roles {mine.name} and {theirs.name} log in as one identity, {entities[0].name}", entity=entities[0].id)
    if entities[0] and len(entities[0].aliases) > 1:
        others = [mount for name, mount in entities[0].aliases if name != mine.role_id]
        raise Violation(f"the identity of {mine.name} has further logins, at {', '.join(others)}", entity=entities[0].id)
    if mine.role_id == theirs.role_id or accessors[0] & accessors[1]:
        raise Violation(f"roles {mine.name} and {theirs.name} share a role id or a secret id")


@then("no policy but the default one is in effect for both")
def no_common_policy(vault: Vault, both: tuple[Role, Role]) -> None:
    """Policies of roles, identities and their groups; and no third role, login of another auth method, identity or group carries the agents policy."""
    mine, theirs = (frozenset(in_effect(vault, role)) - {DEFAULT} for role in both)
    if common := mine & theirs:
        raise Violation(f"{', '.join(sorted(common))} is in effect for {both[0].name} and for {both[1].name}", common=sorted(common))
    others = [name for name in vault.roles() if name not in {role.name for role in both}]
    carrying = [name for name in others if vault.section.policy in vault.role(name).policies]
    if carrying:
        raise Violation(f"role {', '.join(carrying)} carries the policy of agents too", carrying=carrying)
    known = {entity.id for role in both if (entity := vault.entity(role))}
    if found := vault_logins.carriers(vault, vault.section.policy, known):
        raise Violation(f"{', '.join(found)} carries the policy of agents too", by_hand=True)  # whose login it is, a person knows


@then("neither reaches the secrets of the other")
def out_of_reach(vault: Vault, both: tuple[Role, Role]) -> None:
    """No rule in effect allows anything at or below the other's path: names that are there, and a name that is not."""
    section = vault.section
    mine = _reaching(vault, both[0], section.dev_path)
    theirs = _reaching(vault, both[1], section.path)
    if mine or theirs:
        words = [*(f"{p} lets agents reach {w}" for p, w in mine), *(f"{p} lets {both[1].name} reach {w}" for p, w in theirs)]
        raise Violation("; ".join(words), mine=mine, theirs=theirs)


def _reaching(vault: Vault, role: Role, other: str) -> list[tuple[str, str]]:
    """(policy, pattern) of each rule that really allows something below another's path: what denies more closely is honoured."""
    mount = vault.section.mount
    known = in_effect(vault, role)
    everything = [rule for rules in known.values() for rule in rules]
    found = []
    for kind in ("data", "metadata"):
        top = f"{mount}/{kind}/{other}"
        samples = [f"{top}/{name}" for name in (*vault.secrets(f"{other}/"), "adr023-canary", "")]
        for policy, rules in known.items():
            for rule in rules:
                asked = [*samples, *_meant(rule, top)]
                if not rule.denies and overlaps(rule, top) and any(rule.matches(path) and allowed(everything, path) for path in asked):
                    found.append((policy, rule.path))
    return sorted(set(found))


def _meant(rule: Rule, top: str) -> list[str]:
    """The path at or below ``top`` that a pattern itself names, its wildcards filled in; none when it stops above, where other samples tell."""
    wanted = top.split("/")
    parts = rule.path.removesuffix("*").split("/")
    path = "/".join((wanted[i] if i < len(wanted) else "adr023-canary") if part == "+" else part for i, part in enumerate(parts))
    return [path] if path == top or path.startswith(f"{top}/") else []
