"""What stops a lab from being what was asked; the text says what is wrong and, where there is one, the line that mends it."""

from __future__ import annotations


class LabError(Exception):
    """Printed as it is, without a traceback."""
