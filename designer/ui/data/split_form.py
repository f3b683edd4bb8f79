"""SplitForm: which share of the rows is for training, validation and test."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSlider, QVBoxLayout, QWidget

from designer.catalog.specs import Param, ParamType
from designer.document.change import Change
from designer.document.commands.nodes import Unset
from designer.document.commands.settings import set_setting
from designer.project.settings import DataSettings
from designer.session.session import Session
from designer.ui.cards import attempt
from designer.ui.data.split_bar import SplitBar
from designer.ui.following import follow
from designer.ui.forms.param_form import ParamForm
from designer.ui.translate import tr

_MOST = 90
_PARAMS = (
    Param(
        "stratify",
        (ParamType.BOOL,),
        default=True,
        help="Keep the balance of the classes in each part.",
    ),
    Param(
        "seed",
        (ParamType.INT,),
        default=0,
        minimum=0,
        help="Decides which row goes where: the same seed gives the same parts.",
    ),
)


class ShareSlider(QSlider):
    """A slider that does not change under a passing wheel."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class SplitForm(QWidget):
    """A bar of the three parts, two sliders, seed and stratification."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.bar = SplitBar(self)
        self.sliders = {name: self._slider(name) for name in ("validation", "test")}
        self._words = {name: QLabel(self) for name in self.sliders}
        self._form = ParamForm(session.catalog, _PARAMS, self)
        self._form.committed.connect(self._on_option)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        for row, (name, slider) in enumerate(self.sliders.items()):
            label = QLabel(tr(name), self)
            label.setProperty("role", "muted")
            grid.addWidget(label, row, 0)
            grid.addWidget(slider, row, 1)
            grid.addWidget(self._words[name], row, 2)
            self._words[name].setMinimumWidth(40)
            self._words[name].setAlignment(Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.bar)
        column.addLayout(grid)
        column.addWidget(self._form)
        follow(self, session.document.changed, self._on_changed)
        follow(self, session.document.replaced, self.show_settings)
        follow(self, session.data.changed, self._show_counts)
        self.show_settings()

    def show_settings(self) -> None:
        """Show what the project says."""
        data = self._session.document.project.data
        for name, slider in self.sliders.items():
            if not slider.isSliderDown():
                slider.blockSignals(True)
                slider.setValue(round(getattr(data, name) * 100))
                slider.blockSignals(False)
        self._form.set_values({"stratify": data.stratify, "seed": data.seed})
        self._show_shares()

    def _slider(self, name: str) -> QSlider:
        slider = ShareSlider(Qt.Orientation.Horizontal, self)
        slider.setRange(0, _MOST)
        slider.setAccessibleName(tr("Share of {name} rows", name=name))
        slider.valueChanged.connect(lambda _: self._on_slider(name))
        slider.sliderReleased.connect(lambda: self._write(name))
        return slider

    def _on_slider(self, name: str) -> None:
        slider = self.sliders[name]
        other = self.sliders["test" if name == "validation" else "validation"]
        if slider.value() + other.value() > _MOST:
            slider.setValue(_MOST - other.value())
        self._show_shares()
        if not slider.isSliderDown():
            self._write(name)

    def _write(self, name: str) -> None:
        share = self.sliders[name].value() / 100
        data = self._session.document.project.data
        if share != getattr(data, name):
            set_setting(self._session.document, f"data.{name}", share)

    def _show_shares(self) -> None:
        validation, test = (slider.value() for slider in self.sliders.values())
        for name, slider in self.sliders.items():
            self._words[name].setText(f"{slider.value()} %")
        self.bar.show_shares(max(100 - validation - test, 0), validation, test)
        self._show_counts()

    def _show_counts(self) -> None:
        preview = self._session.data.preview
        self.bar.show_counts(preview.counts if preview else {})

    def _on_option(self, name: str, value: object) -> None:
        if isinstance(value, Unset):
            value = getattr(DataSettings(), name)
        attempt(self, lambda: set_setting(self._session.document, f"data.{name}", value))

    def _on_changed(self, change: Change) -> None:
        if "data" in change.settings:
            self.show_settings()
