"""The lab's own certificate authority and the certificates of its services, made with the openssl command."""

from __future__ import annotations

import ipaddress
import subprocess
from pathlib import Path

from lab.homelab import Homelab

DAYS = "3650"


def certificate(lab: Homelab, name: str, *hosts: str) -> tuple[Path, Path]:
    """Certificate and key of one service for these names and addresses, signed by the CA at ``lab.root/ca.pem``; kept until hosts or CA change."""
    ca, ca_key = _authority(lab)
    folder = lab.root / "tls"
    cert, key, made_for = folder / f"{name}.pem", folder / f"{name}.key", folder / f"{name}.hosts"
    made = f"{ca.stat().st_mtime_ns} {' '.join(hosts)}"
    if not (cert.exists() and key.exists() and made_for.exists() and made_for.read_text() == made):
        extensions = _extensions("CA:FALSE", "digitalSignature", san=",".join(map(_alternative, hosts)))
        _openssl("req", "-x509", *_new_key(key), "-subj", f"/CN={name}", "-CA", ca, "-CAkey", ca_key, *extensions, "-out", cert)
        made_for.write_text(made)
    return cert, key


def _authority(lab: Homelab) -> tuple[Path, Path]:
    ca, key = lab.root / "ca.pem", lab.root / "tls" / "ca.key"
    if not (ca.exists() and key.exists()):
        key.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        extensions = _extensions("critical,CA:TRUE", "critical,keyCertSign,cRLSign")
        _openssl("req", "-x509", *_new_key(key), "-subj", f"/CN=Lab CA of {lab.name}", *extensions, "-out", ca)
    return ca, key


def _new_key(key: Path) -> tuple[str | Path, ...]:
    return "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", DAYS, "-keyout", key


def _extensions(constraints: str, usage: str, san: str | None = None) -> tuple[str, ...]:
    lines = [
        f"basicConstraints={constraints}",
        f"keyUsage={usage}",
        *([f"subjectAltName={san}", "extendedKeyUsage=serverAuth"] if san else []),
    ]
    return tuple(word for line in lines for word in ("-addext", line))


def _alternative(host: str) -> str:
    try:
        return f"IP:{ipaddress.ip_address(host)}"
    except ValueError:
        return f"DNS:{host}"


def _openssl(*words: str | Path) -> None:
    """Run openssl without any configuration of the machine, whose extensions would come twice."""
    subprocess.run(
        ["openssl", *words, "-config", "/dev/stdin"], input=b"[req]\ndistinguished_name=dn\n[dn]\n", check=True, capture_output=True
    )
