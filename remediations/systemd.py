"""Puts the daemon's unit right: by drop-ins of our own, which leave the operator's files as they are."""

from __future__ import annotations

from typing import Any

from probes.estate import Estate
from remediations.changes import Change, WriteFile
from remediations.changes_lines import EditLines
from remediations.changes_running import Command, UnitAction
from remediations.fix import Offences, fix

UNITS = ("/etc/systemd/system/**", "unit:*")
FIRST = ("drop_trap_variables", "drop_wider_variables")
TARGET = "multi-user.target"
FURTHER = (
    "CapabilityBoundingSet=", "AmbientCapabilities=", "UMask=0077", "SystemCallArchitectures=native", "ProtectProc=invisible",
    "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK",
)  # fmt: skip
"""What else lowers the exposure and leaves Claude Code, Codex' sandbox, tmux and Docker at work (each was tried)."""
SYSTEM = ("/", "/usr", "/etc", "/boot", "/efi")


def drop_in(unit: str, topic: str, *lines: str, section: str = "Service") -> WriteFile:
    """A drop-in that sorts after the operator's; systemd.unit(5)."""
    text = "".join(f"{line}\n" for line in lines)
    return WriteFile(f"/etc/systemd/system/{unit}.d/zz-adr023-{topic}.conf", f"# ADR-023 compliance suite\n[{section}]\n{text}")


def restarted(unit: str) -> list[Change]:
    """Read again and started anew, also when it had given up; after all files are in place."""
    return [UnitAction("daemon-reload"), UnitAction("reset-failed", unit), UnitAction("restart", unit)]


def revived(unit: str) -> list[Change]:
    """Started again after it had given up; a unit that runs is left alone."""
    return [UnitAction("daemon-reload"), UnitAction("reset-failed", unit), UnitAction("start", unit)]


def command(estate: Estate, spawn: str = "worktree") -> tuple[str, ...]:
    """The lines that make the unit run what the ADR decided."""
    agents = estate.agents
    return "ExecStart=", f"ExecStart={agents.program} remote-control --name {agents.session_name} --spawn={spawn}"


def any_of(offences: Offences, key: str) -> bool:
    return any(offence.data.get(key) for offence in offences)


def all_of(offences: Offences, key: str) -> list[Any]:
    """What the offences say under one key, each once, in order."""
    return list(dict.fromkeys(value for offence in offences for value in offence.data.get(key, ())))


@fix("disruptive", touches=(*UNITS, "/etc/systemd/system/*.wants/**"), needs=FIRST)
def start_daemon(offences: Offences, estate: Estate) -> list[Change]:
    """Enabled, wanted by a target that the host boots to, and running; a unit that is not there has to be laid down by its playbook."""
    unit, told = estate.agents.unit, offences[0].data
    if told.get("missing") or told.get("masked"):
        return []
    leads = told.get("at_boot", True)
    rescue = told.get("default", TARGET) in ("rescue.target", "emergency.target")
    return [
        *([UnitAction("enable", unit)] if not told.get("enabled", True) else []),
        *([UnitAction("set-default", TARGET)] if rescue else []),
        *([_wanted(unit)] if not leads and not rescue and told.get("enabled", True) else []),
        *([drop_in(unit, "session", "PAMName=")] if told.get("pam") else []),
        *([] if (told.get("running") and not told.get("pam")) or told.get("vain") else restarted(unit)),
    ]


def _wanted(unit: str) -> Command:
    link = f"/etc/systemd/system/{TARGET}.wants/{unit}"
    return Command(
        f"let {TARGET} want {unit}",
        do=("systemctl", "add-wants", TARGET, unit),
        holds=("test", "-L", link),
        touches=link,
        undo=("rm", "-f", link),
    )


@fix("disruptive", touches=UNITS, needs=FIRST)
def set_command(offences: Offences, estate: Estate) -> list[Change]:
    """The program itself, in the form that the ADR decided; a process that differs from its unit is started anew, unless a script makes the difference."""
    told, unit = offences[0].data, estate.agents.unit
    if told.get("wrapped"):
        return []
    return [*([drop_in(unit, "command", *command(estate, told["spawn"]))] if told["unit"] else []), *restarted(unit)]


@fix("disruptive", touches=UNITS, needs=(*FIRST, "clone_repository"))
def set_workdir(offences: Offences, estate: Estate) -> list[Change]:
    """The clone, which a person can trust; a home never can be."""
    assert offences
    return [drop_in(estate.agents.unit, "workdir", f"WorkingDirectory={estate.agents.clone}"), *restarted(estate.agents.unit)]


@fix(
    "disruptive",
    touches=(*UNITS, "/etc/sudoers", "/etc/sudoers.d/*", "/etc/shadow*", "/etc/group*", "/etc/gshadow*", "/home/**"),
    needs=FIRST,
)
def run_as_service_user(offences: Offences, estate: Estate) -> list[Change]:
    """The unit as the service user, sudo without its own free pass, and what root wrote meanwhile given back."""
    unit, user = estate.agents.unit, estate.agents.user
    if any("sudoers" in offence.data for offence in offences):
        return _asked_again(offences, user)
    keys = all_of(offences, "privileged")
    lines = [f"User={user}", f"Group={user}", "AmbientCapabilities="]
    lines += ["SupplementaryGroups="] if any_of(offences, "supplementary") else []
    lines += command(estate) if "ExecStart" in keys else ()
    return [drop_in(unit, "user", *lines, *(f"{key}=" for key in keys if key != "ExecStart")), _given_back(estate), *restarted(unit)]


