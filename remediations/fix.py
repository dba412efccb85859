"""How a fix is declared: a pytest fixture named by its tag, with what it may touch and what it disturbs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

import pytest

Kind = Literal["safe", "disruptive", "patch"]
F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Offence:
    """What one red requirement handed on: its id and the plain data of its Violation."""

    id: str
    data: dict[str, Any]


Offences = tuple[Offence, ...]


@dataclass(frozen=True, slots=True)
class Declaration:
    """``touches``: path globs on agents, or ``system:object``; ``needs``: fixes that come first; ``scope``: the system it writes to (host unless it says so)."""

    kind: Kind
    touches: tuple[str, ...]
    needs: tuple[str, ...] = ()
    scope: str = "host"


def fix(kind: Kind, *, touches: tuple[str, ...], needs: tuple[str, ...] = (), scope: str = "host") -> Callable[[F], Any]:
    """Declare a fix. The decorated function gets ``offences`` (and any fixture it names) and returns a list of changes; it writes nothing."""

    def declare(function: F) -> Any:
        function.declaration = Declaration(kind, touches, needs, scope)  # type: ignore[attr-defined]
        return pytest.fixture(function)

    return declare
