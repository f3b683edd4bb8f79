"""A signal without Qt: what happened, told to whoever asked.

Signals are named in the past tense and are told upwards only. Listeners are held strongly and
are told in the order in which they connected; one that fails does not keep the others from being
told, and its error is raised when all have been.
"""

from collections.abc import Callable
from typing import Generic, TypeVarTuple

Ts = TypeVarTuple("Ts")


class Signal(Generic[*Ts]):
    """One kind of happening, with the values that describe it."""

    __slots__ = ("_listeners",)

    def __init__(self) -> None:
        self._listeners: list[Callable[[*Ts], object]] = []

    def connect(self, listener: Callable[[*Ts], object]) -> Callable[[], None]:
        """Tell *listener* from now on; the function returned ends it."""
        self._listeners.append(listener)
        return lambda: self.disconnect(listener)

    def disconnect(self, listener: Callable[[*Ts], object]) -> None:
        """Stop telling *listener*; nothing happens where it was not connected."""
        if listener in self._listeners:
            self._listeners.remove(listener)

    def emit(self, *values: *Ts) -> None:
        """Tell every listener.

        Raises:
            Exception: the first error of a listener, after all have been told.
        """
        first: Exception | None = None
        for listener in tuple(self._listeners):
            try:
                listener(*values)
            except Exception as error:
                first = first or error
        if first is not None:
            raise first
