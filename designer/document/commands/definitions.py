"""Verbs that bring blocks into a project: from the clipboard, a library or a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol, runtime_checkable

from designer.document.commands.ids import new_id
from designer.document.commands.refused import CommandRefused
from designer.document.document import Document
from designer.graph.blocks import DEEPEST, Block, BlockId, Blocks, block_kind, block_of
from designer.graph.naming import unique_name
from designer.project.definitions import Definition, essence, with_ids, with_kinds
from designer.project.places import graphs, holds
from designer.project.project import Project


@runtime_checkable
class Shelf(Protocol):
    """A catalogue that offers blocks which are not in the project yet."""

    def definition(self, kind: str) -> Definition | None:
        """Return the block that stands behind *kind*; None where it is no such kind."""


def settled_kind(document: Document, catalog: object, kind: str) -> str:
    """Return the kind that a new node gets; a block on the shelf comes into the project first.

    Raises:
        CommandRefused: if the block would stand in itself.
    """
    definition = catalog.definition(kind) if isinstance(catalog, Shelf) else None
    if definition is not None:
        ids = bring_in(document, definition.blocks)
        kind = block_kind(ids[definition.block.id])
    refuse_recursion(document, kind)
    return kind


def refuse_recursion(document: Document, kind: str) -> None:
    """Make sure that a node of *kind* can stand where one is.

    Raises:
        CommandRefused: if it is an instance of a block around it.
    """
    block, scope = block_of(kind), document.scope
    if block is None or scope is None or not holds(document.project, block, scope):
        return
    blocks = document.project.blocks
    inner, around = blocks[block].name, blocks[scope].name
    if block == scope:
        raise CommandRefused(f"The block {inner} cannot stand in itself.")
    raise CommandRefused(f"{inner} holds {around}, so it cannot stand in it.")


def bring_in(document: Document, blocks: Blocks) -> Mapping[BlockId, BlockId]:
    """Add blocks to the project and return the ids that they have there.

    One that the project has already, equal in all but ids, is used as it is; ids that are taken
    and names that are taken become others.
    """
    work = _Work(document.project, blocks)
    for id in sorted(blocks):
        work.bring(id)
    with document.edit("Add block") as edit:
        edit.set("blocks", {**edit.project.blocks, **work.made})
    return work.ids


@dataclass(slots=True)
class _Work:
    project: Project
    given: Blocks
    ids: dict[BlockId, BlockId] = field(default_factory=dict)
    made: dict[BlockId, Block] = field(default_factory=dict)
    known: dict[str, BlockId] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        blocks = self.project.blocks
        self.known = {essence(block, blocks): id for id, block in sorted(blocks.items())}
        self.names = {block.name for block in blocks.values()}
        for _, graph in graphs(self.project):
            self.taken |= graph.nodes.keys() | graph.edges.keys()

    def bring(self, id: BlockId, around: frozenset[BlockId] = frozenset()) -> None:
        if id in self.ids or id not in self.given:
            return
        if id in around or len(around) > DEEPEST:
            name = self.given[id].name
            raise CommandRefused(f"The block {name} holds itself, so it cannot be used.")
        block = self.given[id]
        for node in block.graph.nodes.values():
            inner = block_of(node.kind)
            if inner is not None:
                self.bring(inner, around | {id})
        same = self.known.get(essence(block, self.given))
        if same is not None:
            self.ids[id] = same
            return
        free = id not in self.project.blocks and id not in self.made
        self.ids[id] = new = id if free else new_id("b", {*self.project.blocks, *self.made})
        block = replace(block, id=new, name=unique_name(block.name, self.names))
        block = with_ids(block, self._node, self._edge)
        self.names.add(block.name)
        self.made[new] = replace(block, graph=with_kinds(block.graph, self.ids))

    def _node(self, id: str) -> str:
        return self._free(id, "n")

    def _edge(self, id: str) -> str:
        return self._free(id, "e")

    def _free(self, id: str, prefix: str) -> str:
        found = new_id(prefix, self.taken) if id in self.taken else id
        self.taken.add(found)
        return found
