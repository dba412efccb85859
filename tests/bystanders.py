"""Look-alikes beside what fixes mend: planted in a lab before a repair, and no repair may touch them."""

from __future__ import annotations

import json
from pathlib import Path

from tests.scene import Scene

UNIT = """\
[Unit]
Description=A program of somebody else, who wants these variables
[Service]
User=nobody
WorkingDirectory=/
Environment=ANTHROPIC_API_KEY=bystander DISABLE_TELEMETRY=1
ExecStart=/bin/sleep infinity
[Install]
WantedBy=multi-user.target
"""
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBys7dnsl0wT5gz0bNHqLxhYq3j5bEvV1m3cCZrNqXyz somebody@else"
FILES = {
    "/etc/systemd/system/bystander.service": UNIT,
    "/etc/systemd/system/bystander.service.d/local.conf": "[Service]\nEnvironment=CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1\n",
    "/home/somebody/.bashrc": "export ANTHROPIC_API_KEY=bystander\n",
    "/home/somebody/.gitconfig": "[user]\n\tname = Somebody Else\n\temail = somebody@example.org\n",
    "/etc/cron.d/bystander": "0 3 * * * nobody /bin/true # tidy up\n",
    "/opt/bystander/settings.json": '{"env": {"DISABLE_TELEMETRY": "1"}}\n',
}
"""On agents: another unit with the same variables, another user's files, another job, another program's settings."""
SCRIPT = """\
set -e
useradd -m somebody
systemctl daemon-reload
systemctl enable --quiet --now bystander.service
"""
PLAN = {
    "id": "agentsmith",
    "repo": "nas",
    "paths": ["/home/agentsmith/.claude"],
    "schedule": {"disabled": True},
    "retention": {"policyKeepLastN": 3},
}
LINK = ["        - title: Claude in words", "          url: https://code.claude.com/docs"]


def plant(scene: Scene) -> None:
    """Put them all there; a lab that was reset has none."""
    write = "".join(f"mkdir -p {Path(path).parent}\ncat > {path} <<'EOF'\n{text}EOF\n" for path, text in FILES.items())
    scene.lab("exec", "agents", "--", "sh", "-c", SCRIPT.replace("systemctl daemon-reload", f"{write}systemctl daemon-reload"))
    services = Path(scene.facts()["root"]) / "services"
    _plan(services / "backrest" / "config.json")
    _link(services / "glance" / "config" / "bookmarks.yml")


def _plan(file: Path) -> None:
    config = json.loads(file.read_text())
    file.write_text(json.dumps({**config, "plans": [*config["plans"], PLAN], "modno": config["modno"] + 1}, indent=2))


def _link(file: Path) -> None:
    lines = file.read_text().split("\n")
    at = next(number for number, line in enumerate(lines) if "https://docs." in line) + 1
    file.write_text("\n".join([*lines[:at], *LINK, *lines[at:]]))


def seen(scene: Scene) -> dict[str, str]:
    """Each as it is now. Units and files are seen from below as well, by whoever compares the whole lab."""
    services = Path(scene.facts()["root"]) / "services"
    plans = json.loads((services / "backrest" / "config.json").read_text())["plans"]
    links = (services / "glance" / "config" / "bookmarks.yml").read_text().split("\n")
    look = "".join(f"cat {path};" for path in FILES) + "systemctl is-active bystander; systemctl is-enabled bystander"
    return {
        "files and unit": scene.lab("exec", "agents", "--", "sh", "-c", look),
        "Backrest plan": json.dumps([plan for plan in plans if plan["id"] == PLAN["id"]]),
        "Glance link": "\n".join(line for line in links if line in LINK),
    }


def harmed(before: dict[str, str], scene: Scene) -> list[str]:
    """Those that are no longer as they were seen before."""
    now = seen(scene)
    return [name for name, told in before.items() if now[name] != told]
