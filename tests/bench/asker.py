"""The contenders that only ask: each is a process that puts the audit's own questions to the hosts, and nothing else.

``python -m tests.bench.asker KIND QUESTIONS``: ``limit`` is one login and one exec of everything that is asked, each script once, which nobody
can undercut; ``ours`` is the suite's connection; ``paramiko`` and ``ssh`` are testinfra's own backends as shipped, which send a command
whenever a step asks for it. Imports stand where they are paid for. None of them is searched for garbage or taken apart at its end, as the suite
is not (suite/swift.py).
"""

# ruff: noqa: PLC0415

from __future__ import annotations

import gc
import json
import shlex
import sys
import threading
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

Login = dict[str, Any]
Work = tuple[Login, list[str]]


def limit(to: Login, asked: list[str]) -> None:
    """One login, one exec."""
    import paramiko

    client = paramiko.SSHClient()
    client.load_host_keys(to["known_hosts"])
    client.connect(to["address"], to["port"], to["user"], key_filename=to["key"], allow_agent=False, look_for_keys=False)
    into, out, _ = client.exec_command("exec env -i PATH=$PATH LC_ALL=C.UTF-8 sh 2>/dev/null")
    into.write("".join(f"(eval {shlex.quote(script)}) </dev/null; echo $?\n" for script in dict.fromkeys(asked)))
    into.channel.shutdown_write()
    assert out.read().count(b"\n") >= len(set(asked))
    client.close()


def ours(to: Login, asked: list[str]) -> None:
    """The suite's connection."""
    from probes.link import Link
    from probes.sections import Login

    link = Link(to["address"], Login.model_validate(to))
    link.ahead(asked)
    for script in asked:
        link.run(script)
    link.close()


def stock(kind: str) -> Callable[[Login, list[str]], None]:
    """A backend of testinfra, as shipped."""

    def ask(to: Login, asked: list[str]) -> None:
        import testinfra

        extra = {"ssh_extra_args": f"-oUserKnownHostsFile={to['known_hosts']}"} if kind == "ssh" else {}
        host = testinfra.get_host(f"{kind}://{to['user']}@{to['address']}:{to['port']}", ssh_identity_file=to["key"], **extra)
        assert host.run("true").rc == 0
        for script in asked:
            host.run(script)

    return ask


def side_by_side(act: Callable[[Login, list[str]], None], work: list[Work]) -> None:
    threads = [threading.Thread(target=act, args=one) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def main(kind: str, file: str) -> None:
    warnings.simplefilter("ignore")  # stock testinfra warns of the host key, and goes on
    gc.disable()
    work = [(one["login"], one["scripts"]) for one in json.loads(Path(file).read_text())]
    if kind in ("limit", "ours"):
        side_by_side({"limit": limit, "ours": ours}[kind], work)
    else:
        for to, asked in work:  # one host after another, as pytest asks
            stock(kind)(to, asked)
    gc.freeze()


if __name__ == "__main__":
    main(*sys.argv[1:])
