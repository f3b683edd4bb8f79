"""A switch: on or off."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QSizePolicy, QWidget

from designer.catalog.specs import Json, Param
from designer.ui.forms.editor import Editor, Mixed
from designer.ui.theme import current


class Switch(QAbstractButton):
    """A small slide that the mouse or the space bar turns on and off."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return its one size."""
        return QSize(34, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the slide and its knob."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(1, 1, self.width() - 2, self.height() - 2)
        color = theme.accent if self.isChecked() else theme.wire
        painter.setPen(theme.text if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(color if self.isEnabled() else theme.line)
        painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
        side = track.height() - 4
        left = track.right() - side - 2 if self.isChecked() else track.left() + 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.panel)
        painter.drawEllipse(QRectF(left, track.top() + 2, side, side))


class SwitchEditor(Editor):
    """A switch with its state in words."""

    def __init__(self, param: Param, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.switch = Switch(self)
        self.switch.setAccessibleName(param.name)
        self._words = QLabel(self)
        self._words.setProperty("role", "muted")
        self.switch.toggled.connect(self._show_words)
        self.switch.clicked.connect(lambda on: self.valueChanged.emit(on))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.addWidget(self.switch)
        layout.addWidget(self._words, 1)
        self.setFocusProxy(self.switch)
        self._show_words(False)

    def value(self) -> Json:
        """Return whether it is on."""
        return self.switch.isChecked()

    def setValue(self, value: "Json | Mixed") -> None:
        """Show *value*."""
        self.switch.setChecked(value is True)
        self._show_words(value is True)
        if isinstance(value, Mixed):
            self._words.setText("several values")

    def _show_words(self, on: bool) -> None:
        self._words.setText("on" if on else "off")
