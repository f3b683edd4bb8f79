"""What the canvas's table of keys gives to the tables of actions."""

from collections.abc import Callable
from typing import Final

from designer.ui.actions.action import IN_DESIGN, Action, Shell, in_design
from designer.ui.canvas.key_table import KEYS, ROWS, KeyRow


def keys(id: str) -> tuple[str, ...]:
    """Return the usual keys of a row of the canvas's table."""
    return ROWS[id].keys


def does(id: str) -> Callable[[Shell], object]:
    """Return what a row of the canvas's table does."""
    row = ROWS[id]
    return lambda shell: row.does(shell.canvas)


def _action(row: KeyRow) -> Action:
    return Action(
        row.id,
        row.text,
        "Canvas",
        does(row.id),
        row.keys,
        "keyboard",
        enabled=in_design,
        needs=IN_DESIGN,
        help=f"{row.text}.",
        by_canvas=True,
    )


CANVAS: Final = tuple(_action(row) for row in KEYS if row.id.startswith("canvas."))
"""What only keys of the canvas do: not in a menu, but among the commands and the shortcuts."""
