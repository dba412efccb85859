"""The documents: what the runbook lacks, as a patch that a person reads and applies."""

from __future__ import annotations

from pathlib import Path

from probes.docs import Docs, Page, Part, page
from probes.estate import Estate
from remediations.changes import Change
from remediations.constraints import with_constraints
from remediations.fix import Offence, Offences, fix
from remediations.manual import filled
from remediations.patches import WritePatch, patch

STEPS = {
    "service user": "- Log in as the service user: `ssh {agents.user}@{agents.hostname}`. Nobody signs in as root.",
    "claude /login": "- Run `claude /login` in tmux, open the printed URL in a browser on the Mac, and paste the code back.",
    "codex login --device-auth": "- Run `codex login --device-auth`, and enter the printed code on the page that it names.",
    "trust": "- Start `claude` once in `{agents.clone}` and accept the workspace-trust prompt; trust in the home never counts.",
    "ANTHROPIC_API_KEY": "> **Warning.** Never set `ANTHROPIC_API_KEY` on the unit: it forces API-key sign-in.",
    "DISABLE_TELEMETRY": "> **Warning.** Never set `DISABLE_TELEMETRY` on the unit, to any value: it can fail the eligibility check.",
    "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "> **Warning.** Never set `CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC` on the unit, to any value.",
}  # fmt: skip
SANDBOX = {
    "nesting=1": "- `nesting=1` in the container's features: the Docker daemon runs inside.",
    "lxc.apparmor.profile": "- `lxc.apparmor.profile`: only written here as an exception, when containers do not start without it.",
    "lxc.cgroup2.devices.allow": "- `lxc.cgroup2.devices.allow`: each allowed device is listed here.",
}  # fmt: skip
PASSWORD = {
    "auth.json": "`~/.codex/auth.json` is password-equivalent, and never IaC state: no playbook, template or backup job carries it."
}
SECTIONS = {"homelab install": STEPS, "nested docker": SANDBOX}
THEMING = "# Theming notes (parked)\n\nPer-client polish for the Mac; nothing here is needed on {agents.hostname}.\n"
MESSAGE = "Say in the runbook what ADR-023 asks of it"


@fix("patch", touches=("patches:*",), scope="host")
def patch_runbook(offences: Offences, docs: Docs, estate: Estate) -> list[Change]:
    """One patch for all that the documents lack."""
    before: dict[str, str | None] = {}
    after: dict[str, str] = {}
    for offence in offences:
        path = offence.data["page"]
        before.setdefault(path, docs.checkout.read(path))
        after[path] = _mended(docs, path, after.get(path, before[path] or ""), offence, estate)
    return [WritePatch("docs-runbook.patch", str(docs.checkout.path), patch(MESSAGE, {p: (before[p], text) for p, text in after.items()}))]


def _mended(docs: Docs, path: str, text: str, offence: Offence, estate: Estate) -> str:
    if path == str(docs.theming_path):
        return filled(THEMING, estate)
    if "constraints" in offence.data:
        return with_constraints(page(Path(path), text), offence.data["constraints"])
    if "table" in offence.data:
        return _with_table(page(Path(path), text), offence.data["section"], offence.data["table"])
    return _with_lines(page(Path(path), text), offence.data["section"], _lines(offence, estate))


def _lines(offence: Offence, estate: Estate) -> list[str]:
    """What to say: the lacking phrases, or all of a section that is not there."""
    known = STEPS | SANDBOX | PASSWORD
    lacking = [word for word in offence.data["lacks"] if word in known] or [*SECTIONS.get(offence.data["section"].lower(), {})]
    return [filled(known[word], estate) for word in lacking]


def _with_lines(read: Page, title: str, lines: list[str]) -> str:
    """The lines at the end of the section's own text, or in a new section at the end of the page."""
    source = read.source.splitlines()
    part = read.part(*title.split()) if title else None
    if part is None:
        return "\n".join([*source, "", f"## {title[:1].upper()}{title[1:]}", "", *_spaced(lines)]) + "\n"
    place = _own_end(read, part)
    return "\n".join([*source[:place], *_spaced(lines), "", *source[place:]]).rstrip("\n") + "\n"


def _spaced(lines: list[str]) -> list[str]:
    """Quotes and paragraphs stand apart; items of a list do not."""
    return [line for text in lines for line in ([text] if text.startswith("-") else [text, ""])]


def _own_end(read: Page, part: Part) -> int:
    return min((other.line for other in read.parts if part.line < other.line < part.end), default=part.end)


def _with_table(read: Page, title: str, rows: list[list[str]]) -> str:
    """The section's table replaced by these rows, or added where there is none."""
    part = read.part(*title.split())
    lines = [f"| {' | '.join(cells)} |" for cells in rows]
    lines.insert(1, "| --- | --- |")
    if part is None:
        return _with_lines(read, title, lines)
    source = read.source.splitlines()
    own = range(part.line, _own_end(read, part))
    old = [i for i in own if source[i].lstrip().startswith("|")]
    first, last = (old[0], old[-1] + 1) if old else (own.stop, own.stop)
    return "\n".join([*source[:first], *lines, *source[last:]]) + "\n"
