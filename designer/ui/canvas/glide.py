"""Nodes glide to new places: the document has them at once, the items follow."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from PySide6.QtCore import QEasingCurve, QVariantAnimation
from PySide6.QtWidgets import QGraphicsView

from designer.graph.records import NodeId, Point
from designer.ui.canvas.migration import Migration
from designer.ui.canvas.scene import GraphScene
from designer.ui.motion import stands_still
from designer.ui.theme import Sizes

FEW = 250
"""So many nodes move as they are drawn; more of them fly as boxes."""


class Glide:
    """Shows a change of places as a movement."""

    def __init__(self, scene: GraphScene, view: QGraphicsView) -> None:
        self._scene = scene
        self._from: dict[NodeId, Point] = {}
        self._migration = Migration(view, scene)
        self._animation = QVariantAnimation(scene)
        self._animation.setDuration(Sizes.DURATION)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.valueChanged.connect(self._on_step)

    @contextmanager
    def moving(self) -> Iterator[None]:
        """Show what moves in this context as a movement: few nodes as they are, many as boxes."""
        scene = self._scene
        if stands_still(scene.session.preferences):
            yield
            return
        many = len(scene.nodes) > FEW
        before = self.places()
        if many:
            self._migration.remember()
        yield
        moved = self._moved(before)
        if not many:
            self._start(moved)
        elif len(moved) > FEW:
            self._migration.start()

    def places(self) -> dict[NodeId, Point]:
        """Return where the items are now."""
        return {id: (item.x() - item.face.left, item.y()) for id, item in self._scene.nodes.items()}

    def _moved(self, before: Mapping[NodeId, Point]) -> dict[NodeId, Point]:
        node = self._scene.session.document.node
        return {
            id: place
            for id, place in before.items()
            if (now := node(id)) is not None and now.position != place
        }

    def _start(self, moved: dict[NodeId, Point]) -> None:
        self._animation.stop()
        self._from = moved
        if moved:
            self._animation.start()

    def _on_step(self, progress: float) -> None:
        self._scene.show_between(self._from, float(progress))
