"""The actions on frames and notes, in the menu Edit."""

from typing import Final

from designer.ui.actions.action import IN_DESIGN, Action, Shell, in_design
from designer.ui.actions.canvas_actions import does, keys

_NO_REMARK: Final = "Select a frame or a note on the canvas first."


def _remarks(shell: Shell) -> bool:
    return in_design(shell) and bool(shell.session.selection.remarks)


def _frames(shell: Shell) -> bool:
    return in_design(shell) and bool(shell.canvas.remarks.frames())


REMARK: Final = (
    Action(
        "edit.frame",
        "Frame Round Selection",
        "Edit",
        does("edit.frame"),
        keys("edit.frame"),
        "frame",
        4,
        in_design,
        needs=IN_DESIGN,
        help="Put a frame with a title round the selected layers; without any, at the pointer.",
    ),
    Action(
        "edit.note",
        "Write Note",
        "Edit",
        does("edit.note"),
        keys("edit.note"),
        "sticky-note",
        4,
        in_design,
        needs=IN_DESIGN,
        help="Write a note in Markdown beside the selected layer, or at the pointer.",
    ),
    Action(
        "edit.fit_remark",
        "Fit Frame to Content",
        "Edit",
        lambda shell: shell.canvas.remarks.fit(),
        (),
        "scaling",
        4,
        _remarks,
        needs=_NO_REMARK,
        help="Fit selected frames round what stands in them, and notes to their text.",
    ),
    Action(
        "edit.select_content",
        "Select Content of Frame",
        "Edit",
        lambda shell: shell.canvas.remarks.select_content(),
        (),
        "square-dashed-mouse-pointer",
        4,
        _frames,
        needs="Select a frame on the canvas first.",
        help="Select what stands in the selected frames.",
    ),
)
