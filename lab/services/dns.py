"""Real dnsmasq: the domain's wildcard leads to Caddy, and the containers have records of their own.

State: ``dnsmasq.conf``. A watch starts dnsmasq anew when that file changes, as an operator would after an edit.
"""

from __future__ import annotations

import subprocess
import threading
import time
from pathlib import Path
from typing import Any

from lab.homelab import PORTS, Homelab

DOCUMENT = Path(__file__).parent.parent / "documents" / "dnsmasq.conf"
LOOK_SECONDS = 0.1


def seed(lab: Homelab) -> None:
    _put(lab)


def reset(lab: Homelab) -> None:
    if _put(lab):
        time.sleep(3 * LOOK_SECONDS)  # dnsmasq starts anew


def _put(lab: Homelab) -> bool:
    """Write the zone; say whether that changed anything."""
    text = DOCUMENT.read_text().replace("@GATEWAY@", lab.gateway).replace("@NET@", lab.net)
    config = lab.service("dns") / "dnsmasq.conf"
    if config.exists() and config.read_text() == text:
        return False
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text(text)
    return True


def serve(lab: Homelab) -> None:
    config = lab.service("dns") / "dnsmasq.conf"
    threading.Thread(
        target=_keep, args=(config, f"--listen-address={lab.gateway}", f"--port={PORTS['dns']}"), name="dns", daemon=True
    ).start()


def _keep(config: Path, *words: str) -> None:
    """Run dnsmasq for as long as the file stays as it is, for ever."""
    while True:
        seen = _stamp(config)
        # it goes when this process does; as root, since a container's name space may have no other user to change to
        server = subprocess.Popen(
            ["setpriv", "--pdeathsig=KILL", "dnsmasq", "--keep-in-foreground", "--user=root", f"--conf-file={config}", *words],
            stderr=subprocess.DEVNULL,
        )
        while server.poll() is None and _stamp(config) == seen:
            time.sleep(LOOK_SECONDS)
        server.kill()
        server.wait()
        time.sleep(LOOK_SECONDS)


def _stamp(file: Path) -> tuple[int, int]:
    try:
        status = file.stat()
    except FileNotFoundError:
        return (0, 0)
    return status.st_mtime_ns, status.st_ino


def estate(lab: Homelab) -> dict[str, Any]:
    return {"server": lab.gateway}
