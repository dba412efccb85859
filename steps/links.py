"""Links of the dashboard: which there are, what they open, and where they stand."""

from __future__ import annotations

from pytest_bdd import given, parsers, then

from probes.estate import Estate
from probes.glance import Glance
from probes.glance_links import Board, Link, aoe_hosts, is_session, leads_to
from probes.unseen import Unseen
from steps.outcomes import Violation

Boards = tuple[Board, ...]


@given("the links that Glance is configured with", target_fixture="boards")
def configured(glance: Glance) -> Boards:
    """The links of glance.yml with its includes; the group that holds git, code and docs shows that it is the right dashboard."""
    return (_witnessed(glance, glance.configured()),)


@given("the links that Glance serves", target_fixture="boards")
def served(glance: Glance) -> Boards:
    """The links of the page's content call, with the same witness."""
    return (_witnessed(glance, glance.served()),)


@given("the links that Glance is configured with and serves", target_fixture="boards")
def both(glance: Glance) -> Boards:
    """Both vantages; what one of them shows counts, whatever the other says."""
    return (*configured(glance), *served(glance))


def _witnessed(glance: Glance, board: Board) -> Board:
    if board.group_of(glance.siblings) is None:
        raise Unseen(
            "the links", "Glance", f"no group holds {', '.join(glance.siblings)}, so this may not be the dashboard that the estate means"
        )
    return board


@then(parsers.parse('exactly one of them opens "{page}"'))
def one_opens(boards: Boards, page: str) -> None:
    """Scheme, host, port and path are the page's, a trailing slash aside, with no query and no fragment; a commented line is no link."""
    for board in boards:
        found = board.opening(page)
        if len(found) > 1:
            raise Violation(f"{len(found)} links of the dashboard open {page}: {_places(found)}")
        if not found:
            raise Violation(f"no link of the dashboard opens {page}{_nearest(board, page)}")


def _nearest(board: Board, page: str) -> str:
    """The links that were perhaps meant, or why nobody can know."""
    unknown = [link for link in board.links if "${" in link.url]
    if unknown:
        raise Unseen(f"whether a link opens {page}", "Glance", f"the address of {_places(unknown)} comes from a variable")
    host = page.split("/")[2]
    near = [link for link in board.links if leads_to(link.url, host)]
    return f"; to {host} there is {'; '.join(f'{_shown(link.url)} at {link.where}' for link in near)}" if near else ""


def _shown(url: str) -> str:
    """An address without what names an environment or session: whoever has that can look in."""
    return url.partition("?")[0].partition("/session_")[0] + ("…" if is_session(url) else "")


def _places(links: tuple[Link, ...] | list[Link]) -> str:
    return ", ".join(f"{link.title or link.url} at {link.where}" for link in links)


@then("it stands in the group of the other working tools")
def in_group(boards: Boards, glance: Glance) -> None:
    """Its bookmark group is the one that holds a link for each of the estate's siblings (git, code, docs)."""
    for board in boards:
        group = board.group_of(glance.siblings)
        for link in board.opening(LIST):
            if link.group != group:
                stands = f"the group {board.groups[link.group]}" if link.group >= 0 else "no group of bookmarks"
                raise Violation(f"the link to {LIST} at {link.where} stands in {stands}, apart from {', '.join(glance.siblings)}")


LIST = "https://claude.ai/code"


@then("none of them opens a single environment or session")
def no_session(boards: Boards) -> None:
    """No address holds ``environment=`` or ``/session_``; nor does any other text of the dashboard: monitors, frames, HTML."""
    found = [(link.where, f"{link.title or 'a link'}") for board in boards for link in board.links if is_session(link.url)]
    found += [(where, "a text") for board in boards for where, _ in board.sessions]
    if found:
        raise Violation(f"the dashboard opens a single environment or session: {'; '.join(f'{what} at {where}' for where, what in found)}")


@then("one of them leads to the AoE dashboard only when that is deployed")
def aoe(boards: Boards, estate: Estate) -> None:
    """No link or frame leads to the AoE host name or to the agents host itself; exactly one to the former once the estate says ``option_b``."""
    public, *_ = hosts = aoe_hosts(estate)
    for board in boards:
        found = [link for link in (*board.links, *board.frames) if any(leads_to(link.url, host) for host in hosts)]
        if not estate.option_b and found:
            raise Violation(f"the dashboard links to the AoE dashboard already: {_places(found)}", places=[link.where for link in found])
        if estate.option_b and [leads_to(link.url, public) for link in found] != [True]:
            raise Violation(f"{len(found)} links of the dashboard lead to the AoE dashboard at {public}, instead of one")
