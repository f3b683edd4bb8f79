"""Colours, sizes, fonts and icons of the window: `current()`, `set_theme()`, `changed`."""

from designer.ui.theme.chooser import (
    changed,
    choice,
    current,
    family_color,
    known_choice,
    set_theme,
)
from designer.ui.theme.tokens import Sizes, Theme

__all__ = [
    "Sizes",
    "Theme",
    "changed",
    "choice",
    "current",
    "family_color",
    "known_choice",
    "set_theme",
]
