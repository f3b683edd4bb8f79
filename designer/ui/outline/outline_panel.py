"""The outline as a panel: the tree, and the verbs that its keys and its menu ask for."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from designer.document.commands import nodes
from designer.document.commands.edges import connect, disconnect, reorder
from designer.graph.connecting import input_ports, output_ports, targets_for
from designer.graph.records import Edge, Endpoint, Node
from designer.session.outline import Row, RowKind, order
from designer.session.session import Session
from designer.ui.announce import announce
from designer.ui.asking import asking
from designer.ui.outline.outline_model import OutlineModel
from designer.ui.outline.outline_tree import OutlineTree
from designer.ui.outline.wire_list import Choice, WireList
from designer.ui.theme.icons import icon
from designer.ui.translate import tr


class OutlinePanel(QWidget):
    """Everything that can be done with a drawing, by keys alone.

    Attributes:
        add_requested: told with the letters with which the search for a layer begins.
        inspect_requested: told with the node whose values are to be edited.
        menu_requested: told with the place of the screen and the menu to be filled and shown.
        shown_on_canvas: told with the node that is to be brought into sight.
        told: told with one sentence for the user.
        left: told when the canvas is to have the focus.
    """

    add_requested = Signal(str)
    inspect_requested = Signal(str)
    menu_requested = Signal(QPoint)
    shown_on_canvas = Signal(str)
    told = Signal(str)
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setAccessibleName(tr("Outline"))
        self.model = OutlineModel(session, self)
        self.tree = OutlineTree(self.model, session, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 10, 0, 0)
        column.addWidget(self.tree)
        self.setFocusProxy(self.tree)
        self.model.refused.connect(self._tell)
        self.tree.add_requested.connect(self.add_requested)
        self.tree.opened.connect(self._open)
        self.tree.deleted.connect(self._delete)
        self.tree.moved.connect(self._move)
        self.tree.connect_requested.connect(self.connect_chosen)
        self.tree.disconnect_requested.connect(self.disconnect_chosen)
        self.tree.menu_requested.connect(self.menu_requested)
        self.tree.left.connect(self.left)
        self.tree.led.connect(self.shown_on_canvas)

    def add_wires(self, menu: QMenu) -> None:
        """Put what the outline can do with wires at the top of a menu."""
        if self._node() is None:
            return
        before = menu.actions()[0] if menu.actions() else None
        for text, key, picture, does in (
            (tr("Connect to…"), "Shift+C", "link-2", self.connect_chosen),
            (tr("Disconnect…"), "Shift+X", "unlink", self.disconnect_chosen),
        ):
            action = menu.addAction(icon(picture, "muted"), f"{text}\t{key}")
            action.triggered.connect(lambda _on=False, does=does: does())
            if before is not None:
                menu.insertAction(before, action)
        if before is not None:
            menu.insertSeparator(before)

    def connect_chosen(self) -> None:
        """Let the user choose where the chosen layer is wired to."""
        node = self._node()
        if node is not None:
            title = tr("Connect {name} to", name=node.name)
            self._ask(title, self._targets(node), self._connect)

    def disconnect_chosen(self) -> None:
        """Let the user choose which wire of the chosen layer goes."""
        node = self._node()
        if node is not None:
            title = tr("Disconnect {name}", name=node.name)
            self._ask(title, self._wires(node), self._disconnect)

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the document from now on."""
        super().showEvent(event)
        self.model.active = True
        self.tree.follow_selection()

    def hideEvent(self, event: QHideEvent) -> None:
        """Only note changes."""
        super().hideEvent(event)
        self.model.active = False

    # ---- verbs ----

    def _open(self, row: Row) -> None:
        """Go into a block, edit the values of a layer."""
        document = self._session.document
        if row.kind is not RowKind.NODE or document.editing:
            return
        if row.block is not None:
            self.tree.setExpanded(self.model.index_of(row), True)
            document.enter(row.block, (*row.way, row.id))
        else:
            self.inspect_requested.emit(row.id)

    def _delete(self) -> None:
        """Delete what is chosen, and take what stands next in hand."""
        row = self.tree.current()
        with asking(self._tell):
            nodes.delete(self._session.document, self._session.selection.ids)
        self.model.renew()
        if row is not None:
            self.tree.take_in_hand(row)

    def _move(self, by: int) -> None:
        """Move a wire among those of its port: the one in hand, or the layer's into a merge."""
        row = self.tree.current()
        graph = self._session.document.graph
        if row is None:
            return
        edge = graph.edges.get(row.id) or self._into_merge(row.id)
        if edge is None:
            self._tell(tr("Only inputs of layers that take several have an order."))
            return
        among = graph.edges_into(edge.target)
        place = among.index(edge) + by
        if 0 <= place < len(among):
            reorder(self._session.document, edge.id, place)
            name = graph.nodes[edge.target.node].name
            self._tell(tr("Input {n} of {name}.", n=place + 1, name=name))

    def _into_merge(self, node: str) -> Edge | None:
        graph = self._session.document.graph
        wires = graph.outgoing(node)
        return next((wire for wire in wires if len(graph.edges_into(wire.target)) > 1), None)

    def _targets(self, node: Node) -> list[Choice]:
        graph, catalog = self._session.document.graph, self._session.catalog
        places = {other.id: place for place, other in enumerate(order(graph))}
        found: list[tuple[tuple[int, int], Choice]] = []
        outputs = output_ports(graph, catalog, node)
        for output in outputs:
            source = Endpoint(node.id, output.name)
            for end in targets_for(graph, catalog, source):
                taker = graph.nodes[end.node]
                ports = input_ports(graph, catalog, taker)
                text = taker.name if len(ports) == 1 else f"{taker.name} · {end.port}"
                if len(outputs) > 1:
                    text = f"{output.name} → {text}"
                away = abs(places[taker.id] - places[node.id])
                free = int(bool(graph.edges_into(end)))
                found.append(((free, away), Choice(text, (source, end))))
        return [choice for _, choice in sorted(found, key=lambda pair: (*pair[0], pair[1].text))]

    def _wires(self, node: Node) -> list[Choice]:
        graph = self._session.document.graph
        name = {id: other.name for id, other in graph.nodes.items()}
        into = [
            Choice(tr("from {name}", name=name.get(e.source.node, "?")), e.id)
            for e in graph.incoming(node.id)
        ]
        out = [
            Choice(tr("to {name}", name=name.get(e.target.node, "?")), e.id)
            for e in graph.outgoing(node.id)
        ]
        return into + out

    def _connect(self, value: object) -> None:
        match value:
            case (Endpoint() as source, Endpoint() as target):
                with asking(self._tell):
                    connect(self._session.document, self._session.catalog, source, target)
                self.tree.setFocus()

    def _disconnect(self, value: object) -> None:
        disconnect(self._session.document, [str(value)])
        self.tree.setFocus()

    def _ask(self, title: str, choices: list[Choice], then: object) -> None:
        asked = WireList(title, choices, self)
        asked.chosen.connect(then)
        box = self.tree.visualRect(self.tree.currentIndex())
        asked.open_at(self.tree.viewport().mapToGlobal(box.bottomLeft() + QPoint(24, 0)))

    def _node(self) -> Node | None:
        """Return the layer in hand."""
        row = self.tree.current()
        return self._session.document.node(row.id) if row is not None else None

    def _tell(self, words: str) -> None:
        self.told.emit(words)
        announce(self.tree, words)
