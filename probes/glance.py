"""The Glance dashboard: what its configuration says, and what it serves. Source: Glance docs/configuration.md."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from probes import glance_file, glance_page
from probes.estate import Estate
from probes.glance_links import Board
from probes.http_api import Caller, call, caller, html_of
from probes.memory import Memory
from probes.unseen import Unseen


@dataclass(eq=False)
class Glance:
    """Each answer is kept for as long as this object lives, which is one pass."""

    file: Path | None
    page: str
    siblings: tuple[str, ...]
    _caller: Caller
    _memory: Memory = field(default_factory=Memory)

    def configured(self) -> Board:
        """The links of glance.yml with what it includes. Raises Unseen when the estate names no file, or Glance could not load it."""
        if self.file is None:
            raise Unseen("the links", "Glance", "the estate does not name its file (glance.file)")
        file = self.file
        return self._memory.ask("file", lambda: glance_file.board(file))

    def served(self) -> Board:
        """The links on the page, from its content call, which may take long when feeds are out of date. Raises Unseen."""
        return self._memory.ask("page", self._page)

    def _page(self) -> Board:
        path = f"/api/pages/{self.page}/content/"
        content = html_of(self._caller, "the page", call(self._caller, "the page", "GET", path))
        return glance_page.board(content, self.page)

    def anew(self) -> Glance:
        """The same system, asked afresh."""
        return replace(self, _memory=Memory())

    def ahead(self) -> None:
        with suppress(Unseen):  # asked again by whoever needs it, who then says so
            self.served()


def connect(estate: Estate) -> Glance:
    """Raises Unseen when the estate does not configure Glance."""
    if estate.glance is None:
        raise Unseen("anything", "Glance", "the estate does not configure it")
    section = estate.glance
    return Glance(section.file, section.page, section.siblings, caller("Glance", section))
