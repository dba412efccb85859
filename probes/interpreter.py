"""One long-lived python3 on a host, for scripts that are nothing but a program for it.

Half of what such a program takes is to start an interpreter and to load what nearly all of them need. Here that is done once: each runs in a fork,
with an empty stdin and arguments of its own, a few side by side. A host without python3 has no such thing, and its shells say so of each program.
"""

from __future__ import annotations

import shlex

from probes.host import PROGRAM
from probes.shell import Pending, Shell

NEEDS = "base64, contextlib, functools, gc, glob, hashlib, itertools, json, os, pwd, re, select, shlex, socket, stat, subprocess, sys, time, typing"
"""What nearly all of them need; named in the command, so that it is loaded by the time that the rest arrives."""
RUNNER = r"""
def tell(number, status, said=(b"", b"")):
    for stream, words, number_too in zip((1, 2), said, (status, 0)):
        rest = memoryview(words + f"\nMARK {number} {number_too}\n".encode())
        while rest:
            rest = rest[os.write(stream, rest):]

def outcome(source):
    status = 0
    try:
        exec(compile(source, "<stdin>", "exec"), {"__name__": "__main__"})
    except SystemExit as told:
        status = told.code if isinstance(told.code, int) else int(told.code is not None)
        if status and told.code is not status:
            print(told.code, file=sys.stderr)
    except BaseException:
        status = 1
        sys.excepthook(*sys.exc_info())
    sys.stdout.flush()
    sys.stderr.flush()
    return status

def begin(number, arguments, source):
    (out, its_out), (err, its_err) = os.pipe(), os.pipe()
    pid = os.fork()
    if not pid:
        for end, stream in ((os.open(os.devnull, os.O_RDONLY), 0), (its_out, 1), (its_err, 2)):
            os.dup2(end, stream)
        sys.argv = ["-", *arguments]
        os._exit(outcome(source))
    for end in (its_out, its_err):
        os.close(end)
    for end in (out, err):
        os.set_blocking(end, False)
        said[end] = b""
        poll.register(end, select.POLLIN)
    ended = os.pidfd_open(pid)
    poll.register(ended, select.POLLIN)
    running[ended] = number, pid, out, err

def hear(end):
    with contextlib.suppress(BlockingIOError):
        while data := os.read(end, 65536):
            said[end] += data
        poll.unregister(end)

def finish(ended):
    number, pid, out, err = running.pop(ended)
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    for end in (out, err):
        with contextlib.suppress(KeyError):
            hear(end)
            poll.unregister(end)
    tell(number, status if status >= 0 else 128 - status, (said.pop(out), said.pop(err)))
    poll.unregister(ended)
    for end in (ended, out, err):
        os.close(end)

gc.disable()
gc.freeze()
os.chdir("/")
os.umask(0o077)
poll, said, running, waiting, read, held = select.poll(), {}, {}, [], True, b""
poll.register(0, select.POLLIN)
os.close(os.pidfd_open(os.getpid()))
tell(0, os.getpgrp())
while read or waiting or running:
    for end, _ in poll.poll():
        if end in running:
            finish(end)
        elif end in said:
            hear(end)
        elif end == 0:
            read = os.read(0, 65536)
            *lines, held = (held + read).split(b"\n")
            waiting += map(eval, lines)
            if not read:
                poll.unregister(0)
    while waiting and len(running) < ABREAST:
        begin(*waiting.pop(0))
"""


class Interpreter(Shell):
    """Answers are framed as a shell frames them, in the order in which they come."""

    ABREAST = 3  # one may wait for a second while two cores would have work
    COMMAND = f"""python3 -I -S -c 'import {NEEDS}; exec(eval(open(0, "rb", 0, closefd=False).readline()))'"""

    @staticmethod
    def runs(script: str) -> bool:
        """Whether a script is a program and nothing else."""
        return PROGRAM.fullmatch(script) is not None

    def _greeting(self) -> str:
        return f"{RUNNER.replace('MARK', self._mark).replace('ABREAST', str(self.ABREAST))!a}\n"

    def _request(self, number: int, pending: Pending) -> str:
        """A line of Python: number, arguments, source."""
        arguments, source = PROGRAM.fullmatch(pending.script).groups()  # type: ignore[union-attr]  # who deals out the work asked ``runs``
        return f"{(number, shlex.split(arguments), source)!a}\n"
