"""Comparing the drawing with another project or a run: rows of the menu Model."""

from typing import Final

from designer.ui.actions.action import Action, Shell
from designer.ui.dialogs import compare


def _begin(shell: Shell) -> None:
    path = compare.ask_other(shell.widget, shell.session)
    if path is not None and compare.begin(shell.widget, shell.session, path):
        shell.show_workspace("design")


def _is_shown(shell: Shell) -> bool:
    return shell.session.comparison.difference is not None


COMPARE: Final = (
    Action(
        "model.compare",
        "Compare With…",
        "Model",
        _begin,
        (),
        "layers",
        6,
        help="Show on the drawing what differs from another project, or from what a run trained.",
    ),
    Action(
        "model.compare_end",
        "End Comparison",
        "Model",
        lambda shell: shell.session.comparison.leave(),
        (),
        "x",
        6,
        _is_shown,
        needs="Nothing is compared now.",
        help="Take the marks of the comparison off the drawing.",
    ),
)
