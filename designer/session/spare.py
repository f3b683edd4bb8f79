"""A warm engine in waiting, so that a training begins at once."""

import os
from collections.abc import Callable
from typing import Any

from designer.session.link import EngineLink, MakeLink

_ENOUGH_BYTES = 6 * 1024**3


class Spare:
    """At most one engine that has imported Keras and waits; none where memory is short."""

    def __init__(self, make_link: MakeLink, *, wanted: bool = True) -> None:
        self._make_link = make_link
        self._wanted = wanted
        self._link: EngineLink | None = None

    def prepare(self) -> None:
        """Start the spare, unless there is one or memory is short."""
        if self._wanted and self._link is None and memory_is_plenty():
            self._link = self._make_link()
            self._link.ended.connect(self._on_ended)
            self._link.start()

    def take(self) -> EngineLink | None:
        """Give the spare away; None where there is none that lives."""
        link, self._link = self._link, None
        if link is not None:
            link.ended.disconnect(self._on_ended)
        return link if link is not None and link.alive else None

    def open(
        self,
        on_received: Callable[[Any], None],
        on_ended: Callable[[str], None],
        on_output: Callable[[str], None],
    ) -> EngineLink:
        """Return an engine for one piece of work: the spare, or a fresh one; it is running."""
        link = self.take() or self._make_link()
        link.received.connect(on_received)
        link.ended.connect(on_ended)
        link.error_output.connect(on_output)
        if not link.alive:
            link.start()
        return link

    def close(self) -> None:
        """End the spare."""
        link = self.take()
        if link is not None:
            link.close()

    def _on_ended(self, words: str) -> None:
        self._link = None


def memory_is_plenty() -> bool:
    """Whether the machine has memory to spare; assumed where the system does not tell."""
    try:
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") > _ENOUGH_BYTES
    except (AttributeError, ValueError, OSError):
        return True
