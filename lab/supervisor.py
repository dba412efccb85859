"""PID 1 of a lab: makes the namespaces, holds the bridge, reaps, and takes everything with it when it dies.

Run as ``python -m lab.supervisor LOCK``; the lab comes as JSON on standard input. It works for nobody until the state file names it; so long
it keeps the command's lock, which is open as descriptor LOCK.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TextIO

from lab import cgroups, identity, idmap, images, namespaces, network
from lab.homelab import Homelab

_keep: list[TextIO] = []


def main() -> None:
    lab = Homelab(**json.load(sys.stdin))
    _hold(lab.root / "supervisor.lock", fcntl.LOCK_EX)
    _hold(images.lock_file(images.path(lab.release)), fcntl.LOCK_SH)
    cgroups.join(lab)
    namespaces.unshare(namespaces.CLONE_NEWNS | namespaces.CLONE_NEWNET | namespaces.CLONE_NEWPID)
    told, tell = os.pipe()
    child = os.fork()
    if child:
        identity.record(lab, child)
        os.write(tell, b"go")
        os._exit(0)
    os.close(tell)
    os.close(int(sys.argv[1]))
    if os.read(told, 2) != b"go":  # the parent died before it named us: nobody could ever take us down
        os._exit(1)
    _live(lab)


def _hold(path: Path, how: int) -> None:
    """Kept until this process dies; a second supervisor of the same directory ends here."""
    lock = path.open("w")
    fcntl.flock(lock, how | fcntl.LOCK_NB)
    _keep.append(lock)


def _live(lab: Homelab) -> None:
    _private_file_systems(lab)
    network.build(lab)
    _limits_as_seen_inside(lab)
    scratch = lab.root / "tmp"
    scratch.mkdir(exist_ok=True)
    keeper = subprocess.Popen(
        [sys.executable, "-m", "lab.keeper"], stdin=subprocess.PIPE, start_new_session=True, env={**os.environ, "TMPDIR": str(scratch)}
    )
    assert keeper.stdin is not None
    keeper.stdin.write(json.dumps({name: getattr(lab, name) for name in Homelab.__slots__}).encode())
    keeper.stdin.close()
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    while os.wait()[0] != keeper.pid:
        pass
    os._exit(1)


def _private_file_systems(lab: Homelab) -> None:
    """What differs in here from the machine.

    Fresh /proc and /sys for the new namespaces (LXC looks its bridge up in /sys), control groups as they were, an empty /run (where LXC leaves
    its locks), and a /dev/net/tun that containers may open.
    """
    tun = lab.root / "tun"
    tun.unlink(missing_ok=True)
    os.mknod(tun, 0o666 | 0o020000, os.makedev(10, 200))
    tun.chmod(0o666)
    for line in (
        "mount --make-rprivate /",
        "mount -t tmpfs tmpfs /mnt",
        "mkdir /mnt/cgroup",
        "mount --rbind /sys/fs/cgroup /mnt/cgroup",
        "mount -t sysfs sysfs /sys",
        "mount --rbind /mnt/cgroup /sys/fs/cgroup",
        "umount --lazy /mnt",
        "mount -t proc proc /proc",
        "mount -t tmpfs -o mode=755 tmpfs /run",
        f"mount --bind {tun} /dev/net/tun",
        *idmap.grant(lab.root, idmap.root_of(lab)).splitlines(),
    ):
        subprocess.run(line.split(), check=True)
    lab.image.mkdir(exist_ok=True)
    idmap.show(images.path(lab.release) / "rootfs", lab.image, idmap.root_of(lab))


def _limits_as_seen_inside(lab: Homelab) -> None:
    """lxcfs shows a container its own memory and processors in /proc, as Proxmox VE does."""
    subprocess.Popen(["lxcfs", "-p", lab.root / "lxcfs.pid", "/var/lib/lxcfs"], stdin=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
