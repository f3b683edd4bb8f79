"""The palette's panel: a search field above the families."""

import json
from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QScrollArea, QVBoxLayout, QWidget

from designer.catalog.offering import Offer, Offering
from designer.catalog.specs import Family, LayerSpec
from designer.catalog.wanted import Wanted
from designer.graph.blocks import block_of
from designer.project.definitions import definition_to_dict
from designer.session.library import MINE, READY
from designer.session.session import Session
from designer.ui import block_shelf
from designer.ui.following import follow
from designer.ui.palette.block_menu import block_menu
from designer.ui.palette.family_group import FamilyGroup
from designer.ui.palette.kind_list import KindList
from designer.ui.palette.search_field import SearchField
from designer.ui.theme.icons import icon
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
    Family.CUSTOM,
    Family.OPERATION,
    Family.APPLICATION,
)
_WIDTH = 214
_TITLES = {
    Family.INPUT_OUTPUT: "Input and output",
    Family.OPERATION: "Operations",
    Family.APPLICATION: "Applications",
    Family.CUSTOM: "Own layers",
}


_BLOCKS: Final[tuple[tuple[str, Callable[[str], bool]], ...]] = (
    ("Blocks of this project", lambda kind: block_of(kind) is not None),
    ("My library", lambda kind: kind.startswith(MINE)),
    ("Ready-made blocks", lambda kind: kind.startswith(READY)),
)
_ANY: Final = Wanted()
_PLACE_OF_BLOCKS = 1
"""Blocks come after inputs and outputs."""


class PalettePanel(QWidget):
    """Every kind that can be placed.

    Attributes:
        chosen: told with the kind to add to the canvas.
        typed: told with the `Offer` to add, where parameters were typed: `dense 64 relu`.
        visit_requested: told with the block that is to be entered.
        help_asked: told with the kind that somebody wants to read about.
    """

    chosen = Signal(str)
    typed = Signal(object)
    visit_requested = Signal(str)
    help_asked = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._catalog = session, session.catalog
        self._offers: tuple[Offer, ...] = ()
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
        self.groups: list[FamilyGroup] = []
        self._fillers: dict[FamilyGroup, Callable[[], tuple[LayerSpec, ...]]] = {}
        for number, family in enumerate(_ORDER):
            if number == _PLACE_OF_BLOCKS:
                for title, belongs in _BLOCKS:
                    self._add_group(title, partial(self._blocks, belongs))
            title = _TITLES.get(family, family.value.capitalize())
            self._add_group(title, partial(self._of, family))
        self.found = KindList(tr("Layers found"), (), self)
        self.nothing = QLabel(tr("Nothing found. Try another word."), self)
        self.nothing.setProperty("role", "muted")
        for widget in (self.found, self.nothing):
            self._column.insertWidget(0, widget)
            widget.hide()
        self.found.define = self._define
        self.found.chosen.connect(self._choose_found)
        self.found.menu_asked.connect(self._show_menu)
        self.found.left_up.connect(self.search_field.setFocus)
        self._column.addStretch(1)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        follow(self, session.catalog.changed, self._soon.start)
        self.refresh()
        for fault in session.library.faults:
            session.log.add("warning", tr("My library: {fault}", fault=fault))

    def refresh(self) -> None:
        """Show the kinds that there are by now."""
        searching = bool(self.search_field.text().strip())
        for group, specs in self._fillers.items():
            group.show_specs(specs())
            group.setVisible(not searching and not group.empty)
        if searching:
            self._on_text(self.search_field.text())

    def lists(self) -> tuple[KindList, ...]:
        """Return the lists that are shown, from the top."""
        if self.search_field.text().strip():
            return (self.found,)
        return tuple(group.list for group in self.groups if not group.empty)

    @property
    def pointed(self) -> str | None:
        """The kind that is pointed at or chosen here; None while nobody works in the palette."""
        kinds = (list_.pointed for list_ in self.lists())
        found = next((kind for kind in kinds if kind is not None), None)
        if found is None and self.search_field.hasFocus() and self.found.isVisible():
            return self.found.kinds()[0]
        return found

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

    def _add_group(self, title: str, specs: Callable[[], tuple[LayerSpec, ...]]) -> None:
        group = FamilyGroup(tr(title), specs(), self)
        group.list.define = self._define
        group.list.chosen.connect(self.chosen)
        group.list.itemSelectionChanged.connect(lambda: self._select_in(group.list))
        group.list.left_up.connect(lambda: self._step(group.list, -1))
        group.list.left_down.connect(lambda: self._step(group.list, 1))
        group.list.menu_asked.connect(self._show_menu)
        self._column.addWidget(group)
        self.groups.append(group)
        self._fillers[group] = specs

    def _define(self, kind: str) -> str:
        definition = block_shelf.definition_behind(self._session, kind)
        return json.dumps(definition_to_dict(definition)) if definition is not None else ""

    def _show_menu(self, kind: str, place: QPoint) -> None:
        spec = self._catalog.layer(kind)
        if spec is None:
            return
        if spec.family is Family.BLOCK:
            visit, choose = self.visit_requested.emit, self.chosen.emit
            block_menu(self, self._session, kind, choose, visit).popup(place)
        else:
            self.menu_of(spec).popup(place)

    def menu_of(self, spec: LayerSpec) -> QMenu:
        """Return the menu of a kind of layer."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        add = menu.addAction(icon("plus", "muted"), tr("Add to canvas"))
        add.triggered.connect(lambda: self.chosen.emit(spec.kind))
        read = menu.addAction(icon("book-open", "muted"), tr("Help on {kind}", kind=spec.called))
        read.triggered.connect(lambda: self.help_asked.emit(spec.kind))
        return menu

    def _blocks(self, belongs: Callable[[str], bool]) -> tuple[LayerSpec, ...]:
        return tuple(spec for spec in self._of(Family.BLOCK) if belongs(spec.kind))

    def _of(self, family: Family) -> tuple[LayerSpec, ...]:
        return self._catalog.by_family().get(family, ())

    def _on_text(self, text: str) -> None:
        searching = bool(text.strip())
        self._offers = Offering(self._catalog, _ANY).of(text).last if searching else ()
        found = [offer.spec for offer in self._offers if not offer.drawn]
        for group in self.groups:
            group.setVisible(not searching and not group.empty)
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
            self._choose_found(self.found.kinds()[0])

    def _choose_found(self, kind: str) -> None:
        """Tell what was chosen, with the parameters that were typed for it."""
        found = next((offer for offer in self._offers if offer.spec.kind == kind), None)
        if found is not None and found.params:
            self.typed.emit(found)
        else:
            self.chosen.emit(kind)

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
