"""Runs one gesture at a time; ending it early takes back what it did."""

from collections.abc import Generator
from typing import TypeAlias

from designer.ui.canvas.gestures.pointer import PointerEvent

Gesture: TypeAlias = Generator[None, PointerEvent, None]


class GestureRunner:
    """Feeds pointer events to the gesture under way."""

    def __init__(self) -> None:
        self._gesture: Gesture | None = None

    @property
    def active(self) -> bool:
        """Whether a gesture is under way."""
        return self._gesture is not None

    def start(self, gesture: Gesture) -> None:
        """Begin *gesture*; one that is under way is cancelled."""
        self.cancel()
        self._gesture = gesture
        try:
            next(gesture)
        except StopIteration:
            self._gesture = None

    def feed(self, event: PointerEvent) -> None:
        """Hand *event* to the gesture; it may end by itself.

        Raises:
            Exception: what the gesture raised; its edit is taken back by then.
        """
        gesture = self._gesture
        if gesture is None:
            return
        try:
            gesture.send(event)
        except StopIteration:
            self._end(gesture)
        except BaseException:
            self._end(gesture)
            raise

    def cancel(self) -> bool:
        """Close the gesture under way, which takes its edit back; tell whether there was one."""
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.close()
        return gesture is not None

    def _end(self, gesture: Gesture) -> None:
        if self._gesture is gesture:
            self._gesture = None
