"""A real Chromium that opens one page and notes whatever it asks for or complains about."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


@dataclass
class Opened:
    """A page with what it asked for and what it complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")  # its event loop must not outlive its tests
def chromium() -> Iterator[Browser]:
    """Debian's browser; where there is none the tests say so, and in CI that is a failure."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if not program:
        said = "not run: there is no chromium here; apt-get install -y --no-install-recommends chromium"
        pytest.fail(said, pytrace=False) if os.environ.get("CI") == "true" else pytest.skip(said)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        yield browser
        browser.close()


@contextmanager
def opened(
    browser: Browser, file: Path, where: str = "", *, width: int = 1360, theme: Any = "light", scripts: bool = True
) -> Iterator[Opened]:
    """One page in a fresh window; ``where`` is what follows the # of its address."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme, java_script_enabled=scripts)
    seen = Opened(context.new_page())
    seen.page.on("request", lambda request: seen.requests.append(request.url))
    seen.page.on("console", lambda message: seen.complaints.append(message.text))
    seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    seen.page.goto(f"{file.as_uri()}{'#' if where else ''}{where}")
    yield seen
    context.close()
