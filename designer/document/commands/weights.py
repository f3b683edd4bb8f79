"""Verbs for first weights: from a run or a file, for all, for some, or none."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from designer.document.commands.refused import CommandRefused
from designer.document.document import Document
from designer.graph.records import INPUT, OUTPUT, NodeId
from designer.project.first_weights import FRESH


def begin_with(document: Document, source: str) -> None:
    """Let the whole model begin with the weights of a file or of a run; empty: with none.

    Where a run is taken, what single layers said of their weights before goes: it was for the
    training that is done.
    """
    label = "Begin with weights" if source else "Begin afresh"
    with document.edit(label) as edit:
        edit.set("weights", source)


def begin_with_run(document: Document, source: str) -> None:
    """Let the whole model begin with what a run learned, single layers too."""
    with document.edit("Begin with the run's weights") as edit:
        edit.set("weights", source)
        edit.put_all(
            replace(node, weights="") for node in edit.graph.nodes.values() if node.weights
        )


def set_weights(document: Document, nodes: Iterable[NodeId], weights: str) -> None:
    """Say where the first weights of layers come from: `""`, `fresh`, or `FILE#layer`.

    Raises:
        CommandRefused: if there is no layer among them.
    """
    set_each(document, dict.fromkeys(nodes, weights))


def set_each(document: Document, weights: Mapping[NodeId, str]) -> None:
    """Say where the first weights of each layer come from.

    Raises:
        CommandRefused: if there is no layer among them.
    """
    graph = document.graph
    owners = {
        graph.owner(graph.nodes[id]).id: word for id, word in weights.items() if id in graph.nodes
    }
    owners = {
        id: word for id, word in owners.items() if graph.nodes[id].kind not in (INPUT, OUTPUT)
    }
    if not owners:
        raise CommandRefused("Select layers first: inputs and outputs have no weights.")
    label = "Begin layers afresh" if set(owners.values()) == {FRESH} else "Set weights"
    with document.edit(label) as edit:
        edit.put_all(replace(graph.nodes[id], weights=word) for id, word in owners.items())
