"""Opening the quick-add list and doing what was chosen."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtWidgets import QGraphicsView

from designer.catalog.offering import Offer, Offering
from designer.catalog.specs import LayerSpec
from designer.catalog.wanted import Wanted
from designer.graph.blocks import block_of
from designer.graph.records import EdgeId, Endpoint, NodeId, Point
from designer.project.places import holds
from designer.session.habits import Habits
from designer.session.session import Session
from designer.ui.canvas.fitting import Fitting
from designer.ui.canvas.gestures.stage import Stage, Wire
from designer.ui.canvas.overlays.quick_add import QuickAdd
from designer.ui.canvas.sizes import COLUMN_GAP
from designer.ui.canvas.verbs import Verbs
from designer.ui.following import follow
from designer.ui.translate import tr

_KEEP_AFTER_MS = 2000


class QuickAdding:
    """Knows for what the list was opened: a place, the selection, or a wire in hand."""

    def __init__(self, view: QGraphicsView, session: Session, stage: Stage, verbs: Verbs) -> None:
        self._view = view
        self._session = session
        self._stage = stage
        self._verbs = verbs
        self._habits = Habits(session.preferences)
        self._fitting = Fitting(session, self._habits)
        self._then: Callable[[tuple[Offer, ...]], None] = lambda _offers: None
        self._standing: tuple[str, ...] = ()
        self._keep = QTimer(view, singleShot=True, interval=_KEEP_AFTER_MS)
        self._keep.timeout.connect(self._habits.keep)
        self.popup = QuickAdd(view)
        self.popup.chosen.connect(self._on_chosen)
        self.popup.left.connect(self._on_left)
        follow(view, session.history.changed, self._close_without_ground)
        follow(view, session.document.entered, self._close_without_ground)

    def open(self, text: str, point: Point) -> None:
        """Offer all kinds; those that continue the selection first."""
        wire = self._selected_wire()
        verbs, adding = self._verbs.offers, self._verbs.adding
        end = None if wire else adding.chain_end()
        ends = adding.loose_ends()
        if wire is not None:
            self._standing = (wire,)
            self._then = lambda offers: verbs.insert(offers, wire, point)
            wanted = self._fitting.within(self._session.document.graph.edges[wire])
            hint = tr("Enter inserts it into the selected wire")
        elif end is not None:
            self._standing = (end.node,)
            self._then = lambda offers: verbs.add(offers, point)
            wanted, hint = self._fitting.after(end), self._next_hint(end)
        elif ends:
            self._standing = tuple(joined.node for joined in ends)
            self._then = lambda offers: verbs.join(offers, ends, point)
            wanted, hint = self._fitting.joining(ends), self._join_hint(len(ends))
        else:
            self._standing = ()
            self._then = lambda offers: verbs.add(offers, point)
            wanted, hint = self._fitting.anything(), tr("Enter adds it at the pointer")
        self._show(text, point, wanted, hint)

    def offer(self, end: Endpoint, output: bool, point: Point) -> None:
        """Offer what fits to the loose end of a wire."""
        self._standing = (end.node,)
        self._then = lambda offers: self._verbs.offers.add_to_wire(offers, end, output, point)
        start = self._stage.port_point(end, output)
        self._stage.show_wire(Wire(start, point, not output, attached=False))
        fitting = self._fitting
        wanted = fitting.after(end, output=True) if output else fitting.before(end)
        self._show("", point, wanted, tr("Enter adds it to the wire"))

    def replace(self) -> None:
        """Offer what can take the place of the selected layers."""
        nodes = self._session.selection.nodes
        if not nodes:
            return
        _left, top, right, _bottom = self._stage.box(nodes[0])
        point = (right + COLUMN_GAP, top)
        self._standing = nodes
        self._then = lambda offers: self._verbs.offers.replace(offers[-1])
        hint = tr("Enter puts it in the place of {name}; wires stay", name=self._called(nodes))
        self._show("", point, self._fitting.instead_of(nodes), hint, can_go_on=False)

    def _show(
        self, text: str, point: Point, wanted: Wanted, hint: str, *, can_go_on: bool = True
    ) -> None:
        place = self._view.mapFromScene(QPointF(*point))
        offering = Offering(self._session.catalog, wanted, self._can_stand_here, self._drawn)
        self.popup.open_at(place, offering.of, text, hint, can_go_on=can_go_on)

    def _drawn(self) -> dict[str, LayerSpec]:
        """Return what is drawn, by name."""
        graph, catalog = self._session.document.graph, self._session.catalog
        kinds = ((name, catalog.layer(graph.owner(n).kind)) for name, n in graph.by_name.items())
        return {name: spec for name, spec in kinds if spec is not None}

    def _can_stand_here(self, spec: LayerSpec) -> bool:
        """Whether a kind is no block in which one is: it cannot stand in itself."""
        document = self._session.document
        block, scope = block_of(spec.kind), document.scope
        return block is None or scope is None or not holds(document.project, block, scope)

    def _called(self, nodes: tuple[NodeId, ...]) -> str:
        graph = self._session.document.graph
        return graph.nodes[nodes[0]].name if len(nodes) == 1 else tr("{n} layers", n=len(nodes))

    def _next_hint(self, end: Endpoint) -> str:
        graph = self._session.document.graph
        name = graph.nodes[end.node].name
        wire = self._verbs.adding.wire_after(end)
        if wire is not None:
            following = graph.nodes[graph.edges[wire].target.node].name
            return tr("Enter inserts it between {name} and {next}", name=name, next=following)
        return tr("Enter adds it below {name}, wired", name=name)

    def _join_hint(self, count: int) -> str:
        return tr("Enter joins the {n} selected layers in it", n=count)

    def _selected_wire(self) -> EdgeId | None:
        selection = self._session.selection
        return selection.edges[0] if len(selection.ids) == 1 and selection.edges else None

    def _on_chosen(self, offers: tuple[Offer, ...], go_on: bool) -> None:
        before = self._session.document.graph
        self._then(offers)
        if self._session.document.graph is before:
            return
        self._habits.note(offer.spec.kind for offer in offers if not offer.drawn)
        self._keep.start()
        if go_on and self._session.selection.nodes:
            self._go_on()

    def _go_on(self) -> None:
        """Open the list again, beside what was just added."""
        node = self._session.selection.nodes[0]
        _left, top, right, _bottom = self._stage.box(node)
        self.open("", (right + COLUMN_GAP, top))

    def _close_without_ground(self) -> None:
        """Close the list where what it was opened for has gone."""
        document = self._session.document
        if any(document.node(id) is None and document.edge(id) is None for id in self._standing):
            self.popup.close_list()

    def _on_left(self) -> None:
        self._stage.show_wire(None)
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
