"""What probes promise one another: they are asked side by side, and none takes another for what it looks for."""

from __future__ import annotations

import subprocess

from testinfra.host import Host

from probes.connection import link_of
from probes.exports import exports
from probes.link import MUCH
from probes.question import ask

JOB = ["sh", "-c", "sleep 2; :", "rsync", "-a", "/srv", "said:there"]


def test_a_probe_beside_is_no_job(here: Host) -> None:
    """What runs under the same login is ours; the same words under another are a job."""
    waits = [f"sleep 0.2 # {number}" for number in range(MUCH)]
    link_of(here).ahead([waits[0], f"sh -c '{JOB[2]}' {' '.join(JOB[3:])}", *waits[1:]])
    assert not [job for job in ask(here, exports()).jobs if "said" in job.hosts]

    with subprocess.Popen(JOB):
        link_of(here).forget()
        assert [job.tool for job in ask(here, exports()).jobs if "said" in job.hosts] == ["rsync"]
