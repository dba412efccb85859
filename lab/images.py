"""The containers' root file system: built once per recipe with mmdebstrap, from the machine's own apt sources."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lab import subids
from lab.errors import LabError
from lab.homelab import labs_root
from lab.lxc import RANGE, SHIFT

RECIPE = Path(__file__).parent / "image"
KEEP_OUT = ("/usr/share/man/*", "/usr/share/doc/*", "/usr/share/locale/*", "/usr/share/info/*")
FORMAT = "1"


def path(release: str) -> Path:
    """Where the image of today's recipe is, or will be."""
    recipe = hashlib.sha256(f"{FORMAT} {release} {KEEP_OUT}".encode())
    for file in sorted(RECIPE.iterdir()):
        recipe.update(file.name.encode() + b"\0" + file.read_bytes())
    return labs_root() / "images" / f"{release}-{recipe.hexdigest()[:16]}"


def ensure(release: str) -> Path:
    """The image, built first if this recipe never was. Raises LabError when it cannot be built."""
    image = path(release)
    if not image.is_dir():
        with _only_one(image):
            if not image.is_dir():
                _build(release, image)
    return image / "rootfs"


@contextmanager
def _only_one(image: Path) -> Iterator[None]:
    image.parent.mkdir(parents=True, exist_ok=True)
    with image.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _build(release: str, image: Path) -> None:
    """Into a folder beside it, renamed at the end: a build that was killed leaves nothing that looks finished."""
    stage = image.with_name(f".building-{image.name}")
    shutil.rmtree(stage, ignore_errors=True)
    (stage / "tmp").mkdir(parents=True)
    (stage / "rootfs").mkdir()
    os.chown(stage / "rootfs", SHIFT, SHIFT)
    started = time.monotonic()
    _say(f"building the {release} image, once; this takes a minute or two")
    try:
        _unpack(stage, release, started)
    except BaseException:
        shutil.rmtree(stage, ignore_errors=True)
        raise
    shutil.rmtree(stage / "tmp", ignore_errors=True)
    stage.rename(image)
    _say(f"image ready after {time.monotonic() - started:.0f} s: {image}")


def _unpack(stage: Path, release: str, started: float) -> None:
    """mmdebstrap writes a tar, a tar in a user namespace reads it: the owners come out shifted.

    All in namespaces of its own, which die with us: a killed build leaves no mount and no process. A session of its own, because mmdebstrap
    signals its whole process group when it fails.
    """
    alone = ["setpriv", "--pdeathsig", "KILL", "unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
    line = f"{subids.binding(stage)}\ncd {stage / 'rootfs'}\n{shlex.join(_mmdebstrap(release))} | {shlex.join(_extract())}\n"
    build = subprocess.Popen(
        [*alone, "bash", "-euo", "pipefail", "-c", line],
        stderr=subprocess.PIPE, env={**os.environ, "TMPDIR": str(stage / "tmp")}, start_new_session=True,
    )  # fmt: skip
    assert build.stderr is not None
    told: list[str] = []
    for raw in build.stderr:
        told.append(raw.decode(errors="replace").rstrip())
        if told[-1].startswith("I: "):
            _say(f"{time.monotonic() - started:4.0f} s  {told[-1][3:]}")
    if build.wait():
        raise LabError("the image could not be built:\n" + "\n".join(told[-15:]))


def _extract() -> list[str]:
    maps = [word for kind in "ug" for word in ("-m", f"{kind}:0:{SHIFT}:{RANGE}")]
    return ["lxc-usernsexec", *maps, "--", "tar", "--numeric-owner", "-xf", "-", "--exclude=./dev/*"]


def _mmdebstrap(release: str) -> list[str]:
    wanted = [line for line in (RECIPE / "packages.txt").read_text().split("\n") if line and not line.startswith("#")]
    return [
        "mmdebstrap", "--mode=root", "--variant=apt", f"--include={','.join(wanted)}", '--aptopt=APT::Install-Recommends "false"',
        *(f"--aptopt={option}" for option in _proxies()),
        *(f"--dpkgopt=path-exclude={pattern}" for pattern in KEEP_OUT),
        f'--customize-hook=chroot "$1" sh -s < {RECIPE / "setup.sh"}',
        release, "-", *sources(release),
    ]  # fmt: skip


def _proxies() -> list[str]:
    return [
        line for line in _out("apt-config", "dump").splitlines() if line.startswith(("Acquire::http::Proxy ", "Acquire::https::Proxy "))
    ]


def sources(release: str) -> list[str]:
    """The machine's own Debian sources as lines for this release. Raises LabError when apt has none."""
    own = _own_release()
    listed = _out("apt-get", "indextargets", "--format", "$(REPO_URI) $(RELEASE) $(COMPONENT)", "Created-By: Packages")
    rows = {tuple(line.split()[:3]) for line in listed.splitlines() if line.count(" ") >= 2}  # noqa: PLR2004  (three words a line)
    lines = sorted(f"deb {uri} {suite.replace(own, release)} main" for uri, suite, part in rows if own in suite and part == "main")
    if not lines:
        msg = f"apt on this machine lists no {own} main source to take packages from; add one to /etc/apt/sources.list"
        raise LabError(msg)
    return lines


def _own_release() -> str:
    for line in Path("/etc/os-release").read_text().splitlines():
        if line.startswith("VERSION_CODENAME="):
            return line.split("=", 1)[1].strip('"')
    return "bookworm"


def _out(*argv: str) -> str:
    return subprocess.run(argv, check=True, capture_output=True, text=True).stdout


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
