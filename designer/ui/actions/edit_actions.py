"""The menu Edit."""

from typing import Final

from designer.ui.actions.action import IN_DESIGN, Action, Shell, in_design
from designer.ui.actions.canvas_actions import does, keys
from designer.ui.translate import tr


def _undo_label(shell: Shell) -> str:
    label = shell.session.history.undo_label
    return tr("Undo {label}", label=tr(label)) if label else tr("Undo")


def _redo_label(shell: Shell) -> str:
    label = shell.session.history.redo_label
    return tr("Redo {label}", label=tr(label)) if label else tr("Redo")


def _any(shell: Shell) -> bool:
    return in_design(shell) and bool(shell.session.selection.ids)


def _nodes(shell: Shell) -> bool:
    return in_design(shell) and bool(shell.session.selection.nodes)


def _bypassed(shell: Shell) -> bool:
    nodes = [shell.session.document.node(id) for id in shell.session.selection.nodes]
    return bool(nodes) and all(node is not None and node.bypassed for node in nodes)


def _copied(shell: Shell) -> bool:
    chosen = shell.session.selection
    return in_design(shell) and bool(chosen.nodes or chosen.remarks)


def _one(shell: Shell) -> bool:
    chosen = shell.session.selection
    return in_design(shell) and len(chosen.nodes or chosen.remarks) == 1


EDIT: Final = (
    Action(
        "edit.undo",
        "Undo",
        "Edit",
        lambda shell: shell.session.history.undo(),
        ("Ctrl+Z",),
        "undo-2",
        enabled=lambda shell: shell.session.history.undo_label is not None,
        label=_undo_label,
        needs="There is nothing to undo.",
        help="Take the last edit back.",
    ),
    Action(
        "edit.redo",
        "Redo",
        "Edit",
        lambda shell: shell.session.history.redo(),
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        "redo-2",
        enabled=lambda shell: shell.session.history.redo_label is not None,
        label=_redo_label,
        needs="There is nothing to redo.",
        help="Do again what was taken back last.",
    ),
    Action(
        "edit.cut",
        "Cut",
        "Edit",
        does("edit.cut"),
        keys("edit.cut"),
        "scissors",
        1,
        _copied,
        needs="Select a layer on the canvas first.",
        help="Copy the selected layers and delete them.",
    ),
    Action(
        "edit.copy",
        "Copy",
        "Edit",
        does("edit.copy"),
        keys("edit.copy"),
        "copy",
        1,
        _copied,
        needs="Select a layer on the canvas first.",
        help="Copy the selected layers with their wires, for this window, another one or a text.",
    ),
    Action(
        "edit.paste",
        "Paste",
        "Edit",
        does("edit.paste"),
        keys("edit.paste"),
        "clipboard-paste",
        1,
        in_design,
        needs=IN_DESIGN,
        help="Put what was copied where the pointer is.",
    ),
    Action(
        "edit.duplicate",
        "Duplicate",
        "Edit",
        does("edit.duplicate"),
        keys("edit.duplicate"),
        "copy-plus",
        1,
        _copied,
        needs="Select a layer on the canvas first.",
        help="Put a copy of the selected layers beside them.",
    ),
    Action(
        "edit.delete",
        "Delete",
        "Edit",
        does("edit.delete"),
        keys("edit.delete"),
        "trash-2",
        2,
        _any,
        on_canvas=True,
        needs="Select a layer or a wire on the canvas first.",
        help="Delete the selected layers and wires.",
    ),
    Action(
        "edit.dissolve",
        "Delete and Bridge",
        "Edit",
        does("edit.dissolve"),
        keys("edit.dissolve"),
        "unlink",
        2,
        _nodes,
        on_canvas=True,
        help="Delete the layers and wire what came in to what went out.",
        needs="Select a layer on the canvas first.",
    ),
    Action(
        "edit.replace",
        "Replace…",
        "Edit",
        does("edit.replace"),
        keys("edit.replace"),
        "workflow",
        2,
        _nodes,
        on_canvas=True,
        help="Choose what takes the place of the selected layers; wires and what both have stay.",
        needs="Select a layer on the canvas first.",
    ),
    Action(
        "edit.bypass",
        "Bypass",
        "Edit",
        does("edit.bypass"),
        keys("edit.bypass"),
        "skip-forward",
        2,
        _nodes,
        checked=_bypassed,
        on_canvas=True,
        help="Leave the selected layers out of the model but on the drawing, or use them again.",
        needs="Select a layer on the canvas first.",
    ),
    Action(
        "edit.select_all",
        "Select All",
        "Edit",
        does("edit.select_all"),
        keys("edit.select_all"),
        "square-dashed-mouse-pointer",
        3,
        in_design,
        needs=IN_DESIGN,
        help="Select every layer and wire of the place shown.",
    ),
    Action(
        "edit.rename",
        "Rename…",
        "Edit",
        does("edit.rename"),
        keys("edit.rename"),
        "pencil",
        3,
        _one,
        needs="Select one layer on the canvas first.",
        help="Give the selected layer another name.",
    ),
    Action(
        "edit.preferences",
        "Preferences…",
        "Edit",
        lambda shell: shell.show_preferences(),
        ("Ctrl+,",),
        "sliders-horizontal",
        4,
        help="Theme, motion, what comes at the start, and keys.",
    ),
)
