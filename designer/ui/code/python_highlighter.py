"""Python in colours, line by line."""

import builtins
import keyword
import re
from typing import Final

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from designer.catalog.specs import Family
from designer.ui import theme

_TRIPLE: Final = ('"""', "'''")
_TOKENS: Final = re.compile(
    r"(?P<comment>#.*)"
    r"|(?P<triple>[rbfRBF]{0,2}(?:\"\"\"|'''))"
    r"|(?P<string>[rbfRBF]{0,2}(?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'))"
    r"|(?P<number>\b(?:0[xX][\da-fA-F_]+|\d[\d_]*\.?\d*(?:[eE][+-]?\d+)?)\b)"
    r"|(?P<definition>(?<=\bdef )\w+|(?<=\bclass )\w+)"
    r"|(?P<word>\b[^\W\d]\w*\b)"
)
_KEYWORDS: Final = frozenset(keyword.kwlist)
_BUILTINS: Final = frozenset(name for name in dir(builtins) if name[0].islower())


class PythonHighlighter(QSyntaxHighlighter):
    """Colours keywords, strings, numbers, comments and names that are defined."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.take_theme()

    def take_theme(self) -> None:
        """Take the colours of the theme in force."""
        colors = theme.current()
        family = colors.families
        self._formats = {
            "comment": _format(colors.muted, italic=True),
            "string": _format(family[Family.ACTIVATION]),
            "number": _format(family[Family.NORMALIZATION]),
            "definition": _format(family[Family.CORE]),
            "keyword": _format(family[Family.CONVOLUTION]),
            "builtin": _format(family[Family.MERGING]),
        }
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Colour one line; the state of a line is the triple quote it leaves open."""
        start = 0
        state = max(self.previousBlockState(), 0)
        if state:
            start = self._close_triple(text, 0, _TRIPLE[state - 1], state)
        while 0 <= start < len(text):
            match = _TOKENS.search(text, start)
            if match is None:
                break
            start = self._paint(text, match)
        if start >= 0:
            self.setCurrentBlockState(0)

    def _paint(self, text: str, match: re.Match[str]) -> int:
        kind = match.lastgroup or ""
        if kind == "triple":
            quote = match.group()[-3:]
            state = _TRIPLE.index(quote) + 1
            self.setFormat(match.start(), len(match.group()), self._formats["string"])
            return self._close_triple(text, match.end(), quote, state)
        if kind == "word":
            kind = _word_kind(match.group())
        if kind in self._formats:
            self.setFormat(match.start(), match.end() - match.start(), self._formats[kind])
        return match.end()

    def _close_triple(self, text: str, start: int, quote: str, state: int) -> int:
        end = text.find(quote, start)
        stop = len(text) if end < 0 else end + 3
        self.setFormat(start, stop - start, self._formats["string"])
        self.setCurrentBlockState(state if end < 0 else 0)
        return -1 if end < 0 else stop


def _word_kind(word: str) -> str:
    if word in _KEYWORDS:
        return "keyword"
    return "builtin" if word in _BUILTINS else ""


def _format(color: QColor, *, italic: bool = False) -> QTextCharFormat:
    result = QTextCharFormat()
    result.setForeground(color)
    result.setFontItalic(italic)
    return result
