"""Commands as shells, units and crontabs write them: which backup tool they run, which paths it takes and which it leaves out.

Runs on the host under test. Only tools and paths come out: the rest of a command may hold passwords.
"""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator

TOOLS = {
    "restic", "rustic", "borg", "borgmatic", "kopia", "duplicity", "duply", "duplicati", "duplicati-cli", "rclone", "rsync", "rsnapshot",
    "rdiff-backup", "tar", "bsdtar", "zip", "7z", "cpio", "pax", "scp", "cp", "backrest", "autorestic", "resticprofile", "bup", "attic", "zbackup",
    "proxmox-backup-client", "deja-dup", "backintime", "tarsnap", "unison", "sftp", "lftp", "aws", "s3cmd", "b2", "gsutil", "mc",
}  # fmt: skip
CONFIGURED = {
    "borgmatic": "/etc/borgmatic/* /etc/borgmatic.d/* {home}/.config/borgmatic/* {home}/.config/borgmatic.d/*",
    "rsnapshot": "/etc/rsnapshot.conf",
    "autorestic": "/etc/autorestic.y*ml {home}/.autorestic.y*ml {home}/.config/autorestic/*",
    "resticprofile": "/etc/resticprofile/* {home}/.config/resticprofile/* {home}/profiles.*",
    "duply": "/etc/duply/*/* {home}/.duply/*/*",
    "backrest": "/etc/backrest/config.json {home}/.config/backrest/config.json /root/.config/backrest/config.json",
    "kopia": "", "duplicati": "", "duplicati-cli": "", "deja-dup": "", "backintime": "/etc/backintime/config {home}/.config/backintime/config",
}  # fmt: skip
"""Tools that read what they take from files of their own."""
LAST_IS_TARGET = {"rsync", "rclone", "cp", "scp", "unison", "aws", "s3cmd", "gsutil", "mc"}
BACK, FORTH = {"restore", "extract", "mount", "snapshots", "check", "prune", "forget"}, {"backup", "create", "copy", "sync", "snapshot"}
"""Subcommands that read from a backup, and those that write one."""
EXCLUDE = {"--exclude", "--iexclude", "-e", "--exclude-dir", "--filter"}
ASSIGNED = re.compile(r"(?:^|[\s;&])(?:export\s+)?([A-Za-z_]\w*)=(\"[^\"]*\"|'[^']*'|[^\s;&]*)")
LOOP = re.compile(r"\bfor\s+(\w+)\s+in\s+([^;]*)")
WENT = re.compile(r"(?:\bcd|-C|--directory[= ])\s*(\"[^\"]+\"|[^\s;&]+)")
OWN_HOME = re.compile(r"(?<![\w/.])~([\w-]*)(?=/|\s|$|\")")
VALUE = re.compile(r"\$\{(\w+)[^}]*\}|\$(\w+)")
LARGE = 256 * 1024
DEEP = 3
"""How many scripts one may call another."""


def text_of(path: str) -> str:
    """A text file of moderate size; empty for anything else."""
    try:
        if os.path.isfile(path) and os.path.getsize(path) <= LARGE:
            with open(path, "rb") as source:
                raw = source.read()
            return "" if b"\0" in raw else raw.decode("utf-8", "replace")
    except OSError:
        pass
    return ""


def logical(text: str) -> Iterator[tuple[int, str]]:
    """Lines with their numbers, continued ones joined, comments and blank ones left out."""
    held, start = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        start = start or number
        if line.endswith("\\"):
            held += line[:-1] + " "
            continue
        whole, held, at, start = held + line, "", start, 0
        if whole.strip() and not whole.lstrip().startswith(("#", ";")):
            yield at, whole


def words(line: str) -> list[str]:
    return [word for word in re.split(r"[\s\"'();|&<>`{}\[\],]+", line) if word]


def tool_in(line: str) -> str:
    """The first backup tool that a command runs; empty for none."""
    names = (word.rpartition("/")[2].lstrip("-@+!:") for word in words(line))
    return next((name for name in names if name in TOOLS), "")


