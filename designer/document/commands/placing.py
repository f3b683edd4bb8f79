"""Places for layers that were added without a pointer, by the wires that they have got."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from designer.document.document import Document
from designer.graph.placing import place_new
from designer.graph.records import NodeId


def settle_new(
    document: Document,
    new: Collection[NodeId],
    sizes: Mapping[NodeId, tuple[float, float]] | None = None,
) -> None:
    """Let *new* nodes come to where their wires want them, and others make room for them.

    Args:
        sizes: of boxes as they are drawn; guessed where one is missing.
    """
    with document.edit("Place layers") as edit:
        places = place_new(edit.graph, new, sizes, edit.project.direction)
        edit.put_all(
            replace(edit.graph.nodes[id], position=place) for id, place in sorted(places.items())
        )
