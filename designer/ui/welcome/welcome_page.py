"""WelcomePage: three ways in, what was open lately, and examples as pictures."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from designer.session.session import Session
from designer.ui.cards import Rule
from designer.ui.emptying import empty
from designer.ui.theme import fonts
from designer.ui.translate import tr
from designer.ui.welcome.cards import PictureCard, RecentCard, WayCard
from designer.ui.welcome.examples import EXAMPLES
from designer.ui.welcome.reading_graphs import GraphReader
from designer.ui.welcome.template_page import TemplatePage
from designer.ui.welcome.when import when

SHOW_AT_START: Final = "show_welcome"
TOUR_TAKEN: Final = "tour_taken"
_WIDEST = 1240
_MOST_RECENT = 6
_NARROW = 900
_MARGIN = 32


class WelcomePage(QStackedWidget):
    """What is shown instead of a drawing until something is chosen.

    Attributes:
        empty_chosen: an empty canvas is wanted.
        open_requested: a model is to be looked for on disk.
        path_chosen: with the file that is to be opened.
        example_chosen: with an example's file; it is to be opened as a copy.
        project_chosen: with a new project and what it is called.
        tour_requested: the tour is wanted.
        closed: nothing is wanted.
    """

    empty_chosen = Signal()
    open_requested = Signal()
    path_chosen = Signal(Path)
    example_chosen = Signal(Path)
    project_chosen = Signal(object, str)
    tour_requested = Signal()
    closed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._reader = GraphReader(self)
        self._columns = 0
        self.setAccessibleName(tr("Welcome"))
        self.ways: tuple[WayCard, ...] = ()
        self.examples: tuple[PictureCard, ...] = ()
        self.at_start = QCheckBox(tr("Show when the program starts"), self)
        self.at_start.setChecked(bool(session.preferences.get(SHOW_AT_START, True)))
        self.at_start.toggled.connect(lambda on: session.preferences.set(SHOW_AT_START, on))
        self._recent = QVBoxLayout()
        self._grid = QGridLayout()
        self.first = self._build_first()
        self.addWidget(self.first)
        self.templates: TemplatePage | None = None

    # ---- what is shown ----

    def show_first(self) -> None:
        """Show the ways in."""
        self.setCurrentWidget(self.first)
        self.at_start.setChecked(bool(self._session.preferences.get(SHOW_AT_START, True)))
        self._offer_tour()
        self._fill_recent()
        self.ways[0].setFocus()

    def show_templates(self) -> TemplatePage:
        """Show the starter models for one's own data."""
        if self.templates is None:
            self.templates = TemplatePage(self._session, self)
            self.templates.back.connect(self.show_first)
            self.templates.chosen.connect(self.project_chosen)
            self.addWidget(self.templates)
        self.setCurrentWidget(self.templates)
        self.templates.take_focus()
        return self.templates

    def showEvent(self, event: QShowEvent) -> None:
        """Look anew for what was open lately."""
        super().showEvent(event)
        self._fill_recent()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set as many examples in a row as there is room for."""
        super().resizeEvent(event)
        self._arrange_examples()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Escape, from the starter models to the ways in."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.currentWidget() is self.first:
            self.closed.emit()
        else:
            self.show_first()

    # ---- building ----

    def _build_first(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._build_sheet(), 1)
        column.addWidget(Rule())
        column.addLayout(self._foot(page))
        return page

    def _build_sheet(self) -> QScrollArea:
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        sheet = QWidget(area)
        body = QWidget(sheet)
        body.setMaximumWidth(_WIDEST)
        row = QHBoxLayout(sheet)
        row.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        row.addStretch(1)
        row.addWidget(body, 100)
        row.addStretch(1)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 20, 0, 12)
        column.setSpacing(0)
        column.addLayout(self._head(body))
        column.addSpacing(14)
        column.addLayout(self._ways_in(body))
        column.addSpacing(18)
        column.addLayout(self._below(body), 1)
        area.setWidget(sheet)
        return area

    def _head(self, body: QWidget) -> QHBoxLayout:
        title = QLabel(tr("Draw a model. Watch it learn. Keep the code."), body)
        title.setFont(fonts.words(22, QFont.Weight.DemiBold))
        row = QHBoxLayout()
        row.addWidget(title)
        row.addStretch(1)
        self.tour = QPushButton(tr("Take the tour · 3 minutes"), body)
        self.tour.clicked.connect(self.tour_requested)
        row.addWidget(self.tour)
        return row

    def _ways_in(self, body: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        ways: list[WayCard] = []
        for icon, title, text, act in (
            (
                "file-plus",
                tr("Empty canvas"),
                tr("Draw from nothing: press Space and type the name of a layer."),
                self.empty_chosen.emit,
            ),
            (
                "database",
                tr("Template for my data"),
                tr("Choose a table, pictures or text, and begin with a model that fits them."),
                self.show_templates,
            ),
            (
                "folder-open",
                tr("Open a model"),
                tr("A project, .keras, .h5, SavedModel, or a Python script. Or drop it here."),
                self.open_requested.emit,
            ),
        ):
            card = WayCard(icon, title, text, body)
            card.clicked.connect(_only(act))
            row.addWidget(card, 1)
            ways.append(card)
        self.ways = tuple(ways)
        return row

    def _below(self, body: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(28)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(_heading(tr("Recent"), body))
        self._recent.setSpacing(6)
        left.addLayout(self._recent)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(_heading(tr("Examples"), body))
        self._grid.setSpacing(12)
        right.addLayout(self._grid)
        right.addStretch(1)
        self.examples = tuple(self._example_cards(body))
        row.addLayout(left, 5)
        row.addLayout(right, 11)
        return row

    def _example_cards(self, body: QWidget) -> list[PictureCard]:
        cards: list[PictureCard] = []
        for example in EXAMPLES:
            card = PictureCard(self._session.catalog, tr(example.title), tr(example.text), body)
            card.clicked.connect(_only(self.example_chosen.emit, example.path))
            self._reader.ask(example.path, card.picture)
            cards.append(card)
        return cards

    def _foot(self, body: QWidget) -> QHBoxLayout:
        close = QPushButton(tr("Close"), body)
        close.setProperty("role", "quiet")
        close.clicked.connect(self.closed)
        row = QHBoxLayout()
        row.setContentsMargins(_MARGIN, 5, _MARGIN, 5)
        row.addWidget(self.at_start)
        row.addStretch(1)
        row.addWidget(close)
        return row

    # ---- filling ----

    def _offer_tour(self) -> None:
        """Offer the tour loudly once; who has taken it finds it where it was."""
        taken = bool(self._session.preferences.get(TOUR_TAKEN, False))
        text = tr("Take the tour again") if taken else tr("Take the tour · 3 minutes")
        self.tour.setText(text)
        self.tour.setProperty("role", "quiet" if taken else "")
        self.tour.style().polish(self.tour)

    def _arrange_examples(self) -> None:
        columns = 4 if self.width() > _WIDEST + _MARGIN else 3 if self.width() > _NARROW else 2
        if columns == self._columns:
            return
        self._columns = columns
        for index, card in enumerate(self.examples):
            self._grid.addWidget(card, index // columns, index % columns)
        for column in range(4):
            self._grid.setColumnStretch(column, int(column < columns))

    def _fill_recent(self) -> None:
        empty(self._recent)
        now = datetime.now()
        paths = self._session.recent.paths[:_MOST_RECENT]
        for path in paths:
            then = datetime.fromtimestamp(path.stat().st_mtime)
            where = str(path.parent).replace(str(Path.home()), "~", 1)
            card = RecentCard(self._session.catalog, path.stem, when(then, now), where, self.first)
            card.clicked.connect(_only(self.path_chosen.emit, path))
            self._recent.addWidget(card)
            self._reader.ask(path, card.picture)
        if not paths:
            hint = QLabel(tr("What you open or save\nwill be here the next time."), self.first)
            hint.setProperty("role", "muted")
            self._recent.addWidget(hint)


def _heading(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setProperty("role", "heading")
    return label


def _only(act: Callable[..., object], *values: object) -> Callable[..., None]:
    """Return a listener that passes over what the signal tells."""

    def listen(*_told: object) -> None:
        act(*values)

    return listen
