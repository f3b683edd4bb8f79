"""All shades of one canvas: kept up to date and painted in their order."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsView

from designer.document.change import Change
from designer.graph.records import NodeId
from designer.project.difference_words import Row
from designer.session.session import Session
from designer.ui.canvas.camera import Camera
from designer.ui.canvas.foreground import Foreground
from designer.ui.canvas.scene import GraphScene
from designer.ui.canvas.shades.difference_list import DifferenceList
from designer.ui.canvas.shades.difference_shade import DifferenceShade
from designer.ui.canvas.shades.heat_chip import HeatChip
from designer.ui.canvas.shades.heat_map import HeatMap
from designer.ui.following import follow
from designer.ui.theme import changed as theme_changed

_MARGIN = 12
_TOP = 48
_BOTTOM = 56


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
        self._view, self._session, self._scene, self._camera = view, session, scene, camera
        self.heat = HeatMap(scene, session.costs)
        self.difference = DifferenceShade(scene, session.comparison)
        self.chip = HeatChip(view)
        self.list = DifferenceList(view)
        self.chip.chosen.connect(session.costs.choose_measure)
        self.list.left.connect(session.comparison.leave)
        self.list.chosen.connect(self._jump)
        foreground.below = self.paint
        follow(view, session.costs.changed, self._on_costs)
        follow(view, session.analysis.changed, self._on_costs)
        follow(view, session.document.changed, self._on_changed)
        follow(view, scene.overview.forgotten, self.heat.forget_places)
        follow(view, scene.overview.moved, self.heat.move)
        follow(view, session.comparison.changed, self._on_comparison)
        follow(view, scene.touched, self.difference.forget)
        follow(view, scene.rebuilt, self._on_rebuilt)
        follow(view, theme_changed, self._on_comparison)
        self._on_costs()
        self._on_comparison()

    def paint(self, painter: QPainter) -> None:
        """Paint what is shown, in coordinates of the drawing."""
        seen, scale = self._camera.visible(), self._camera.scale
        self.heat.paint(painter, seen, scale)
        self.difference.paint(painter, seen, scale)

    def arrange(self) -> None:
        """Put the list of differences at the left, between title and chips."""
        self.list.fit_into(self._view.rect().height() - _TOP - _BOTTOM)
        self.list.move(_MARGIN, _TOP)

    def _on_rebuilt(self) -> None:
        self.difference.forget()
        self._on_costs()

    def _on_changed(self, change: Change) -> None:
        if not change.only_moves:
            self._on_costs()

    def _on_costs(self) -> None:
        was_shown = self.chip.scale.isVisibleTo(self.chip)
        if not (self.heat.shown or was_shown):
            return
        self.heat.forget()
        self.heat.heats()
        self._scene.overview.bare = self.heat.shown
        self.chip.show_measure(self._session.costs.measure, self.heat.most)
        self._view.viewport().update()

    def _on_comparison(self) -> None:
        comparison = self._session.comparison
        begins = comparison.difference is not None and self.list.isHidden()
        self.difference.forget()
        self.list.show_difference(comparison.difference, comparison.title)
        self.arrange()
        if begins:
            self._clear_the_list()
        self._view.viewport().update()

    def _clear_the_list(self) -> None:
        """Move the drawing to the right where it begins under the list of differences."""
        left = self._view.mapFromScene(self._scene.drawn_rect().topLeft()).x()
        hidden = self.list.geometry().right() + 2 * _MARGIN - left
        if hidden > 0:
            self._camera.pan(hidden, 0)

    def _jump(self, row: Row) -> None:
        """Show where a difference is."""
        document = self._session.document
        if row.block != document.scope:
            document.enter(row.block)
        if row.node is not None and (rect := self._rect(row.node)) is not None:
            self._camera.centre(rect.center())
            if row.node in self._scene.nodes or row.node in self._scene.remarks.items:
                self._session.selection.set({row.node})
        self._view.viewport().update()

    def _rect(self, id: NodeId) -> QRectF | None:
        item = self._scene.nodes.get(id) or self._scene.remarks.items.get(id)
        return item.rect() if item else self.difference.ghosts().get(id)
