"""The page "Own code": layers, losses, metrics and activations of the project's own."""

from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from designer.catalog.catalog import load_catalog
from designer.catalog.specs import Registry
from designer.document.change import Change
from designer.document.commands.own_code import (
    insert_template,
    rename_own,
    users_of,
    write_module,
)
from designer.graph.problems import Problem, Severity
from designer.project.own_advice import FIELD
from designer.project.own_module import OwnModule, read_module
from designer.project.own_renames import likely_rename
from designer.project.own_templates import Template
from designer.session.session import Session
from designer.ui.cards.empty_state import EmptyState
from designer.ui.code.code_editor import CodeEditor
from designer.ui.code.find_bar import FindBar
from designer.ui.following import follow
from designer.ui.theme.icons import icon
from designer.ui.translate import tr

_QUIET_MS: Final = 400
_ORDER: Final = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}
_NEW: Final = {
    Template.LAYER: "New layer",
    Template.LOSS: "New loss",
    Template.METRIC: "New metric",
    Template.ACTIVATION: "New activation",
}
_COUNTED: Final = (
    (Registry.LAYER, "layer", "layers"),
    (Registry.LOSS, "loss", "losses"),
    (Registry.METRIC, "metric", "metrics"),
    (Registry.ACTIVATION, "activation", "activations"),
    (Registry.CALLBACK, "callback", "callbacks"),
    (Registry.INITIALIZER, "initializer", "initializers"),
    (Registry.REGULARIZER, "regularizer", "regularizers"),
    (Registry.CONSTRAINT, "constraint", "constraints"),
)


