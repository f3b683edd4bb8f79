"""Keeps how a project is looked at, and brings it back when the project is opened again."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QTimer

from designer.graph.blocks import BlockId
from designer.graph.records import NodeId
from designer.project.project import Project
from designer.session.session import Session
from designer.session.views import ProjectView, Views
from designer.ui.bottom_panel import BottomPanel
from designer.ui.canvas.view import GraphView
from designer.ui.docks import Docks
from designer.ui.following import follow
from designer.ui.greeting import WELCOME
from designer.ui.place_keeper import PlaceKeeper
from designer.ui.workspace_names import WorkspaceNames

_QUIET_MS = 700


class ViewKeeper(QObject):
    """Follows zoom, place, page and panels of one window.

    A moment after each change they are written, so that a killed program finds them too.
    """

    def __init__(
        self,
        window: WorkspaceNames,
        session: Session,
        canvas: GraphView,
        docks: Docks,
        bottom: BottomPanel,
        places: PlaceKeeper,
        views: Views,
    ) -> None:
        super().__init__(docks)
        self._window, self._session, self._canvas = window, session, canvas
        self._docks, self._bottom, self._places, self._views = docks, bottom, places, views
        self._path = session.path
        self._kept: tuple[Path, ProjectView] | None = None
        self._settling = False
        self._soon = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._soon.timeout.connect(self.keep)
        bottom.currentChanged.connect(self.keep_soon)
        docks.changed.connect(self.keep_soon)
        follow(self, session.changed, self._on_session_changed)
        follow(self, session.document.replaced, self._on_replaced)
        follow(self, session.document.entered, self.keep_soon)
        follow(self, canvas.camera.moved, self.keep_soon)

    def keep_soon(self) -> None:
        """Write how things stand when they have stood so for a moment."""
        if self._path is not None and not self._settling:
            self._soon.start()

    def keep(self) -> None:
        """Write how things stand."""
        self._soon.stop()
        if self._path is None or self._settling:
            return
        now = (self._path, self._view())
        if now != self._kept:
            self._kept = now
            self._views.put(*now)

    def bring_back(self) -> None:
        """Show the open project as it was looked at last, where that is known."""
        self._settling = False
        view = self._views.get(self._path) if self._path is not None else None
        if view is None or self._session.document.editing:
            return
        self._settling = True
        self._window.show_workspace("design")
        self._docks.restore(QByteArray.fromBase64(view.panels.encode()))
        self._bottom.show_tab(view.tab)
        self._enter(view)
        self._look(view)
        if self._window.has_workspace(view.workspace):
            self._window.show_workspace(view.workspace)
        QTimer.singleShot(0, self, lambda: self._settle(view))

    # ---- inside ----

    def _view(self) -> ProjectView:
        block, path = self._places.place
        return ProjectView(
            self._canvas.overlays.travel.looks(),
            block or "",
            path,
            "design" if self._window.workspace == WELCOME else self._window.workspace,
            self._bottom.tab,
            bytes(self._docks.snapshot().toBase64().data()).decode(),
        )

    def _enter(self, view: ProjectView) -> None:
        project = self._session.document.project
        if view.scope in project.blocks:
            path = view.path if _leads(project, view.path) else ()
            self._session.document.enter(view.scope, path)

    def _look(self, view: ProjectView) -> None:
        travel = self._canvas.overlays.travel
        travel.recall(view.looks)
        if not self._canvas.shows_something():
            self._canvas.show_beginning()

    def _settle(self, view: ProjectView) -> None:
        """Look there again: the panels have got their sizes by now."""
        if self._settling and self._window.workspace == "design":
            self._look(view)
        self._settling = False

    def _on_session_changed(self) -> None:
        """Keep the view of the file that is left; the document still is the old one then."""
        path: Path | None = self._session.path
        if path == self._path:
            return
        self.keep()
        self._path = path
        self.keep_soon()

    def _on_replaced(self) -> None:
        self._soon.stop()
        self._settling = True
        QTimer.singleShot(0, self, self.bring_back)


def _leads(project: Project, path: tuple[NodeId, ...]) -> bool:
    """Return whether all instances on the way are still there."""
    scopes: list[BlockId | None] = [None, *project.blocks]
    return all(any(node in project.graph_of(scope).nodes for scope in scopes) for node in path)
