"""What a key of the estate file may hold: kinds of values with their rules, and where secrets are."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, model_validator

from probes.loaded import remember


def _beside(path: Path, info: ValidationInfo) -> Path:
    return Path((info.context or {}).get("beside", "")) / path.expanduser()


def _owners_only(path: Path) -> Path:
    if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
        msg = f"{path} may be read by others; make it 0600"
        raise ValueError(msg)
    return path


def _absolute(path: Path) -> Path:
    if not path.is_absolute():
        msg = f"{str(path)!r} does not begin with /; it is a path on the host"
        raise ValueError(msg)
    return path


def _no_password(url: str) -> str:
    if "@" in urlsplit(url).netloc:
        msg = "holds a user or password; secrets are named by file or environment variable, never written here"
        raise ValueError(msg)
    return url


Here = Annotated[Path, AfterValidator(_beside)]
"""A path on this machine; a relative one begins where the estate file is."""
Private = Annotated[Here, AfterValidator(_owners_only)]
"""A file on this machine that only its owner may read, when it is there."""
There = Annotated[Path, AfterValidator(_absolute)]
"""A path on a host."""
Url = Annotated[str, Field(pattern=r"^https?://"), AfterValidator(_no_password)]
Port = Annotated[int, Field(ge=1, le=65535)]
Vmid = Annotated[int, Field(ge=100, le=999_999_999)]
TokenId = Annotated[str, Field(pattern=r"^[^@!]+@[^@!]+![^@!]+$")]
Jump = Annotated[str, Field(pattern=r"^([^@:\s]+@)?[^@:\s]+(:\d+)?$")]
Listener = Annotated[str, Field(pattern=r"^(tcp|udp)/\d+(-\d+)?$")]
Positive = Annotated[float, Field(gt=0)]


class Section(BaseModel):
    """A table of the estate file; unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Secret(Section):
    """Where a secret is: a file that only its owner can read, or an environment variable. Never the secret itself."""

    file: Private | None = None
    env: str | None = None

    @model_validator(mode="after")
    def _one_place(self) -> Secret:
        if (self.file is None) == (self.env is None):
            msg = 'name either a file or an environment variable, for example { file = "/etc/adr023/token" }'
            raise ValueError(msg)
        return self

    def value(self) -> str:
        """The secret. Raises PermissionError for a file that others may read, KeyError or OSError when it is not there."""
        if self.env is not None:
            return remember(os.environ[self.env])
        assert self.file is not None
        if stat.S_IMODE(self.file.stat().st_mode) & 0o077:
            msg = f"{self.file} may be read by others; make it 0600"
            raise PermissionError(msg)
        return remember(self.file.read_text().strip())


class Api(Section):
    """A system with an HTTP interface."""

    url: Url
    ca: Here | None = None
    timeout: Positive = 20.0
