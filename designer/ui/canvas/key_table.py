"""The keys of the canvas as a table.

Actions of the same id take their keys and what they do from here, so that each is said once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from designer.ui.canvas.remarks.remark_verbs import RemarkVerbs
from designer.ui.canvas.verbs import Verbs


class Canvas(Protocol):
    """What keys ask of the view besides the verbs."""

    verbs: Verbs
    remarks: RemarkVerbs

    def quick_add(self, text: str = "") -> None:
        """Open the quick-add list."""

    def wire_from_selected(self) -> None:
        """Begin a wire at the selected node, to be led by keys."""

    def replace_selected(self) -> None:
        """Open the list of what can take the place of the selected layers."""

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
        id: of the action that does the same, where there is one; else it begins with `canvas.`.
        keys: as Qt writes them, `Ctrl+Del`; any of them does it, until the user chooses others.
    """

    id: str
    keys: tuple[str, ...]
    text: str
    does: Callable[[Canvas], object]


def _open(canvas: Canvas) -> None:
    if not canvas.verbs.blocks.enter_selected():
        canvas.inspect_selected()


KEYS = (
    KeyRow("canvas.quick_add", ("Tab",), "Add a layer by name", lambda canvas: canvas.quick_add()),
    KeyRow(
        "canvas.wire",
        ("Shift+C",),
        "Wire from the selected layer",
        lambda canvas: canvas.wire_from_selected(),
    ),
    KeyRow(
        "edit.rename", ("F2",), "Rename the selected layer", lambda canvas: canvas.rename_selected()
    ),
    KeyRow("canvas.open", ("Return", "Enter"), "Open the inspector, or go into a block", _open),
    KeyRow(
        "block.enter",
        ("Ctrl+Down",),
        "Go into the block",
        lambda canvas: canvas.verbs.blocks.enter_selected(),
    ),
    KeyRow(
        "block.leave", ("Ctrl+Up",), "Leave the block", lambda canvas: canvas.verbs.blocks.leave()
    ),
    KeyRow(
        "edit.delete",
        ("Del", "Backspace"),
        "Delete",
        lambda canvas: canvas.verbs.delete_selection(),
    ),
    KeyRow(
        "edit.dissolve",
        ("Ctrl+Del", "Ctrl+Backspace"),
        "Delete and bridge the gap",
        lambda canvas: canvas.verbs.dissolve_selection(),
    ),
    KeyRow(
        "edit.replace",
        ("Ctrl+Shift+R",),
        "Replace by another kind of layer",
        lambda canvas: canvas.replace_selected(),
    ),
    KeyRow(
        "edit.bypass",
        ("Ctrl+B",),
        "Bypass, or use again",
        lambda canvas: canvas.verbs.toggle_bypass(),
    ),
    KeyRow("edit.copy", ("Ctrl+C",), "Copy", lambda canvas: canvas.verbs.copy()),
    KeyRow("edit.cut", ("Ctrl+X",), "Cut", lambda canvas: canvas.verbs.cut()),
    KeyRow("edit.paste", ("Ctrl+V",), "Paste", lambda canvas: canvas.verbs.paste()),
    KeyRow("edit.duplicate", ("Ctrl+D",), "Duplicate", lambda canvas: canvas.verbs.duplicate()),
    KeyRow(
        "edit.frame",
        ("Ctrl+Shift+J",),
        "Frame round the selection",
        lambda canvas: canvas.remarks.add_frame(),
    ),
    KeyRow(
        "edit.note", ("Ctrl+Shift+N",), "Write a note", lambda canvas: canvas.remarks.add_note()
    ),
    KeyRow("edit.select_all", ("Ctrl+A",), "Select all", lambda canvas: canvas.verbs.select_all()),
    KeyRow("view.tidy", ("Ctrl+L",), "Tidy", lambda canvas: canvas.verbs.tidy()),
    KeyRow("canvas.fit", ("Home",), "Show the whole model", lambda canvas: canvas.verbs.fit()),
    KeyRow(
        "canvas.fit_selection",
        ("Shift+Home", "Shift+F"),
        "Show the selection",
        lambda canvas: canvas.verbs.fit_selection(),
    ),
    KeyRow("view.actual_size", ("Ctrl+0",), "Zoom to 100 %", lambda canvas: canvas.zoom_reset()),
    KeyRow("view.zoom_in", ("Ctrl+=", "Ctrl++"), "Zoom in", lambda canvas: canvas.zoom_in()),
    KeyRow("view.zoom_out", ("Ctrl+-",), "Zoom out", lambda canvas: canvas.zoom_out()),
)

ROWS: Final = {row.id: row for row in KEYS}

GESTURES = (
    ("Space, or any letter", "Add a layer by name, where the pointer is"),
    ("dense 64 relu", "In the list: adds the layer with what stands behind its name"),
    ("conv2d 32 3 > maxpool > flatten", "In the list: adds a whole chain, wired, as one step"),
    ("Shift+Enter", "In the list: adds, and goes on with the next layer of the chain"),
    ("Arrows", "Go along the wires"),
    ("Shift+Arrows", "Go along the wires and select what is passed"),
    ("Alt+Arrows", "Move the selection; with Shift by larger steps"),
    ("Drag from a port", "Draw a wire; drop it on empty canvas to choose what comes next"),
    ("Drag onto a wire", "Insert the layer there; Alt keeps it out"),
    ("Ctrl and drag from an output", "Take all its wires to another output"),
    ("Double click on a wire, or Alt and drag", "Lead it through a point; again on it: no more"),
    ("Ctrl and drag with the right button", "Cut the wires that the stroke crosses"),
    ("Alt and drag", "Move a copy"),
    ("Drag on the sheet", "Select by a box; Shift adds, Ctrl turns round"),
    ("Middle button, or Space and drag", "Move the sheet"),
    ("Wheel", "Zoom to the pointer"),
    ("Double click on a block", "Go into it"),
    ("Drag the title of a frame", "Move it with what stands in it; Alt moves it alone"),
    ("Double click on a frame or a note", "Write in it; Esc takes what was written"),
    ("Ctrl and click on a link in a note", "Open it in the browser"),
    ("Esc", "Take the gesture back, select nothing, or leave the block"),
)
"""What is done by the pointer and by whole groups of keys, in words."""
