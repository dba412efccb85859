"""The vhost of the AoE dashboard, before and after its decision, as the suite itself sees it at a real Caddy."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from lab.homelab import Homelab
from lab.services import caddy, oauth2_proxy, pocketid
from probes.estate import Estate
from probes.unseen import Unseen
from probes.web import Web, connect
from steps import publishing
from steps.outcomes import Violation

LANDED = caddy.AOE.format(agents="127.211.5.1", port=1411)
OWN_REFUSAL = """\
aoe.eva-00.network {
	import own_certificate
	header Content-Type application/json
	respond `{"error":"unauthorized"}` 401
}
"""
ONLY_A_HEADER = "aoe.eva-00.network {\n\timport own_certificate\n\theader X-Frame-Options DENY\n\trespond 200\n}\n"
SAME_FOR_ALL = "*.eva-00.network {\n\timport own_certificate\n\theader X-Asked-For {host}\n\trespond {http.request.uuid} 404\n}\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Homelab]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ADR023_LAB_DIR", str(tmp_path_factory.mktemp("lab")))
        lab = Homelab("t", net="127.211.5")
        for service in (oauth2_proxy, pocketid):
            service.seed(lab)
            service.serve(lab)
        yield lab


def judged(lab: Homelab, block: str, *, option_b: bool) -> str:
    """What is said of the vhost when Caddy is started with this block; empty when nothing."""
    caddy.seed(lab)
    (lab.service("caddy") / "more" / "aoe.caddy").write_text(block)
    login = {"address": lab.agents, "known_hosts": "/k"}
    told = {"name": "t", "option_b": option_b, "hosts": {"agents": login}, "agents": {"address": lab.agents}, "web": caddy.estate(lab)}
    estate = Estate.model_validate(told)
    with running(lab, estate) as web:
        try:
            publishing.no_vhost(publishing.the_answers(web), web, estate)
        except Violation as violation:
            return str(violation)
    return ""


@contextmanager
def running(lab: Homelab, estate: Estate) -> Iterator[Web]:
    program = caddy.serve(lab)
    try:
        for _ in range(200):
            try:
                web = connect(estate)
                web.ask("eva-00.network", "/")
                break
            except Unseen:
                time.sleep(0.05)
        yield web
    finally:
        program.kill()
        program.wait()


def test_nothing_is_published_before_the_decision(home: Homelab) -> None:
    """No block of its own, or one that every name shares, however its answers vary from one to the next."""
    assert judged(home, "", option_b=False) == ""
    assert judged(home, SAME_FOR_ALL, option_b=False) == ""


def test_any_difference_is_a_publication(home: Homelab) -> None:
    """The sign-in, AoE's own refusal, or a single header: nobody else's name has it."""
    assert "GET / answers 302 to /oauth2/sign_in" in judged(home, LANDED, option_b=False)
    assert "GET / answers 401 with 24 characters instead of 200 with no characters" in judged(home, OWN_REFUSAL, option_b=False)
    assert "GET / has another x-frame-options in its header" in judged(home, ONLY_A_HEADER, option_b=False)


def test_after_the_decision_the_sign_in_stands_before_it(home: Homelab) -> None:
    """The way to the provider counts; AoE's own refusal is no sign-in, and neither is a name that is not there."""
    assert judged(home, LANDED, option_b=True) == ""
    assert "is refused with 401 by something that is no sign-in" in judged(home, OWN_REFUSAL, option_b=True)
    assert "gets 200 and an empty page: nothing is there" in judged(home, "", option_b=True)
