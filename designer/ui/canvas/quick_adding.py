"""Opening the quick-add list and doing what was chosen."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QGraphicsView

from designer.graph.blocks import block_of
from designer.graph.records import EdgeId, Endpoint, Point
from designer.project.places import holds
from designer.session.session import Session
from designer.ui.canvas.fitting import Offer, Wanted, offers
from designer.ui.canvas.gestures.stage import Stage, Wire
from designer.ui.canvas.overlays.quick_add import QuickAdd
from designer.ui.canvas.verbs import Verbs
from designer.ui.translate import tr


class QuickAdding:
    """Knows for what the list was opened: a place, the selected node, or a wire in hand."""

    def __init__(self, view: QGraphicsView, session: Session, stage: Stage, verbs: Verbs) -> None:
        self._view = view
        self._session = session
        self._stage = stage
        self._verbs = verbs
        self._then: Callable[[str], None] = lambda _kind: None
        self.popup = QuickAdd(view)
        self.popup.chosen.connect(self._on_chosen)
        self.popup.left.connect(self._on_left)

    def open(self, text: str, point: Point) -> None:
        """Offer all kinds; those that continue the selected node first."""
        wire = self._selected_wire()
        end = None if wire else self._verbs.adding.chain_end()
        if wire is not None:
            self._then = lambda kind: self._verbs.insert_on_selected_wire(wire, kind, point)
            wanted, hint = Wanted(), tr("Enter inserts it into the selected wire")
        elif end is not None:
            self._then = lambda kind: self._verbs.add(kind, point)
            wanted, hint = Wanted(None, self._rank(end)), self._next_hint(end)
        else:
            self._then = lambda kind: self._verbs.add(kind, point)
            wanted, hint = Wanted(), tr("Enter adds it at the pointer")
        self._show(text, point, wanted, hint)

    def offer(self, end: Endpoint, output: bool, point: Point) -> None:
        """Offer what fits to the loose end of a wire."""
        self._then = lambda kind: self._verbs.add_to_wire(kind, end, output, point)
        start = self._stage.port_point(end, output)
        self._stage.show_wire(Wire(start, point, not output, attached=False))
        wanted = Wanted(output, self._rank(end) if output else None)
        self._show("", point, wanted, tr("Enter adds it to the wire"))

    def _show(self, text: str, point: Point, wanted: Wanted, hint: str) -> None:
        place = self._view.mapFromScene(QPointF(*point))

        def search(words: str) -> tuple[Offer, ...]:
            found = offers(self._session.catalog, words, wanted)
            return tuple(offer for offer in found if not self._around(offer.spec.kind))

        self.popup.open_at(place, search, text, hint)

    def _around(self, kind: str) -> bool:
        """Whether *kind* is a block in which one is: it cannot stand in itself."""
        document = self._session.document
        block, scope = block_of(kind), document.scope
        return block is not None and scope is not None and holds(document.project, block, scope)

    def _next_hint(self, end: Endpoint) -> str:
        graph = self._session.document.graph
        name = graph.nodes[end.node].name
        wire = self._verbs.adding.wire_after(end)
        if wire is not None:
            following = graph.nodes[graph.edges[wire].target.node].name
            return tr("Enter inserts it between {name} and {next}", name=name, next=following)
        return tr("Enter adds it below {name}, wired", name=name)

    def _selected_wire(self) -> EdgeId | None:
        selection = self._session.selection
        return selection.edges[0] if len(selection.ids) == 1 and selection.edges else None

    def _rank(self, end: Endpoint) -> int | None:
        report = self._session.analysis.report(end.node)
        tensor = report.outputs.get(end.port) if report else None
        return len(tensor.shape) if tensor else None

    def _on_chosen(self, kind: str) -> None:
        self._then(kind)

    def _on_left(self) -> None:
        self._stage.show_wire(None)
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
