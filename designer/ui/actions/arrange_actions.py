"""What the menu View has for order on the canvas: lay out, and lead the model the other way."""

from typing import Final

from designer.graph.records import Direction
from designer.ui.actions.action import IN_DESIGN, Action, Shell, in_design
from designer.ui.actions.canvas_actions import does, keys
from designer.ui.translate import tr


def _filled(shell: Shell) -> bool:
    return in_design(shell) and bool(shell.session.document.graph.nodes)


def _tidy_label(shell: Shell) -> str:
    return tr("Tidy Selection") if len(shell.session.selection.nodes) > 1 else tr("Tidy")


def _turn_label(shell: Shell) -> str:
    down = shell.session.document.project.direction is Direction.DOWN
    return tr("Lead from Left to Right") if down else tr("Lead from Top to Bottom")


_EMPTY: Final = "There are no layers here yet."

ARRANGE: Final = (
    Action(
        "view.tidy",
        "Tidy",
        "View",
        does("view.tidy"),
        keys("view.tidy"),
        "workflow",
        2,
        in_design,
        label=_tidy_label,
        help="Lay the graph out in layers; of several selected layers, only these.",
        needs=IN_DESIGN,
    ),
    Action(
        "view.tidy_all",
        "Tidy All",
        "View",
        lambda shell: shell.canvas.verbs.tidy_all(),
        icon="workflow",
        group=2,
        enabled=_filled,
        help="Lay the whole graph out in layers, long models in columns.",
        needs=_EMPTY,
    ),
    Action(
        "view.direction",
        "Left to Right or Top to Bottom",
        "View",
        lambda shell: shell.canvas.verbs.turn(),
        ("Ctrl+Shift+T",),
        "arrow-right",
        2,
        in_design,
        label=_turn_label,
        help="Let the wires lead to the right instead of down, or down again; all is laid out.",
        needs=IN_DESIGN,
    ),
)
