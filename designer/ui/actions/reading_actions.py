"""What the menus Edit and View have for reading: collapse, select along the flow, light, map."""

from collections.abc import Callable
from functools import partial
from typing import Final

from designer.ui.actions.action import IN_DESIGN, Action, Shell, in_design
from designer.ui.canvas.flow import LIGHT_FLOW
from designer.ui.canvas.reading import MINIMAP, Reading
from designer.ui.translate import tr


def _nodes(shell: Shell) -> bool:
    return in_design(shell) and bool(shell.session.selection.nodes)


def _filled(shell: Shell) -> bool:
    return in_design(shell) and bool(shell.session.document.graph.nodes)


def _does(verb: Callable[[Reading], object]) -> Callable[[Shell], object]:
    return lambda shell: verb(shell.canvas.verbs.reading)


def _toggle(preference: str, shell: Shell) -> None:
    shell.canvas.verbs.reading.toggle(preference)


def _is_on(preference: str, shell: Shell) -> bool:
    return bool(shell.session.preferences.get(preference, True))


def _collapse_label(shell: Shell) -> str:
    expands = _nodes(shell) and shell.canvas.verbs.reading.all_collapsed()
    return tr("Expand") if expands else tr("Collapse")


_SELECT: Final = "Select a layer on the canvas first."
_EMPTY: Final = "There are no layers here yet."

READING_EDIT: Final = (
    Action(
        "edit.collapse",
        "Collapse",
        "Edit",
        _does(Reading.toggle_collapsed),
        ("Ctrl+E",),
        "chevrons-down-up",
        4,
        _nodes,
        label=_collapse_label,
        needs=_SELECT,
        help="Draw the selected layers as their names alone, or whole again.",
    ),
    Action(
        "edit.collapse_all",
        "Collapse All",
        "Edit",
        _does(Reading.collapse_all),
        icon="chevrons-down-up",
        group=4,
        enabled=_filled,
        needs=_EMPTY,
        help="Draw every layer as its name alone.",
    ),
    Action(
        "edit.expand_all",
        "Expand All",
        "Edit",
        _does(Reading.expand_all),
        icon="chevrons-up-down",
        group=4,
        enabled=_filled,
        needs=_EMPTY,
        help="Draw every layer whole.",
    ),
    Action(
        "edit.select_ancestors",
        "Select Ancestors",
        "Edit",
        _does(Reading.select_ancestors),
        ("Ctrl+[",),
        "arrow-up-to-line",
        3,
        _nodes,
        needs=_SELECT,
        help="Select also everything that leads to the selected layers.",
    ),
    Action(
        "edit.select_descendants",
        "Select Descendants",
        "Edit",
        _does(Reading.select_descendants),
        ("Ctrl+]",),
        "arrow-down-to-line",
        3,
        _nodes,
        needs=_SELECT,
        help="Select also everything to which the selected layers lead.",
    ),
    Action(
        "edit.select_linked",
        "Select Linked",
        "Edit",
        _does(Reading.select_linked),
        icon="workflow",
        group=3,
        enabled=_nodes,
        needs=_SELECT,
        help="Select everything that hangs together with the selected layers.",
    ),
    Action(
        "edit.select_alike",
        "Select All of This Kind",
        "Edit",
        _does(Reading.select_alike),
        ("Ctrl+Alt+A",),
        "layers",
        3,
        _nodes,
        needs=_SELECT,
        help="Select every layer of the selected kinds, to set their parameters together.",
    ),
)

READING_VIEW: Final = (
    Action(
        "view.light_flow",
        "Light the Flow",
        "View",
        partial(_toggle, LIGHT_FLOW),
        icon="lightbulb",
        group=3,
        enabled=in_design,
        checked=partial(_is_on, LIGHT_FLOW),
        needs=IN_DESIGN,
        help="Light what leads to the selected layer and what follows from it.",
    ),
    Action(
        "view.minimap",
        "Map",
        "View",
        partial(_toggle, MINIMAP),
        ("Ctrl+Shift+M",),
        "map",
        3,
        in_design,
        checked=partial(_is_on, MINIMAP),
        needs=IN_DESIGN,
        help="Show the small map of the whole drawing, or hide it.",
    ),
)
