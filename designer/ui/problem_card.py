"""A problem in words with the buttons that mend it."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from designer.document.commands.refused import CommandRefused
from designer.graph.problems import Problem, Remedy, Severity
from designer.project.own_advice import FIELD
from designer.session.problem_places import enter_place_of, stands
from designer.session.session import Session
from designer.ui.flow import FlowLayout
from designer.ui.theme.icons import pixmap
from designer.ui.translate import tr

SEVERITY_ICONS: Final = {
    Severity.ERROR: ("circle-alert", "error"),
    Severity.WARNING: ("triangle-alert", "warning"),
    Severity.HINT: ("lightbulb", "muted"),
}
_SEVERITY_WORDS: Final = {
    Severity.ERROR: "Error",
    Severity.WARNING: "Warning",
    Severity.HINT: "Hint",
}


class ProblemCard(QFrame):
    """One problem: severity, where, what, and one button for each remedy.

    Attributes:
        pressed: told with the node's id, or `module:LINE` of the own code, when it is pressed.
    """

    pressed = Signal(str)

    def __init__(
        self,
        session: Session,
        problem: Problem,
        parent: QWidget | None = None,
        *,
        with_node: bool = False,
    ) -> None:
        super().__init__(parent)
        self._session, self._problem = session, problem
        self.setProperty("role", "problem")
        self.setAccessibleName(f"{tr(_SEVERITY_WORDS[problem.severity])}: {problem.title}")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(10)
        row.addWidget(self._icon(), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(self._words(with_node))
        if problem.remedies:
            column.addLayout(self._buttons())
        row.addLayout(column, 1)
        if with_node and self._place():
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell which node the problem belongs to."""
        event.accept()
        if place := self._place():
            self.pressed.emit(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the end of the press too."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show the node with Enter, as with a press."""
        place = self._place()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and place:
            self.pressed.emit(place)
        else:
            super().keyPressEvent(event)

    def _place(self) -> str:
        """Return the node, or the line of the own code, to which the problem belongs."""
        field = self._problem.field or ""
        return self._problem.node or (field if field.startswith(FIELD) else "")

    def _icon(self) -> QLabel:
        name, token = SEVERITY_ICONS[self._problem.severity]
        label = QLabel(self)
        label.setPixmap(pixmap(name, token, 16, self.devicePixelRatioF()))
        label.setToolTip(tr(_SEVERITY_WORDS[self._problem.severity]))
        return label

    def _words(self, with_node: bool) -> QLabel:
        label = QLabel(self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setText(words(self._session, self._problem, with_node=with_node))
        label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        return label

    def _buttons(self) -> FlowLayout:
        flow = FlowLayout()
        for number, remedy in enumerate(self._problem.remedies):
            button = QPushButton(remedy.label, self)
            button.setProperty("role", "primary-small" if number == 0 else "small")
            button.clicked.connect(lambda _=False, remedy=remedy: self._take(remedy))
            flow.addWidget(button)
        return flow

    def _take(self, remedy: Remedy) -> None:
        document = self._session.document
        enter_place_of(document, self._problem)
        try:
            self._session.take(remedy)
        except CommandRefused as refused:
            self._session.log.add("warning", str(refused))


def words(session: Session, problem: Problem, *, with_node: bool) -> str:
    """Return the problem as rich text: where, what is wrong, what to do."""
    name = _where(session, problem) if with_node else ""
    where = f"{_escaped(name)} · " if name else ""
    text = f" {_escaped(problem.text)}" if problem.text else ""
    title = problem.title if problem.title.endswith((".", "?", "!")) else f"{problem.title}."
    return f"<b>{where}{_escaped(title)}</b>{text}"


def _where(session: Session, problem: Problem) -> str:
    """Return the name of a problem's node, and in which instance or block it is."""
    project = session.document.project
    if problem.node is None or not stands(project, problem):
        return ""
    names = [project.graph_of(problem.scope).nodes[problem.inner_node or ""].name]
    for id in reversed(problem.path):
        around = project.graph_of(project.scope_of(id)).nodes.get(id)
        names += [around.name] if around is not None else []
    if problem.scope is not None and not problem.path:
        names.append(project.blocks[problem.scope].name)
    return tr(" in ").join(names)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
