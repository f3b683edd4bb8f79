"""Values that are code of the user's own: shown, not edited, and never run from here."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from designer.catalog.specs import Json, Param
from designer.ui.forms.editor import Editor, Mixed


class CodeEditor(Editor):
    """Says that code stays off, and shows what the file holds."""

    def __init__(self, param: Param, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: Json = None
        self._label = QLabel(self)
        self._label.setProperty("role", "muted")
        self._label.setWordWrap(True)
        self._label.setAccessibleName(param.name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.addWidget(self._label)
        self.setValue(None)

    def value(self) -> Json:
        """Return what the file holds."""
        return self._value

    def setValue(self, value: "Json | Mixed") -> None:
        """Show *value*."""
        self._value = None if isinstance(value, Mixed) else value
        self._label.setText("none" if value is None else "Python code, kept as it is and not run")
