"""``python -m lab``: the homelab in small, from the command line."""

from __future__ import annotations

import argparse
import ipaddress
import json
import subprocess
import sys
from collections.abc import Callable

from lab import doctor, estate, identity, life, status, wound
from lab.errors import LabError
from lab.homelab import Homelab


def main() -> int:
    asked = _parser().parse_args()
    try:
        return _VERBS[asked.verb](_lab(asked), asked) or 0
    except (LabError, OSError, subprocess.SubprocessError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("interrupted; the same command goes on from here", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m lab", description="A homelab in small in which every promise of the ADR holds.")
    parser.add_argument("--name", default="lab", help="which lab; several may be up side by side, on subnets of their own")
    parser.add_argument("--subnet", default=None, help="a /24, by default 198.18.23.0/24")
    parser.add_argument("--release", choices=("bookworm", "trixie"), default=None, help="Debian release of the containers")
    parser.add_argument("--option-b", action="store_true", help="with the deferred dashboard landed")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb, words in (
        ("up", "build what is missing and start"),
        ("down", "stop, leave nothing"),
        ("reset", "undo every change in it"),
        ("doctor", "say whether a lab can live here"),
    ):
        verbs.add_parser(verb, help=words)
    verbs.add_parser("status", help="say where everything is").add_argument("--json", action="store_true")
    verbs.add_parser("wounds", help="list the wounds").add_argument("--json", action="store_true")
    verbs.add_parser("wound", help="inflict one").add_argument("wound", metavar="CHAPTER/NAME")
    verbs.add_parser("restart", help="restart one container with its configuration of now").add_argument("host")
    run = verbs.add_parser("exec", help="run a command as root in a container, or on the node")
    run.add_argument("host", choices=("agents", "dev", "node"))
    run.add_argument("command", nargs=argparse.REMAINDER)
    return parser


def _lab(asked: argparse.Namespace) -> Homelab:
    """The lab as asked; where nothing was asked, as it is up. Raises LabError."""
    with identity.alive(Homelab(asked.name).root) as running:
        now = running[0].lab if running else Homelab(asked.name)
    net = _net(asked.subnet) if asked.subnet else now.net
    return Homelab(asked.name, net, asked.release or now.release, asked.option_b or now.option_b)


def _net(subnet: str) -> str:
    try:
        network = ipaddress.IPv4Network(subnet)
    except ValueError as error:
        raise LabError(f"--subnet {subnet}: {error}; write it as 198.18.23.0/24") from error
    if network.prefixlen != 24:  # noqa: PLR2004  (a lab is a /24)
        raise LabError(f"--subnet {subnet}: a lab takes a /24, for example 198.18.23.0/24")
    return str(network.network_address).rsplit(".", 1)[0]


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _up(lab: Homelab, _: argparse.Namespace) -> None:
    doctor.require()
    life.up(lab, _say)
    print(estate.path(lab))


def _status(lab: Homelab, asked: argparse.Namespace) -> int:
    facts = status.facts(lab)
    if asked.json:
        print(json.dumps(facts, indent=1))
    elif not facts["up"]:
        print(f"{lab.name} is not up")
    else:
        print(f"{lab.name} is up, estate {facts['estate']}")
        print("\n".join(f"  {host}: {host_facts['ssh']}" for host, host_facts in facts["hosts"].items()))
        print("\n".join(f"  {name}: {service['url'] or '-'}  {service['files']}" for name, service in facts["services"].items()))
    return 0 if facts["up"] else 3


def _wounds(_: Homelab, asked: argparse.Namespace) -> None:
    wounds = wound.everyone()
    if asked.json:
        print(json.dumps([{field: getattr(w, field) for field in ("name", *wound.FIELDS)} for w in wounds], indent=1))
    else:
        print("\n".join(f"{w.name:45} {w.kind:9} {w.on:6} {' '.join(w.red) or '-'}" for w in wounds))


def _command(asked: argparse.Namespace) -> list[str]:
    words: list[str] = asked.command[1:] if asked.command[:1] == ["--"] else asked.command
    return words or ["sh"]


_VERBS: dict[str, Callable[[Homelab, argparse.Namespace], int | None]] = {
    "up": _up,
    "down": lambda lab, _: life.down(lab, _say),
    "reset": lambda lab, _: life.ask(lab, _say, "reset"),
    "restart": lambda lab, asked: life.ask(lab, _say, "restart", asked.host),
    "status": _status,
    "doctor": lambda *_: doctor.report(),
    "wounds": _wounds,
    "wound": lambda lab, asked: wound.apply(lab, asked.wound).returncode,
    "exec": lambda lab, asked: wound.run(lab, asked.host, _command(asked)).returncode,
}


if __name__ == "__main__":
    sys.exit(main())
