"""The two bundled families of letters: Inter for words, JetBrains Mono for shapes and code."""

from functools import cache
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

from designer import paths
from designer.ui.theme.tokens import Sizes

WORDS: Final = "Inter"
MONO: Final = "JetBrains Mono"
_FILES: Final = (
    "Inter-Regular.otf",
    "Inter-Medium.otf",
    "Inter-SemiBold.otf",
    "Inter-Bold.otf",
    "JetBrainsMono-Regular.ttf",
)


@cache
def load() -> None:
    """Make the bundled fonts known to Qt, once; needs an application.

    Raises:
        FileNotFoundError: if one is missing, which means a broken installation.
    """
    folder = paths.resources() / "fonts"
    for name in _FILES:
        if QFontDatabase.addApplicationFont(str(folder / name)) < 0:
            raise FileNotFoundError(
                f"Expected the font {folder / name}, found none that can be read. "
                "Install Keras Designer again."
            )


def words(size: int = Sizes.BODY, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the face for words, *size* in pixels, with figures of one width."""
    font = QFont(WORDS)
    font.setPixelSize(size)
    font.setWeight(weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def mono(size: int = Sizes.SMALL) -> QFont:
    """Return the face for shapes, numbers and code, *size* in pixels, without ligatures."""
    font = QFont(MONO)
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setPixelSize(size)
    font.setFeature(QFont.Tag("calt"), 0)
    return font
