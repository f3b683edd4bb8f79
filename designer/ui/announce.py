"""Saying aloud, through a screen reader, what only the eye would notice."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def is_heard() -> bool:
    """Return whether a screen reader listens."""
    return bool(QAccessible.isActive())


def announce(widget: QWidget, words: str) -> None:
    """Let a screen reader say *words*; does nothing where none listens."""
    if words and is_heard():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
