"""The dashboard's links: from files as Glance reads them, from the page as Glance serves it, and repairs that leave every other byte alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lab.homelab import Homelab
from lab.services import glance as standin
from probes import glance, glance_file
from probes.estate import Estate
from probes.glance import Glance
from probes.glance_links import is_session, opens
from probes.unseen import Unseen
from remediations import glance as repairs
from remediations.changes_glance import EditDashboard
from remediations.fix import Offence
from tests.services.standin import answering

LIST = "https://claude.ai/code"


@pytest.fixture
def estate(lab: Homelab, estate_of: Callable[..., Estate]) -> Iterator[Estate]:
    standin.seed(lab)
    with answering(lambda request: standin.respond(lab.service("glance"), request), lab.service("glance")) as url:
        yield estate_of(glance={**standin.estate(lab), "url": url})


@pytest.fixture
def client(estate: Estate) -> Glance:
    return glance.connect(estate)


@pytest.fixture
def bookmarks(lab: Homelab, client: Glance) -> Path:
    del client
    return lab.service("glance") / "config" / "bookmarks.yml"


def _edited(file: Path, old: str, new: str) -> None:
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))


@pytest.mark.parametrize("url", ["https://claude.ai/code", "https://claude.ai/code/", "https://CLAUDE.ai:443/code"])
def test_a_page_is_the_same_with_a_slash_a_port_and_capitals(url: str) -> None:
    """What opens the same page is the same link."""
    assert opens(url, LIST)


@pytest.mark.parametrize(
    "url",
    [
        "http://claude.ai/code",
        "https://claude.ai/code/x",
        "https://claude.ai/code?a=1",
        "https://claude.ai/code#a",
        "https://x.claude.ai/code",
        "https://claude.ai:8443/code",
        "claude.ai/code",
        "https://[x",
    ],
)
def test_another_page_is_another_link(url: str) -> None:
    """Another scheme, host, port or path, a query or a fragment, or no address at all."""
    assert not opens(url, LIST)


@pytest.mark.parametrize(
    "url",
    [
        "https://claude.ai/code?environment=env_01A",
        "https://claude.ai/code?a=1&environment=x",
        "https://claude.ai/code/session_01ABCDEFG",
        "https://r.example/?to=https%3A%2F%2Fclaude.ai%2Fcode%3Fenvironment%3Denv_1",
    ],
)
def test_a_session_is_known_in_any_spelling(url: str) -> None:
    """By its environment or its session, encoded in another address too."""
    assert is_session(url)


@pytest.mark.parametrize("url", [LIST, "https://grafana.example/d/x?environment=production", "https://docs.example/session_notes"])
def test_other_environments_and_sessions_are_none(url: str) -> None:
    """The words alone do not make one."""
    assert not is_session(url)


def test_both_vantages_see_the_same_links(client: Glance) -> None:
    """The files with their includes, and the page, name the same bookmarks in the same groups."""
    configured, served = client.configured(), client.served()

    assert {link.url for link in configured.links if link.group >= 0} == {link.url for link in served.links if link.group >= 0}
    assert configured.groups == served.groups == ("Dev/Tools", "Media")
    assert [link.where for link in configured.opening(LIST)] == ["bookmarks.yml:12"]
    assert configured.group_of(client.siblings) == 0


def test_a_commented_link_is_none(client: Glance, bookmarks: Path) -> None:
    """A line that Glance does not read is not counted."""
    _edited(bookmarks, "          url: https://claude.ai/code", "          url: https://x.example # https://claude.ai/code")

    assert client.configured().opening(LIST) == ()


def test_what_glance_would_refuse_is_unseen(client: Glance, bookmarks: Path) -> None:
    """A file that is not YAML leaves the row unseen, with file and line; so do a missing include and a loop."""
    _edited(bookmarks, "url: https://docs", "url https://docs")
    with pytest.raises(Unseen, match=r"bookmarks.yml:12: "):
        client.configured()
    bookmarks.unlink()
    with pytest.raises(Unseen, match=r"bookmarks\.yml cannot be read"):
        client.anew().configured()
    bookmarks.write_text("- $include: bookmarks.yml\n")
    with pytest.raises(Unseen, match="includes itself"):
        client.anew().configured()


@pytest.mark.parametrize(
    ("mode", "words"),
    [("login-page", "answered a login page"), ("401", r"demands a sign-in \(401\)"), ("500", "answered 500"), ("down", "failed")],
)
def test_a_page_that_cannot_be_seen_says_why(client: Glance, lab: Homelab, mode: str, words: str) -> None:
    """A login page is no dashboard, and neither is an error."""
    (lab.service("glance") / "mode").write_text(mode)

    with pytest.raises(Unseen, match=words):
        client.served()


def _plan(client: Glance, estate: Estate, *ids: str) -> list[EditDashboard]:
    planned = repairs.tend_dashboard.__wrapped__(tuple(Offence(id_, {}) for id_ in ids), client.anew(), estate)
    return [change for change in planned if isinstance(change, EditDashboard)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "        - title: Claude Code  # the list of environments: a link to one of them dies with the next restart\n          url: https://claude.ai/code\n",
            "",
        ),
        ("https://claude.ai/code\n", "http://claude.ai/code\n"),
        ("url: https://claude.ai/code\n", "url: 'https://claude.ai/code?environment=env_01'  # today\n"),
        ("        - title: Jellyfin", "        - title: Again\n          url: https://claude.ai/code/\n        - title: Jellyfin"),
        (
            "        - title: Jellyfin",
            "        - title: Session\n          icon: si:claude\n          url: https://claude.ai/code/session_01ABCDEFG\n\n        - title: Jellyfin",
        ),
    ],
)
def test_a_repair_is_right_minimal_and_can_be_taken_back(client: Glance, estate: Estate, bookmarks: Path, old: str, new: str) -> None:
    """Afterwards there is one right link and no session; undone, the file is what it was, byte for byte."""
    _edited(bookmarks, old, new)
    before = bookmarks.read_bytes()
    [change] = _plan(client, estate, "dashboard.link", "dashboard.no-session-link")
    seen = change.look(client)
    wanted = change.want(seen)

    change.put(client, wanted, seen)
    board = client.anew().configured()
    assert [link.group for link in board.opening(LIST)] == [0]
    assert not [link for link in board.links if is_session(link.url)]
    assert "# what one opens from anywhere to work" in bookmarks.read_text()
    assert change.look(client) == wanted

    change.put(client, seen, wanted)
    assert bookmarks.read_bytes() == before


def test_a_link_to_aoe_goes_alone(client: Glance, estate: Estate, bookmarks: Path) -> None:
    """Another row's offence moves nothing else."""
    _edited(
        bookmarks,
        "        - title: Jellyfin",
        "        - title: AoE\n          url: https://aoe.eva-00.network/\n        - title: Jellyfin",
    )
    [change] = _plan(client, estate, "deferred.no-link")

    assert [line for _, old, new in change.edits for line in old if line not in new] == [
        "        - title: AoE",
        "          url: https://aoe.eva-00.network/",
    ]


def test_a_change_by_somebody_else_is_noticed(client: Glance, estate: Estate, bookmarks: Path) -> None:
    """Lines that moved or changed since they were planned on are left alone."""
    _edited(bookmarks, "https://claude.ai/code\n", "http://claude.ai/code\n")
    [change] = _plan(client, estate, "dashboard.link")
    seen = change.look(client)
    bookmarks.write_text("# somebody was here\n" + bookmarks.read_text())

    with pytest.raises(Exception, match="other lines stand in"):
        change.put(client, change.want(seen), seen)


def test_lines_know_their_file(tmp_path: Path) -> None:
    """An included line is told by its own file and number."""
    (tmp_path / "a.yml").write_text("x:\n  $include: b.yml\n")
    (tmp_path / "b.yml").write_text("- 1\n- 2")

    assert [(line.file.name, line.number, line.indent + line.text) for line in glance_file.expand(tmp_path / "a.yml")] == [
        ("a.yml", 0, "x:"),
        ("b.yml", 0, "  - 1"),
        ("b.yml", 1, "  - 2"),
        ("a.yml", 2, ""),
    ]
