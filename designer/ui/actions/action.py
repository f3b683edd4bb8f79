"""One row of the table of actions, and the window as actions see it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol, TypeAlias

from PySide6.QtWidgets import QWidget

from designer.session.session import Session
from designer.ui.canvas.view import GraphView


class Shell(Protocol):
    """What an action needs of the window."""

    @property
    def session(self) -> Session:
        """The application without a window."""

    @property
    def canvas(self) -> GraphView:
        """The drawing."""

    @property
    def widget(self) -> QWidget:
        """The parent of dialogs."""

    @property
    def workspace(self) -> str:
        """The workspace that is shown: design, data, train or runs."""

    def show_workspace(self, name: str) -> None:
        """Show a workspace."""

    def has_workspace(self, name: str) -> bool:
        """Return whether the window has this workspace."""

    def panel_shown(self, name: str) -> bool:
        """Return whether a panel (palette, inspector, bottom) is shown."""

    def toggle_panel(self, name: str) -> None:
        """Show a panel, or hide it."""

    def show_run_view(self, name: str) -> None:
        """Show the workspace Runs with one of its views: evaluate or predict."""

    def swap_sides(self) -> None:
        """Let palette and inspector change places."""

    def notify(self, text: str) -> None:
        """Show one sentence in the status bar for some seconds."""

    def show_commands(self) -> None:
        """Open the command palette."""

    def show_own_code(self, line: int | None = None) -> None:
        """Show the project's own module."""

    def show_packages(self) -> None:
        """Let the user add layers of an installed package."""

    def show_preferences(self) -> None:
        """Open the preferences."""

    def show_history(self) -> None:
        """Show the list of steps."""

    def begin_tour(self) -> None:
        """Begin the tour."""

    def show_welcome(self) -> None:
        """Show the welcome page."""

    def show_layer_help(self) -> None:
        """Show the help on the layer that is pointed at, else on the selected one."""

    def show_shortcuts(self) -> None:
        """Open the sheet of shortcuts."""

    def toggle_full_screen(self) -> None:
        """Let the window fill the screen, or give the screen back."""

    def open_example(self, path: Path) -> None:
        """Open a copy of an example after asking about unsaved edits."""

    def open_project(self, path: Path) -> None:
        """Open a project after asking about unsaved edits."""


IN_DESIGN: Final = "Works in the workspace Design."

When: TypeAlias = Callable[[Shell], bool]


def always(_shell: Shell) -> bool:
    """Return true."""
    return True


def in_design(shell: Shell) -> bool:
    """Return whether the drawing is on the screen."""
    return shell.workspace == "design"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done.

    Attributes:
        menu: the path of menus, such as `File` or `File/Export`.
        keys: the first is shown; the others work too.
        group: actions of one menu with different groups are parted by a line.
        label: a text that depends on the state (`Undo Move layer`).
        on_canvas: the keys work only while the canvas has the focus.
        needs: one sentence on what lacks while it is not enabled.
        help: one sentence for tooltip, status bar and command palette.
        by_canvas: the canvas itself takes the keys, and only while it has the focus.
    """

    id: str
    text: str
    menu: str
    run: Callable[[Shell], object]
    keys: tuple[str, ...] = ()
    icon: str = ""
    group: int = 0
    enabled: When = always
    checked: When | None = None
    label: Callable[[Shell], str] | None = None
    on_canvas: bool = False
    needs: str = ""
    help: str = ""
    by_canvas: bool = False
