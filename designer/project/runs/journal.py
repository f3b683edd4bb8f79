"""The journal of a run: every event as a line of JSON, on disk before it is on the screen."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from designer.protocol.codec import BadMessage, decode, encode
from designer.protocol.events import Event

JOURNAL = "metrics.jsonl"
REPLACED = "replaced.jsonl"


class Journal:
    """Writes events to the end of a run's journal.

    A line is written whole or not at all: where the disk is full, what was written of it is
    taken back, so the journal stays readable.
    """

    def __init__(self, folder: Path, keep: int | None = None) -> None:
        """Open the journal of *folder*.

        Args:
            folder: of the run.
            keep: bytes to keep, as `position` gave them; what comes after is moved to
                `replaced.jsonl`. None keeps every whole line.

        Raises:
            OSError: if the file cannot be written.
        """
        path = folder / JOURNAL
        self._file: BinaryIO = open(path, "ab", buffering=0)  # noqa: SIM115
        whole = _whole_lines(path)
        self.position = whole if keep is None else min(keep, whole)
        if self.position < self._file.seek(0, os.SEEK_END):
            _set_aside(path, self.position, folder / REPLACED)
            self._file.truncate(self.position)

    def write(self, event: Event) -> None:
        """Append *event*.

        Raises:
            OSError: if the disk is full.
        """
        line = memoryview(encode(event))
        size = len(line)
        try:
            while line:
                line = line[self._file.write(line) or 0 :]
        except OSError:
            self._file.truncate(self.position)
            raise
        self.position += size

    def sync(self) -> None:
        """Have the system bring what was written to the disk itself."""
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def read_events(folder: Path) -> Iterator[Any]:
    """Yield the events of a run's journal in their order; none where there is no journal."""
    try:
        file = open(folder / JOURNAL, "rb")  # noqa: SIM115
    except OSError:
        return
    with file:
        for line in file:
            try:
                yield decode(line)
            except BadMessage:
                continue  # cut off by a crash


def _whole_lines(path: Path) -> int:
    """Return the size of *path* without a last line that was cut off."""
    end = path.stat().st_size
    with path.open("rb") as file:
        while end:
            start = max(0, end - 65536)
            file.seek(start)
            place = file.read(end - start).rfind(b"\n")
            if place >= 0:
                return start + place + 1
            end = start
    return 0


def _set_aside(path: Path, start: int, target: Path) -> None:
    with path.open("rb") as source, target.open("ab") as kept:
        source.seek(start)
        while chunk := source.read(1 << 20):
            kept.write(chunk)
