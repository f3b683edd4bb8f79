"""The inspector's page for selected frames and notes: words, colour, place and size."""

from functools import partial
from typing import Final

from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from designer.document.commands import remarks
from designer.document.commands.nodes import move
from designer.graph.framing import box_of
from designer.graph.remarks import Remark, RemarkKind
from designer.session.session import Session
from designer.ui import theme
from designer.ui.inspector.labelled import labelled
from designer.ui.inspector.notes_field import NotesField
from designer.ui.remark_colours import COLOURS, USUAL, colour_name, swatch
from designer.ui.theme.icons import pixmap
from designer.ui.translate import tr

_FAR: Final = 1_000_000
_ICONS: Final = {RemarkKind.FRAME: "frame", RemarkKind.NOTE: "sticky-note"}
_MEASURES: Final = ("X", "Y", "Width", "Height")


class RemarkPage(QWidget):
    """What is selected while no layer is; made anew where other remarks are."""

    def __init__(
        self, session: Session, ids: tuple[str, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.ids = ids
        self._icon, self._kind = QLabel(self), QLabel(self)
        self._kind.setProperty("role", "heading")
        self.title = QLineEdit(self)
        self.title.setAccessibleName(tr("Title of the frame"))
        self.title.setPlaceholderText(tr("Title"))
        self.title.editingFinished.connect(self._set_title)
        self.text = NotesField(self, tr("Markdown: # heading, **bold**, - list, `code`"))
        self.text.setMinimumHeight(200)
        self.text.setMaximumHeight(420)
        self.text.left = self._set_text
        self.colour = QComboBox(self)
        self.colour.setAccessibleName(tr("Colour"))
        for name, family in COLOURS.items():
            color = theme.current().families[family]
            self.colour.addItem(swatch(color), tr(name.capitalize()), name)
        self.colour.activated.connect(self._set_colour)
        self.measures = [self._measure(index) for index in range(4)]
        self._lay_out()
        self.refresh()

    def refresh(self) -> None:
        """Show the remarks as they stand."""
        found = self._found()
        if not found:
            return
        one = found[0] if len(found) == 1 else None
        kinds = {remark.kind for remark in found}
        kind = kinds.pop() if len(kinds) == 1 else None
        self._kind.setText(_called(kind, len(found)))
        picture = _ICONS[kind] if kind else "layers"
        self._icon.setPixmap(pixmap(picture, "muted", 18, self.devicePixelRatioF()))
        frame = one is not None and one.kind is RemarkKind.FRAME
        self.title.setVisible(frame)
        self.text.setVisible(one is not None and not frame)
        self._places.setVisible(one is not None)
        names = {colour_name(remark) for remark in found}
        index = self.colour.findData(names.pop()) if len(names) == 1 else -1
        self.colour.setCurrentIndex(index)
        if one is not None:
            self._show_one(one)

    def _show_one(self, remark: Remark) -> None:
        if remark.kind is RemarkKind.NOTE:
            self.text.show_text(remark.text)
        elif self.title.text() != remark.text and not self.title.isModified():
            self.title.setText(remark.text)
        for field, value in zip(self.measures, (*remark.position, *remark.size), strict=True):
            if not field.hasFocus():
                field.setValue(round(value))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._icon)
        head.addWidget(self._kind, 1)
        self._places = QWidget(self)
        rows = [("Colour", self.colour)]
        colours = QGridLayout()
        labelled(colours, [(tr(word), field) for word, field in rows], 6)
        places = QGridLayout(self._places)
        for grid in (colours, places):
            grid.setHorizontalSpacing(8)
        labelled(places, zip(map(tr, _MEASURES), self.measures, strict=True), 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addLayout(colours)
        column.addWidget(self._places)
        column.addStretch(1)

    def _measure(self, index: int) -> QSpinBox:
        field = QSpinBox(self)
        field.setRange(-_FAR if index < 2 else 0, _FAR)
        field.setSuffix(" px")
        field.setAccessibleName(tr(_MEASURES[index]))
        if index == 3:
            field.setSpecialValueText(tr("as its text"))
        field.editingFinished.connect(partial(self._set_measure, index))
        return field

    def _found(self) -> list[Remark]:
        document = self._session.document
        return [remark for id in self.ids if (remark := document.remark(id)) is not None]

    def _set_title(self) -> None:
        if self.title.isModified() and len(self.ids) == 1:
            self.title.setModified(False)
            remarks.write(self._session.document, self.ids[0], self.title.text().strip())

    def _set_text(self) -> None:
        if len(self.ids) == 1:
            remarks.write(self._session.document, self.ids[0], self.text.toPlainText())

    def _set_colour(self, index: int) -> None:
        name = str(self.colour.itemData(index))
        document = self._session.document
        with document.edit("Set colour"):
            for remark in self._found():
                remarks.colour(document, [remark.id], "" if USUAL[remark.kind] == name else name)

    def _set_measure(self, index: int) -> None:
        found = self._found()
        if len(found) != 1:
            return
        remark, value = found[0], float(self.measures[index].value())
        if value == round((*remark.position, *remark.size)[index]):
            return
        x, y = remark.position
        left, top, right, bottom = box_of(remark)
        match index:
            case 0 | 1:
                move(self._session.document, {remark.id: (value, y) if index == 0 else (x, value)})
            case 2:
                remarks.resize(self._session.document, remark.id, (left, top, left + value, bottom))
            case _:
                remarks.resize(self._session.document, remark.id, (left, top, right, top + value))


def _called(kind: RemarkKind | None, count: int) -> str:
    if count > 1:
        return tr("{n} frames and notes", n=count)
    return tr("Frame") if kind is RemarkKind.FRAME else tr("Note")
