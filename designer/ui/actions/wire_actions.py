"""What the menus Edit and View have for wires: points through which they go, shapes on them."""

from typing import Final

from designer.ui.actions.action import IN_DESIGN, Action, Shell, in_design
from designer.ui.canvas.wire_verbs import WIRE_SHAPES


def _one_wire(shell: Shell) -> bool:
    return in_design(shell) and len(shell.canvas.verbs.wires.chosen()) == 1


def _several(shell: Shell) -> bool:
    return in_design(shell) and len(shell.session.selection.nodes) > 1


def _led(shell: Shell) -> bool:
    return in_design(shell) and shell.canvas.verbs.wires.can_straighten()


def _add_point(shell: Shell) -> None:
    shell.canvas.verbs.wires.add_point()


def _straighten(shell: Shell) -> None:
    shell.canvas.verbs.wires.straighten()


def _toggle_shapes(shell: Shell) -> None:
    shell.canvas.verbs.wires.toggle_shapes()


def _shows_shapes(shell: Shell) -> bool:
    return bool(shell.session.preferences.get(WIRE_SHAPES, False))


WIRE_EDIT: Final = (
    Action(
        "edit.join",
        "Wire Together",
        "Edit",
        lambda shell: shell.canvas.verbs.join(),
        ("Ctrl+Alt+W",),
        "link-2",
        4,
        _several,
        needs="Select two or more layers on the canvas first.",
        help="Wire the selected layers: all to the last one if it merges, else each to the next.",
    ),
    Action(
        "edit.add_reroute_point",
        "Add Reroute Point",
        "Edit",
        _add_point,
        icon="spline",
        group=4,
        enabled=_one_wire,
        needs="Select one wire on the canvas first.",
        help="Lead the selected wire through a point, which can be dragged.",
    ),
    Action(
        "edit.straighten",
        "Straighten Wires",
        "Edit",
        _straighten,
        icon="slash",
        group=4,
        enabled=_led,
        needs="Select a wire with reroute points first.",
        help="Take all reroute points of the selected wires away.",
    ),
)

WIRE_VIEW: Final = (
    Action(
        "view.wire_shapes",
        "Shapes on Wires",
        "View",
        _toggle_shapes,
        ("Ctrl+Shift+W",),
        "scaling",
        3,
        in_design,
        checked=_shows_shapes,
        needs=IN_DESIGN,
        help="Write on every wire in sight the shape of what goes along it.",
    ),
)
