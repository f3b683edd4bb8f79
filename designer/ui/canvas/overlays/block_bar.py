"""The bar over the canvas that says in which block one is, leads out, and who follows."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from designer.graph.blocks import block_of
from designer.project.places import instances
from designer.session.session import Session
from designer.ui.canvas.overlays.surface import Surface
from designer.ui.emptying import empty
from designer.ui.following import follow
from designer.ui.theme import fonts
from designer.ui.theme.icons import icon
from designer.ui.translate import tr

_LONGEST = 28


class BlockBar(Surface):
    """`model › encoder › attention`, and a line below; hidden outside of blocks.

    Attributes:
        chosen: told with how many instances are around the place that was pressed.
        detach_requested: told when only this instance is to be edited.
        resized: told when it has become wider or narrower, or has come or gone.
    """

    chosen = Signal(int)
    detach_requested = Signal()
    resized = Signal()

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: object = None
        self.setAccessibleName(tr("Place in the model"))
        column = self._column = QVBoxLayout(self)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        column.setContentsMargins(6, 5, 12, 7)
        column.setSpacing(0)
        self._crumbs = QHBoxLayout()
        self._crumbs.setSpacing(0)
        column.addLayout(self._crumbs)
        self._hint = QLabel(self)
        self._hint.setProperty("role", "muted")
        self._hint.setFont(fonts.words(12))
        self.detach = QToolButton(self)
        self.detach.setText(tr("Detach"))
        self.detach.setToolTip(
            tr("Give this instance a block of its own, so that no other follows.")
        )
        self.detach.setAutoRaise(True)
        self.detach.setFont(fonts.words(12, QFont.Weight.DemiBold))
        self.detach.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.detach.clicked.connect(self.detach_requested)
        line = QHBoxLayout()
        line.setContentsMargins(8, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self._hint)
        line.addWidget(self.detach)
        line.addStretch(1)
        column.addLayout(line)
        for signal in (session.document.entered, session.document.replaced, session.changed):
            follow(self, signal, self.refresh)
        follow(self, session.catalog.changed, self.refresh)
        self.hide()

    @property
    def words(self) -> str:
        """What the bar says."""
        return " › ".join((*self._names(), self._hint.text()))

    def refresh(self) -> None:
        """Say where one is."""
        document = self._session.document
        scope = document.scope
        if scope is None or scope not in document.project.blocks:
            self._shown = None
            if self.isVisible():
                self.hide()
                self.resized.emit()
            return
        names = tuple(self._names())
        count = len(instances(document.project, scope))
        state = (names, count, document.path)
        if state != self._shown:
            self._shown = state
            self._show_names(names)
            self._hint.setText(_hint(document.project.blocks[scope].name, count))
            self.detach.setVisible(bool(document.path) and count > 1)
        self._column.activate()
        self.show()
        self.resized.emit()

    def _names(self) -> Iterator[str]:
        """The model, the instances that one came through, or the block where it was by none."""
        document = self._session.document
        project = document.project
        yield self._session.title
        scope = None
        for id in document.path:
            node = project.graph_of(scope).nodes.get(id)
            if node is None:
                break
            yield node.name
            scope = block_of(node.kind)
            if scope is None or scope not in project.blocks:
                break
        here = project.blocks.get(document.scope or "")
        if not document.path and here is not None:
            yield here.name

    def _show_names(self, names: tuple[str, ...]) -> None:
        empty(self._crumbs)
        for depth, name in enumerate(names):
            if depth:
                arrow = QLabel("›", self)
                arrow.setProperty("role", "muted")
                self._add(arrow)
            last = depth == len(names) - 1
            self._add(self._here(name) if last else self._crumb(name, depth))
        self._crumbs.addStretch(1)

    def _add(self, widget: QWidget) -> None:
        self._crumbs.addWidget(widget)
        widget.show()  # Qt would do it later only, and the bar would be too small until then

    def _here(self, name: str) -> QLabel:
        label = QLabel(_cut(name), self)
        label.setFont(fonts.words(12, QFont.Weight.DemiBold))
        label.setContentsMargins(5, 0, 0, 0)
        label.setToolTip(name)
        return label

    def _crumb(self, name: str, depth: int) -> QToolButton:
        button = QToolButton(self)
        button.setText(_cut(name))
        button.setAutoRaise(True)
        button.setFont(fonts.words(12))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(tr("Back to {name}", name=name))
        button.setToolTip(tr("Back to {name}", name=name))
        if depth == 0:
            button.setIcon(icon("workflow", "muted"))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(lambda: self.chosen.emit(depth))
        return button


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


def _hint(name: str, count: int) -> str:
    if count == 0:
        return tr("Editing block {name}, not used yet", name=name)
    if count == 1:
        return tr("Editing block {name}, used once", name=name)
    return tr("Editing block {name}: {count} instances follow", name=name, count=count)
