"""An empty file system that calls itself sshfs, mounted in a container that runs; it ends with its mount.

``python -m lab.sshfs PID SOURCE TARGET``. Source: fuse(4); include/uapi/linux/fuse.h, protocol 7.31.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
import sys

from lab.namespaces import CLONE_NEWNS, mount, setns

HEADER = struct.Struct("<IIQQIIII")
LOOKUP, FORGET, GETATTR, STATFS, INIT, OPENDIR, READDIR, RELEASEDIR, INTERRUPT, BATCH_FORGET = 1, 2, 3, 17, 26, 27, 28, 29, 36, 42
SILENT = {FORGET, INTERRUPT, BATCH_FORGET}
ATTRIBUTES = struct.pack("<QIIQQQQQQIIIIIIIIII", 60, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0o040755, 2, 0, 0, 0, 4096, 0)
ANSWERS = {
    INIT: struct.pack("<IIIIHHIIHH32x", 7, 31, 65536, 0, 12, 10, 65536, 1, 16, 0),
    GETATTR: ATTRIBUTES,
    STATFS: struct.pack("<QQQQQIII4x24x", 0, 0, 0, 0, 0, 4096, 255, 4096),
    OPENDIR: struct.pack("<QII", 1, 0, 0),
    READDIR: b"",
    RELEASEDIR: b"",
}


def serve(device: int) -> None:
    """Answer the kernel until the mount is gone."""
    while True:
        try:
            request = os.read(device, 1 << 18)
        except OSError as error:
            if error.errno == errno.ENODEV:
                return
            continue
        _, operation, unique, *_ = HEADER.unpack_from(request)
        if operation not in SILENT:
            body = ANSWERS.get(operation, b"")
            failed = 0 if operation in ANSWERS else -(errno.ENOENT if operation == LOOKUP else errno.ENOSYS)
            os.write(device, struct.pack("<IiQ", 16 + len(body), failed, unique) + body)


def main(pid: int, source: str, target: str) -> None:
    """The mount is made by a child in the container's namespace; whoever serves it stays outside, or it would keep the namespace alive."""
    device = os.open("/dev/fuse", os.O_RDWR)
    maker = os.fork()
    if not maker:
        setns(os.open(f"/proc/{pid}/ns/mnt", os.O_RDONLY), CLONE_NEWNS)
        mount(source, target, "fuse.sshfs", f"fd={device},rootmode=40000,user_id=0,group_id=0,allow_other")
        os._exit(0)
    if os.waitpid(maker, 0)[1] or os.fork():
        return
    os.setsid()
    quiet = os.open("/dev/null", os.O_RDWR)
    for stream in range(3):
        os.dup2(quiet, stream)
    serve(device)


if __name__ == "__main__":
    ctypes.CDLL(None).prctl(15, b"sshfs", 0, 0, 0)
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3])
