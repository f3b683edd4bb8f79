"""What the chosen row of the quick-add list does, beside the list."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from designer.catalog.help import help_for
from designer.catalog.specs import LayerSpec
from designer.ui.canvas.overlays.surface import Surface
from designer.ui.help.picture_view import PictureView
from designer.ui.help.rich_text import words_html
from designer.ui.help.sheet import HEIGHT, WIDTH
from designer.ui.translate import tr

_REST = 220
"""Milliseconds that a row stays chosen before it is explained: typing is not held up."""
_EDGE = 14


class KindPreview(Surface):
    """Drawing and first words of a kind; it only shows where there is room beside the list."""

    shadow = True

    def __init__(self, list_: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._list, self._room = list_, parent
        self._spec: LayerSpec | None = None
        self.setAccessibleName(tr("What it does"))
        self.picture = PictureView(self)
        self.picture.setFixedSize(WIDTH, HEIGHT)
        self.what = QLabel(self)
        self.what.setWordWrap(True)
        self.what.setFixedWidth(WIDTH)
        self.more = QLabel(tr("Shift+F1: more"), self)
        self.more.setProperty("role", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        column.setSpacing(6)
        for widget in (self.picture, self.what, self.more):
            column.addWidget(widget)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._show_now)
        self.hide()

    def show_soon(self, spec: LayerSpec | None) -> None:
        """Explain *spec* after a moment; None hides."""
        self._spec = spec
        if spec is None:
            self._rest.stop()
            self.hide()
        else:
            self._rest.start()

    def _show_now(self) -> None:
        if self._spec is None or not self._list.isVisible():
            return
        self.picture.show_kind(self._spec, {})
        self.what.setText(words_html(help_for(self._spec).what, lambda _kind: False))
        self.adjustSize()
        place = self._place()
        self.setVisible(place is not None)
        if place is not None:
            self.move(*place)
            self.raise_()

    def _place(self) -> tuple[int, int] | None:
        """Return where there is room beside the list: right of it, else left."""
        room, beside = self._room.rect(), self._list.geometry()
        low = max(0, min(beside.top(), room.height() - self.height()))
        if beside.right() + self.width() <= room.width():
            return beside.right() - 8, low
        if beside.left() >= self.width() - 8:
            return beside.left() - self.width() + 8, low
        return None
