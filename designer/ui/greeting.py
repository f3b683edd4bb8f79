"""The welcome page in the window: when it comes, what its buttons do, and when it goes."""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from designer.project.settings import DataKind, DataSettings
from designer.session.session import Session
from designer.ui import beginning, drops
from designer.ui.following import follow
from designer.ui.welcome.welcome_page import SHOW_AT_START, WelcomePage

WELCOME = "welcome"


class Host(Protocol):
    """The window, as far as the welcome page needs it."""

    session: Session

    @property
    def widget(self) -> QWidget:
        """The parent of dialogs."""

    @property
    def workspace(self) -> str:
        """The page that is shown."""

    def page(self, name: str) -> WelcomePage:
        """Return a page."""

    def show_workspace(self, name: str) -> None:
        """Show a page."""

    def open_project(self, path: Path) -> None:
        """Open a project or a model after asking about unsaved edits."""

    def run_action(self, id: str) -> None:
        """Do one row of the table of actions."""


class Greeting(QObject):
    """Shows the welcome page in place of a workspace, and connects it."""

    def __init__(self, window: Host, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._page: WelcomePage | None = None
        self._came_from = "design"
        follow(self, window.session.document.replaced, self._leave)

    @property
    def wanted_at_start(self) -> bool:
        """Whether the page is shown when the program starts without a project."""
        return bool(self._window.session.preferences.get(SHOW_AT_START, True))

    def show(self) -> None:
        """Show the page."""
        if self._page is None:
            self._page = self._window.page(WELCOME)
            self._connect(self._page)
        if self._window.workspace != WELCOME:
            self._came_from = self._window.workspace
        self._window.show_workspace(WELCOME)
        self._page.show_first()

    def offer_templates(self) -> None:
        """Show the starter models, or the page Data where the project has data already."""
        if self._window.session.document.project.data.kind is not DataKind.NONE:
            self._window.show_workspace("data")
            return
        self.show()
        assert self._page is not None
        self._page.show_templates()

    def take(self, path: Path) -> bool:
        """Offer starter models for data dropped on the page; false where it is none."""
        kind = drops.data_kind(path)
        if self._window.workspace != WELCOME or kind is None or drops.opens(path):
            return False
        assert self._page is not None
        self._page.show_templates().choose_data(DataSettings(kind, path=str(path)))
        return True

    def _connect(self, page: WelcomePage) -> None:
        window = self._window
        page.empty_chosen.connect(lambda: beginning.begin_empty(window))
        page.open_requested.connect(lambda: window.run_action("file.open"))
        page.path_chosen.connect(window.open_project)
        page.example_chosen.connect(lambda path: beginning.open_copy(window, path))
        page.project_chosen.connect(
            lambda project, name: beginning.begin_with(window, project, name)
        )
        page.tour_requested.connect(lambda: window.run_action("help.tour"))
        page.closed.connect(lambda: window.show_workspace(self._came_from))

    def _leave(self) -> None:
        """Make room for what was opened, recovered edits too."""
        if self._window.workspace == WELCOME:
            self._window.show_workspace("design")
