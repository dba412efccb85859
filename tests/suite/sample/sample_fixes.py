from pathlib import Path

from remediations.changes import WriteFile
from remediations.fix import Offences, fix

HOST = Path.cwd() / "host"


@fix("safe", touches=("host/*",))
def close(offences: Offences) -> list[WriteFile]:
    return [WriteFile(str(HOST / offence.data["name"]), f"{offence.data['wanted']}\n") for offence in offences]


@fix("disruptive", touches=("host/stove",), needs=("close",))
def restart_stove(offences: Offences) -> list[WriteFile]:
    return [WriteFile(str(HOST / "stove"), "lit\n")]
