"""Verbs for freezing: a layer, all above a point, all below it."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from designer.document.commands.refused import CommandRefused
from designer.document.document import Document
from designer.graph.records import INPUT, OUTPUT, Node, NodeId
from designer.graph.topology import above, below

HasWeights = Callable[[Node], bool]


def freeze_above(document: Document, nodes: Iterable[NodeId], has_weights: HasWeights) -> None:
    """Freeze *nodes* and every layer on which they depend.

    Args:
        document: what is edited.
        nodes: where to stop.
        has_weights: tells whether there is anything to freeze in a layer.

    Raises:
        CommandRefused: if there is nothing to freeze.
    """
    found = above(document.graph, nodes)
    _set(document, found, has_weights, trainable=False, label="Freeze up to here")


def unfreeze_below(document: Document, nodes: Iterable[NodeId], has_weights: HasWeights) -> None:
    """Let *nodes* and every layer that depends on them learn again.

    Raises:
        CommandRefused: if nothing there is frozen.
    """
    found = below(document.graph, nodes)
    _set(document, found, has_weights, trainable=True, label="Unfreeze from here on")


def _set(
    document: Document,
    nodes: Iterable[NodeId],
    has_weights: HasWeights,
    *,
    trainable: bool,
    label: str,
) -> None:
    graph = document.graph
    owners = {owner.id: owner for id in nodes if (owner := graph.owner(graph.nodes[id]))}
    changed = [
        replace(node, trainable=trainable)
        for node in owners.values()
        if node.kind not in (INPUT, OUTPUT)
        and node.trainable is not trainable
        and (trainable or has_weights(node))
    ]
    if not changed:
        words = "frozen there" if trainable else "to be frozen there: no layer has weights"
        raise CommandRefused(f"Nothing is {words}.")
    with document.edit(label) as edit:
        edit.put_all(changed)
