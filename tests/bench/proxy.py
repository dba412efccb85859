"""A TCP proxy that makes a wire longer, or cuts it."""

from __future__ import annotations

import contextlib
import queue
import socket
import threading
import time
from types import TracebackType
from typing import Self

Late = queue.SimpleQueue[tuple[float, bytes]]


class Proxy:
    """Forwards a local port to ``target``; every byte arrives ``one_way`` seconds late, in both directions, at full rate.

    ``trips`` counts how often the near end spoke after it had heard the far end, a whole round trip after it did so before (connecting is one):
    round trips that waited for one another.
    """

    def __init__(self, target: tuple[str, int], one_way: float = 0) -> None:
        self._target, self.one_way, self.trips, self._answered, self._spoke = target, one_way, 0, True, 0.0
        self._server = socket.create_server(("127.0.0.1", 0))
        self._ends: list[socket.socket] = []
        self.port = int(self._server.getsockname()[1])
        self._serving = threading.Thread(target=self._serve, daemon=True)
        self._serving.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Serve nobody any more."""
        _end(self._server)
        self._serving.join()
        self.cut()

    def cut(self) -> None:
        """Break every connection that is open; new ones are served."""
        ends, self._ends = self._ends, []
        for end in ends:
            _end(end)

    def _serve(self) -> None:
        while True:
            try:
                near, _ = self._server.accept()
            except OSError:
                return
            time.sleep(2 * self.one_way)  # the handshake of TCP itself
            try:
                far = socket.create_connection(self._target)
            except OSError:
                _end(near)
                continue
            for end in (near, far):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._ends += near, far
            self.trips += 1
            self._pump(near, far, speaks=True)
            self._pump(far, near, speaks=False)

    def _pump(self, source: socket.socket, sink: socket.socket, *, speaks: bool) -> None:
        late: Late = queue.SimpleQueue()
        threading.Thread(target=self._read, args=(source, late, speaks), daemon=True).start()
        threading.Thread(target=self._write, args=(sink, late, speaks), daemon=True).start()

    def _read(self, source: socket.socket, late: Late, speaks: bool) -> None:
        data = b"-"
        while data:
            try:
                data = source.recv(1 << 16)
                if not speaks:  # as the near end would itself, were it not for the proxy
                    source.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
            except OSError:
                data = b""
            now = time.monotonic()
            if data and speaks and self._answered and now - self._spoke >= 2 * self.one_way:
                self.trips, self._answered, self._spoke = self.trips + 1, False, now
            late.put((now + self.one_way, data))

    def _write(self, sink: socket.socket, late: Late, speaks: bool) -> None:
        data = b"-"
        while data:
            due, data = late.get()
            time.sleep(max(0, due - time.monotonic()))
            self._answered = self._answered or (bool(data) and not speaks)
            try:
                sink.sendall(data) if data else sink.shutdown(socket.SHUT_WR)
            except OSError:
                return


def _end(sock: socket.socket) -> None:
    with contextlib.suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)  # wakes whoever waits on it; close alone does not
    sock.close()
