"""The unit that a playbook would leave behind: what later tasks write over it, beside it and into it counts."""

from __future__ import annotations

import pytest

from probes import planned

UNIT = "x-y.service"
FIRST = "[Unit]\nOnFailure=a.service\n[Service]\nUser=agent\n"


@pytest.mark.parametrize(
    ("module", "held", "line"),
    [
        ("lineinfile", {"regexp": "^User=", "line": "User=root"}, "User=root"),
        ("ini_file", {"section": "Service", "option": "User", "value": "root"}, "User=root"),
        ("replace", {"regexp": "agent", "replace": "root"}, "User=root"),
        ("blockinfile", {"block": "User=root"}, "User=root"),
    ],
)
def test_an_edit_is_part_of_the_unit(module: str, held: dict[str, str], line: str) -> None:
    """Each module that edits lines leaves the text that Ansible would leave."""
    assert line in planned.EDITS[module](FIRST, held).splitlines()


@pytest.mark.parametrize(
    ("module", "held"), [("lineinfile", {"regexp": "^OnFailure="}), ("ini_file", {"section": "Unit", "option": "OnFailure"})]
)
def test_what_is_absent_is_gone(module: str, held: dict[str, str]) -> None:
    """``state: absent`` takes the line away and no other."""
    assert planned.EDITS[module](FIRST, {**held, "state": "absent"}) == FIRST.replace("OnFailure=a.service\n", "")


@pytest.mark.parametrize(
    ("path", "belongs"),
    [
        (f"/etc/systemd/system/{UNIT}", True),
        (f"/etc/systemd/system/{UNIT}.d/a.conf", True),
        ("/usr/lib/systemd/system/x-.service.d/a.conf", True),
        ("/etc/systemd/system/service.d/a.conf", True),
        ("/etc/systemd/system/other.service.d/a.conf", False),
        (f"/etc/systemd/system/{UNIT}.d/a.txt", False),
    ],
)
def test_whose_file_it_is(path: str, belongs: bool) -> None:
    """Drop-ins of the unit, of a prefix of its name, and of every service are the unit's."""
    assert planned._of_unit(path, UNIT) is belongs
