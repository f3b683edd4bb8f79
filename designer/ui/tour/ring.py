"""Ring: a line round what the tour talks of; clicks go through it."""

from PySide6.QtCore import QEasingCurve, QRect, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from designer.ui import theme

_REACH = 5
_PULSE_MS = 1600
_RADIUS = 9.0


class Ring(QWidget):
    """Lies over the window and shows one rectangle."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._strength = 0.0
        self._pulse = QVariantAnimation(self)
        self._pulse.setDuration(_PULSE_MS)
        self._pulse.setStartValue(0.0)
        self._pulse.setKeyValueAt(0.5, 1.0)
        self._pulse.setEndValue(0.0)
        self._pulse.setEasingCurve(QEasingCurve.Type.InOutSine)
        self._pulse.setLoopCount(-1)
        self._pulse.valueChanged.connect(self._on_pulse)
        self.hide()

    def stand_round(self, place: QRect, *, still: bool) -> None:
        """Show the ring round *place* of the window, pulsing unless it has to stand still."""
        room = place.adjusted(-_REACH, -_REACH, _REACH, _REACH)
        window = self.parentWidget()
        room = room.intersected(window.rect()) if window is not None else room
        if room != self.geometry():
            self.setGeometry(room)
        if not self.isVisible():
            self.show()
        running = self._pulse.state() == QVariantAnimation.State.Running
        if still and running:
            self._pulse.stop()
            self._on_pulse(0.0)
        elif not still and not running:
            self._pulse.start()

    def leave(self) -> None:
        """Show nothing."""
        self._pulse.stop()
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line, and its glow as strong as it is by now."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = theme.current().accent
        glow = QColor(accent)
        glow.setAlphaF(0.12 + 0.28 * self._strength)
        rect = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(glow, 6.0))
        painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
        painter.setPen(QPen(accent, 2.0))
        painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
        painter.end()

    def _on_pulse(self, strength: float) -> None:
        self._strength = float(strength)
        self.update()
