"""One row of a form: label, field, the way back to the default, and words about what is wrong."""

import html

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QToolButton

from designer.catalog.specs import Param
from designer.ui.forms.editor import Editor
from designer.ui.forms.reading import write
from designer.ui.theme import icons


class FormRow:
    """Puts one parameter into a grid."""

    def __init__(self, grid: QGridLayout, param: Param, editor: Editor) -> None:
        parent = grid.parentWidget()
        self.editor = editor
        self._inner = self._outer = ""
        label = QLabel(param.name, parent)
        label.setProperty("role", "muted")
        label.setToolTip(_tip(param))
        label.setBuddy(editor)
        label.setFixedHeight(28)
        editor.setToolTip(_tip(param))
        self.reset = QToolButton(parent)
        self.reset.setIcon(icons.icon("rotate-ccw", "faint"))
        self.reset.setToolTip(f"Back to Keras's default: {_default(param)}")
        self.reset.setAccessibleName(f"Reset {param.name}")
        self.reset.setProperty("role", "quiet")
        self.reset.setFixedWidth(20)
        policy = self.reset.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.reset.setSizePolicy(policy)
        self.error = QLabel(parent)
        self.error.setProperty("role", "error")
        self.error.setWordWrap(True)
        self.error.hide()
        top = Qt.AlignmentFlag.AlignTop
        row = grid.rowCount()
        grid.addWidget(label, row, 0, top)
        grid.addWidget(editor, row, 1)
        grid.addWidget(self.reset, row, 2, top)
        grid.addWidget(self.error, row + 1, 1, 1, 2)
        editor.problemChanged.connect(self._show_inner_error)

    def show_reset(self, visible: bool) -> None:
        """Offer the way back to the default, or not."""
        self.reset.setVisible(visible)

    def show_outer_error(self, words: str) -> None:
        """Show what others found wrong with the value."""
        self._outer = words
        self._show_error()

    def _show_inner_error(self, words: str) -> None:
        self._inner = words
        self._show_error()

    def _show_error(self) -> None:
        words = self._inner or self._outer
        self.error.setText(words)
        self.error.setVisible(bool(words))


def _default(param: Param) -> str:
    return write(param.default, param) or "none"


def _tip(param: Param) -> str:
    lines = [f"<b>{param.name}</b>", html.escape(param.help)]
    if not param.required:
        lines.append(f"Default: {html.escape(_default(param))}")
    return "<br>".join(line for line in lines if line)