def _asked_again(offences: Offences, user: str) -> list[Change]:
    """The service user's own lines of sudoers dropped, a root without password locked, powerful groups left; what a rule for a group or an alias
    grants is for a person to take.
    """
    grants = all_of(offences, "sudoers")
    paths = dict.fromkeys(path for path, _ in grants)
    lock = Command(
        "lock root's password, which is empty",
        do=("passwd", "-q", "-l", "root"),
        holds=("sh", "-c", 'test -n "$(getent shadow root | cut -d: -f2)"'),
        touches="/etc/shadow",
        undo=("passwd", "-q", "-d", "root"),
    )
    dropped: list[Change] = [EditLines(path, drop=tuple(line for where, line in grants if where == path)) for path in paths]
    return [*dropped, *([lock] if any_of(offences, "open_root") else []), *(_left(user, group) for group in all_of(offences, "groups"))]


def _left(user: str, group: str) -> Command:
    return Command(
        f"take {user} out of group {group}",
        do=("gpasswd", "-d", user, group),
        holds=("sh", "-c", f"! getent group {group} | cut -d: -f4 | tr , '\\n' | grep -qx {user}"),
        touches="/etc/group",
        undo=("gpasswd", "-a", user, group),
    )


def _given_back(estate: Estate) -> Command:
    agents = estate.agents
    roots = [f"{agents.home}/.claude", f"{agents.home}/.claude.json", str(agents.clone)]
    found = f"find {' '.join(roots)} -xdev ! -user {agents.user}"
    return Command(
        f"give {agents.user} back what root wrote to its clone and settings",
        do=("sh", "-c", f"{found} -exec chown -h {agents.user}: {{}} +"),
        holds=("sh", "-c", f"! {found} 2>/dev/null | grep -q ."),
        touches=f"{agents.home}/**",
        leaves=True,
    )


@fix("safe", touches=UNITS)
def order_after_network(offences: Offences, estate: Estate) -> list[Change]:
    """After= and Wants= by a drop-in in [Unit], which needs no restart; a wait-online service that is there but off is enabled, a target's mask taken."""
    lines = ("After=network-online.target", "Wants=network-online.target")
    hooks = [UnitAction("enable", unit) for unit in all_of(offences, "enable")]
    unmask = [UnitAction("unmask", target) for target in all_of(offences, "masked")]
    return [*unmask, drop_in(estate.agents.unit, "network", *lines, section="Unit"), *hooks, UnitAction("daemon-reload")]


@fix("disruptive", touches=UNITS, needs=FIRST)
def harden_daemon(offences: Offences, estate: Estate) -> list[Change]:
    """The ADR's three and the estate's own, the home left open; paths of the system that were opened are closed again."""
    agents = estate.agents
    kept = [path for path in all_of(offences, "paths") if path.lstrip("-+") not in SYSTEM]
    lines = (
        "NoNewPrivileges=yes", "PrivateTmp=yes", "ProtectSystem=strict", "ReadWritePaths=",
        f"ReadWritePaths={' '.join(dict.fromkeys([str(agents.home), *kept]))}", *(f"{key}=yes" for key in agents.hardening),
        *(FURTHER if any_of(offences, "exposed") else ()),
    )  # fmt: skip
    return [drop_in(agents.unit, "hardening", *lines), *restarted(agents.unit)]


@fix("disruptive", touches=UNITS, needs=(*FIRST, "harden_daemon"))
def open_home(offences: Offences, estate: Estate) -> list[Change]:
    """The whole home writable: the state file is renamed into place, so its directory must be."""
    keys = all_of(offences, "closed")
    lines = [*(f"{key}=" for key in keys), "ProtectHome=no", f"ReadWritePaths={estate.agents.home}"]
    return [drop_in(estate.agents.unit, "home", *lines), *restarted(estate.agents.unit)]


@fix("disruptive", touches=UNITS, needs=FIRST)
def bound_restarts(offences: Offences, estate: Estate) -> list[Change]:
    """Restarted always, failed after three starts in five minutes: so that systemd 252 alerts as well, which it does only in `failed`."""
    unit, resets = estate.agents.unit, all_of(offences, "reset")
    limit = drop_in(unit, "limit", "StartLimitIntervalSec=300", "StartLimitBurst=3", section="Unit")
    kind = ["Type=simple"] if "Type" in resets else []
    lines = [*kind, "Restart=always", "RestartSec=2", "RemainAfterExit=no", *(f"{key}=" for key in resets if key.endswith("ExitStatus"))]
    return [limit, drop_in(unit, "restart", *lines, *(command(estate) if "ExecStart" in resets else ())), *restarted(unit)]


@fix("disruptive", touches=UNITS, needs=(*FIRST, "start_daemon"))
def restart_daemon(offences: Offences, estate: Estate) -> list[Change]:
    """A process as its unit now says. Sessions that are open come back within hours, under a new environment URL."""
    return [] if all(offence.data.get("vain") for offence in offences) else restarted(estate.agents.unit)
