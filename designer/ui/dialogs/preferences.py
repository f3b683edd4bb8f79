"""The few things that each user wants otherwise: looks, motion, what comes at the start, keys."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from designer.session.preferences import Preferences
from designer.ui.following import follow
from designer.ui.translate import tr

THEMES: Final = (("System", "system"), ("Light", "light"), ("Dark", "dark"))
MOTIONS: Final = (("As the system says", None), ("Reduced", True), ("Full", False))
SNAP: Final = "snap_to_grid"
_WIDTH = 480
_FIELD = 310


def show(
    parent: QWidget, preferences: Preferences, show_shortcuts: Callable[[], object]
) -> "PreferencesDialog":
    """Open the dialog; what is chosen holds at once."""
    dialog = PreferencesDialog(parent, preferences, show_shortcuts)
    dialog.open()
    return dialog


class PreferencesDialog(QDialog):
    """One form; there is nothing to confirm."""

    def __init__(
        self, parent: QWidget, preferences: Preferences, show_shortcuts: Callable[[], object]
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Preferences"))
        self.setMinimumWidth(_WIDTH)
        self._preferences = preferences
        self.theme = self._choice("theme", THEMES, "system")
        self.motion = self._choice("reduced_motion", MOTIONS, None)
        self.welcome = self._switch("show_welcome", tr("Show the welcome page"))
        self.snap = self._switch(SNAP, tr("Snap to the grid and into line; Ctrl turns it round"))
        self.shortcuts = QPushButton(tr("Keyboard Shortcuts…"), self)
        self.shortcuts.setAutoDefault(False)
        self.shortcuts.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.shortcuts.clicked.connect(lambda: show_shortcuts())
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(16)
        column.addLayout(self._form())
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        box.rejected.connect(self.reject)
        column.addWidget(box)
        follow(self, preferences.changed, self._on_changed)

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(20)
        form.setVerticalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        saved = QLabel(
            tr(
                "Unsaved edits are written down half a second after each one. A program that was "
                "killed offers them when it starts again."
            ),
            self,
        )
        saved.setProperty("role", "muted")
        saved.setWordWrap(True)
        saved.setMinimumHeight(saved.heightForWidth(_FIELD))
        for text, field in (
            (tr("&Theme"), self.theme),
            (tr("&Motion"), self.motion),
            (tr("When it starts"), self.welcome),
            (tr("Dragging"), self.snap),
            (tr("Keys"), self.shortcuts),
            (tr("Recovery"), saved),
        ):
            form.addRow(text, field)
        return form

    def _choice(self, name: str, choices: tuple[tuple[str, Any], ...], default: Any) -> QComboBox:
        field = QComboBox(self)
        field.setObjectName(name)
        for text, value in choices:
            field.addItem(tr(text), value)
        self._show_choice(field, default)
        field.activated.connect(lambda _row: self._preferences.set(name, field.currentData()))
        return field

    def _show_choice(self, field: QComboBox, default: Any) -> None:
        value = self._preferences.get(field.objectName(), default)
        rows = [row for row in range(field.count()) if field.itemData(row) == value]
        field.setCurrentIndex(rows[0] if rows else 0)

    def _switch(self, name: str, text: str) -> QCheckBox:
        field = QCheckBox(text, self)
        field.setChecked(bool(self._preferences.get(name, True)))
        field.toggled.connect(lambda on: self._preferences.set(name, on))
        return field

    def _on_changed(self, name: str) -> None:
        """Show what was chosen elsewhere, such as in the menu View."""
        if name == "theme":
            self._show_choice(self.theme, "system")
        elif name == "show_welcome":
            self.welcome.setChecked(bool(self._preferences.get(name, True)))
