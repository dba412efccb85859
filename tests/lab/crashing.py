"""A pytest plugin that makes every promise trip over all that its scenario holds in its hands, aloud."""

from __future__ import annotations

import warnings
from typing import Any


def pytest_bdd_before_step_call(step: Any, step_func_args: dict[str, object]) -> None:
    if step.type == "then":
        warnings.warn(f"about to trip over {step_func_args!r}", UserWarning, stacklevel=1)
        raise RuntimeError(f"tripped over {step_func_args!r}")
