"""Labs side by side: each takes group after group of wounds until none is left."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from queue import Empty, SimpleQueue

from tests.groups import Group
from tests.scene import Scene


def work_off(groups: Iterable[Group], scenes: Iterable[Scene], work: Callable[[Scene, Iterator[Group]], None]) -> None:
    """Let ``work`` go through the groups in every scene at once; each group comes to one of them. What a lab that gave out leaves, the others take."""
    queue: SimpleQueue[Group] = SimpleQueue()
    for group in groups:
        queue.put(group)
    threads = [threading.Thread(target=work, args=(scene, _taken(queue))) for scene in scenes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _taken(queue: SimpleQueue[Group]) -> Iterator[Group]:
    while True:
        try:
            yield queue.get_nowait()
        except Empty:
            return
