"""The bar over a file that holds code which is off: what it is, what it could do, what to do."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from designer.project.own_code import Item, ItemKind
from designer.session.session import Session
from designer.session.trust import told
from designer.ui import theme
from designer.ui.code.python_highlighter import PythonHighlighter
from designer.ui.following import follow
from designer.ui.theme import Sizes, fonts, icons
from designer.ui.translate import tr

_MOST: Final = 3
_CODE_HEIGHT: Final = 240


class TrustBar(QWidget):
    """Shown while the open file holds code that is not trusted; nothing waits for an answer."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setAccessibleName(tr("Code in this file is off"))
        self._icon = QLabel(self)
        self.title = QLabel(self)
        self.title.setFont(fonts.words(Sizes.BODY, fonts.words().Weight.DemiBold))
        self.text = QLabel(self)
        self.text.setProperty("role", "muted")
        self.text.setTextFormat(Qt.TextFormat.PlainText)  # what it quotes is a stranger's
        self.text.setWordWrap(True)
        self.code = self._code_field()
        self.show_code = self._button(tr("Show code"), "quiet", self._toggle)
        self.show_code.setCheckable(True)
        self.trust = self._button(tr("Trust this file"), "small", session.trust)
        self.keep_off = self._button(tr("Keep it off"), "small", session.trusts.keep_off)
        self._lay_out()
        follow(self, session.trusts.changed, self.refresh)
        follow(self, session.trusts.asked, self._on_asked)
        follow(self, theme.changed, self._dress)
        self._dress()
        self.refresh()

    def refresh(self) -> None:
        """Show what the file holds, or nothing where all of it is trusted."""
        items = self._session.trusts.needed
        self.setVisible(bool(items) and not self._session.trusts.kept_off)
        if not items:
            self.show_code.setChecked(False)
            self._toggle()
            return
        runs = any(item.kind is not ItemKind.FILE for item in items)
        recovered = self._session.recovered
        self.title.setText(_title(runs=runs, recovered=recovered))
        sentences = told(items)
        more = tr(" And {n} more.", n=len(sentences) - _MOST) if len(sentences) > _MOST else ""
        danger = (
            tr("Code can do whatever you can: read, change and send your files.")
            if runs
            else tr("What it reads could be private.")
        )
        if recovered:
            danger = tr(
                "The program was killed before it could note that this is yours. Look at it once "
                "more, and trust it if you know it."
            )
        self.text.setText(f"{' '.join(sentences[:_MOST])}{more}\n{danger}")
        self.code.setPlainText(listing(items))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the line below."""
        colors = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), colors.panel)
        painter.fillRect(0, 0, 3, self.height() - 1, colors.warning)
        painter.fillRect(0, self.height() - 1, self.width(), 1, colors.line)

    def _on_asked(self) -> None:
        self.refresh()
        self.show_code.setChecked(True)
        self._toggle()
        self.trust.setFocus()

    def _toggle(self) -> None:
        shown = self.show_code.isChecked()
        self.code.setVisible(shown)
        self.show_code.setText(tr("Hide code") if shown else tr("Show code"))

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.title)
        words.addWidget(self.text)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        for button in (self.show_code, self.keep_off, self.trust):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 12, 9)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.code)

    def _code_field(self) -> QPlainTextEdit:
        field = QPlainTextEdit(self)
        field.setReadOnly(True)
        field.setFont(fonts.mono(12))
        field.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        field.setProperty("role", "code")
        field.setAccessibleName(tr("The code in this file"))
        field.setFixedHeight(_CODE_HEIGHT)
        field.hide()
        self._highlighter = PythonHighlighter(field.document())
        return field

    def _button(self, text: str, role: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("role", role)
        button.clicked.connect(lambda: act())
        return button

    def _dress(self) -> None:
        self._icon.setPixmap(icons.icon("triangle-alert", "warning").pixmap(16, 16))
        self._highlighter.take_theme()
        self.update()


def _title(*, runs: bool, recovered: bool) -> str:
    if recovered and runs:
        return tr("The recovered edits hold code. It is off.")
    if recovered:
        return tr("The recovered edits read other files. They do not yet.")
    if runs:
        return tr("This file holds code. It is off.")
    return tr("This file reads other files. It does not yet.")


def listing(items: tuple[Item, ...]) -> str:
    """Return everything that would run as one text, under headings."""
    parts = []
    for item in items:
        head = told([item])[0] if item.kind is not ItemKind.FUNCTION else item.where
        is_code = item.kind in (ItemKind.MODULE, ItemKind.FUNCTION)
        parts.append(f"# {head}" + (f"\n{item.content.strip()}" if is_code else ""))
    return "\n\n\n".join(parts)
