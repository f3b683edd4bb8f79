"""The chip at the bottom left: how large the drawing is shown, and to change it."""

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from designer.ui.canvas.overlays.surface import Surface
from designer.ui.theme import fonts
from designer.ui.translate import tr


class ZoomChip(Surface):
    """`− 100 % + Fit`."""

    out_requested = Signal()
    in_requested = Signal()
    reset_requested = Signal()
    fit_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Zoom"))
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 2, 4, 2)
        row.setSpacing(0)
        self._out = self._button("−", tr("Zoom out"), self.out_requested)
        self._percent = self._button("100 %", tr("Show at 100 %"), self.reset_requested)
        self._in = self._button("+", tr("Zoom in"), self.in_requested)
        self._fit = self._button(tr("Fit"), tr("Show everything"), self.fit_requested)
        self._percent.setMinimumWidth(58)
        for button in (self._out, self._percent, self._in, self._fit):
            row.addWidget(button)
        self.adjustSize()

    def show_scale(self, scale: float) -> None:
        """Show a scale in percent."""
        self._percent.setText(f"{scale * 100:.0f} %")

    def _button(self, text: str, name: str, signal: SignalInstance) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setAutoRaise(True)
        button.setFont(fonts.words(12))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setMinimumSize(24, 22)
        button.clicked.connect(lambda: signal.emit())
        return button
