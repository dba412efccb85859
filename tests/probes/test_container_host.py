"""Facts of the agents host for container, backup and deferred rows, read from what its scripts print."""

from __future__ import annotations

import json

import pytest

from probes.backups import jobs
from probes.container import inside
from probes.host.publishing import what
from probes.publishing import publishing


@pytest.mark.parametrize(
    ("command", "found"),
    [
        ("/usr/local/bin/aoe serve --port 8080", "aoe serve"),
        ("/bin/sh /usr/local/bin/aoe serve", "aoe serve"),
        ("aoe --verbose serve --remote", "aoe serve"),
        ("/usr/bin/cloudflared tunnel run x", "cloudflared"),
        ("tailscale funnel 8080", "tailscale funnel"),
        ("aoe list --json", ""),
        ("tailscale status", ""),
        ("python3 -m http.server", ""),
        ("grep aoe serve.log", ""),
    ],
)
def test_what_a_command_publishes(command: str, found: str) -> None:
    """By program and subcommand, not by words that happen to stand there."""
    assert what(command.split()) == found


def test_the_container_as_it_knows_itself() -> None:
    """Maps, names, size and places from one look; a login in a namespace below init's is noticed."""
    told = (
        "ns user:[1] user:[1]\nmap          0     100000      65536\nkernel agents\nfile agents\ncores 2\nmemory 2097152\n"
        "place /home/agent|/home/agent|/|38\nplace /home/agent/.codex|/srv/c/codex|/srv/c|65024\nmount /home/agent/.cache\n"
    )
    found = inside("/home/agent").read(told)

    assert (found.unprivileged, found.nested, found.cores, found.memory) == (True, False, 2, 2097152)
    assert [place.mount for place in found.places] == ["/", "/srv/c"]
    assert inside("/home/agent").read(told.replace("user:[1] user:[1]", "user:[1] user:[2]")).nested
    assert not inside("/home/agent").read(told.replace("100000", "0")).unprivileged


def test_jobs_are_judged_by_what_they_take() -> None:
    """Paths against exclusions; only places and names are kept."""
    held = {"kind": "cron", "where": "/etc/cron.d/x", "tool": "restic", "unit": "", "user": "", "line": 1, "digest": "d", "blind": False}
    told = {"looked": 9, "jobs": [{**held, "paths": ["/home"], "excludes": [".claude"]}, {**held, "paths": ["/srv"], "excludes": []}]}

    found = jobs("agent", "/home/agent", 140).read(json.dumps(told))

    assert [job.places for job in found.jobs] == [("/home/agent/.codex",), ()]


def test_what_is_published_is_read_as_it_was_told() -> None:
    """Witnesses and findings."""
    one = {"kind": "process", "where": "process 7", "what": "aoe serve", "unit": "", "user": "", "line": 0, "digest": ""}

    found = publishing().read(json.dumps({"looked": 3, "init": "systemd", "found": [one]}))

    assert (found.looked, found.init, found.found[0].what) == (3, "systemd", "aoe serve")
