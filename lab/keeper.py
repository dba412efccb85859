"""The process inside a lab that does the work: seeds and serves all services, provisions and starts the containers, resets them.

Run by the supervisor as ``python -m lab.keeper``; the lab comes as JSON on standard input. It dies, the lab dies.
"""

from __future__ import annotations

import json
import socket
import sys
import traceback
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress

from lab import containers, control, estate, guests
from lab.errors import LabError
from lab.homelab import Homelab
from lab.provision import hosts
from lab.servers import Servers

Say = Callable[[str], None]


class Keeper:
    """What is running already, so that a second ``up`` does only what is missing."""

    def __init__(self, lab: Homelab) -> None:
        self._lab = lab
        self._servers = Servers(lab)
        self._provisioned = False

    def up(self, say: Say) -> None:
        faults = self._servers.start(say)
        if not self._provisioned:
            hosts.write(self._lab, self._servers.modules.values())
            self._provisioned = True
            say("hosts provisioned")
        with ThreadPoolExecutor() as pool:
            _all(pool.submit(self._converge, host, say) for host in self._lab.hosts)
        estate.write(self._lab, self._servers.modules)
        if faults:
            raise LabError("the lab is up, but " + "; ".join(faults))

    def _converge(self, host: str, say: Say) -> None:
        """Started if it does not run; if it runs without an answer, started anew."""
        if containers.running(self._lab, host) and containers.answers(self._lab.hosts[host]):
            return
        containers.stop(self._lab, host)
        containers.start(self._lab, host)
        containers.wait(self._lab, host)
        say(f"{host} is up at {self._lab.hosts[host]}")

    def reset(self, say: Say) -> None:
        """Every container and every service as on the first day; the servers stay up where they can."""
        guests.seed(self._lab)
        with ThreadPoolExecutor() as pool:
            jobs = [pool.submit(containers.reset, self._lab, host) for host in self._lab.hosts]
            faults = self._servers.reset()
            _all(jobs)
        estate.write(self._lab, self._servers.modules)
        if faults:
            raise LabError("; ".join(faults))
        say("reset")

    def restart(self, say: Say, host: str) -> None:
        if host not in self._lab.hosts:
            msg = f"no host {host}; there are {', '.join(self._lab.hosts)}"
            raise LabError(msg)
        containers.restart(self._lab, host)
        say(f"{host} restarted")


def _all(jobs: Iterable[Future[None]]) -> None:
    for job in list(jobs):
        job.result()


def main() -> None:
    lab = Homelab(**json.load(sys.stdin))
    keeper = Keeper(lab)
    (lab.root / "control").unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX)
    with control.address(lab.root) as name:
        listener.bind(name)
    (lab.root / "control").chmod(0o600)
    listener.listen()
    while True:
        client, _ = listener.accept()
        with client:
            _serve(keeper, client)


def _serve(keeper: Keeper, client: socket.socket) -> None:
    """One request at a time; a client that has gone away does not stop what it asked for."""

    def tell(word: str, text: str = "") -> None:
        with suppress(OSError):
            client.sendall(f"{word} {text}\n".encode())

    try:
        verb, *words = json.loads(client.makefile().readline())
        if verb not in {"up", "reset", "restart"}:
            tell(control.FAILED, f"no such verb: {verb}")
            return
        getattr(keeper, verb)(lambda text: tell("say", text), *words)
        tell(control.DONE)
    except LabError as error:
        tell(control.FAILED, str(error).replace("\n", "\x00"))
    except Exception as error:  # noqa: BLE001  (the one outer edge: a request that fails must not end the lab)
        traceback.print_exc()
        tell(control.FAILED, f"{type(error).__name__}: {error}".replace("\n", "\x00"))


if __name__ == "__main__":
    main()
