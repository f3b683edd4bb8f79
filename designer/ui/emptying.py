"""Taking out of a layout what it shows."""

from PySide6.QtWidgets import QLayout


def empty(layout: QLayout) -> None:
    """Take all widgets out; each is destroyed by the event loop, as one may be telling right now.

    To take the parent away instead would give a widget to Python, which destroys it at once.
    """
    while entry := layout.takeAt(0):
        if widget := entry.widget():
            widget.hide()
            widget.deleteLater()
