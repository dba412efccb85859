"""Changes inside files of lines: crontabs, keys that may log in, and Git's configuration. The rest of the file stays."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EditLines:
    """A file of lines (a crontab, an exports file): the dropped lines are gone, the added ones there. Lines compare without their blanks around."""

    path: str
    drop: tuple[str, ...] = ()
    add: tuple[str, ...] = ()
    mode: int | None = None
    owner: str | None = None
    group: str | None = None

    @property
    def sentence(self) -> str:
        parts = [f"{verb} {len(lines)} line{'s' * (len(lines) > 1)}" for verb, lines in (("drop", self.drop), ("add", self.add)) if lines]
        return f"{' and '.join(parts)} in {self.path}"

    @property
    def place(self) -> str:
        return self.path


@dataclass(frozen=True, slots=True)
class DropKeys:
    """An authorized_keys file without these keys, named by fingerprint (SHA256:…)."""

    path: str
    fingerprints: tuple[str, ...]

    @property
    def sentence(self) -> str:
        return f"remove key {', '.join(self.fingerprints)} from {self.path}"

    @property
    def place(self) -> str:
        return self.path


@dataclass(frozen=True, slots=True)
class GitConfig:
    """One key of one git configuration file has this value alone, or (None) is not set. ``owner`` is for a file that has to be made."""

    path: str
    key: str
    value: str | None
    owner: str | None = None
    group: str | None = None

    @property
    def sentence(self) -> str:
        return f"unset {self.key} in {self.path}" if self.value is None else f"set {self.key} to {self.value} in {self.path}"

    @property
    def place(self) -> str:
        return self.path


def git_remote(config: str, remote: str, url: str) -> tuple[GitConfig, ...]:
    """A remote that fetches from and pushes to one URL; ``config`` is the clone's own configuration file."""
    return GitConfig(config, f"remote.{remote}.url", url), GitConfig(config, f"remote.{remote}.pushurl", None)
