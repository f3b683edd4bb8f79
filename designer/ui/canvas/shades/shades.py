"""All shades of one canvas: kept up to date and painted in their order."""

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsView

from designer.session.session import Session
from designer.ui.canvas.camera import Camera
from designer.ui.canvas.foreground import Foreground
from designer.ui.canvas.scene import GraphScene
from designer.ui.canvas.shades.heat_chip import HeatChip
from designer.ui.canvas.shades.heat_map import HeatMap
from designer.ui.following import follow


class Shades:
    """What lies over the drawing of *view*."""

    def __init__(
        self,
        view: QGraphicsView,
        session: Session,
        scene: GraphScene,
        camera: Camera,
        foreground: Foreground,
    ) -> None:
        self._view, self._session, self._camera = view, session, camera
        self.heat = HeatMap(scene, session.costs)
        self.chip = HeatChip(view)
        self.chip.chosen.connect(session.costs.choose_measure)
        foreground.below = self.paint
        follow(view, session.costs.changed, self._on_costs)
        follow(view, session.analysis.changed, self._on_costs)
        follow(view, session.document.changed, lambda change: self._on_costs())
        follow(view, scene.rebuilt, self._on_costs)
        self._on_costs()

    def paint(self, painter: QPainter) -> None:
        """Paint what is shown, in coordinates of the drawing."""
        self.heat.paint(painter, self._camera.visible(), self._camera.scale)

    def _on_costs(self) -> None:
        was_shown = self.chip.scale.isVisibleTo(self.chip)
        if not (self.heat.shown or was_shown):
            return
        self.heat.forget()
        self.heat.heats()
        self.chip.show_measure(self._session.costs.measure, self.heat.most)
        self._view.viewport().update()
