"""Sends events in their order, without making the sender wait for the pipe."""

import queue
import threading
from typing import BinaryIO

from designer.protocol.codec import encode
from designer.protocol.events import Event


class Outbox:
    """The way out of the engine, for all of its threads.

    Events are encoded at once, so that a value that is no plain data fails where it was made,
    and written by a thread of their own. Where the other end is gone, they are dropped: the
    closed standard input tells the server so.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._lines: queue.SimpleQueue[bytes | threading.Event] = queue.SimpleQueue()
        self._broken = False
        self._writer = threading.Thread(target=self._write_all, name="outbox", daemon=True)
        self._writer.start()

    def send(self, event: Event) -> None:
        """Queue *event*; those of one thread stay in their order.

        Raises:
            TypeError: if *event* holds something that is no plain data.
        """
        self._lines.put(encode(event))

    def flush(self, timeout: float = 5.0) -> bool:
        """Wait until everything sent so far is written; tell whether it was in time."""
        written = threading.Event()
        self._lines.put(written)
        return written.wait(timeout)

    def _write_all(self) -> None:
        while True:
            line = self._lines.get()
            if isinstance(line, threading.Event):
                line.set()
            elif not self._broken:
                self._write(line)

    def _write(self, line: bytes) -> None:
        rest = memoryview(line)
        try:
            while rest:
                rest = rest[self._stream.write(rest) or 0 :]
        except (OSError, ValueError):
            self._broken = True
