"""The switches of plots: smoothing, logarithm, step or epoch, fit, export."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QSlider,
    QToolButton,
    QWidget,
)

from designer.session.smoothing import MAX_FACTOR
from designer.ui.plots.line import Unit
from designer.ui.plots.plot_export import export_csv, export_png
from designer.ui.plots.plot_grid import PlotGrid
from designer.ui.theme import icons
from designer.ui.translate import tr

_DEFAULT_FACTOR = 0.6


class PlotControls(QWidget):
    """Switches for one grid."""

    def __init__(self, grid: PlotGrid, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = grid
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.fit = self._button(tr("Fit"), tr("Show the whole run and follow it again"))
        self.fit.clicked.connect(grid.fit)
        self.fit.hide()
        grid.fitting_changed.connect(lambda fitting: self.fit.setVisible(not fitting))
        self.log = self._button(tr("log"), tr("Logarithmic values"), checkable=True)
        self.log.toggled.connect(grid.set_log)
        self.unit = self._button(tr("epochs"), tr("Count epochs instead of steps"), checkable=True)
        self.unit.toggled.connect(lambda on: grid.set_unit(Unit.EPOCH if on else Unit.STEP))
        self._words = QLabel(self)
        self._words.setProperty("role", "muted")
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self._build_slider()
        self._more = self._menu_button()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (
            self._words,
            self.slider,
            self.unit,
            self.log,
            self.fit,
            self._more,
        ):
            layout.addWidget(widget)

    @property
    def factor(self) -> float:
        """How much is smoothed, 0 to 0.99."""
        return min(self.slider.value() / 100, MAX_FACTOR)

    def set_compact(self, compact: bool) -> None:
        """Leave the switches to the menu where there is little room."""
        self.unit.setVisible(not compact)
        self.log.setVisible(not compact)
        self.slider.setFixedWidth(48 if compact else 84)

    def _build_slider(self) -> None:
        self.slider.setRange(0, 99)
        self.slider.setValue(round(_DEFAULT_FACTOR * 100))
        self.slider.setFixedWidth(84)
        self.slider.setAccessibleName(tr("Smoothing"))
        self.slider.setToolTip(tr("Smoothing; the raw curve stays visible behind"))
        self.slider.valueChanged.connect(self._on_factor)
        self.slider.sliderReleased.connect(self._on_released)
        self._show_factor()

    def _on_factor(self) -> None:
        self._grid.set_factor(self.factor, choosing=self.slider.isSliderDown())
        self._show_factor()

    def _on_released(self) -> None:
        self._grid.set_factor(self.factor)

    def _show_factor(self) -> None:
        self._words.setText(tr("smoothing {n}", n=f"{self.factor:.2g}"))

    def _button(self, text: str, tip: str, *, checkable: bool = False) -> QPushButton:
        button = QPushButton(text, self)
        button.setCheckable(checkable)
        button.setProperty("role", "chip")
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button

    def _menu_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "dots")
        button.setIcon(icons.icon("ellipsis", "muted"))
        button.setToolTip(tr("Save the plots or their values"))
        button.setAccessibleName(tr("Save plots"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        for switch in (self.unit, self.log):
            action = menu.addAction(switch.toolTip())
            action.setCheckable(True)
            action.toggled.connect(switch.setChecked)
            switch.toggled.connect(action.setChecked)
        menu.addSeparator()
        menu.addAction(tr("Save the plots as PNG…"), lambda: export_png(self._grid))
        menu.addAction(tr("Save the values as CSV…"), lambda: export_csv(self._grid))
        button.setMenu(menu)
        return button
