"""What all editors of parameters have in common."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from designer.catalog.specs import Json, Param


class Editor(QWidget):
    """Shows one value and tells when the user has given another.

    Attributes:
        committed: told with the new value (JSON).
        rejected: told with one sentence when what was typed cannot be read; empty when it can.
    """

    committed = Signal(object)
    rejected = Signal(str)

    def __init__(self, param: Param, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.param = param
        self._value: Json = None
        self.below: QWidget | None = None  # what unfolds below the row, over its whole width

    def set_accessible_name(self, name: str, description: str = "") -> None:
        """Tell screen readers what the field that takes the keys is."""
        target = self.focusProxy() or self
        for field in (target, *target.findChildren(QLineEdit)):
            field.setAccessibleName(name)
            field.setAccessibleDescription(description)

    def value(self) -> Json:
        """Return the value that is shown."""
        return self._value

    def set_value(self, value: Json, *, mixed: bool = False) -> None:
        """Show *value*; *mixed*: several nodes differ, and nothing is shown."""
        self._value = value
        self.show_value(value, mixed=mixed)

    def show_value(self, value: Json, *, mixed: bool) -> None:
        """Put *value* into the widgets without telling anybody."""
        raise NotImplementedError

    def commit(self, value: Json) -> None:
        """Tell of a value that the user gave, where it is another."""
        self.rejected.emit("")
        if value != self._value or type(value) is not type(self._value):
            self._value = value
            self.committed.emit(value)
