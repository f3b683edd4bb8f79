"""Our own pointer events: what a gesture sees of mouse, pen and touch pad."""

from dataclasses import dataclass
from enum import StrEnum


class Pointer(StrEnum):
    """What the pointer did."""

    PRESSED = "pressed"
    MOVED = "moved"
    RELEASED = "released"


class Button(StrEnum):
    """Which button it was; NONE while only moving."""

    NONE = "none"
    LEFT = "left"
    MIDDLE = "middle"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class PointerEvent:
    """One thing that the pointer did.

    Attributes:
        x: place on the canvas, in pixels at 100 %.
        screen_x: place in the view, in pixels.
    """

    pointer: Pointer
    x: float
    y: float
    screen_x: float
    screen_y: float
    button: Button = Button.NONE
    shift: bool = False
    control: bool = False
    alt: bool = False

    @property
    def released(self) -> bool:
        """Whether the button was let go."""
        return self.pointer is Pointer.RELEASED

    def far_from(self, other: "PointerEvent", distance: float = 4.0) -> bool:
        """Whether the pointer moved so far from *other* that a click became a drag."""
        return (
            abs(self.screen_x - other.screen_x) >= distance
            or abs(self.screen_y - other.screen_y) >= distance
        )
