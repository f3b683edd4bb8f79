"""Trying what the session may refuse, and saying why it did."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from designer.document.commands.refused import CommandRefused
from designer.ui.error_box import show_error
from designer.ui.translate import tr


def attempt(parent: QWidget, action: Callable[[], object]) -> bool:
    """Do *action*; where it is refused, say so in words. Return whether it was done."""
    try:
        action()
    except (ValueError, OSError, CommandRefused) as error:
        show_error(parent.window(), tr("That cannot be done."), str(error))
        return False
    return True
