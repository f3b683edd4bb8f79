"""The palette's panel: a search field above the families."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from designer.catalog.search import search
from designer.catalog.specs import Family, LayerSpec
from designer.session.session import Session
from designer.ui.palette.family_group import FamilyGroup
from designer.ui.palette.kind_list import KindList
from designer.ui.palette.search_field import SearchField
from designer.ui.translate import tr

_ORDER = (
    Family.INPUT_OUTPUT,
    Family.CORE,
    Family.CONVOLUTION,
    Family.POOLING,
    Family.RECURRENT,
    Family.ATTENTION,
    Family.NORMALIZATION,
    Family.REGULARIZATION,
    Family.ACTIVATION,
    Family.MERGING,
    Family.RESHAPING,
    Family.PREPROCESSING,
    Family.BLOCK,
    Family.CUSTOM,
    Family.OPERATION,
    Family.APPLICATION,
)
_WIDTH = 214
_TITLES = {
    Family.INPUT_OUTPUT: "Input and output",
    Family.OPERATION: "Operations",
    Family.APPLICATION: "Applications",
    Family.BLOCK: "Blocks",
    Family.CUSTOM: "Own layers",
}


class PalettePanel(QWidget):
    """Every kind that can be placed; `chosen` carries the one to add to the canvas."""

    chosen = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalog = session.catalog
        self.setAccessibleName(tr("Layers"))
        self.setMinimumWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 12, 0, 0)
        column.setSpacing(6)
        self.search_field = SearchField(self)
        self.search_field.textChanged.connect(self._on_text)
        self.search_field.down_pressed.connect(self._enter_list)
        self.search_field.returnPressed.connect(self._take_first)
        field_row = QVBoxLayout()
        field_row.setContentsMargins(2, 0, 12, 0)
        field_row.addWidget(self.search_field)
        column.addLayout(field_row)
        column.addWidget(self._scroll_area(), 1)
        self.groups = [self._group(family) for family in _ORDER if self._of(family)]
        self.found = KindList(tr("Layers found"), (), self)
        self.nothing = QLabel(tr("Nothing found. Try another word."), self)
        self.nothing.setProperty("role", "muted")
        for widget in (self.found, self.nothing):
            self._column.insertWidget(0, widget)
            widget.hide()
        self.found.chosen.connect(self.chosen)
        self.found.left_up.connect(self.search_field.setFocus)
        self._column.addStretch(1)

    def lists(self) -> tuple[KindList, ...]:
        """Return the lists that are shown, from the top."""
        if self.search_field.text().strip():
            return (self.found,)
        return tuple(group.list for group in self.groups)

    def _scroll_area(self) -> QScrollArea:
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget(area)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 2, 12)
        self._column.setSpacing(2)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area = area
        return area

    def _group(self, family: Family) -> FamilyGroup:
        title = _TITLES.get(family, family.value.capitalize())
        group = FamilyGroup(tr(title), self._of(family), self)
        group.list.chosen.connect(self.chosen)
        group.list.itemSelectionChanged.connect(lambda: self._select_in(group.list))
        group.list.left_up.connect(lambda: self._step(group.list, -1))
        group.list.left_down.connect(lambda: self._step(group.list, 1))
        self._column.addWidget(group)
        return group

    def _of(self, family: Family) -> tuple[LayerSpec, ...]:
        return self._catalog.by_family().get(family, ())

    def _on_text(self, text: str) -> None:
        searching = bool(text.strip())
        found = search(text, self._catalog) if searching else []
        for group in self.groups:
            group.setVisible(not searching)
        self.found.show_specs(found)
        self.found.setCurrentRow(0)
        self.found.setVisible(bool(found))
        self.nothing.setVisible(searching and not found)

    def _enter_list(self) -> None:
        first = self.lists()[0]
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        first.setCurrentRow(0)

    def _take_first(self) -> None:
        if self.found.isVisible() and self.found.count():
            self.chosen.emit(self.found.kinds()[0])

    def _select_in(self, list_: KindList) -> None:
        """Let one kind at the most be selected in all families."""
        for group in self.groups if list_.selectedItems() else ():
            if group.list is not list_:
                group.list.setCurrentRow(-1)

    def _step(self, list_: KindList, by: int) -> None:
        lists = self.lists()
        place = lists.index(list_) + by
        list_.setCurrentRow(-1)
        if place < 0:
            self.search_field.setFocus()
        elif place < len(lists):
            other = lists[place]
            other.setFocus(Qt.FocusReason.OtherFocusReason)
            other.setCurrentRow(0 if by > 0 else other.count() - 1)
            self._area.ensureWidgetVisible(other)
