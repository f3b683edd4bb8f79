"""The line below the script: what is wrong in it, where, and what can be done."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from designer.graph.problems import Severity
from designer.reading.findings import Finding
from designer.ui.translate import tr


class CodeMessage(QWidget):
    """One finding in words, with buttons to go to its line, to read again and to take back."""

    def __init__(
        self,
        show_line: Callable[[int], None],
        revert: Callable[[], None],
        read: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._show_line = show_line
        self._line = 0
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._go = self._button(tr("Go to it"), self._on_go)
        self._read = self._button(tr("Read again"), read)
        self._revert = self._button(tr("Take back"), revert)
        self._revert.setToolTip(tr("Show the script of the drawing again"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._words, 1)
        for button in (self._go, self._read, self._revert):
            row.addWidget(button)
        self.hide()

    @property
    def words(self) -> str:
        """What is said; empty where nothing is."""
        return self._words.text() if not self.isHidden() else ""

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Say the first error, or else the first thing to know; nothing where there is none."""
        self.setVisible(bool(findings))
        if not findings:
            return
        first = min(findings, key=lambda found: (found.severity is not Severity.ERROR, found.line))
        more = len(findings) - 1
        where = tr("Line {line}: ", line=first.line) if first.line else ""
        also = " " + tr("({n} more)", n=more) if more else ""
        is_error = first.severity is Severity.ERROR
        self._words.setProperty("role", "error" if is_error else "muted")
        self._words.style().unpolish(self._words)
        self._words.style().polish(self._words)
        self._words.setText(f"{where}{first.words}{also}")
        self._line = first.line
        self._go.setVisible(bool(first.line))
        for button in (self._read, self._revert):
            button.setVisible(is_error)

    def _on_go(self) -> None:
        self._show_line(self._line)

    def _button(self, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("role", "small")
        button.clicked.connect(lambda: act())
        return button
