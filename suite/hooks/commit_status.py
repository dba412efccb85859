"""Ask the gate about a checkout, and set the commit's status in Forgejo to what it says.

Told by the environment, as Forgejo's runner sets it: ``GITHUB_API_URL``, ``GITHUB_REPOSITORY``, ``GITHUB_WORKSPACE``; and by the workflow: ``ADR023_COMMIT``,
and ``ADR023_STATUS_TOKEN``, which may write the repository's statuses. Arguments are options of the gate. The exit status is the gate's.
Source: Forgejo's POST /repos/{owner}/{repo}/statuses/{sha}.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx

CONTEXT = "adr-023/gate"
STATES = {"allow": "success", "deny": "failure", "inconclusive": "error"}
LONGEST = 140
"""Characters of a description that Forgejo's pages show on one line."""
NOT_SET = 11
NEEDED = ("GITHUB_API_URL", "GITHUB_REPOSITORY", "GITHUB_WORKSPACE", "ADR023_COMMIT", "ADR023_STATUS_TOKEN")


def main(options: list[str]) -> int:
    if lacking := [name for name in NEEDED if not os.environ.get(name)]:
        sys.stderr.write(f"inconclusive: {', '.join(lacking)} is not set; see {Path(__file__).with_name('forgejo-gate.yml')}\n")
        return NOT_SET
    try:
        post("pending", "the gate is asked")
        code, verdict = ask(options)
        post(STATES[verdict["verdict"]] if not code or verdict["verdict"] != "allow" else "error", sentence(verdict))
    except httpx.HTTPError as error:
        sys.stderr.write(f"inconclusive: the commit's status could not be set: {_told(error)}\n")
        return NOT_SET
    return code


def ask(options: list[str]) -> tuple[int, dict[str, Any]]:
    """The gate's exit status and verdict. Anything but JSON on its stdout is no verdict."""
    command = [str(Path(__file__).with_name("gate")), f"--change={os.environ['GITHUB_WORKSPACE']}", *options]
    environment = {name: value for name, value in os.environ.items() if name != "ADR023_STATUS_TOKEN"}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=False, stdin=subprocess.DEVNULL)
    try:
        return done.returncode, json.loads(done.stdout)
    except ValueError:
        return done.returncode or NOT_SET, {"verdict": "inconclusive", "reasons": [], "override": None}


def sentence(verdict: dict[str, Any]) -> str:
    """What stands beside the mark: the first thing that stands against the change, and how many more do."""
    reasons = verdict["reasons"]
    if verdict["override"]:
        said = f"overridden: {verdict['override']['reason']}"
    elif not reasons:
        said = "all is kept" if verdict["verdict"] == "allow" else "there was no verdict, see the log"
    else:
        more = f" (and {len(reasons) - 1} more)" if len(reasons) > 1 else ""
        said = f"{reasons[0]['where']}: {reasons[0]['sentence']}{more}".removeprefix(": ")
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"


def post(state: str, description: str) -> None:
    """Set the status. Raises httpx.HTTPError."""
    told = os.environ
    url = f"{told['GITHUB_API_URL']}/repos/{told['GITHUB_REPOSITORY']}/statuses/{told['ADR023_COMMIT']}"
    page = f"{told.get('GITHUB_SERVER_URL', '')}/{told['GITHUB_REPOSITORY']}/actions/runs/{told.get('GITHUB_RUN_NUMBER', '')}"
    body = {"state": state, "context": CONTEXT, "description": description, "target_url": page if told.get("GITHUB_RUN_NUMBER") else ""}
    headers = {"Authorization": f"token {told['ADR023_STATUS_TOKEN']}"}
    httpx.post(url, json=body, headers=headers, timeout=15).raise_for_status()


def _told(error: httpx.HTTPError) -> str:
    if isinstance(error, httpx.HTTPStatusError):
        return f"{error.request.url.path} answered {error.response.status_code}"
    return f"{error.request.url.host}: {type(error).__name__}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
