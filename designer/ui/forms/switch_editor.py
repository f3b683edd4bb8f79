"""The editor for yes and no: a switch with its state in words."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from designer.catalog.specs import Json, Param
from designer.ui import theme
from designer.ui.forms.editor import Editor
from designer.ui.theme import Sizes
from designer.ui.translate import tr

_TRACK = QSize(30, 16)


class Switch(QAbstractButton):
    """A field with "on" or "off" and a small sliding switch."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.mixed = False

    def sizeHint(self) -> QSize:
        """Return the size of a field."""
        return QSize(90, Sizes.FIELD_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(72, Sizes.FIELD_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint field, word and switch."""
        colors = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colors.accent, 1.5) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(colors.field)
        field = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        painter.drawRoundedRect(field, Sizes.RADIUS, Sizes.RADIUS)
        painter.setPen(colors.text if self.isEnabled() else colors.faint)
        word = tr("several values") if self.mixed else tr("on") if self.isChecked() else tr("off")
        painter.drawText(self.rect().adjusted(9, 0, -44, 0), Qt.AlignmentFlag.AlignVCenter, word)
        self._paint_track(painter)

    def _paint_track(self, painter: QPainter) -> None:
        colors = theme.current()
        on = self.isChecked() and not self.mixed
        top = (self.height() - _TRACK.height()) / 2
        track = QRectF(self.width() - _TRACK.width() - 9, top, _TRACK.width(), _TRACK.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colors.accent if on else colors.faint)
        painter.drawRoundedRect(track, 8, 8)
        painter.setBrush(colors.on_accent if on else colors.panel)
        x = track.right() - 8 if on else track.left() + 8
        painter.drawEllipse(QPointF(x, track.center().y()), 5.5, 5.5)


class SwitchEditor(Editor):
    """On or off."""

    def __init__(self, param: Param, parent: QWidget | None = None) -> None:
        super().__init__(param, parent)
        self.switch = Switch(self)
        self.switch.clicked.connect(self._on_clicked)
        self.setFocusProxy(self.switch)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.switch)

    def show_value(self, value: Json, *, mixed: bool) -> None:
        """Show on or off."""
        self.switch.mixed = mixed
        self.switch.setChecked(bool(value) and not mixed)
        self.switch.update()

    def _on_clicked(self, checked: bool) -> None:
        self.switch.mixed = False
        self.commit(checked)
