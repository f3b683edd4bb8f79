"""Asking for a command: where it is refused, the user is told why."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from designer.document.commands.refused import CommandRefused
from designer.ui.translate import tr


@contextmanager
def asking(say: Callable[[str], None]) -> Iterator[None]:
    """Say why, where a command in this context is refused."""
    try:
        yield
    except CommandRefused as refused:
        say(tr(str(refused)))
