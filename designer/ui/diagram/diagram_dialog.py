"""The dialog in which one sees the picture of the diagram before it is written."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from designer.session.session import Session
from designer.ui import theme
from designer.ui.canvas.pictures.picture import (
    NotAPicture,
    picture_of,
    size_of_png,
    write_picture,
)
from designer.ui.diagram.choices import FORMATS, SCALES, WIDTHS, keep, kept
from designer.ui.diagram.preview import Preview
from designer.ui.error_box import show_error
from designer.ui.figures import size
from designer.ui.forms.combo import Combo
from designer.ui.save_place import ask_where
from designer.ui.translate import tr

_SIZE = QSize(860, 560)
_PAPERS = (("Light", "light"), ("Dark", "dark"), ("Print, black on white", "print"))
_SHOWN = (
    ("parameters", "Key parameters"),
    ("figures", "Shapes and numbers of parameters"),
    ("remarks", "Frames and notes"),
)


def show(parent: QWidget, session: Session) -> "DiagramDialog":
    """Open the dialog."""
    dialog = DiagramDialog(parent, session)
    dialog.open()
    return dialog


class DiagramDialog(QDialog):
    """A preview, a form, and where to."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Export Diagram"))
        self.resize(_SIZE)
        self._session = session
        self.choices = kept(session.preferences, dark=theme.current().dark)
        self.preview = Preview(self)
        self.format = self._combo([(name.upper(), name) for name in FORMATS], "format")
        self.paper = self._combo([(tr(text), value) for text, value in _PAPERS], "paper")
        self.scale = self._combo([(f"{scale:g} ×", scale) for scale in SCALES], "scale")
        self.width_choice = self._combo([(tr(text), mm) for text, mm in WIDTHS], "width")
        self.switches = {name: self._switch(name, tr(text)) for name, text in _SHOWN}
        self.transparent = self._switch("transparent", tr("Transparent background"))
        self.told = QLabel(self)
        self.told.setProperty("role", "muted")
        self.told.setWordWrap(True)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._refresh)
        self._lay_out()
        self._soon.start()

    def write(self, path: Path) -> None:
        """Write the picture as it is shown, and say what was written or why nothing was."""
        keep(self._session.preferences, self.choices)
        try:
            write_picture(self._session, path, self.choices.look())
        except (OSError, NotAPicture) as error:
            show_error(self, tr("The diagram could not be written."), str(error))
            return
        written = size(path.stat().st_size)
        self.told.setText(tr("Written: {name}, {size}.", name=path.name, size=written))

    def copy(self) -> None:
        """Hand the picture to the clipboard, in pixels."""
        keep(self._session.preferences, self.choices)
        pixels = size_of_png(self._session, replace(self.choices.look(), scale=self.choices.scale))
        image = picture_of(self._session, self.choices.look(), pixels, self.choices.scale)
        image.setDevicePixelRatio(1.0)
        QGuiApplication.clipboard().setImage(image)
        self.told.setText(tr("Copied: {w} × {h} pixels.", w=image.width(), h=image.height()))

    def _export(self) -> None:
        session, suffix = self._session, f".{self.choices.format}"
        folder = session.path.parent if session.path else Path.home()
        start = folder / f"{session.title}{suffix}"
        path = ask_where(self, tr("Export Diagram"), start, tr("Diagram"), suffix)
        if path is not None:
            self.write(path)

    def _change(self, name: str, value: Any) -> None:
        self.choices = replace(self.choices, **{name: value})
        self._soon.start()

    def _refresh(self) -> None:
        is_png = self.choices.format == "png"
        self._form.setRowVisible(self.scale, is_png)
        self._form.setRowVisible(self.width_choice, not is_png)
        look = self.choices.look()
        room = self.preview.room()
        image = picture_of(self._session, look, room, self.devicePixelRatioF())
        self.preview.show_image(image, dark=self.choices.paper == "dark")
        self.told.setText(self._size_words() if not image.isNull() else tr("Nothing is drawn yet."))
        self._save.setEnabled(not image.isNull())
        self._copy.setEnabled(not image.isNull())

    def _size_words(self) -> str:
        if self.choices.format != "png":
            return ""
        pixels = size_of_png(self._session, self.choices.look())
        return tr("{w} × {h} pixels", w=pixels.width(), h=pixels.height())

    def _combo(self, entries: list[tuple[str, Any]], name: str) -> Combo:
        combo = Combo(self)
        for text, value in entries:
            combo.addItem(text, value)
        combo.setCurrentIndex(max(0, combo.findData(getattr(self.choices, name))))
        combo.activated.connect(lambda _index: self._change(name, combo.currentData()))
        return combo

    def _switch(self, name: str, text: str) -> QCheckBox:
        box = QCheckBox(text, self)
        box.setChecked(bool(getattr(self.choices, name)))
        box.toggled.connect(lambda on: self._change(name, on))
        return box

    def _lay_out(self) -> None:
        form = self._form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for text, field in (
            (tr("&Format"), self.format),
            (tr("&Look"), self.paper),
            (tr("&Scale"), self.scale),
            (tr("&Width"), self.width_choice),
        ):
            form.addRow(text, field)
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addLayout(form)
        for switch in (*self.switches.values(), self.transparent):
            column.addWidget(switch)
        column.addWidget(self.told)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self.preview, 1)
        row.addLayout(column)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 18, 20, 16)
        whole.setSpacing(14)
        whole.addLayout(row, 1)
        whole.addWidget(self._buttons())

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        role = QDialogButtonBox.ButtonRole
        self._copy: QPushButton = box.addButton(tr("Copy Picture"), role.ActionRole)
        self._save: QPushButton = box.addButton(tr("Export…"), role.AcceptRole)
        self._save.setDefault(True)
        self._copy.clicked.connect(self.copy)
        box.accepted.connect(self._export)
        box.rejected.connect(self.reject)
        return box
