"""The Markdown of a note, laid out: nothing that it names is loaded, and huge texts are cut."""

from typing import Any, Final

from PySide6.QtCore import QPointF, QRectF, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPainter,
    QPalette,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextTable,
)

from designer.ui.canvas.style import Style, faded
from designer.ui.theme import fonts
from designer.ui.web import allowed

LONGEST: Final = 8000
"""How many characters of a note are shown."""
_LARGER: Final = {1: 2, 2: 1}
"""Steps of Qt by which a heading of a level is larger: 20 and 16 pixels."""
_BODY: Final = 13
_LINE: Final = 18.0
_PARAGRAPH: Final = 6.0
_MARKDOWN: Final = (
    QTextDocument.MarkdownFeature.MarkdownDialectGitHub
    | QTextDocument.MarkdownFeature.MarkdownNoHTML
)


class NoteText:
    """One note's words, laid out in one width.

    Attributes:
        height: of the text, in pixels at 100 %.
    """

    def __init__(self, text: str, width: float, style: Style) -> None:
        self._style = style
        self._document = _Sealed()
        self._document.setDefaultFont(fonts.words(_BODY))
        self._document.setDocumentMargin(0.0)
        self._document.setIndentWidth(18.0)
        shown = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
        self._document.setMarkdown(shown, _MARKDOWN)
        self._dress()
        self._document.setTextWidth(max(1.0, width))
        self.height = self._document.size().height()

    def paint(self, painter: QPainter, clip: QRectF) -> None:
        """Paint the words at the painter's origin, as far as they reach into *clip*."""
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, self._style.theme.text)
        context.clip = clip
        painter.save()
        painter.setClipRect(clip)
        self._document.documentLayout().draw(painter, context)
        painter.restore()

    def link_at(self, point: QPointF) -> str:
        """Return the address of the link at *point*, if it is one that may be opened."""
        return allowed(self._document.documentLayout().anchorAt(point))

    def links(self) -> list[str]:
        """Return the addresses that may be opened, each once, in the order of the text."""
        found = (format.anchorHref() for _, _, format in self._pieces())
        return list(dict.fromkeys(link for href in found if (link := allowed(href))))

    def plain(self) -> str:
        """Return the words without their marks."""
        return self._document.toPlainText()

    def _dress(self) -> None:
        """Give the words our faces and colours, and take out what would be loaded."""
        for frame in self._document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._dress_table(frame)
        for start, length, format in reversed(self._pieces()):
            cursor = QTextCursor(self._document)
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            if format.isImageFormat():
                words = format.toImageFormat().property(QTextFormat.Property.ImageAltText)
                cursor.insertText(f"[{words or '…'}]", _muted(self._style.theme.muted))
            else:
                self._dress_piece(cursor, format)
        block = self._document.begin()
        while block.isValid():
            self._dress_block(block)
            block = block.next()

    def _dress_table(self, table: QTextTable) -> None:
        format = table.format()
        format.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        format.setBorderBrush(faded(self._style.theme.muted, 0.4))
        format.setBorderCollapse(True)
        format.setCellPadding(4.0)
        table.setFormat(format)
        first = table.cellAt(0, 0)
        cursor = first.firstCursorPosition()
        if not cursor.block().text() and cursor.block() != first.lastCursorPosition().block():
            cursor.deleteChar()  # WORKAROUND: Qt's reader leaves it there after a code block
        bold = QTextCharFormat()
        bold.setFontWeight(QFont.Weight.Bold)
        for column in range(table.columns()):
            cell = table.cellAt(0, column)
            cursor = cell.firstCursorPosition()
            end = cell.lastCursorPosition().position()
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(bold)

    def _dress_piece(self, cursor: QTextCursor, format: QTextCharFormat) -> None:
        theme = self._style.theme
        new = QTextCharFormat()
        if format.isAnchor():
            known = bool(allowed(format.anchorHref()))
            new.setForeground(theme.accent if known else theme.muted)
            new.setFontUnderline(known)
        if format.fontFixedPitch():
            new.setFont(fonts.mono(12), QTextCharFormat.FontPropertiesInheritanceBehavior(0))
            new.setBackground(faded(theme.muted, 0.13))
        level = cursor.blockFormat().headingLevel()
        if level:
            new.setProperty(QTextFormat.Property.FontSizeAdjustment, _LARGER.get(level, 0))
            new.setFontWeight(QFont.Weight.DemiBold)
        elif format.fontWeight() > QFont.Weight.Medium:
            new.setFontWeight(QFont.Weight.Bold)
        if cursor.blockFormat().hasProperty(QTextFormat.Property.BlockQuoteLevel):
            new.setForeground(theme.muted)
        cursor.mergeCharFormat(new)

    def _dress_block(self, block: QTextBlock) -> None:
        """Give a paragraph its gaps: none in tables, at the top and at the end of a note."""
        old, format = block.blockFormat(), QTextBlockFormat()
        cursor = QTextCursor(block)
        code = _is_code(block)
        if code:
            format.setBackground(faded(self._style.theme.muted, 0.13))
        elif not old.headingLevel():
            format.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        gap = 2.0 if block.textList() is not None else _PARAGRAPH
        above = 0.0 if code and _is_code(block.previous()) else gap
        below = 0.0 if code and _is_code(block.next()) else gap
        tight = cursor.currentTable() is not None
        format.setTopMargin(above if block.previous().isValid() and not tight else 0.0)
        format.setBottomMargin(below if block.next().isValid() and not tight else 0.0)
        cursor.mergeBlockFormat(format)

    def _pieces(self) -> list[tuple[int, int, QTextCharFormat]]:
        """Return where each piece of one format begins, how long it is, and its format."""
        found: list[tuple[int, int, QTextCharFormat]] = []
        block = self._document.begin()
        while block.isValid():
            pieces = block.begin()
            while not pieces.atEnd():
                piece = pieces.fragment()
                found.append((piece.position(), piece.length(), piece.charFormat()))
                pieces += 1
            block = block.next()
        return found


class _Sealed(QTextDocument):
    """A document that loads nothing, from wherever."""

    def loadResource(self, type: int, name: QUrl | str) -> Any:
        """Load nothing."""
        return None


def _is_code(block: QTextBlock) -> bool:
    return block.isValid() and block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence)


def _muted(color: QColor) -> QTextCharFormat:
    format = QTextCharFormat()
    format.setForeground(color)
    format.setFontItalic(True)
    return format
