"""A choice field that leaves the wheel to the page and says what nothing means."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

_POPUP_MARGIN = 28
_WIDEST_POPUP = 420


class Combo(QComboBox):
    """A combo box that does not change under a passing wheel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(4)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMaxVisibleItems(20)

    def let_type(self) -> None:
        """Let words be typed that are not in the list; they are not added to it."""
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setCompleter(None)  # type: ignore[arg-type]

    def showPopup(self) -> None:
        """Unfold the choices, wide enough to read each of them."""
        wanted = self.view().sizeHintForColumn(0) + _POPUP_MARGIN
        self.view().setMinimumWidth(min(wanted, _WIDEST_POPUP))
        super().showPopup()

    def minimumSizeHint(self) -> QSize:
        """Return a small size: long words are cut, and shown in full when unfolded."""
        return QSize(64, super().minimumSizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll unless the field has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
