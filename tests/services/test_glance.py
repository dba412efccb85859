"""The Glance stand-in: links come from the content call alone, from files with includes, and an invalid file changes nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from lab.homelab import Homelab
from lab.services import glance
from tests.services.standin import answering, golden

CONTENT = "/api/pages/home/content/"


@pytest.fixture
def client(lab: Homelab) -> Iterator[httpx.Client]:
    glance.seed(lab)
    with (
        answering(lambda request: glance.respond(lab.service("glance"), request), lab.service("glance")) as url,
        httpx.Client(base_url=url, trust_env=False) as client,
    ):
        yield client


@pytest.fixture
def bookmarks(client: httpx.Client, lab: Homelab) -> Path:
    del client  # the seed has run
    return lab.service("glance") / "config" / "bookmarks.yml"


def test_the_shell_holds_no_link(client: httpx.Client) -> None:
    """The page itself names its slug and leaves every link to the content call."""
    shell = client.get("/").text

    assert 'slug: "home"' in shell
    assert "href" not in shell


def test_the_content_holds_the_included_links(client: httpx.Client) -> None:
    """Bookmarks and monitored sites of included files, also below a group widget, are on the page."""
    content = client.get(CONTENT).text

    assert 'class="bookmarks-group-title size-h3 margin-bottom-3">Dev/Tools</div>' in content
    assert "https://grafana.eva-00.network/" in content


def test_the_link_reads_as_the_real_one(client: httpx.Client) -> None:
    """The anchor is the golden one, to the letter."""
    assert golden("sample-responses.json")["glance"]["GET /api/pages/home/content/"] in client.get(CONTENT).text


def test_an_edit_is_served_at_once_and_an_invalid_one_never(client: httpx.Client, bookmarks: Path) -> None:
    """Glance reloads a valid file by itself and keeps the old page for an invalid one."""
    client.get(CONTENT)
    bookmarks.write_text(bookmarks.read_text().replace("Claude Code", "Remote"))
    assert ">Remote</a>" in client.get(CONTENT).text
    bookmarks.write_text("type: bookmarks\ngroups: [")

    assert ">Remote</a>" in client.get(CONTENT).text


def test_a_change_that_nobody_noticed_is_not_served(client: httpx.Client, bookmarks: Path) -> None:
    """Only a file whose time changed is loaded again: a watch that was lost shows as an old page."""
    client.get(CONTENT)
    before = bookmarks.stat()
    bookmarks.write_text(bookmarks.read_text().replace("Claude Code", "Remote"))
    os.utime(bookmarks, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert ">Claude Code</a>" in client.get(CONTENT).text
    bookmarks.touch()

    assert ">Remote</a>" in client.get(CONTENT).text


def test_unknown_pages_and_health(client: httpx.Client) -> None:
    """What is not there is 404 in words, health is empty."""
    assert (client.get("/nosuch").status_code, client.get("/nosuch").text) == (404, "Page not found")
    assert client.get("/api/pages/nosuch/content/").status_code == 404
    assert (client.get("/api/healthz").status_code, client.get("/api/healthz").text) == (200, "")


def test_an_include_is_text_with_an_indent(tmp_path: Path) -> None:
    """An included file stands where its line stood, indented as that was; a dash before the include is dropped."""
    (tmp_path / "a.yml").write_text("list:\n  - $include: b.yml\n  !include: b.yml\n# $include: c.yml\n")
    (tmp_path / "b.yml").write_text("- x: 1\n  y: 2")

    assert glance.expand(tmp_path / "a.yml") == "list:\n  - x: 1\n    y: 2\n  - x: 1\n    y: 2\n# $include: c.yml\n"
