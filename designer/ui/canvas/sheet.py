"""The sheet of paper: shows a scene through a camera, and paints it in batches from afar."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from designer.ui.canvas.camera import Camera
from designer.ui.canvas.foreground import Foreground
from designer.ui.canvas.paper import paint_paper
from designer.ui.canvas.remarks.measures import LABELS_BELOW
from designer.ui.canvas.scene import GraphScene
from designer.ui.canvas.sizes import NAMES_FROM, OVERVIEW_BELOW
from designer.ui.canvas.wire_labels import WireLabels
from designer.ui.translate import tr

_FEW_FROM = 0.24
"""From here on so few nodes are in sight that finding them is faster than painting all."""
_PAPER = QRectF(-2e6, -2e6, 4e6, 4e6)


class Sheet(QGraphicsView):
    """A view of one drawing that takes no gestures."""

    def __init__(self, scene: GraphScene, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.graph_scene = scene
        self.camera = Camera(self)
        self.foreground = Foreground(scene)
        self.labels = WireLabels(scene)
        self._set_up()

    def _set_up(self) -> None:
        self.setScene(self.graph_scene)
        self.setSceneRect(_PAPER)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.BoundingRectViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontAdjustForAntialiasing)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(tr("Canvas"))
        self.setAccessibleDescription(
            tr(
                "The model as a graph. Arrow keys go along the wires, Space adds a layer, "
                "Enter opens the inspector or goes into a block, Shift+C wires from the layer."
            )
        )

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Paint the paper."""
        paint_paper(painter, QRectF(rect), self.graph_scene.look, self.camera.scale)
        self.foreground.paint_ties(painter)

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Paint the marks of a gesture."""
        self.labels.paint(painter, QRectF(rect))
        remarks, scale = self.graph_scene.remarks, self.camera.scale
        if scale < LABELS_BELOW:
            remarks.paint_titles(painter, self.graph_scene.look, scale, QRectF(rect))
        self.foreground.paint(painter)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint in the colours of the theme."""
        if self.camera.scale >= OVERVIEW_BELOW:
            super().paintEvent(event)
            return
        scene = self.graph_scene
        painter = QPainter(self.viewport())
        painter.setClipRegion(event.region())
        painter.fillRect(event.rect(), scene.look.background)
        painter.setWorldTransform(self.viewportTransform())
        scale, seen = self.camera.scale, self.camera.visible()
        scene.remarks.paint_far(painter, scene.look, seen)
        few = scene.nodes_in(seen) if scale >= _FEW_FROM else None
        scene.overview.paint(
            painter, scene.look, scene.nodes, scene.edges, scene.marked(), scale, scene.flow, few
        )
        if scale >= NAMES_FROM:
            scene.overview.paint_names(painter, scene.look, scene.nodes_in(seen))
        elif not scene.overview.bare:
            scene.overview.captions.paint(
                painter, scene.look, scale, scene.nodes, scene.edges, scene.boxes
            )
        scene.remarks.paint_titles(painter, scene.look, scale, seen)
        self.foreground.paint(painter)
        painter.end()
