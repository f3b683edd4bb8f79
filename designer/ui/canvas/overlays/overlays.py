"""All overlays of one canvas: made, placed and kept up to date."""

from PySide6.QtCore import QPointF, QRect, QRectF, QVariantAnimation
from PySide6.QtGui import QCursor, QFont
from PySide6.QtWidgets import QGraphicsView, QLabel

from designer.document.commands.blocks import rename_instance
from designer.document.commands.refused import CommandRefused
from designer.graph.problems import Remedy
from designer.graph.records import NodeId
from designer.session.problem_places import enter_place_of
from designer.session.session import Session
from designer.ui.canvas.calm import pressing, worst_first
from designer.ui.canvas.camera import Camera
from designer.ui.canvas.foreground import Foreground
from designer.ui.canvas.overlays.block_bar import BlockBar
from designer.ui.canvas.overlays.empty_state import EmptyState
from designer.ui.canvas.overlays.minimap import Minimap
from designer.ui.canvas.overlays.remedy_card import RemedyCard
from designer.ui.canvas.overlays.rename_field import RenameField
from designer.ui.canvas.overlays.toast import Toast
from designer.ui.canvas.overlays.zoom_chip import ZoomChip
from designer.ui.canvas.reading import MINIMAP
from designer.ui.canvas.scene import GraphScene
from designer.ui.canvas.shades.shades import Shades
from designer.ui.canvas.sizes import NAME_LINE, TEXT_LEFT
from designer.ui.canvas.travel import Travel
from designer.ui.following import follow
from designer.ui.theme import fonts

_MARGIN = 12
_PULSE = 900
_SMALL_VIEW = 210


