"""Documents: what the runbook says, where it says it, and that the decision is still the one that was read."""

from __future__ import annotations

import re
from pathlib import Path

from pytest_bdd import given, parsers, then

from probes.docs import Docs, Page, Part
from probes.sentences import differences, mapped
from steps.outcomes import Violation
from steps.snapshots import Policy

MAP = Path(__file__).parent.parent / "features" / "adr-023.sentences.toml"
FORBIDS = re.compile(r"\b(never|do not|don't|must not|not set)\b", re.IGNORECASE)


@given("the documents", target_fixture="documents")
def the_documents(docs: Docs) -> Docs:
    """The checkout holds files."""
    docs.checkout.files()
    return docs


@given("the runbook", target_fixture="runbook")
def the_runbook(docs: Docs) -> Page:
    """The page exists in the checkout."""
    page = docs.runbook()
    if page is None:
        raise Violation(f"there is no {docs.runbook_path}", page=str(docs.runbook_path), section="", lacks=[])
    return page


@given(parsers.parse('the "{title}" section of the runbook'), target_fixture="section")
def the_section(docs: Docs, title: str) -> Part:
    """The first section whose heading has these words."""
    page = the_runbook(docs)
    part = page.part(*title.split())
    if part is None:
        raise Violation(f"{page.path} has no section on {title}", page=str(page.path), section=title, lacks=[title])
    return part


@then("it mentions each of")
@then("it names the features and every kind of lxc line that nested Docker may need")
def mentions(docs: Docs, section: Part, datatable: list[list[str]]) -> None:
    """Each phrase stands in what a reader sees of the section or of one below it; comments do not count."""
    seen = _flat(section.text)
    missing = [row[0] for row in datatable[1:] if row[0].lower() not in seen]
    if missing:
        raise Violation(f"{_where(docs, section)} does not mention {', '.join(missing)}", **_offence(docs, section, missing))


@then("it forbids each of")
def forbids(docs: Docs, section: Part, datatable: list[list[str]]) -> None:
    """Each name stands in a paragraph, quote or list of the section that says never, or not."""
    warned = [_flat(block.text) for block in section.blocks if FORBIDS.search(block.text)]
    missing = [row[0] for row in datatable[1:] if not any(_has(block, row[0]) for block in warned)]
    if missing:
        raise Violation(f"{_where(docs, section)} does not warn of {', '.join(missing)}", **_offence(docs, section, missing))


@then(parsers.parse('it says that "{name}" is a password and never IaC state'))
def password(runbook: Page, name: str) -> None:
    """One paragraph names the file, calls it a password or its equivalent, and says that it is never IaC state."""
    blocks = [_flat(block.text) for part in runbook.parts for block in part.blocks if name in block.text]
    if not any(
        "password" in text and re.search(r"\b(never|not|no)\b[^.;:,]*\b(iac|ansible|playbook|infrastructure)", text) for text in blocks
    ):
        how = "says less than that" if blocks else "does not mention it"
        raise Violation(
            f"{runbook.path} must say that {name} is a password and never IaC state, and {how}",
            page=str(runbook.path), section="homelab install", lacks=[name],
        )  # fmt: skip


@then("its list of paths equals what is saved and what is left out")
def lists(docs: Docs, section: Part, policy: Policy) -> None:
    """Each row of the section's table is a path and yes or no; root, mount points and excluded paths are what Proxmox has in force."""
    told = {
        row[0].strip("` ").rstrip("/") or "/": row[1].strip().lower()
        for block in section.blocks
        for row in block.rows
        if row[0].strip("` ").startswith("/")
    }
    mounts = {volume.target.rstrip("/"): "yes" if volume.backup else "no" for volume in policy.config.mounts}
    live = {"/": "yes", **mounts, **{path.rstrip("/"): "no" for path in policy.excluded}}
    faults = [
        *(f"{path} is {told.get(path, 'not listed')} and really {saved}" for path, saved in live.items() if told.get(path) != saved),
        *(f"{path} is listed and nothing of Proxmox" for path in told if path not in live),
    ]
    if faults:
        table = [["Path", "In the snapshots"], *([f"`{path}`", saved] for path, saved in sorted(live.items()))]
        raise Violation(
            f"{_where(docs, section)} is not what the snapshots hold: {'; '.join(faults)}", **_offence(docs, section, []), table=table
        )


@then("the theming notes exist")
def theming(documents: Docs) -> None:
    """The page is there, and says something: headings alone are no notes."""
    said = [
        line for line in (documents.theming() or "").splitlines() if line.strip() and not line.lstrip().startswith(("#", "<!--", "---"))
    ]
    if not said:
        what = "there is no" if documents.theming() is None else "nothing stands in"
        raise Violation(f"{what} {documents.theming_path}", page=str(documents.theming_path), section="", lacks=["theming"])


@then("every sentence of the decision is the one that was mapped to requirements")
def unchanged(documents: Docs) -> None:
    """Sentence by sentence, by place and digest of its words, the document equals the map in features/adr-023.sentences.toml."""
    text = documents.adr()
    if text is None:
        raise Violation(f"there is no {documents.adr_path}")
    if found := differences(mapped(MAP), text):
        raise Violation(f"{documents.adr_path} is not the decision that was mapped: {'; '.join(found)}")


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).lower()


def _has(text: str, name: str) -> bool:
    return re.search(rf"(?<![a-z0-9_]){re.escape(name.lower())}(?![a-z0-9_])", text) is not None


def _where(docs: Docs, section: Part) -> str:
    return f'{docs.runbook_path}, section "{section.title}",'


def _offence(docs: Docs, section: Part, lacks: list[str]) -> dict[str, object]:
    return {"page": str(docs.runbook_path), "section": section.title, "lacks": lacks}
