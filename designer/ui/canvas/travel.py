"""Going from place to place: each keeps the view one left it with, and comes up calmly."""

from collections.abc import Mapping

from PySide6.QtCore import QEasingCurve, QPointF, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGraphicsView, QWidget

from designer.graph.blocks import BlockId
from designer.session.session import Session
from designer.ui.canvas.camera import Camera
from designer.ui.canvas.scene import GraphScene
from designer.ui.canvas.style import faded
from designer.ui.following import follow
from designer.ui.motion import stands_still
from designer.ui.theme import Sizes

_GAP = 16
_WIDE = 380
"""How far to the right the bar may grow while one edits."""


class Travel:
    """Remembers scale and middle of each place, and fades the next one in."""

    def __init__(
        self,
        view: QGraphicsView,
        session: Session,
        scene: GraphScene,
        camera: Camera,
        bar: QWidget,
    ) -> None:
        self._view, self._bar = view, bar
        self._session, self._scene, self._camera = session, scene, camera
        self._here: BlockId | None = session.document.scope
        self._views: dict[BlockId | None, tuple[float, QPointF]] = {}
        self._veil = _Veil(view, scene)
        follow(view, session.document.entered, self._on_entered)
        follow(view, session.document.replaced, self._on_replaced)

    def looks(self) -> dict[str, tuple[float, float, float]]:
        """Return scale and middle of each place, by block; the model itself has no name."""
        now = {**self._views, self._here: (self._camera.scale, self._camera.middle())}
        return {
            place or "": (scale, middle.x(), middle.y()) for place, (scale, middle) in now.items()
        }

    def recall(self, looks: Mapping[str, tuple[float, float, float]]) -> None:
        """Look at this place as `looks` told it, and at the others when one comes there."""
        self._views = {
            place or None: (scale, QPointF(x, y)) for place, (scale, x, y) in looks.items()
        }
        known = self._views.get(self._here)
        if known is not None:
            self._camera.look(*known)

    def _on_entered(self) -> None:
        camera, scene = self._camera, self._scene
        self._views[self._here] = (camera.scale, camera.middle())
        self._here = self._session.document.scope
        known = self._views.get(self._here)
        if known is None:
            camera.fit_readable(scene.drawn_rect(), scene.rect_of(scene.inputs()))
            self._clear_bar()
        else:
            camera.look(*known)
        if not stands_still(self._session.preferences):
            self._veil.lift()

    def _clear_bar(self) -> None:
        """Move the paper so that the bar covers no layer at the top."""
        bar = self._bar.geometry()
        if not self._bar.isVisible():
            return
        corner = self._view.mapToScene(bar.topLeft())
        end = self._view.mapToScene(max(bar.right(), _WIDE), bar.bottom())
        covered = self._scene.nodes_in(QRectF(corner, end))
        if covered:
            top = min(self._view.mapFromScene(item.pos()).y() for item in covered)
            self._camera.pan(0, bar.bottom() + _GAP - top)

    def _on_replaced(self) -> None:
        self._views.clear()
        self._here = self._session.document.scope


class _Veil(QWidget):
    """Paper over the whole view that becomes clear."""

    def __init__(self, view: QGraphicsView, scene: GraphScene) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._scene = scene
        self._strength = 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self._animation = QVariantAnimation(self)
        self._animation.setDuration(Sizes.DURATION)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.setStartValue(1.0)
        self._animation.setEndValue(0.0)
        self._animation.valueChanged.connect(self._on_step)
        self._animation.finished.connect(self.hide)
        self.hide()

    def lift(self) -> None:
        """Begin covered, and become clear."""
        self.setGeometry(self._view.viewport().rect())
        self.show()
        self._animation.stop()
        self._animation.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the paper, as clear as it is by now."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), faded(self._scene.look.theme.canvas, self._strength))
        painter.end()

    def _on_step(self, strength: float) -> None:
        self._strength = float(strength)
        self.update()
