"""The one way a probe says that it could not look."""

from __future__ import annotations


class Unseen(Exception):  # noqa: N818  (it says what happened, as every exception here)
    """A question got no trustworthy answer: unreachable, refused, no witness, not parseable, too late.

    ``asked`` is the question, ``of_whom`` the system or host, ``because`` the reason; all are words for the report.
    """

    def __init__(self, asked: str, of_whom: str, because: str) -> None:
        self.asked, self.of_whom, self.because = asked, of_whom, because
        super().__init__(f"could not see {asked} of {of_whom}: {because}")
