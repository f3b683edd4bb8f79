"""Keys as they look on a keyboard: one small cap for each."""

import sys
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QKeySequence, QPainter, QPen

from designer.session.shortcuts import parted
from designer.ui.theme import current, fonts
from designer.ui.theme.tokens import Theme

HEIGHT: Final = 19.0
_PADDING: Final = 6.0
_GAP: Final = 3.0
_SIZE: Final = 11
_ORDER: Final = ("Ctrl", "Alt", "Shift", "Meta")
_MAC: Final = {"Ctrl": "⌘", "Alt": "⌥", "Shift": "⇧", "Meta": "⌃"}
_NATIVE: Final = QKeySequence.SequenceFormat.NativeText


def cap_texts(key: str) -> tuple[str, ...]:
    """Return what stands on the caps of a key: `Ctrl+Shift+P` is three of them."""
    modifiers, name = parted(key)
    words = _MAC if sys.platform == "darwin" else {}
    held = [words.get(m, m) for m in _ORDER if m in modifiers]
    return (*held, QKeySequence(name).toString(_NATIVE) or name)


def native(key: str) -> str:
    """Return a key as this system writes it."""
    return QKeySequence(key).toString(_NATIVE)


def width(key: str) -> float:
    """Return how wide the caps of a key are."""
    texts = cap_texts(key)
    return sum(_cap_width(text) for text in texts) + _GAP * (len(texts) - 1)


def paint(
    painter: QPainter,
    key: str,
    left: float,
    middle: float,
    *,
    faint: bool = False,
    theme: Theme | None = None,
) -> None:
    """Paint the caps of a key from *left*, with their middle at the height *middle*.

    Args:
        faint: for what cannot be done now.
        theme: the colours, where they are not those of the window (on paper, say).
    """
    colors = theme or current()
    font = fonts.words(_SIZE)
    painter.setFont(font)
    for text in cap_texts(key):
        cap = QRectF(left, middle - HEIGHT / 2, _cap_width(text), HEIGHT)
        painter.setPen(QPen(colors.line if faint else colors.node_outline, 1.0))
        painter.setBrush(colors.field)
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 4.0, 4.0)
        painter.setPen(colors.faint if faint else colors.muted)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, text)
        left += cap.width() + _GAP


def _cap_width(text: str) -> float:
    metrics = QFontMetricsF(fonts.words(_SIZE))
    return max(HEIGHT, round(metrics.horizontalAdvance(text) + 2 * _PADDING))
