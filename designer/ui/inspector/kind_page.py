"""The inspector's page about a kind that is no node yet: its help, and ways to use it."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from designer.catalog.specs import LayerSpec
from designer.document.commands.refused import CommandRefused
from designer.document.commands.replace import replace_kind
from designer.graph.records import NodeId
from designer.session.session import Session
from designer.ui.help.help_card import HelpCard
from designer.ui.kind_icon import kind_tile
from designer.ui.theme.icons import icon
from designer.ui.translate import tr


class KindPage(QWidget):
    """Help about one kind.

    Attributes:
        back_asked: told when the reader wants to go back.
        add_asked: told with the kind that is to be added.
        told: told with a sentence on what came of a replacement.
    """

    back_asked = Signal()
    add_asked = Signal(str)
    told = Signal(str)

    def __init__(
        self,
        session: Session,
        spec: LayerSpec,
        nodes: Iterable[NodeId],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self.spec = session, spec
        self._ids = tuple(nodes)
        self.card = HelpCard(session.catalog, self)
        self.card.show_kind(spec, {})
        self.add = QPushButton(tr("Add"), self)
        self.add.setProperty("role", "primary-small")
        self.add.setAccessibleName(tr("Add {kind}", kind=spec.called))
        self.add.clicked.connect(self._add)
        self.replace = QPushButton(self)
        self.replace.setProperty("role", "small")
        self.replace.clicked.connect(self._replace)
        self._name_replace()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(6)
        column.addLayout(self._head())
        column.addWidget(_rule(self))
        column.addWidget(self.card)
        column.addLayout(self._buttons())
        column.addStretch(1)

    def _head(self) -> QHBoxLayout:
        self.back = QToolButton(self)
        self.back.setIcon(icon("chevron-left", "muted"))
        self.back.setToolTip(tr("Back"))
        self.back.setAccessibleName(tr("Back"))
        self.back.clicked.connect(self.back_asked)
        tile = QLabel(self)
        tile.setPixmap(kind_tile(self.spec, self.devicePixelRatioF()))
        name = QLabel(self.spec.called, self)
        name.setProperty("role", "title")
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.back)
        line.addWidget(tile)
        line.addWidget(name, 1)
        return line

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.add)
        line.addWidget(self.replace)
        line.addStretch(1)
        return line

    def _name_replace(self) -> None:
        graph = self._session.document.graph
        nodes = [graph.nodes[id] for id in self._ids if id in graph.nodes]
        others = [node for node in nodes if graph.owner(node).kind != self.spec.kind]
        self.replace.setVisible(bool(others))
        if len(nodes) == 1:
            self.replace.setText(tr("Replace {name} by this", name=nodes[0].name))
        else:
            self.replace.setText(tr("Replace {n} layers by this", n=len(nodes)))

    def _add(self) -> None:
        self.add_asked.emit(self.spec.kind)

    def _replace(self) -> None:
        session = self._session
        try:
            lost = replace_kind(session.document, session.catalog, self._ids, self.spec.kind)
        except CommandRefused as refused:
            self.told.emit(str(refused))
            return
        if lost:
            self.told.emit(lost)
        self.back_asked.emit()


def _rule(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    line.setProperty("role", "rule")
    line.setFixedHeight(1)
    return line
