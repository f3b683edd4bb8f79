"""The keys of the canvas as a table: keys are read from it, and the sheet of shortcuts lists it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from designer.ui.canvas.verbs import Verbs


class Canvas(Protocol):
    """What keys ask of the view besides the verbs."""

    verbs: Verbs

    def quick_add(self, text: str = "") -> None:
        """Open the quick-add list."""

    def wire_from_selected(self) -> None:
        """Begin a wire at the selected node, to be led by keys."""

    def rename_selected(self) -> None:
        """Rename in place."""

    def inspect_selected(self) -> None:
        """Ask for the inspector."""

    def zoom_in(self) -> None:
        """Come nearer."""

    def zoom_out(self) -> None:
        """Go further away."""

    def zoom_reset(self) -> None:
        """Show one to one."""


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One thing that keys do.

    Attributes:
        keys: as Qt writes them, `Ctrl+Del`; any of them does it.
    """

    keys: tuple[str, ...]
    text: str
    does: Callable[[Canvas], object]


def _open(canvas: Canvas) -> None:
    if not canvas.verbs.blocks.enter_selected():
        canvas.inspect_selected()


KEYS = (
    KeyRow(("Tab",), "Add a layer by name", lambda canvas: canvas.quick_add()),
    KeyRow(
        ("Shift+C",), "Wire from the selected layer", lambda canvas: canvas.wire_from_selected()
    ),
    KeyRow(("F2",), "Rename the selected layer", lambda canvas: canvas.rename_selected()),
    KeyRow(
        ("Return", "Enter"),
        "Open the inspector, or go into a block",
        lambda canvas: _open(canvas),
    ),
    KeyRow(
        ("Ctrl+Down",), "Go into the block", lambda canvas: canvas.verbs.blocks.enter_selected()
    ),
    KeyRow(("Ctrl+Up",), "Leave the block", lambda canvas: canvas.verbs.blocks.leave()),
    KeyRow(("Del", "Backspace"), "Delete", lambda canvas: canvas.verbs.delete_selection()),
    KeyRow(
        ("Ctrl+Del", "Ctrl+Backspace"),
        "Delete and bridge the gap",
        lambda canvas: canvas.verbs.dissolve_selection(),
    ),
    KeyRow(("Ctrl+C",), "Copy", lambda canvas: canvas.verbs.copy()),
    KeyRow(("Ctrl+X",), "Cut", lambda canvas: canvas.verbs.cut()),
    KeyRow(("Ctrl+V",), "Paste", lambda canvas: canvas.verbs.paste()),
    KeyRow(("Ctrl+D",), "Duplicate", lambda canvas: canvas.verbs.duplicate()),
    KeyRow(("Ctrl+A",), "Select all", lambda canvas: canvas.verbs.select_all()),
    KeyRow(("Ctrl+L",), "Tidy", lambda canvas: canvas.verbs.tidy()),
    KeyRow(("Home",), "Show the whole model", lambda canvas: canvas.verbs.fit()),
    KeyRow(
        ("Shift+Home", "Shift+F"),
        "Show the selection",
        lambda canvas: canvas.verbs.fit_selection(),
    ),
    KeyRow(("Ctrl+0",), "Zoom to 100 %", lambda canvas: canvas.zoom_reset()),
    KeyRow(("Ctrl++", "Ctrl+="), "Zoom in", lambda canvas: canvas.zoom_in()),
    KeyRow(("Ctrl+-",), "Zoom out", lambda canvas: canvas.zoom_out()),
)

GESTURES = (
    ("Space, or any letter", "Add a layer by name, where the pointer is"),
    ("Arrows", "Go along the wires"),
    ("Shift+Arrows", "Go along the wires and select what is passed"),
    ("Alt+Arrows", "Move the selection; with Shift by larger steps"),
    ("Drag from a port", "Draw a wire; drop it on empty canvas to choose what comes next"),
    ("Drag onto a wire", "Insert the layer there; Alt keeps it out"),
    ("Alt and drag", "Move a copy"),
    ("Drag on the sheet", "Select by a box; Shift adds, Ctrl turns round"),
    ("Middle button, or Space and drag", "Move the sheet"),
    ("Wheel", "Zoom to the pointer"),
    ("Double click on a block", "Go into it"),
    ("Esc", "Take the gesture back, select nothing, or leave the block"),
)
"""What is done by the pointer and by whole groups of keys, in words."""
