"""TemplatePage: which data, what is to be predicted, and the starter models that fit."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from designer.graph.problems import Severity
from designer.project.data_ends import DataEnds, DataTask, find_ends, possible_targets
from designer.project.data_fields import Field, Role
from designer.project.settings import DataSettings
from designer.project.templates import Template, make_project, templates_for
from designer.session.data_look import DataLook
from designer.session.session import Session
from designer.ui.cards import EmptyState, MessageCard
from designer.ui.emptying import empty
from designer.ui.theme import fonts
from designer.ui.theme.icons import icon
from designer.ui.translate import tr
from designer.ui.welcome.cards import PictureCard
from designer.ui.welcome.source_list import SourceList

_TASKS: Final = {
    DataTask.TABLE: "a table",
    DataTask.PICTURES: "pictures",
    DataTask.SEQUENCES: "sequences",
    DataTask.TOKENS: "texts as numbers",
    DataTask.TEXT: "texts",
}


class TemplatePage(QWidget):
    """Chooses data and a starter model for it.

    Attributes:
        back: told when one wants to go back.
        chosen: told with the new project and what it is called.
    """

    back = Signal()
    chosen = Signal(object, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._look = DataLook(session.engine)
        self._data = DataSettings()
        self._fields: tuple[Field, ...] = ()
        self._rows = 0
        self.sources = SourceList(self)
        self.sources.chosen.connect(self.choose_data)
        self.target = QComboBox(self)
        self.target.setAccessibleName(tr("What is to be predicted"))
        self.target.activated.connect(self._show_models)
        self.found = QLabel(self)
        self.found.setWordWrap(True)
        self.left_out = QLabel(self)
        self.left_out.setProperty("role", "muted")
        self.left_out.setWordWrap(True)
        self.message = MessageCard(self)
        self.cards: tuple[PictureCard, ...] = ()
        self._row = QHBoxLayout()
        self._right = QStackedWidget(self)
        self._teaching = EmptyState(
            "database",
            tr("Which data?"),
            tr(
                "Choose data at the left. The program looks at its columns and offers models that "
                "fit, wired to the data and ready to train."
            ),
        )
        self._answer = self._build_answer()
        for page in (self._teaching, self._answer):
            self._right.addWidget(page)
        self._lay_out()

    @property
    def ends(self) -> DataEnds | None:
        """What the model is fed with and predicts; None while that is not known."""
        return find_ends(self._fields, self.target.currentData())

    def take_focus(self) -> None:
        """Let the keyboard begin at the sources."""
        self.sources.take_focus()

    def choose_data(self, data: DataSettings) -> None:
        """Look at other data."""
        self._data, self._fields = data, ()
        self._right.setCurrentWidget(self._answer)
        self._show_words(tr("Reading {name} …", name=self._name), "")
        empty(self._row)
        self.cards = ()
        self._look.look(data, self._on_found, self._on_failed)

    # ---- answers ----

    def _on_found(self, fields: Sequence[Field], rows: int) -> None:
        again = {field.name for field in fields} == {field.name for field in self._fields}
        before = self.target.currentData() if again and self._fields else None
        self._fields, self._rows = tuple(fields), rows
        ends = find_ends(self._fields, before)
        self.target.clear()
        for field in possible_targets(self._fields):
            self.target.addItem(_target_words(field), field.name)
        if ends is None:
            self._on_failed(
                tr(
                    "Expected something to predict and something to predict it from: numbers, "
                    "words or pictures. The page Data shows how the file was read."
                )
            )
            return
        self.target.setCurrentIndex(self.target.findData(ends.target.name))
        self._show_models()

    def _on_failed(self, why: str) -> None:
        self._show_words("", "")
        title = tr("There is no starter model for {name}", name=self._name)
        self.message.show_message(Severity.ERROR, title, why)
        self.message.show()

    def _show_models(self) -> None:
        ends = self.ends
        if ends is None:
            return
        self._show_words(self._summary(ends), _left_out_words(ends), chooser=True)
        templates = templates_for(ends)
        if len(self.cards) == len(templates) and all(
            card.accessibleName() == tr(template.title)
            for card, template in zip(self.cards, templates, strict=True)
        ):
            return
        focused = any(card.hasFocus() for card in self.cards)
        empty(self._row)
        self.cards = tuple(self._card(template, ends) for template in templates)
        if focused:
            self.cards[0].setFocus()

    def _card(self, template: Template, ends: DataEnds) -> PictureCard:
        card = PictureCard(
            self._session.catalog, tr(template.title), tr(template.text), self._answer
        )
        card.picture.setFixedHeight(130)
        project = make_project(template, ends, self._data, "model", self._rows)
        card.picture.show_graph(project.graph)
        card.clicked.connect(lambda: self._begin(template))
        self._row.addWidget(card, 1)
        return card

    def _begin(self, template: Template) -> None:
        ends = self.ends
        if ends is not None:
            self._look.drop()
            name = f"{self._stem}_{template.id.partition('_')[2]}"
            project = make_project(template, ends, self._data, name, self._rows)
            self.chosen.emit(project, name)

    # ---- words ----

    @property
    def _name(self) -> str:
        return Path(self._data.path).name if self._data.path else self._data.name

    @property
    def _stem(self) -> str:
        return Path(self._data.path).stem if self._data.path else self._data.name

    def _summary(self, ends: DataEnds) -> str:
        what = tr(_TASKS[ends.task])
        if ends.task is DataTask.TABLE:
            columns = len(ends.sources) + len(ends.words)
            width = ends.shape[0] if ends.sources and ends.sources[0].shape else columns
            what = tr("{what} with {n} columns to predict from", what=what, n=width)
        elif ends.shape and ends.task is not DataTask.TEXT:
            what = tr("{what} of {shape}", what=what, shape=" × ".join(map(str, ends.shape)))
        return tr(
            "{name}: {rows} rows, {what}.", name=self._name, rows=f"{self._rows:,}", what=what
        )

    def _show_words(self, found: str, left_out: str, *, chooser: bool = False) -> None:
        self.message.hide()
        self.found.setText(found)
        self.left_out.setText(left_out)
        self.left_out.setVisible(bool(left_out))
        self._question.setVisible(chooser)
        self._offer.setVisible(chooser)

    # ---- building ----

    def _build_answer(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.found.setFont(fonts.words(15, QFont.Weight.DemiBold))
        column.addWidget(self.found)
        column.addWidget(self.message)
        self._question = QWidget(page)
        row = QHBoxLayout(self._question)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        label = QLabel(tr("&Predict"), self._question)
        label.setBuddy(self.target)
        row.addWidget(label)
        row.addWidget(self.target)
        row.addStretch(1)
        column.addWidget(self._question)
        column.addWidget(self.left_out)
        self._offer = QLabel(tr("Choose a model to begin with. Everything can be changed."), page)
        self._offer.setProperty("role", "muted")
        column.addSpacing(8)
        column.addWidget(self._offer)
        self._row.setSpacing(12)
        column.addLayout(self._row)
        column.addStretch(1)
        return page

    def _lay_out(self) -> None:
        back = QPushButton(icon("chevron-left", "muted"), tr("Back"), self)
        back.setProperty("role", "quiet")
        back.clicked.connect(self.back)
        title = QLabel(tr("Template for my data"), self)
        title.setFont(fonts.words(18, QFont.Weight.DemiBold))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(back)
        head.addWidget(title)
        head.addStretch(1)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFixedWidth(250)
        area.setWidget(self.sources)
        body = QHBoxLayout()
        body.setSpacing(28)
        body.addWidget(area)
        body.addWidget(self._right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 20)
        column.setSpacing(18)
        column.addLayout(head)
        column.addLayout(body, 1)


def _target_words(field: Field) -> str:
    if field.role is Role.CLASS:
        return tr("{name} · {n} classes", name=field.name, n=len(field.classes))
    return tr("{name} · a number", name=field.name)


def _left_out_words(ends: DataEnds) -> str:
    names = [field.name for field in ends.left_out]
    if not names:
        return ""
    shown = ", ".join(names[:4]) + (tr(" and {n} more", n=len(names) - 4) if names[4:] else "")
    return tr("Not used at first: {names}. The page Data can add them.", names=shown)
