"""The verb that names many layers at once."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from designer.document.commands.refused import CommandRefused
from designer.document.document import Document
from designer.graph.graph import Graph
from designer.graph.naming import name_refusal
from designer.graph.records import Direction, Node, NodeId

_NUMBER = re.compile(r"#+")


def rename_all(document: Document, nodes: Iterable[NodeId], pattern: str) -> None:
    """Name *nodes* by a pattern: in `conv_#`, or `conv_##`, a number stands for the `#`.

    They are counted along the model from 1. A pattern without `#` gets the number at its end.

    Raises:
        CommandRefused: if one of the names is taken by another layer, or is illegal in Keras.
    """
    pattern = pattern.strip()
    if not pattern:
        raise CommandRefused("Layers need names. Type a pattern such as conv_#.")
    if "#" not in pattern:
        pattern += "_#"
    graph = document.graph
    chosen = sorted((graph.nodes[id] for id in set(nodes)), key=_along(document))
    ids = {node.id for node in chosen}
    others = Graph({id: node for id, node in graph.nodes.items() if id not in ids}, {})
    named = [_named(node, pattern, number) for number, node in enumerate(chosen, 1)]
    for node in named:
        if why := name_refusal(others, node.name, kind=node.kind):
            raise CommandRefused(why)
    with document.edit(f"Rename {len(named)} layers") as edit:
        edit.put_all(named)


def _named(node: Node, pattern: str, number: int) -> Node:
    def digits(match: re.Match[str]) -> str:
        return str(number).zfill(len(match.group()))

    return replace(node, name=_NUMBER.sub(digits, pattern))


def _along(document: Document) -> Callable[[Node], tuple[float, float, NodeId]]:
    right = document.project.direction is Direction.RIGHT

    def place(node: Node) -> tuple[float, float, NodeId]:
        x, y = node.position
        return (x, y, node.id) if right else (y, x, node.id)

    return place
