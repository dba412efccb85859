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
from contextlib import contextmanager, suppress
from pathlib import Path

from lab import idmap
from lab.errors import LabError
from lab.homelab import labs_root
from lab.idmap import ON_DISK, RANGE

RECIPE = Path(__file__).parent / "image"
KEEP_OUT = ("/usr/share/man/*", "/usr/share/doc/*", "/usr/share/locale/*", "/usr/share/info/*")
FORMAT = "1"
STAGE = ".building-"
UNUSED_SECONDS = 14 * 24 * 3600


def path(release: str) -> Path:
    """Where the image of today's recipe is, or will be."""
    recipe = f"{FORMAT} {release} {KEEP_OUT} {packages(release)} {(RECIPE / 'setup.sh').read_text()}"
    return labs_root() / "images" / f"{release}-{hashlib.sha256(recipe.encode()).hexdigest()[:16]}"


def ensure(release: str) -> Path:
    """The image, built first if this recipe never was. Raises LabError when it cannot be built."""
    image = path(release)
    if not image.is_dir():
        with _only_one(image):
            if not image.is_dir():
                _build(release, image)
                _prune(image)
    os.utime(image)
    return image / "rootfs"


@contextmanager
def _only_one(image: Path) -> Iterator[None]:
    image.parent.mkdir(parents=True, exist_ok=True)
    with lock_file(image).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def lock_file(image: Path) -> Path:
    """Whoever builds an image holds it alone, a lab that runs from one holds it with others."""
    return image.with_name(f"{image.name}.lock")


def _prune(kept: Path) -> None:
    """Remove builds that were killed, and images that nobody used for weeks and no lab runs from."""
    old = time.time() - UNUSED_SECONDS
    for folder in kept.parent.iterdir():
        image = folder.with_name(folder.name.removeprefix(STAGE))
        if folder.is_dir() and image != kept and (folder != image or folder.stat().st_mtime < old):
            with lock_file(image).open("w") as lock, suppress(BlockingIOError):
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)


def _build(release: str, image: Path) -> None:
    """Into a folder beside it, renamed at the end: a build that was killed leaves nothing that looks finished."""
    stage = image.with_name(f"{STAGE}{image.name}")
    shutil.rmtree(stage, ignore_errors=True)
    (stage / "tmp").mkdir(parents=True)
    (stage / "rootfs").mkdir()
    os.chown(stage / "rootfs", ON_DISK, ON_DISK)
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
    line = f"{idmap.grant(stage, ON_DISK)}\ncd {stage / 'rootfs'}\n{shlex.join(_mmdebstrap(release))} | {shlex.join(_extract())}\n"
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
    maps = [word for kind in "ug" for word in ("-m", f"{kind}:0:{ON_DISK}:{RANGE}")]
    return ["lxc-usernsexec", *maps, "--", "tar", "--numeric-owner", "-xf", "-", "--exclude=./dev/*"]


def _mmdebstrap(release: str) -> list[str]:
    return [
        "mmdebstrap", "--mode=root", "--variant=apt", f"--include={','.join(packages(release))}", '--aptopt=APT::Install-Recommends "false"',
        *(f"--aptopt={option}" for option in _proxies()),
        *(f"--dpkgopt=path-exclude={pattern}" for pattern in KEEP_OUT),
        f'--customize-hook=chroot "$1" sh -s < {RECIPE / "setup.sh"}',
        release, "-", *sources(release),
    ]  # fmt: skip


def packages(release: str) -> list[str]:
    rows = [line.split() for line in (RECIPE / "packages.txt").read_text().splitlines() if line and not line.startswith("#")]
    return [row[0] for row in rows if release in row[1:] or not row[1:]]


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
