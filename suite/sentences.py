"""Which step definitions fit a sentence. Most are said word for word and are found by name; only the others have to be tried."""

from __future__ import annotations

from functools import cache

from pytest_bdd import parsers
from pytest_bdd.steps import StepFunctionContext, step_function_context_registry


@cache
def fitting(kind: str, sentence: str) -> tuple[StepFunctionContext, ...]:
    """The definitions that fit a given, when or then. All steps must have been imported."""
    plain, tried = _definitions()
    found = (*plain.get(sentence, ()), *(one for one in tried if one.parser.is_matching(sentence)))
    return tuple(one for one in found if one.type in {None, kind})


@cache
def _definitions() -> tuple[dict[str, list[StepFunctionContext]], list[StepFunctionContext]]:
    plain: dict[str, list[StepFunctionContext]] = {}
    tried: list[StepFunctionContext] = []
    for one in step_function_context_registry.values():
        (plain.setdefault(one.parser.name, []) if isinstance(one.parser, parsers.string) else tried).append(one)
    return plain, tried
