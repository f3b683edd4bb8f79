"""Verbs for blocks: detach, name, style, notes, repeat, delete what nobody uses."""

from dataclasses import replace
from typing import Any

from designer.document.commands.ids import new_id
from designer.document.commands.nodes import UNSET, rename, set_param
from designer.document.commands.refused import CommandRefused
from designer.document.document import Document
from designer.graph.blocks import REPEAT, Block, BlockId, BlockStyle, block_kind, block_of
from designer.graph.naming import legal_name, unique_name
from designer.graph.records import Node, NodeId
from designer.project.definitions import with_ids
from designer.project.places import graphs, instances, unused


def detach(document: Document, node: NodeId) -> BlockId:
    """Give an instance a block of its own, equal to the one it had.

    Instances that share its weights come along.

    Returns:
        The new block.

    Raises:
        CommandRefused: if *node* is no instance of a block of the project.
    """
    graph = document.graph
    old = block_at(document, node)
    owner = graph.owner(graph.nodes[node])
    taken = {id for _, g in graphs(document.project) for id in (*g.nodes, *g.edges)}

    def fresh(prefix: str) -> str:
        made = new_id(prefix, taken)
        taken.add(made)
        return made

    names = {block.name for block in document.project.blocks.values()}
    id = new_id("b", document.project.blocks)
    with document.edit("Detach block") as edit:
        new = with_ids(old, lambda _: fresh("n"), lambda _: fresh("e"))
        new = replace(new, id=id, name=unique_name(old.name, names))
        edit.set("blocks", {**edit.project.blocks, id: new})
        tied = (owner.id, *graph.twins.get(owner.id, ()))
        edit.put_all(replace(graph.nodes[one], kind=block_kind(id)) for one in tied)
    return id


def rename_block(document: Document, block: BlockId, name: str) -> None:
    """Give a block another name.

    Raises:
        CommandRefused: if the name is empty, or another block of the project has it.
    """
    name = name.strip()
    if not name:
        raise CommandRefused("A block needs a name.")
    if not name.isprintable() or len(name) > 80:
        raise CommandRefused("Expected a block's name of one line of at the most 80 characters.")
    others = {other.name for id, other in document.project.blocks.items() if id != block}
    if name in others:
        raise CommandRefused(f"Another block is called {name} already.")
    _set(document, "Rename block", block, name=name)


def rename_instance(document: Document, node: NodeId, name: str) -> None:
    """Rename a node; where it is the only instance of a block and is called like it, both.

    Raises:
        CommandRefused: if the name cannot be given.
    """
    record = document.graph.nodes[node]
    block = document.project.blocks.get(block_of(record.kind) or "")
    with document.edit("Rename layer"):
        rename(document, node, name)
        if block is None or legal_name(block.name) != record.name:
            return
        taken = {other.name for other in document.project.blocks.values() if other is not block}
        if len(instances(document.project, block.id)) == 1 and name.strip() not in taken:
            rename_block(document, block.id, name)


def set_style(document: Document, block: BlockId, style: BlockStyle) -> None:
    """Let a block become a helper function in code, or a model of its own."""
    _set(document, "Set style of block", block, style=style)


def set_block_notes(document: Document, block: BlockId, notes: str) -> None:
    """Note what a block is for."""
    _set(document, "Set notes of block", block, notes=notes)


def set_repeat(document: Document, node: NodeId, times: int) -> None:
    """Chain an instance *times* times.

    Raises:
        CommandRefused: if *times* is less than one, or there is nothing to chain it by.
    """
    block = block_at(document, node)
    if times < 1:
        raise CommandRefused(f"Expected to repeat {block.name} once at the least, found {times}.")
    if times > 1 and not (block.graph.inputs and block.graph.outputs):
        raise CommandRefused(
            f"{block.name} needs an Input and an Output inside to be chained: what one repetition "
            "gives, the next one takes."
        )
    set_param(document, [node], REPEAT, UNSET if times == 1 else times)


def delete_block(document: Document, block: BlockId) -> None:
    """Delete a definition that nobody uses.

    Raises:
        CommandRefused: if there are instances of it; the words say where.
    """
    if used := uses(document, block):
        name = document.project.blocks[block].name
        raise CommandRefused(f"{name} is still used: {used}. Delete or dissolve its instances.")
    if block == document.scope:
        document.enter(None)
    with document.edit("Delete block") as edit:
        left = {id: one for id, one in edit.project.blocks.items() if id != block}
        edit.set("blocks", left)


def delete_unused(document: Document) -> int:
    """Delete every definition of which the model holds no instance; return how many."""
    gone = unused(document.project)
    if not gone:
        return 0
    if document.scope in gone:
        document.enter(None)
    with document.edit("Delete unused blocks") as edit:
        left = {id: one for id, one in edit.project.blocks.items() if id not in gone}
        edit.set("blocks", left)
    return len(gone)


def uses(document: Document, block: BlockId) -> str:
    """Return in words where instances of a block stand; empty where there are none."""
    project = document.project
    counts: dict[str, int] = {}
    for scope, _ in instances(project, block):
        place = "in the model" if scope is None else f"in {project.blocks[scope].name}"
        counts[place] = counts.get(place, 0) + 1
    words = [f"{place} {count} times" if count > 1 else place for place, count in counts.items()]
    return ", ".join(words)


def block_at(document: Document, node: NodeId) -> Block:
    """Return the block of which *node* is an instance.

    Raises:
        CommandRefused: if it is none.
    """
    record: Node = document.graph.nodes[node]
    block = document.project.blocks.get(block_of(record.kind) or "")
    if block is None:
        raise CommandRefused(f"{record.name} is not a block of this project.")
    return block


def _set(document: Document, label: str, block: BlockId, **fields: Any) -> None:
    with document.edit(label) as edit:
        blocks = edit.project.blocks
        edit.set("blocks", {**blocks, block: replace(blocks[block], **fields)})
