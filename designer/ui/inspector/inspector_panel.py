"""The panel that shows the selection, or the project while nothing is selected."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from designer.document.change import Change
from designer.session.session import Session
from designer.ui import theme
from designer.ui.following import follow
from designer.ui.inspector.block_page import BlockPage
from designer.ui.inspector.kind_page import KindPage
from designer.ui.inspector.node_page import NodePage
from designer.ui.inspector.project_page import ProjectPage
from designer.ui.inspector.remark_page import RemarkPage
from designer.ui.inspector.selected import selected
from designer.ui.translate import tr


class InspectorPanel(QScrollArea):
    """Follows selection, document and analysis; makes a new page only for other kinds."""

    left = Signal()
    """Escape was pressed: whoever came here by keys wants to go back."""
    add_asked = Signal(str)
    """A kind that was read about is to be added."""
    told = Signal(str)
    """A sentence on what came of something that was done here."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._key: tuple[str, ...] | None = None
        self._reading: list[str] = []
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Inspector"))
        self.setMinimumWidth(300)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        follow(self, session.selection.changed, self._on_selected)
        follow(self, session.document.changed, self._on_changed)
        follow(self, session.document.replaced, self._redo)
        follow(self, session.document.entered, self._redo)
        follow(self, session.analysis.changed, self._on_analysed)
        follow(self, session.weights.changed, self._on_analysed)
        follow(self, session.data.changed, self._on_analysed)
        follow(self, theme.changed, self._redo)
        self.refresh()

    def refresh(self) -> None:
        """Show what is selected as it stands."""
        if self._reading:
            return
        session = self._session
        chosen = selected(
            session.document.graph,
            session.catalog,
            session.selection.nodes,
            in_block=session.document.scope is not None,
        )
        if not chosen.nodes and session.selection.remarks:
            self._show_remarks(session.selection.remarks)
        elif not chosen.nodes:
            self._show_project()
        elif isinstance(page := self.widget(), NodePage) and chosen.key == self._key:
            page.show_selected(chosen)
        else:
            self._key = chosen.key
            page = NodePage(session, chosen)
            page.help_asked.connect(self.show_help, Qt.ConnectionType.QueuedConnection)
            self.setWidget(page)

    def show_help(self, kind: str) -> None:
        """Show the help on a kind, until another layer is selected or the reader goes back."""
        if self._session.catalog.layer(kind) is not None:
            self._reading.append(kind)
            self._show_kind()

    def toggle_help(self) -> bool:
        """Show the help on the selected layer, or fold it; tell whether there is one."""
        self._stop_reading()
        self.refresh()
        page = self.widget()
        section = page.help_section if isinstance(page, NodePage) else None
        if section is None:
            return False
        if not section.heading.isChecked() or self._is_read(section):
            section.heading.click()
        if section.heading.isChecked():
            QTimer.singleShot(0, section, lambda: self._bring_up(section))
        return True

    def edit_first(self) -> None:
        """Give the keys to the first parameter of the selection as it stands now."""
        self._stop_reading()
        self.refresh()
        page = self.widget()
        forms = page.forms if isinstance(page, NodePage) else []
        for form in forms:
            for editor in form.findChildren(QWidget):
                typed = editor.focusPolicy() & Qt.FocusPolicy.ClickFocus and not editor.focusProxy()
                if typed and editor.isVisibleTo(self):
                    editor.setFocus(Qt.FocusReason.TabFocusReason)
                    return
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Escape."""
        if event.key() == Qt.Key.Key_Escape and self._reading:
            self._go_back()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _show_kind(self) -> None:
        session = self._session
        spec = session.catalog.layer(self._reading[-1])
        if spec is None:
            self._go_back()
            return
        self._key = None
        page = KindPage(session, spec, session.selection.nodes)
        page.back_asked.connect(self._go_back, Qt.ConnectionType.QueuedConnection)
        page.add_asked.connect(self.add_asked)
        page.told.connect(self.told)
        page.card.kind_asked.connect(self.show_help, Qt.ConnectionType.QueuedConnection)
        self.setWidget(page)
        self.verticalScrollBar().setValue(0)

    def _go_back(self) -> None:
        del self._reading[-1:]
        if self._reading:
            self._show_kind()
        else:
            self.refresh()

    def _stop_reading(self) -> None:
        self._reading.clear()

    def _is_read(self, section: QWidget) -> bool:
        """Tell whether the beginning of *section* and something below it are in sight."""
        top = section.y() - self.verticalScrollBar().value()
        return self.isVisible() and 0 <= top + 8 < self.viewport().height() * 0.6

    def _bring_up(self, section: QWidget) -> None:
        """Scroll so that the section begins at the top, as far as there is something below."""
        self.verticalScrollBar().setValue(section.y())

    def _on_selected(self) -> None:
        self._stop_reading()
        self._soon.start()

    def _show_remarks(self, ids: tuple[str, ...]) -> None:
        self._key = None
        page = self.widget()
        if isinstance(page, RemarkPage) and page.ids == ids:
            page.refresh()
        else:
            self.setWidget(RemarkPage(self._session, ids))

    def _show_project(self) -> None:
        self._key = None
        page = self.widget()
        scope = self._session.document.scope
        if scope is not None:
            if isinstance(page, BlockPage) and page.block == scope:
                page.refresh()
            else:
                self.setWidget(BlockPage(self._session, scope))
        elif isinstance(page, ProjectPage):
            page.refresh()
        else:
            self.setWidget(ProjectPage(self._session))

    def _on_changed(self, change: Change) -> None:
        ids = set(self._session.selection.nodes)
        if change.settings or not ids or (not change.only_moves and ids & self._touched(change)):
            self._soon.start()

    def _touched(self, change: Change) -> set[str]:
        graph = self._session.document.graph
        shared = {graph.nodes[id].layer for id in change.nodes if id in graph.nodes}
        touched = set(change.nodes) | {id for id in shared if id}
        for id in set(touched):
            touched.update(graph.twins.get(id, ()))
        return touched

    def _on_analysed(self) -> None:
        page: QWidget | None = self.widget()
        if isinstance(page, NodePage | ProjectPage | BlockPage) and not self._soon.isActive():
            page.refresh_analysis()

    def _redo(self) -> None:
        self._key = None
        old = self.takeWidget()
        if old is not None:
            old.deleteLater()
        if self._reading:
            self._show_kind()
        self._soon.start()
