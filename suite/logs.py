"""Log records and warnings are made fit to be shown when they are made, so that no handler, file, live log or summary can leak.

pytest goes through all loggers at every turn, while threads that ask hosts and systems load libraries, which make loggers.
"""

from __future__ import annotations

import logging
import traceback
from typing import Any

import pytest

from reports import redact

_make = logging.getLogRecordFactory()


class Steady(dict[str, Any]):
    """A dict whose values may be gone through while another thread adds some."""

    def values(self) -> Any:
        return list(super().values())


def pytest_configure() -> None:
    logging.setLogRecordFactory(_record)
    logging.Logger.manager.loggerDict = Steady(logging.Logger.manager.loggerDict)


def pytest_unconfigure() -> None:
    logging.setLogRecordFactory(_make)


@pytest.hookimpl(tryfirst=True)
def pytest_warning_recorded(warning_message: Any) -> None:
    """pytest prints a warning's text at the end of a run, whoever gave it."""
    warning_message.message = redact.text(str(warning_message.message))


def _record(*arguments: Any, **more: Any) -> logging.LogRecord:
    record = _make(*arguments, **more)
    record.msg, record.args = redact.text(_message(record)), ()
    if record.exc_info and record.exc_info[0]:
        record.exc_text = redact.text("".join(traceback.format_exception(*record.exc_info)))
        record.exc_info = None
    return record


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError):  # a log call with wrong arguments is that caller's mistake, not ours to raise
        return str(record.msg)
