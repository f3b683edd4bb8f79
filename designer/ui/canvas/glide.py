"""Nodes glide to new places: the document has them at once, the items follow in 150 ms."""

from collections.abc import Mapping

from PySide6.QtCore import QEasingCurve, QVariantAnimation

from designer.graph.records import NodeId, Point
from designer.ui.canvas.scene import GraphScene
from designer.ui.theme import Sizes

_LIMIT = 400


class Glide:
    """Shows a change of places as a movement."""

    def __init__(self, scene: GraphScene) -> None:
        self._scene = scene
        self._from: dict[NodeId, Point] = {}
        self._animation = QVariantAnimation(scene)
        self._animation.setDuration(Sizes.DURATION)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.valueChanged.connect(self._on_step)

    def places(self) -> dict[NodeId, Point]:
        """Return where the items are now."""
        return {id: (item.x() - item.face.left, item.y()) for id, item in self._scene.nodes.items()}

    def from_places(self, before: Mapping[NodeId, Point]) -> None:
        """Let what has moved since *before* come from there."""
        self._animation.stop()
        nodes = self._scene.session.document.graph.nodes
        self._from = {
            id: place for id, place in before.items() if id in nodes and place != nodes[id].position
        }
        if self._from and len(self._from) <= _LIMIT:
            self._animation.start()

    def _on_step(self, progress: float) -> None:
        self._scene.show_between(self._from, float(progress))
