"""A container that waits for a restart, on a stand-in whose tasks are over before it answers: what is tried is whoever asks, not the wait."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager

from lab import guests
from lab.homelab import Homelab
from lab.services import pve
from lab.services.http import Answer, Request
from lab.tls import certificate
from probes import proxmox
from remediations.changes_proxmox import RestartContainer
from tests.changes.shared import Shared, estate_with
from tests.services.standin import answering

WAITING = "\n[pve:pending]\nswap: 1024\n"


@contextmanager
def restart(lab: Homelab) -> Iterator[list[Shared]]:
    guests.seed(lab)
    pve.seed(lab)
    file, state = guests.path(lab, "agents"), lab.service("pve")

    def respond(request: Request) -> Answer:
        answer = pve.respond(lab, request)
        while request.method == "POST" and _at_work(lab):
            time.sleep(0.002)
        return answer

    with answering(respond, state, certificate(lab, "pve", "127.0.0.1")) as url:
        estate = estate_with(proxmox={**pve.estate(lab), "url": url})
        again = lambda: file.write_text(guests.conf(lab, "agents") + WAITING)  # noqa: E731  (a field of the row below)
        yield [Shared(RestartContainer(140), lambda: proxmox.connect(estate), None, None, again=again)]


def _at_work(lab: Homelab) -> bool:
    return any(json.loads(task.read_text())["status"] == "running" for task in (lab.service("pve") / "tasks").glob("UPID*"))
