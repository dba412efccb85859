"""pytest's own logging stays whole while threads load libraries."""

from __future__ import annotations

import logging
import sys
import threading

from _pytest.logging import LogCaptureHandler, catching_logs

from suite import logs


def test_loggers_may_be_made_while_pytest_goes_through_them() -> None:
    """Libraries that threads load make loggers at any moment; an audit must not end by that."""
    held, stop, switch = logging.Logger.manager.loggerDict, threading.Event(), sys.getswitchinterval()
    logs.pytest_configure()
    sys.setswitchinterval(1e-6)
    maker = threading.Thread(target=lambda: [logging.getLogger(f"adr023.{n}") for n in range(10_000) if not stop.is_set()])
    maker.start()
    try:
        while maker.is_alive():
            with catching_logs(LogCaptureHandler(), level=None):
                pass
    finally:
        stop.set()
        sys.setswitchinterval(switch)
        maker.join()
        logs.pytest_unconfigure()
        logging.Logger.manager.loggerDict = held
