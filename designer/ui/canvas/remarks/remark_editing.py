"""Titles and notes written in place: the field over the canvas, and what becomes of its words."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtWidgets import QGraphicsView

from designer.document.commands import remarks
from designer.graph.records import Point
from designer.graph.remarks import RemarkId, RemarkKind
from designer.session.session import Session
from designer.ui import theme
from designer.ui.canvas.camera import Camera
from designer.ui.canvas.overlays.rename_field import RenameField
from designer.ui.canvas.remarks.measures import NOTE_PADDING, TITLE_LEFT, TITLE_STRIP
from designer.ui.canvas.remarks.note_editor import NoteEditor
from designer.ui.canvas.remarks.remark_item import RemarkItem
from designer.ui.canvas.scene import GraphScene
from designer.ui.canvas.sizes import OVERVIEW_BELOW
from designer.ui.following import follow
from designer.ui.remark_colours import COLOURS, USUAL, tinted
from designer.ui.translate import tr

_FIELD: Final = 28
_NARROWEST: Final = 220
_LOWEST: Final = 96
_LARGEST_LETTERS: Final = 28
_LETTERS: Final = 13


class RemarkEditing:
    """Edits one remark at a time; a note that was never written is never made."""

    def __init__(
        self, view: QGraphicsView, session: Session, scene: GraphScene, camera: Camera
    ) -> None:
        self.editor = NoteEditor(view)
        self.title_field = RenameField(view)
        self.title_field.setAccessibleName(tr("Title of the frame"))
        self._view = view
        self._session = session
        self._scene = scene
        self._camera = camera
        self._place = QRectF()
        follow(view, camera.moved, self._follow_camera)
        follow(view, session.document.entered, self._drop)
        follow(view, session.document.replaced, self._drop)

    def edit(self, id: RemarkId) -> bool:
        """Write in a remark; tell whether there is one."""
        item = self._scene.remarks.items.get(id)
        if item is None:
            return False
        self._come_near(item)
        if item.remark.kind is RemarkKind.FRAME:
            self._edit_title(item)
        else:
            self._ask(
                item.rect(),
                item.remark.text,
                item.remark.colour,
                lambda text: remarks.write(self._session.document, id, text),
            )
        return True

    def new_note(self, at: Point) -> None:
        """Ask for the text of a new note at *at*; it is made with its text, as one step."""
        width = remarks.NEW_NOTE[0]
        rect = QRectF(at[0], at[1], width, float(_LOWEST))
        self._camera.ensure_visible(rect.adjusted(-16, -16, 16, 16))
        self._ask(rect, "", "", lambda text: self._make(at, text))

    def _make(self, at: Point, text: str) -> None:
        if text.strip():
            made = remarks.add_note(self._session.document, at, text)
            self._session.selection.set({made})

    def _ask(self, rect: QRectF, text: str, colour: str, accept: Callable[[str], None]) -> None:
        colors = theme.current()
        name = colour if colour in COLOURS else USUAL[RemarkKind.NOTE]
        color = colors.families[COLOURS[name]]
        paper = tinted(color, colors.node, colors)
        self.editor.setStyleSheet(
            f"#note_editor {{ background: {paper.name()}; color: {colors.text.name()};"
            f" border: 2px solid {colors.accent.name()}; border-radius: 6px; padding: 6px; }}"
        )
        self._place = rect
        self._lay()
        self.editor.ask(text, accept)

    def _edit_title(self, item: RemarkItem) -> None:
        rect, scale = item.rect(), self._camera.scale
        corner = self._on_view(rect.topLeft())
        width = max(_NARROWEST, min(round(rect.width() * scale) - 12, 420))
        top = corner.y() + round(TITLE_STRIP * scale / 2) - _FIELD // 2
        left = corner.x() + round((TITLE_LEFT - 8) * scale)
        id = item.id
        self.title_field.ask(
            item.remark.text, QRect(left, top, width, _FIELD), lambda text: self._name(id, text)
        )

    def _name(self, id: RemarkId, text: str) -> str | None:
        remarks.write(self._session.document, id, text.strip())
        return None

    def _come_near(self, item: RemarkItem) -> None:
        """Bring what is written in into sight, near enough to be read."""
        if item.remark.kind is RemarkKind.NOTE and self._camera.scale < OVERVIEW_BELOW:
            self._camera.fit(item.rect().adjusted(-240, -180, 240, 180))
        rect = item.rect()
        first = QRectF(rect.left(), rect.top(), min(rect.width(), 240), min(rect.height(), 96))
        self._camera.ensure_visible(first.adjusted(-16, -16, 16, 16))

    def _lay(self) -> None:
        """Let the field lie over the note, at least so large that one can write in it."""
        scale = self._camera.scale
        letters = max(_LETTERS, min(_LARGEST_LETTERS, round(_LETTERS * scale)))
        corner = self._on_view(self._place.topLeft())
        room = self._view.viewport().rect()
        least = min(_NARROWEST, room.width()), min(_LOWEST, room.height())
        width = max(round(self._place.width() * scale), least[0])
        height = max(round((self._place.height() + 2 * NOTE_PADDING) * scale), least[1])
        height = min(height, max(least[1], room.height() - 24))
        width = min(width, max(least[0], room.width() - 24))
        self.editor.lie(QRect(corner, corner + QPoint(width - 1, height - 1)), letters)

    def _follow_camera(self) -> None:
        self.title_field.hide()
        if self.editor.isVisible():
            self._lay()

    def _drop(self) -> None:
        self.editor.drop()
        self.title_field.hide()

    def _on_view(self, point: QPointF) -> QPoint:
        return self._view.mapFromScene(point)
