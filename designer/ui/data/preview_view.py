"""PreviewView: the head of the data, its fields, its balance, and what is wrong with it."""

from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from designer.document.change import Change
from designer.document.commands.remedies import take
from designer.graph.problems import Problem, Remedy, Severity
from designer.graph.records import OUTPUT
from designer.project.bindings import bind
from designer.project.data_ends import find_target
from designer.project.settings import DataKind
from designer.session.session import Session
from designer.ui.cards import Button, EmptyState, MessageCard, attempt
from designer.ui.data.balance_bars import BalanceBars
from designer.ui.data.field_table import FieldTable
from designer.ui.data.head_model import THUMBNAIL, HeadModel
from designer.ui.emptying import empty
from designer.ui.following import follow
from designer.ui.translate import tr

_MOST_CARDS = 4
_WIDEST = 180
_GAP = 14


class PreviewView(QWidget):
    """Follows `session.data`."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.summary = QLabel(self)
        self.summary.setProperty("role", "title")
        self.loading = QLabel(tr("Reading…"), self)
        self.loading.setProperty("role", "muted")
        self.cards = QVBoxLayout()
        self.cards.setSpacing(6)
        self.head = QTableView(self)
        self.model = HeadModel()
        self.fields = FieldTable(self)
        self.balance = BalanceBars(self)
        self._balance_title = _heading(tr("Classes"))
        self.empty = EmptyState(
            "database",
            tr("No data yet"),
            tr(
                "Choose a set on the left, or drop a CSV file, a NumPy or HDF5 file or a folder of "
                "pictures on the window. Its first rows, types and classes appear here before "
                "anything is trained."
            ),
            self,
        )
        self._build()
        follow(self, session.data.changed, self.show_state)
        follow(self, session.document.replaced, self.show_state)
        follow(self, session.document.changed, self._on_changed)
        self.show_state()

    def show_state(self) -> None:
        """Show what is known of the data."""
        data = self._session.data
        nothing = self._session.document.project.data.kind is DataKind.NONE
        self._pages.setCurrentIndex(0 if nothing else 1)
        self.loading.setVisible(data.loading)
        self._show_messages()
        preview = data.preview
        if data.loading and preview is not None:
            return
        self.model.show(preview)
        self.fields.show_fields(self.model.fields)
        self._show_summary()
        self._show_balance()
        self._tables.setVisible(preview is not None)
        if preview is not None:
            self._fit_rows()

    def _on_changed(self, change: Change) -> None:
        nodes = (n for step in change.nodes.values() for n in (step.before, step.after))
        if not change.only_drawing and any(n and n.kind == OUTPUT for n in nodes):
            self._show_balance()

    def _build(self) -> None:
        self.head.setModel(self.model)
        self.head.setIconSize(QSize(THUMBNAIL, THUMBNAIL))
        self.head.setShowGrid(False)
        self.head.verticalHeader().hide()
        self.head.setAlternatingRowColors(True)
        self.head.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.head.setAccessibleName(tr("First rows of the data"))
        self.head.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        top = QHBoxLayout()
        top.addWidget(self.summary)
        top.addWidget(self.loading)
        top.addStretch(1)
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 14, 20, 16)
        column.setSpacing(10)
        column.addLayout(top)
        column.addLayout(self.cards)
        self._tables = self._build_tables(page)
        column.addWidget(self._tables, 1)
        column.addStretch(0)
        self._pages = QStackedLayout(self)
        self._pages.setContentsMargins(0, 0, 0, 0)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(page)

    def _build_tables(self, page: QWidget) -> QWidget:
        tables = QWidget(page)
        column = QVBoxLayout(tables)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(_heading(tr("First rows")))
        column.addWidget(self.head, 3)
        row = QHBoxLayout()
        row.setSpacing(24)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(_heading(tr("Fields")))
        left.addWidget(self.fields, 1)
        right.addWidget(self._balance_title)
        area = QScrollArea(tables)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        holder = QWidget(area)
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, 0, 8, 0)
        inner.addWidget(self.balance)
        inner.addStretch(1)
        area.setWidget(holder)
        right.addWidget(area, 1)
        row.addLayout(left, 5)
        row.addLayout(right, 3)
        column.addLayout(row, 2)
        return tables

    def _fit_rows(self) -> None:
        self.head.verticalHeader().setDefaultSectionSize(
            THUMBNAIL + 8 if self.model.has_pictures else 26
        )
        self.head.resizeColumnsToContents()
        for column in range(self.model.columnCount()):
            width = self.head.columnWidth(column) + _GAP
            self.head.setColumnWidth(column, min(width, _WIDEST))

    def _show_summary(self) -> None:
        preview = self._session.data.preview
        if preview is None:
            self.summary.setText(tr("Data"))
            return
        total = preview.counts.get("total", 0)
        self.summary.setText(
            tr("{rows} rows · {fields} fields", rows=f"{total:,}", fields=len(preview.fields))
        )

    def _show_balance(self) -> None:
        preview = self._session.data.preview
        balance = preview.balance if preview else {}
        name = next((n for n in self._targets() if n in balance), next(iter(balance), ""))
        counts = balance.get(name, {})
        self._balance_title.setText(tr("Classes of {name}", name=name) if name else "")
        self.balance.setVisible(bool(counts))
        self.balance.show_counts(counts)

    def _targets(self) -> tuple[str, ...]:
        """Return the fields that Outputs are compared with, else what is usually predicted."""
        fields, graph = self.model.fields, self._session.document.project.graph
        plan = bind(graph, {field.name: field for field in fields})
        bound = tuple(name for target in plan.outputs for name in target.fields)
        usual = find_target(fields)
        return (*bound, usual.name) if usual is not None else bound

    def _show_messages(self) -> None:
        empty(self.cards)
        data = self._session.data
        problems = [p for p in data.problems if not data.message or p.text != data.message]
        if data.message:
            title = tr("The data cannot be read")
            buttons: list[Button] = [(tr("Try again"), data.refresh)]
            self._add_card(Severity.ERROR, title, data.message, buttons)
        for problem in problems[:_MOST_CARDS]:
            self._add_card(problem.severity, problem.title, problem.text, self._remedies(problem))

    def _add_card(self, severity: Severity, title: str, text: str, buttons: list[Button]) -> None:
        card = MessageCard(self)
        card.show_message(severity, title, text, buttons)
        self.cards.addWidget(card)

    def _remedies(self, problem: Problem) -> list[Button]:
        buttons: list[Button] = [
            (remedy.label, partial(self._take, remedy)) for remedy in problem.remedies
        ]
        if problem.code == "data-not-here":
            buttons.append((tr("Download"), self._session.data.refresh))
        return buttons

    def _take(self, remedy: Remedy) -> None:
        session = self._session
        attempt(self, lambda: take(session.document, session.catalog, remedy))


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "heading")
    return label
