"""The chip beside the zoom: which heat-map is shown, and what its colours mean."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QLinearGradient, QPainter
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from designer.session.costs import Measure
from designer.ui import theme
from designer.ui.canvas.overlays.surface import Surface
from designer.ui.canvas.shades.heat_scale import STEPS, figure_at, heat_color
from designer.ui.figures import compact, size
from designer.ui.theme import fonts
from designer.ui.translate import tr

WORDS: Final = {
    Measure.OFF: "Off",
    Measure.PARAMETERS: "Parameters",
    Measure.MULTIPLY_ADDS: "Multiply-Adds",
    Measure.ACTIVATIONS: "Activation Memory",
    Measure.OPTIMIZER: "Optimizer Memory",
}


class Scale(QWidget):
    """A strip of the colours with figures below it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(QSize(190, 26))
        self._labels = ("", "", "")

    def show_most(self, most: float, *, in_bytes: bool) -> None:
        """Show the scale from nothing to *most*."""
        words = size if in_bytes else compact
        self._labels = ("0", words(float(f"{figure_at(0.5, most):.2g}")), words(most))
        self.setAccessibleName(tr("Scale from 0 to {most}", most=self._labels[2]))
        self.update()

    def paintEvent(self, event: object) -> None:
        """Paint strip and figures."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strip = QRectF(0, 3, self.width(), 7)
        colors = QLinearGradient(strip.topLeft(), strip.topRight())
        for step in range(STEPS):
            color = heat_color(step, dark=theme.current().dark)
            colors.setColorAt(step / (STEPS - 1), color)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colors)
        painter.drawRoundedRect(strip, 3, 3)
        painter.setPen(theme.current().muted)
        painter.setFont(fonts.mono(11))
        below = QRectF(0, 11, self.width(), 15)
        sides = (
            Qt.AlignmentFlag.AlignLeft,
            Qt.AlignmentFlag.AlignHCenter,
            Qt.AlignmentFlag.AlignRight,
        )
        for text, side in zip(self._labels, sides, strict=True):
            painter.drawText(below.translated(QPointF(0, 0)), side, text)


class HeatChip(Surface):
    """`Heat-Map ▾`, and while one is shown its name and its scale."""

    chosen = Signal(object)
    resized = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.button = QToolButton(self)
        self.button.setAutoRaise(True)
        self.button.setProperty("role", "menu")
        self.button.setFont(fonts.words(12))
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setToolTip(tr("Colour the layers by what they cost"))
        self.button.setMinimumHeight(22)
        menu = QMenu(self.button)
        self._choices = {}
        for measure, words in WORDS.items():
            action = menu.addAction(tr(words))
            action.setCheckable(True)
            action.triggered.connect(lambda _on, chosen=measure: self.chosen.emit(chosen))
            self._choices[measure] = action
        self.button.setMenu(menu)
        self.scale = Scale(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 2, 10, 2)
        row.setSpacing(8)
        row.addWidget(self.button)
        row.addWidget(self.scale)
        self.show_measure(Measure.OFF, 0.0)

    def show_measure(self, measure: Measure, most: float) -> None:
        """Show which heat-map there is; *most* is its greatest figure."""
        words = tr("Heat-Map") if measure is Measure.OFF else tr(WORDS[measure])
        self.button.setText(words)
        self.button.setAccessibleName(tr("Heat-map: {words}", words=tr(WORDS[measure])))
        self.scale.setVisible(measure is not Measure.OFF)
        self.scale.show_most(most, in_bytes=measure.in_bytes)
        for known, action in self._choices.items():
            action.setChecked(known is measure)
        self.adjustSize()
        self.resized.emit()
