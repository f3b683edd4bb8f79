"""What the session expects of an engine: a process behind two pipes."""

import sys
from collections.abc import Callable
from typing import Any, Final, Protocol, TypeAlias

from designer.protocol.requests import Request
from designer.signal import Signal

ENGINE_COMMAND: Final = (sys.executable, "-P", "-m", "designer.engine")
"""Starts an engine. With `-P` nothing is imported from the folder in which the user stands: a
`keras.py` beside a stranger's project would run there."""


class EngineLink(Protocol):
    """One engine process. All signals are told in the session's thread.

    Attributes:
        received: told with each event.
        ended: told once, with words for how the process ended; empty where it was asked to.
        error_output: told with what the process wrote to its standard error.
    """

    received: "Signal[Any]"
    ended: "Signal[str]"
    error_output: "Signal[str]"

    @property
    def alive(self) -> bool:
        """Whether the process runs."""

    def start(self) -> None:
        """Start the process; events follow."""

    def send(self, request: Request) -> None:
        """Send a request; what cannot be sent any more is dropped (`ended` tells)."""

    def close(self) -> None:
        """Ask the process to end, and see to it that it does."""

    def kill(self) -> None:
        """End the process at once."""


MakeLink: TypeAlias = Callable[[], EngineLink]


class Scheduler(Protocol):
    """Does things later, in the session's thread."""

    def call_later(self, seconds: float, what: Callable[[], None]) -> Callable[[], None]:
        """Call *what* in some seconds; the function returned cancels it."""
