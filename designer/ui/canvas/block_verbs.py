"""What can be done with blocks on the canvas: make, dissolve, detach, go in and out."""

import json
from collections.abc import Callable, Iterable
from functools import partial

from designer.document.commands import blocks
from designer.document.commands.definitions import bring_in
from designer.document.commands.dissolve_block import dissolve_block
from designer.document.commands.make_block import make_block
from designer.document.commands.refused import CommandRefused
from designer.graph.blocks import BlockId, block_kind, block_of
from designer.graph.records import NodeId
from designer.project.definitions import definition_from_dict
from designer.project.places import instances, way_into
from designer.session.problem_places import place_of
from designer.session.session import Session
from designer.ui.asking import asking
from designer.ui.translate import tr


class BlockVerbs:
    """The verbs, on the selection of one canvas."""

    def __init__(
        self,
        session: Session,
        *,
        show: Callable[[Iterable[NodeId]], None],
        say: Callable[[str], None],
    ) -> None:
        self._session = session
        self._show = show
        self._say = say
        self._asking = partial(asking, say)

    # Going in and out ----------------------------------------------------------------------

    def enter(self, node: NodeId) -> bool:
        """Go into an instance; tell whether *node* is one."""
        block = self._block_of(node)
        document = self._session.document
        if block is None or document.editing:
            return False
        document.enter(block, (*document.path, node))
        return True

    def enter_selected(self) -> bool:
        """Go into the one selected instance; tell whether there is one."""
        nodes = self._session.selection.nodes
        return len(nodes) == 1 and self.enter(nodes[0])

    def leave(self) -> bool:
        """Go out of the block in which one is, to the instance; tell whether one was in any."""
        document = self._session.document
        if document.scope is None or document.editing:
            return False
        came_by = document.path[-1:]
        document.leave()
        self._session.selection.set(id for id in came_by if document.node(id) is not None)
        return True

    def go(self, depth: int) -> None:
        """Go out until so many instances are around; 0 is the model itself."""
        while len(self._session.document.path) > depth and self.leave():
            continue
        if depth == 0:
            self._session.document.enter(None)

    def visit(self, block: BlockId) -> None:
        """Go into a block from wherever one is."""
        document = self._session.document
        if block in document.project.blocks and not document.editing:
            document.enter(block, way_into(document.project, block))

    def visit_place(self, place: BlockId | None) -> None:
        """Go into a block from wherever one is, or to the model itself."""
        if place is not None:
            self.visit(place)
        elif not self._session.document.editing:
            self._session.document.enter(None)

    def find(self, node: str) -> NodeId:
        """Go where a node stands, named as in problems (`n5/c2`), and return its own id."""
        document = self._session.document
        scope, path, inner = place_of(document.project, node)
        if not document.editing and (scope != document.scope or "/" in node):
            document.enter(scope, path)
        return inner

    # Making and taking apart ---------------------------------------------------------------

    def make(self) -> bool:
        """Make a block of the selected layers; tell whether it was made."""
        session = self._session
        try:
            chosen = (*session.selection.nodes, *session.selection.remarks)
            made = make_block(session.document, session.catalog, chosen)
        except CommandRefused as refused:
            self._say(str(refused))
            return False
        session.selection.set({made})
        self._show([made])
        return True

    def drop(self, kind: str, definition: str, add: Callable[[str], None]) -> None:
        """Add what was dragged here; a block of another project brings its definition along."""
        document = self._session.document
        if not definition or (block_of(kind) is None and self._session.catalog.layer(kind)):
            add(kind)
            return
        try:
            brought = definition_from_dict(json.loads(definition))
        except (ValueError, RecursionError):
            self._say(tr("This block cannot be read."))
            return
        with self._asking(), document.edit(f"Add {brought.block.name}"):
            ids = bring_in(document, brought.blocks)
            add(block_kind(ids[brought.block.id]))

    def dissolve(self) -> None:
        """Put what is in the selected blocks in their place."""
        session = self._session
        made: list[NodeId] = []
        with self._asking(), session.document.edit("Dissolve block"):
            for id in self.selected_instances():
                if session.document.node(id) is not None:
                    made += dissolve_block(session.document, id)
        session.selection.set(id for id in made if session.document.node(id) is not None)
        self._show(session.selection.nodes)

    def detach(self) -> None:
        """Give each selected instance a block of its own."""
        document = self._session.document
        with self._asking(), document.edit("Detach block"):
            for id in self.selected_instances():
                blocks.detach(document, id)

    def detach_here(self) -> None:
        """Give the instance through which one came in a block of its own, and stay inside."""
        document = self._session.document
        path = document.path
        if not path or document.editing:
            return
        document.leave()
        new = blocks.detach(document, path[-1])
        document.enter(new, path)

    def delete_unused(self) -> None:
        """Delete the definitions that the model does not use."""
        count = blocks.delete_unused(self._session.document)
        one = tr("One unused block was deleted.")
        many = tr("{n} unused blocks were deleted.", n=count)
        self._say((one if count == 1 else many) if count else tr("Every block is used."))

    # Questions -----------------------------------------------------------------------------

    def selected_instances(self) -> tuple[NodeId, ...]:
        """Return the selected nodes that are instances of blocks."""
        return tuple(id for id in self._session.selection.nodes if self._block_of(id) is not None)

    def used(self, block: BlockId) -> int:
        """Return how many instances of a block the project holds."""
        return len(instances(self._session.document.project, block))

    def _block_of(self, node: NodeId) -> BlockId | None:
        record = self._session.document.node(node)
        block = block_of(record.kind) if record is not None else None
        return block if block in self._session.document.project.blocks else None
