"""Several layers in one step, each wired to the one before it, and to others by their names."""

import itertools
from collections.abc import Callable, Sequence

from designer.catalog.offering import Offer
from designer.catalog.specs import Params
from designer.document.commands.edges import connect
from designer.document.commands.nodes import rename
from designer.document.commands.refused import CommandRefused
from designer.graph.records import NodeId
from designer.session.session import Session
from designer.ui.canvas.adding import Adding

First = Callable[[str, Params], NodeId]


class Chaining:
    """Adds what was typed."""

    def __init__(self, session: Session, adding: Adding) -> None:
        self._session = session
        self._adding = adding

    def add(self, first: First, offers: Sequence[Offer]) -> NodeId:
        """Add layers, as one step, and return the last of them.

        A drawn layer at the beginning is where the chain goes on from, as a branch; at any other
        place it takes what comes.

        Args:
            first: how the first layer is added, unless it is drawn.

        Raises:
            CommandRefused: if one of them cannot stand there, or take what it is to take.
        """
        with self._session.document.edit(label_of(offers)):
            node = self._begin(first, offers[0])
            for before, offer in itertools.pairwise(offers):
                node = self._after(node, offer, branches=bool(before.drawn))
        self._session.selection.set({node})
        return node

    def wire(self, source: NodeId, offer: Offer) -> NodeId:
        """Wire a layer to a drawn one.

        Raises:
            CommandRefused: if it cannot take the tensor.
        """
        with self._session.document.edit("Connect layers"):
            return self._after(source, offer, branches=False)

    def dress(self, node: NodeId, offer: Offer) -> NodeId:
        """Give a layer its name and what it takes besides.

        Raises:
            CommandRefused: if the name is taken, or it cannot take so much.
        """
        if offer.name:
            rename(self._session.document, node, offer.name)
        for name in offer.joined:
            self._connect(self._by_name(name), node)
        return node

    def _begin(self, first: First, offer: Offer) -> NodeId:
        drawn = self._by_name(offer.drawn) if offer.drawn else None
        node = drawn if drawn is not None else first(offer.spec.kind, offer.params)
        return self.dress(node, offer)

    def _after(self, before: NodeId, offer: Offer, *, branches: bool) -> NodeId:
        if offer.drawn:
            node = self._by_name(offer.drawn)
            self._connect(before, node)
        else:
            node = self._added_after(before, offer, branches=branches)
        return self.dress(node, offer)

    def _added_after(self, before: NodeId, offer: Offer, *, branches: bool) -> NodeId:
        adding, kind, params = self._adding, offer.spec.kind, offer.params
        end = adding.output_of(before)
        if end is None:
            return adding.add_below(kind, before, params)
        if branches:
            return adding.add_next(kind, end, True, None, params)
        return adding.continue_from(kind, end, params)

    def _by_name(self, name: str) -> NodeId:
        node = self._session.document.graph.by_name.get(name)
        if node is None:
            raise CommandRefused(f"There is no layer called {name}.")
        return node.id

    def _connect(self, source: NodeId, target: NodeId) -> None:
        nodes = self._session.document.graph.nodes
        start, end = self._adding.output_of(source), self._adding.input_of(target)
        if start is None:
            raise CommandRefused(f"{nodes[source].name} has no output.")
        if end is None:
            raise CommandRefused(f"{nodes[target].name} takes no further tensor.")
        connect(self._session.document, self._session.catalog, start, end)


def label_of(offers: Sequence[Offer]) -> str:
    """Return what the step is called."""
    new = [offer for offer in offers if not offer.drawn]
    if not new:
        return "Connect layers"
    return f"Add {new[0].spec.called}" if len(new) == 1 else f"Add {len(new)} layers"
