"""The shared server of the stand-ins: it answers as told, and fails as told."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import httpx
import pytest

from lab.homelab import Homelab
from lab.services.http import BODY_LIMIT, Answer, Refused, Request, as_json, listen
from lab.tls import certificate


def _echo(request: Request) -> Answer:
    if request.path == "/refused":
        raise Refused(Answer(403, reason="Permission check failed (/vms/140, VM.Audit)"))
    return as_json({"method": request.method, "path": request.path, "query": request.query, "form": request.form()})


@pytest.fixture
def base(tmp_path: Path) -> Iterator[str]:
    server = listen(("127.0.0.1", 0), tmp_path, _echo)
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_a_request_arrives_whole(base: str) -> None:
    """Path, repeated query keys and form fields reach the stand-in decoded."""
    answer = httpx.post(f"{base}/a%20b?x=1&x=2", data={"k": "v"}, trust_env=False).json()

    assert answer == {"method": "POST", "path": "/a b", "query": {"x": ["1", "2"]}, "form": {"k": ["v"]}}


def test_a_reason_phrase_is_sent(base: str) -> None:
    """A service that puts its message into the reason phrase can do so here."""
    answer = httpx.get(f"{base}/refused", trust_env=False)

    assert (answer.status_code, answer.reason_phrase) == (403, "Permission check failed (/vms/140, VM.Audit)")


@pytest.mark.parametrize(
    ("mode", "status", "body"), [("500", 500, b"Internal"), ("401", 401, b""), ("login-page", 200, b"<!doctype html>")]
)
def test_a_fault_mode_replaces_every_answer(base: str, tmp_path: Path, mode: str, status: int, body: bytes) -> None:
    """What stands in the mode file decides, from one request to the next."""
    (tmp_path / "mode").write_text(f"{mode}\n")

    answer = httpx.get(f"{base}/x", trust_env=False)

    assert answer.status_code == status
    assert answer.content.startswith(body)


def test_down_resets_and_comes_back(base: str, tmp_path: Path) -> None:
    """A service that is down hangs up; without the mode it answers again."""
    (tmp_path / "mode").write_text("down")
    with pytest.raises(httpx.TransportError):
        httpx.get(f"{base}/x", trust_env=False)
    (tmp_path / "mode").unlink()

    assert httpx.get(f"{base}/x", trust_env=False).status_code == 200


def test_a_body_has_a_limit(base: str) -> None:
    """More than the limit is refused without being read."""
    asked = HTTPConnection(base.removeprefix("http://"))
    asked.putrequest("POST", "/x")
    asked.putheader("Content-Length", str(BODY_LIMIT + 1))
    asked.endheaders()

    assert asked.getresponse().status == 413
    asked.close()


def test_tls_is_trusted_through_the_labs_authority_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A client that trusts the lab's CA gets through; one that does not is refused; a second call keeps the certificate."""
    monkeypatch.setenv("ADR023_LAB_DIR", str(tmp_path))
    lab = Homelab("t")
    pair = certificate(lab, "web", "127.0.0.1", "web.example")
    server = listen(("127.0.0.1", 0), tmp_path, _echo, pair)
    url = f"https://127.0.0.1:{server.server_address[1]}/x"
    trusted = ssl.create_default_context(cafile=str(lab.root / "ca.pem"))
    before = pair[0].read_bytes()

    assert httpx.get(url, verify=trusted, trust_env=False).status_code == 200
    with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
        httpx.get(url, trust_env=False)
    assert certificate(lab, "web", "127.0.0.1", "web.example")[0].read_bytes() == before
    assert certificate(lab, "web", "127.0.0.2")[0].read_bytes() != before
    server.shutdown()
    server.server_close()
