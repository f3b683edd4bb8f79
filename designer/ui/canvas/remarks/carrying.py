"""What frames take along, by what is drawn."""

from collections.abc import Iterable

from designer.graph.framing import Box, carried
from designer.ui.canvas.remarks.remark_item import box_of_rect
from designer.ui.canvas.scene import GraphScene


def drawn_boxes(scene: GraphScene) -> dict[str, Box]:
    """Return the boxes of nodes and notes as they are drawn."""
    boxes: dict[str, Box] = {id: box_of_rect(item.rect()) for id, item in scene.nodes.items()}
    return boxes | scene.remarks.note_boxes()


def carried_on(scene: GraphScene, ids: Iterable[str]) -> frozenset[str]:
    """Return *ids* with all that stands in the frames among them."""
    chosen = frozenset(ids)
    if not chosen & scene.remarks.items.keys():
        return chosen
    return carried(scene.session.document.graph, drawn_boxes(scene), chosen)
