"""The card beside a node with a problem: what is wrong, and the buttons that mend it."""

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from designer.graph.problems import Problem, Remedy
from designer.ui.canvas.overlays.surface import Surface

_WIDTH = 232
_WIDEST = 340
_GAP = 8


class RemedyCard(Surface):
    """Tells one problem; `taken` carries the remedy that was chosen."""

    taken = Signal(object)
    shadow = True

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.problem: Problem | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(18, 16, 18, 18)
        self._column.setSpacing(6)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._column.addWidget(self._words)
        self._buttons: list[QPushButton] = []
        self.hide()

    def show_problem(self, problem: Problem) -> None:
        """Show *problem* with a button for each remedy, the first one as the proposal."""
        if problem == self.problem:
            return
        self.problem = problem
        title, text = escape(problem.title), escape(problem.text)
        self._words.setText(f"<b>{title}</b><br>{text}" if text else f"<b>{title}</b>")
        self.setAccessibleName(f"{problem.title} {problem.text}".strip())
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(remedy, i == 0) for i, remedy in enumerate(problem.remedies)]
        self._column.activate()
        self.setFixedSize(self._width(), self._height())

    def forget(self) -> None:
        """Show nothing."""
        self.problem = None
        self.hide()

    def stand_beside(self, node: QRect, room: QRect, covered: Callable[[QRect], int]) -> None:
        """Take the place at *node* where the fewest nodes are *covered*.

        Right of it comes first: what follows is drawn below.
        """
        size = QSize(self.width(), self.height())
        below = QPoint(node.left() - 6, node.bottom() + _GAP)
        right = QPoint(node.right() + _GAP, node.top() - 6)
        left = QPoint(node.left() - size.width() - _GAP, node.top() - 6)
        above = QPoint(node.left() - 6, node.top() - size.height() - _GAP)
        fitting = [p for p in (right, below, left, above) if room.contains(QRect(p, size))]
        self.move(min(fitting, key=lambda p: covered(QRect(p, size)), default=below))
        self.show()

    def _button(self, remedy: Remedy, first: bool) -> QPushButton:
        button = QPushButton(remedy.label, self)
        button.setProperty("role", "primary-small" if first else "small")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda: self.taken.emit(remedy))
        self._column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        button.show()
        return button

    def _width(self) -> int:
        """Return a width in which every button shows all its words."""
        margins = self._column.contentsMargins()
        widest = max((button.sizeHint().width() for button in self._buttons), default=0)
        return min(max(_WIDTH, widest + margins.left() + margins.right()), _WIDEST)

    def _height(self) -> int:
        margins = self._column.contentsMargins()
        inner = self._width() - margins.left() - margins.right()
        high = self._words.heightForWidth(inner)
        high += sum(button.sizeHint().height() + 6 for button in self._buttons)
        return high + margins.top() + margins.bottom()
