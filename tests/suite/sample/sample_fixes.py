from dataclasses import dataclass
from pathlib import Path

from remediations.fix import Offences, fix


@dataclass(frozen=True)
class Put:
    name: str
    state: str

    def __str__(self) -> str:
        return f"put the {self.name} to {self.state}"

    def apply(self, host: object) -> None:
        (Path("host") / self.name).write_text(self.state)


@fix("safe", touches=("host/*",))
def close(offences: Offences) -> list[Put]:
    return [Put(offence.data["name"], offence.data["wanted"]) for offence in offences]


@fix("disruptive", touches=("host/stove",), needs=("close",))
def restart_stove(offences: Offences) -> list[Put]:
    return [Put("stove", "lit")]
