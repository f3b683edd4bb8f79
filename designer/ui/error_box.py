"""The one way to tell that something went wrong: a clear sentence, details on demand."""

from typing import Final

from PySide6.QtWidgets import QMessageBox, QWidget

from designer.ui.translate import tr

_OPEN: Final[list[QMessageBox]] = []  # one without a parent would go with its last name


def show_error(parent: QWidget | None, title: str, text: str, detail: str = "") -> None:
    """Show *title* and *text*; *detail* behind a button. Returns at once."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(tr("Keras Designer"))
    box.setText(title)
    box.setInformativeText(text)
    box.setDetailedText(detail)
    box.setStandardButtons(QMessageBox.StandardButton.Ok)
    box.button(QMessageBox.StandardButton.Ok).setProperty("role", "primary")
    box.finished.connect(box.deleteLater)
    if parent is None:
        _OPEN.append(box)
        box.finished.connect(lambda _: _OPEN.remove(box))
    box.open()