class Shell:
    """What a script has said so far: simple variables, loops over words, and where it stands."""

    def __init__(self, home: str, cwd: str) -> None:
        self.home, self.cwd, self.values = home, cwd, {"HOME": home}
        self.loops: dict[str, list[str]] = {}

    def hear(self, line: str) -> None:
        for name, value in ASSIGNED.findall(line) if "=" in line else ():
            self.values[name] = self.expand(value.strip("\"'"))
        for name, value in LOOP.findall(line) if "for" in line else ():
            self.loops[name] = words(self.expand(value))
        for place in WENT.findall(line):
            self.cwd = self.path(self.expand(place.strip("\"'"))) or self.cwd

    def expand(self, text: str) -> str:
        if "~" in text:
            text = OWN_HOME.sub(lambda found: os.path.expanduser(found[0]) if found[1] else self.home, text)
        return (VALUE.sub(self._value, text) if "$" in text else text).replace("%h", self.home)

    def _value(self, found: re.Match[str]) -> str:
        name = found[1] or found[2]
        return self.values.get(name, f"${name}")

    def expanded(self, line: str) -> list[str]:
        """The words of a line; one that holds a loop's variable becomes one for each of its values."""
        found = words(self.expand(line))
        for name, values in self.loops.items():
            held = re.compile(rf"\${name}\b")
            found = [form for word in found for form in ([held.sub(value, word) for value in values] if held.search(word) else [word])]
        return found

    def path(self, word: str) -> str:
        """An absolute path, or empty for a word that is none. Proxmox's own client writes archive.pxar:/path."""
        word = re.sub(r"^[\w.-]+\.(?:pxar|img|conf|log):(?=/)", "", word)
        if word.startswith("/"):
            return os.path.normpath(word)
        inside = word in {".", "./"} or word.startswith(("./", ".claude", ".codex")) or word.rstrip("/") in {".claude", ".codex"}
        return os.path.normpath(os.path.join(self.cwd, word)) if inside else ""


def named(line: str, tool: str, shell: Shell) -> tuple[list[str], list[str]]:
    """The paths that a command takes and the patterns that it leaves out."""
    tokens = shell.expanded(line)
    start = next((index for index, word in enumerate(tokens) if os.path.basename(word).lstrip("-@+!:") == tool), -1) + 1
    tokens = tokens[start:]
    if BACK & set(tokens) and not FORTH & set(tokens):
        return [], []
    excludes = [tokens[index + 1] for index, token in enumerate(tokens[:-1]) if token in EXCLUDE]
    excludes += [token.partition("=")[2] for token in tokens if token.partition("=")[0] in EXCLUDE and "=" in token]
    for token, after in zip(tokens, [*tokens[1:], ""], strict=False):
        if token.partition("=")[0] in {"--exclude-file", "--exclude-from", "-X", "--iexclude-file"}:
            excludes += [found for _, found in logical(text_of(token.partition("=")[2] or after))]
    free = [token for before, token in zip(["", *tokens], tokens, strict=False) if not token.startswith("-") and before not in EXCLUDE]
    if tool in LAST_IS_TARGET and len(free) > 1:
        free = free[:-1]
    return [path for token in free if (path := shell.path(token))], excludes


def followed(command: str, shell: Shell, depth: int = 0) -> Iterator[tuple[str, list[str], list[str]]]:
    """Tool, paths and exclusions of a command, and of the scripts that it runs."""
    for part in re.split(r"&&|\|\||;(?!;)", command):
        shell.hear(part)
        if tool := tool_in(part):
            yield tool, *named(part, tool, shell)
        for word in shell.expanded(part) if depth < DEEP else ():
            script = word.lstrip("-@+!:")
            if script.startswith("/") and text_of(script).startswith("#!"):
                inner = Shell(shell.home, shell.cwd)
                for _, line in logical(text_of(script)):
                    yield from followed(line, inner, depth + 1)


def configured(tool: str, home: str) -> tuple[list[str], bool]:
    """The paths that a tool's own files name, and whether there are such files."""
    files = [file for pattern in CONFIGURED[tool].format(home=home).split() for file in sorted(glob.glob(pattern)) if text_of(file)]
    found = [word for file in files for _, line in logical(text_of(file)) for word in re.findall(r"[~/][\w./*~@+-]*", line)]
    return [word.replace("~", home, 1) for word in found if not word.startswith("//")], bool(files)