class Overlays:
    """The widgets on the canvas of *view*."""

    def __init__(
        self,
        view: QGraphicsView,
        session: Session,
        scene: GraphScene,
        camera: Camera,
        foreground: Foreground,
    ) -> None:
        self._view = view
        self._session = session
        self._scene = scene
        self._camera = camera
        self._foreground = foreground
        self.block_bar = BlockBar(view, session)
        self.travel = Travel(view, session, scene, camera, self.block_bar)
        self.title = QLabel(view)
        self.title.setFont(fonts.words(12, QFont.Weight.DemiBold))
        self.zoom_chip = ZoomChip(view)
        self.minimap = Minimap(view, scene, camera)
        self.shades = Shades(view, session, scene, camera, foreground)
        camera.covers = (self.zoom_chip, self.minimap, self.shades.chip)
        camera.hides = lambda place: self._covered(place) > 0
        self.card = RemedyCard(view)
        self.empty = EmptyState(view)
        self.rename_field = RenameField(view)
        self.toast = Toast(view)
        self._pulse = QVariantAnimation(view)
        self._pulse.setDuration(_PULSE)
        self._pulse.setStartValue(1.0)
        self._pulse.setEndValue(0.0)
        self._pulse.valueChanged.connect(self._on_pulse)
        self._pulsed = QRectF()
        self._carded: NodeId | None = None
        self._asked = False
        self.card.taken.connect(self._take)
        self.block_bar.resized.connect(self.arrange)
        self.shades.chip.resized.connect(self.arrange)
        self.minimap.resized.connect(self.arrange)
        follow(view, session.preferences.changed, self._on_preference)
        follow(view, session.changed, self.show_title)
        follow(view, scene.touched, self._on_touched)
        follow(view, scene.rebuilt, self._on_touched)
        follow(view, session.selection.changed, self.follow_selection)
        self.show_title()
        self._on_touched()

    # Places --------------------------------------------------------------------------------

    def arrange(self) -> None:
        """Put everything in its corner."""
        room = self._view.rect()
        self.title.move(14, 12)
        self.title.setVisible(self._session.document.scope is None)
        self.block_bar.move(_MARGIN, _MARGIN)
        chip, map_ = self.zoom_chip, self.minimap
        chip.move(_MARGIN, room.height() - chip.height() - _MARGIN)
        heat = self.shades.chip
        heat.move(chip.geometry().right() + 8, room.height() - heat.height() - _MARGIN)
        map_.move(room.width() - map_.width() - _MARGIN, room.height() - map_.height() - _MARGIN)
        self.empty.move(
            (room.width() - self.empty.width()) // 2, (room.height() - self.empty.height()) // 2
        )
        self.shades.arrange()
        self._place_toast()
        self.follow_camera()

    def follow_camera(self) -> None:
        """Show the scale and the place of the view."""
        self.zoom_chip.show_scale(self._camera.scale)
        self.minimap.update()
        self.rename_field.hide()
        self._place_card()

    def show_title(self) -> None:
        """Show the project's name."""
        self.title.setText(self._session.title)
        self.title.adjustSize()

    # Words ---------------------------------------------------------------------------------

    def say(self, text: str) -> None:
        """Tell one sentence."""
        self.toast.show_text(text)
        self._place_toast()

    def pulse(self, rect: QRectF) -> None:
        """Draw the eye to *rect*."""
        self._pulsed = rect
        self._pulse.stop()
        self._pulse.start()

    def rename(self, node: NodeId) -> None:
        """Ask for another name of *node*, in place."""
        item = self._scene.nodes[node]
        self._camera.ensure_visible(item.rect())
        rect = self._on_view(item.rect())
        scale = rect.width() / item.rect().width()
        left = rect.left() + round(TEXT_LEFT * scale) - 8
        top = rect.top() + round(NAME_LINE * scale) - 14
        place = QRect(left, top, max(140, rect.right() - left - 8), 28)
        self.rename_field.ask(item.face.name, place, lambda text: self._rename(node, text))

    # Problems ------------------------------------------------------------------------------

    def follow_hover(self, node: NodeId | None, place: QPointF) -> None:
        """Show the problem of the node under the pointer, else of the selected one.

        A layer that is only not wired yet waits until the pointer is on its badge.
        """
        if node is not None and self._scene.nodes[node].on_badge(place):
            self._show_problem(node, asked=True)
        elif node is not None and self._tells(node):
            self._show_problem(node)
        elif not (self.card_has_pointer() or (self._asked and node == self._carded)):
            self.follow_selection()

    def follow_selection(self) -> None:
        """Show the problem of the one selected node, or nothing."""
        nodes = self._session.selection.nodes
        if len(nodes) == 1 and nodes[0] in self._scene.nodes:
            self._show_problem(nodes[0])
        else:
            self.hide_card()

    def hide_card(self) -> None:
        """Show no problem."""
        self._carded, self._asked = None, False
        self.card.forget()

    def card_has_pointer(self) -> bool:
        """Whether the pointer is on the card, or on the way to it."""
        if not self.card.isVisible():
            return False
        near = self.card.rect().adjusted(-12, -14, 12, 12)
        return near.contains(self.card.mapFromGlobal(QCursor.pos()))

    def _tells(self, node: NodeId) -> bool:
        return bool(pressing(self._session.analysis.problems_of(node)))

    def _show_problem(self, node: NodeId, *, asked: bool = False) -> None:
        known = self._session.analysis.problems_of(node)
        problems = worst_first(known) if asked else pressing(known)
        if not problems:
            self.hide_card()
            return
        self._carded, self._asked = node, asked
        self.card.show_problem(problems[0])
        self._place_card()

    def _place_card(self) -> None:
        node = self._carded
        if node is None or node not in self._scene.nodes:
            return
        rect = self._on_view(self._scene.nodes[node].rect())
        if self._view.rect().intersects(rect):
            self.card.stand_beside(rect, self._view.rect(), self._covered)
        else:
            self.card.hide()

    def _take(self, remedy: Remedy) -> None:
        problem = self.card.problem
        self.hide_card()
        if problem is not None:
            enter_place_of(self._session.document, problem)
        try:
            self._session.take(remedy)
        except CommandRefused as refused:
            self.say(str(refused))

    # Following -----------------------------------------------------------------------------

    def _on_touched(self) -> None:
        empty = not self._scene.nodes and not self._scene.remarks.items
        self.empty.setVisible(empty and self._session.document.scope is None)
        self._show_map()
        self.shades.chip.setVisible(not empty)
        node = self._carded
        if node is not None:
            if node in self._scene.nodes:
                self._show_problem(node, asked=self._asked)
            else:
                self.hide_card()
        elif not self._session.document.editing:
            self.follow_selection()

    def _on_preference(self, name: str) -> None:
        if name == MINIMAP:
            self._show_map()

    def _show_map(self) -> None:
        """Show the map where there is something on it, room for it, and the user wants it."""
        wanted = bool(self._session.preferences.get(MINIMAP, True)) and bool(self._scene.nodes)
        self.minimap.setVisible(wanted and self._view.height() >= _SMALL_VIEW)

    def _rename(self, node: NodeId, text: str) -> str | None:
        record = self._session.document.node(node)
        if record is None or record.name == text:
            return None
        try:
            rename_instance(self._session.document, node, text)
        except CommandRefused as refused:
            self.say(str(refused))
            return str(refused)
        return None

    def _covered(self, place: QRect) -> int:
        """How many nodes lie under a place of the view."""
        return len(self._scene.nodes_in(self._view.mapToScene(place).boundingRect()))

    def _on_view(self, rect: QRectF) -> QRect:
        return self._view.mapFromScene(rect).boundingRect()

    def _place_toast(self) -> None:
        room = self._view.rect()
        size = self.toast.size()
        self.toast.move((room.width() - size.width()) // 2, room.height() - size.height() - 8)

    def _on_pulse(self, strength: float) -> None:
        shown = float(strength) > 0.0
        self._foreground.pulse = (self._pulsed, float(strength)) if shown else None
        self._view.viewport().update()
