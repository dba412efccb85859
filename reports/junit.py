"""junit.xml, made from results.json: one case per requirement, its final state only."""

from __future__ import annotations

from collections import Counter
from xml.etree import ElementTree as ET

from reports.results import Document

TAG = {
    "not met": "failure", "fix failed": "failure", "unseen": "error",
    "not observed": "skipped", "does not apply": "skipped", "waived": "skipped",
}  # fmt: skip


def render(document: Document) -> str:
    """The XML text: not met is a failure, unseen an error, what was not asked is skipped."""
    rows = document["requirements"]
    kinds = Counter(TAG.get(row["outcome"], "") for row in rows)
    numbers = {"tests": len(rows), "failures": kinds["failure"], "errors": kinds["error"], "skipped": kinds["skipped"]}
    suite = ET.Element("testsuite", name="adr-023", timestamp=document["started"], time=f"{document['seconds']:.3f}")
    for name, number in numbers.items():
        suite.set(name, str(number))
    for row in rows:
        _case(suite, row)
    root = ET.Element("testsuites")
    root.append(suite)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _case(suite: ET.Element, row: Document) -> None:
    case = ET.SubElement(suite, "testcase", classname=row["chapter"], name=row["id"], time=f"{row['duration']:.3f}")
    if row["file"]:
        case.set("file", row["file"])
        case.set("line", str(row["line"]))
    about = ET.SubElement(case, "properties")
    for name, value in (("outcome", row["outcome"]), ("level", row["level"]), ("proof", row["proof"]["state"])):
        ET.SubElement(about, "property", name=name, value=value)
    if tag := TAG.get(row["outcome"]):
        ET.SubElement(case, tag, message=f"{row['outcome']}: {row['seen']}", type=row["outcome"]).text = row["expected"]
