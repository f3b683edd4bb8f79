"""What happened, line by line, for the log panel."""

import re
import time
from dataclasses import dataclass

from designer.signal import Signal

_MOST = 5000


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line: seconds since the epoch, `info`, `warning` or `error`, and the words."""

    time: float
    level: str
    text: str


_NOISE = re.compile(r"I\d{4} |WARNING: All log messages before absl|.*failed call to cuInit")
"""What TensorFlow says at every start, whatever it is asked to keep to itself."""


class Log:
    """The last few thousand lines.

    Attributes:
        appended: told with each new line.
    """

    def __init__(self) -> None:
        self.appended: Signal[LogLine] = Signal()
        self.lines: list[LogLine] = []

    def add(self, level: str, text: str) -> None:
        """Append a line; of very many, the oldest are forgotten."""
        line = LogLine(time.time(), level, text)
        self.lines.append(line)
        if len(self.lines) > _MOST:
            del self.lines[: _MOST // 10]
        self.appended.emit(line)

    def add_output(self, text: str) -> None:
        """Append what an engine wrote to its standard error, without TensorFlow's usual noise."""
        for line in text.splitlines():
            if line.strip() and not _NOISE.match(line):
                self.add("info", line.rstrip())
