"""The bar over the canvas in which one types what to find."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from designer.ui.canvas.overlays.surface import Surface
from designer.ui.theme import fonts
from designer.ui.theme.icons import icon
from designer.ui.translate import tr

_WIDTH = 440
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindBar(Surface):
    """A field, how many are found, and buttons to walk through them."""

    typed = Signal(str)
    walked = Signal(int)
    """1 to the next one found, -1 to the one before."""
    all_wanted = Signal()
    left = Signal()
    shadow = True

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Find on the canvas"))
        self.field = _Field(self)
        self.field.setPlaceholderText(tr("Name, kind, filters=64, 8,8,32, error…"))
        self.field.setAccessibleName(tr("Find on the canvas"))
        self.field.setAccessibleDescription(
            tr(
                "Part of a name or kind, a parameter like filters=64, a shape like 8,8,32, or "
                "error, frozen, shared. Enter goes to the next, Alt+Enter selects all."
            )
        )
        self.field.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.textChanged.connect(self.typed)
        self.count = QLabel(self)
        self.count.setFont(fonts.words(12))
        self.count.setProperty("role", "muted")
        self._before = self._button("chevron-up", tr("Previous (Shift+Enter)"))
        self._next = self._button("chevron-down", tr("Next (Enter)"))
        self._all = self._button("square-dashed-mouse-pointer", tr("Select all found (Alt+Enter)"))
        self._close = self._button("x", tr("Close (Esc)"))
        self._before.clicked.connect(lambda: self.walked.emit(-1))
        self._next.clicked.connect(lambda: self.walked.emit(1))
        self._all.clicked.connect(self.all_wanted)
        self._close.clicked.connect(self.left)
        self._lay_out()
        self.hide()

    def show_count(self, words: str, *, any_found: bool) -> None:
        """Say how many are found, and which one is shown."""
        self.count.setText(words)
        self.count.setToolTip(words)
        for button in (self._before, self._next, self._all):
            button.setEnabled(any_found)

    def sizeHint(self) -> QSize:
        """Return the size that it likes."""
        return QSize(_WIDTH, super().sizeHint().height())

    def take_key(self, event: QKeyEvent) -> bool:
        """Take the keys that walk, choose or leave; tell whether it was one of them."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.all_wanted.emit()
        elif event.key() in _ENTER:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.walked.emit(-1 if back else 1)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.walked.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            return False
        return True

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(13, 12, 12, 12)
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        row.addSpacing(4)
        for button in (self._before, self._next, self._all, self._close):
            row.addWidget(button)

    def _button(self, picture: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(picture, "muted"))
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button


class _Field(QLineEdit):
    """The field; it gives the keys that are the bar's to the bar."""

    def __init__(self, bar: FindBar) -> None:
        super().__init__(bar)
        self._bar = bar

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that mean something here."""
        if not self._bar.take_key(event):
            super().keyPressEvent(event)