class ModulePanel(QWidget):
    """The editor of the own module; it is checked while one types.

    Attributes:
        packages_requested: told when layers of an installed package are wanted.
    """

    packages_requested = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._names: tuple[str, ...] = ()
        self._renamed: tuple[str, str] | None = None
        self._first: Problem | None = None
        self._writing = False
        self.editor = CodeEditor(self)
        self.editor.setAccessibleName(tr("The project's own Python module"))
        self.editor.installEventFilter(self)
        self.find_bar = FindBar(self.editor, self)
        self._words = _muted(self)
        self._told = QLabel(self)
        self._told.setWordWrap(True)
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._act = QPushButton(self)
        self._act.setProperty("role", "small")
        self._act.clicked.connect(self._on_act)
        self._soon = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._soon.timeout.connect(self.commit)
        self.editor.textChanged.connect(self._on_typed)
        self._lay_out()
        follow(self, session.document.changed, self._on_changed)
        follow(self, session.document.replaced, self._take)
        follow(self, session.analysis.changed, self._show_problems)
        follow(self, session.trusts.changed, self._show_problems)
        self._take()

    # ---- what others ask for ----

    def show_line(self, line: int) -> None:
        """Show a line of the module."""
        self.editor.show_line(line)
        self.editor.setFocus()

    def insert(self, template: Template) -> None:
        """Add a piece to begin with, and choose its name."""
        self.commit()
        name = insert_template(self._session.document, template)
        line = self._module.line(name)
        if line is not None:
            self.editor.show_line(line, name)
        self.editor.setFocus()

    def commit(self) -> None:
        """Write what was typed into the project."""
        self._soon.stop()
        self._writing = True
        try:
            write_module(self._session.document, self.editor.toPlainText())
        finally:
            self._writing = False
        self._show_words()

    # ---- inside ----

    @property
    def _module(self) -> OwnModule:
        return read_module(self._session.document.project.module, load_catalog())

    def _lay_out(self) -> None:
        empty = EmptyState(
            "file-code",
            tr("Own code"),
            tr(
                "What Keras does not have you can write: layers, losses, metrics and activations. "
                "They stand in the palette and in every choice, and go into the exported code."
            ),
            self,
        )
        for template, text in _NEW.items():
            empty.add_button(tr(text), partial(self.insert, template))
        written = QWidget(self)
        column = QVBoxLayout(written)
        column.setContentsMargins(12, 6, 12, 8)
        column.setSpacing(6)
        column.addLayout(self._line())
        column.addWidget(self.editor, 1)
        column.addWidget(self.find_bar)
        told = QHBoxLayout()
        told.addWidget(self._told, 1)
        told.addWidget(self._act)
        column.addLayout(told)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(empty)
        self._pages.addWidget(written)

    def _line(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._words, 1)
        new = QPushButton(icon("plus", "muted"), tr("New"), self)
        new.setProperty("role", "small")
        menu = QMenu(new)
        for template, text in _NEW.items():
            menu.addAction(tr(text), partial(self.insert, template))
        new.setMenu(menu)
        row.addWidget(new)
        for text, name, act in (
            (tr("From a package…"), "download", self.packages_requested.emit),
            (tr("Find"), "zoom-in", self.find_bar.open_bar),
        ):
            button = QPushButton(icon(name, "muted"), text, self)
            button.setProperty("role", "small")
            button.clicked.connect(act)
            row.addWidget(button)
        return row

    def _on_typed(self) -> None:
        if self.editor.toPlainText() != self._session.document.project.module:
            self._soon.start()

    def _on_changed(self, change: Change) -> None:
        if "module" in change.settings and not self._writing:
            self._take()
        elif change.nodes and self._renamed:
            self._show_words()

    def _take(self) -> None:
        """Show the module as the project has it; the cursor stays where it is."""
        self._soon.stop()
        text = self._session.document.project.module
        if text != self.editor.toPlainText():
            line = self.editor.line
            self.editor.setPlainText(text)  # what was typed before is undone in the project
            self.editor.show_line(min(line, self.editor.blockCount()))
        self._show_words()
        self._show_problems()

    def _show_words(self) -> None:
        module = self._module
        self._pages.setCurrentIndex(1 if self.editor.toPlainText().strip() else 0)
        counts = ((_count(module, registry), one, many) for registry, one, many in _COUNTED)
        parts = [
            f"{count} {tr(one if count == 1 else many)}" for count, one, many in counts if count
        ]
        self._words.setText(tr("Own code") + (": " + ", ".join(parts) if parts else ""))
        self._find_rename(module)
        self._show_problems()

    def _find_rename(self, module: OwnModule) -> None:
        """Offer to rename the nodes of a class that was given another name."""
        if module.failure is not None:
            return
        document, now = self._session.document, module.names
        lost = [name for name in self._names if name not in now and users_of(document, name)]
        self._renamed = likely_rename(self._names, now) if lost else None
        if not lost:
            self._names = now

    def _show_problems(self) -> None:
        found = sorted(self._of_module(), key=lambda p: _ORDER[p.severity])
        marks = {
            line: (problem.severity, f"{problem.title}. {problem.text}")
            for problem in reversed(found)
            if (line := line_of(problem)) is not None
        }
        self.editor.show_marks(marks)
        self._first = found[0] if found else None
        self._tell()

    def _of_module(self) -> list[Problem]:
        return [p for p in self._session.analysis.problems if (p.field or "").startswith(FIELD)]

    def _tell(self) -> None:
        """Say what matters most: a rename to follow, code that is off, the first problem."""
        action = ""
        if self._renamed:
            old, new = self._renamed
            count = users_of(self._session.document, old)
            uses = tr("1 layer uses") if count == 1 else tr("{n} layers use", n=count)
            words = tr("{old} is called {new} now. {uses} the old name.",
                       old=old, new=new, uses=uses)  # fmt: skip
            action = tr("Rename them too")
        elif self._first is not None:
            line = line_of(self._first)
            place = tr("Line {n}: ", n=line) if line and "Line" not in self._first.title else ""
            words = f"{place}{self._first.title}. {self._first.text}"
            action = self._first.remedies[0].label if self._first.remedies else ""
        elif not self._session.trusted:
            words, action = (
                tr("This code is off until you trust this file."),
                tr("Trust this file…"),
            )
        else:
            words = tr("Nothing to mend.")
        self._told.setText(words)
        severity = self._first.severity if self._first and not self._renamed else None
        self._told.setProperty("role", "error" if severity is Severity.ERROR else "muted")
        self._told.style().unpolish(self._told)
        self._told.style().polish(self._told)
        self._act.setText(action)
        self._act.setVisible(bool(action))

    def _on_act(self) -> None:
        if self._renamed:
            old, new = self._renamed
            rename_own(self._session.document, old, new)
            self._names, self._renamed = self._module.names, None
            self._show_words()
        elif self._first is not None and self._first.remedies:
            self.commit()
            self._session.take(self._first.remedies[0])
        else:
            self._session.trusts.ask()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what was typed when the editor is left; take the project's undo where it is."""
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self.commit()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            self._leave_undo(event)
        return super().eventFilter(watched, event)

    def _leave_undo(self, event: QKeyEvent) -> None:
        """Let Ctrl+Z mean the project's undo where nothing was typed since."""
        text = self.editor.document()
        undo = event.matches(QKeySequence.StandardKey.Undo) and not text.isUndoAvailable()
        redo = event.matches(QKeySequence.StandardKey.Redo) and not text.isRedoAvailable()
        if undo or redo:
            event.ignore()


def _count(module: OwnModule, registry: Registry) -> int:
    """Return how many there are; a function that can be a node too counts as what it is."""
    found = module.objects.get(registry, ())
    is_layer = registry is Registry.LAYER
    return sum(not (is_layer and spec.facts.get("function")) for spec in found)


def line_of(problem: Problem) -> int | None:
    """Return the line of the module to which a problem belongs, or None."""
    field, _, line = (problem.field or "").partition(":")
    return int(line) if field == FIELD and line.isdecimal() else None


def _muted(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setProperty("role", "muted")
    return label
