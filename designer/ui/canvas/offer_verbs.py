"""What the quick-add list does: adds what was chosen in it, wired as the place says."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from designer.catalog.offering import Offer
from designer.catalog.specs import Params
from designer.catalog.wanted import room_of
from designer.document.commands.replace import replace_kind
from designer.graph.records import EdgeId, Endpoint, NodeId, Point
from designer.session.session import Session
from designer.ui.canvas.adding import Adding
from designer.ui.canvas.chaining import Chaining, label_of
from designer.ui.translate import tr


class OfferVerbs:
    """The verbs of one canvas for offers; several at once are wired one to the next."""

    def __init__(
        self,
        session: Session,
        adding: Adding,
        *,
        show: Callable[[NodeId], None],
        pointer: Callable[[], Point],
        asking: Callable[[], AbstractContextManager[None]],
        say: Callable[[str], None],
    ) -> None:
        self._session = session
        self._adding = adding
        self._chaining = Chaining(session, adding)
        self._show = show
        self._pointer = pointer
        self._asking = asking
        self._say = say

    def add(self, offers: Sequence[Offer], point: Point | None = None) -> None:
        """Add layers: wired after the selected one if there is one, else at *point*."""
        end = self._adding.chain_end()
        if end is not None and len(offers) == 1 and offers[0].drawn:
            with self._asking():
                self._show(self._chaining.wire(end.node, offers[0]))
        elif end is None:
            self._chain(self._at(point or self._pointer()), offers)
        else:
            self._chain(lambda kind, set: self._adding.continue_from(kind, end, set), offers)

    def add_to_wire(
        self, offers: Sequence[Offer], end: Endpoint, output: bool, point: Point
    ) -> None:
        """Add layers at *point*, wired to the loose end in hand."""
        adding = self._adding
        if output:
            self._chain(lambda kind, set: adding.add_next(kind, end, True, point, set), offers)
            return
        *others, last = offers
        with self._asking(), self._session.document.edit(label_of(offers)):
            node = adding.add_next(last.spec.kind, end, False, point, last.params)
            self._chaining.dress(node, last)
            for offer in reversed(others):
                entry = adding.input_of(node)
                if entry is not None:
                    node = adding.add_next(offer.spec.kind, entry, False, None, offer.params)
                    self._chaining.dress(node, offer)
            self._show(node)

    def insert(self, offers: Sequence[Offer], edge: EdgeId, point: Point) -> None:
        """Put layers into a wire."""
        self._chain(lambda kind, set: self._adding.insert(kind, edge, point, set), offers)

    def join(self, offers: Sequence[Offer], ends: Sequence[Endpoint], point: Point) -> None:
        """Add layers, the first of which takes several tensors; where it cannot, at *point*."""
        room = room_of(offers[0].spec)
        if room is not None and room < len(ends):
            self._chain(self._at(point), offers)
        else:
            self._chain(lambda kind, set: self._adding.join(kind, ends, set), offers)

    def replace(self, offer: Offer) -> None:
        """Put layers of another kind in the place of the selected ones; say what was lost."""
        session = self._session
        with self._asking():
            lost = replace_kind(
                session.document,
                session.catalog,
                session.selection.nodes,
                offer.spec.kind,
                offer.params,
            )
            if lost:
                self._say(lost)

    def _at(self, point: Point) -> Callable[[str, Params], NodeId]:
        return lambda kind, set: self._adding.add_at(kind, point, set)

    def _chain(self, first: Callable[[str, Params], NodeId], offers: Sequence[Offer]) -> None:
        before = self._session.document.graph.nodes
        with self._asking():
            node = self._chaining.add(first, offers)
            self._show(node)
            if node in before and not offers[-1].drawn:
                name = before[node].name
                self._say(tr("Wired to {name}, which was waiting for it.", name=name))
