"""The editor for several things chosen from Keras: metrics, callbacks."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from designer.catalog.specs import Json, Param, ParamType
from designer.ui.forms.editor import Editor
from designer.ui.theme.icons import icon
from designer.ui.translate import tr


class ObjectListEditor(Editor):
    """One object editor to a line; each can be removed, and one more be added."""

    def __init__(
        self,
        param: Param,
        make_item: Callable[[Param, QWidget], Editor],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(param, parent)
        self._make_item = make_item
        self._item_param = replace(
            param, types=(ParamType.OBJECT,), nullable=False, required=True, default=None
        )
        self._items: list[tuple[Editor, QWidget]] = []
        self._add = QPushButton(icon("plus", "muted"), tr("Add"), self)
        self._add.setProperty("role", "small")
        self._add.setAccessibleName(tr("Add to {name}", name=param.name))
        self._add.clicked.connect(self._add_item)
        self.setFocusProxy(self._add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self._add)

    def show_value(self, value: Json, *, mixed: bool) -> None:
        """Show one line for each object."""
        values = value if isinstance(value, list) else [] if value is None or mixed else [value]
        while len(self._items) > len(values):
            self._drop(len(self._items) - 1)
        while len(self._items) < len(values):
            self._append()
        for (editor, _), item in zip(self._items, values, strict=True):
            if editor.value() != item:
                editor.set_value(item)

    def _append(self) -> Editor:
        line = QWidget(self)
        editor = self._make_item(self._item_param, line)
        editor.set_accessible_name(self.param.name)
        remove = QToolButton(line)
        remove.setIcon(icon("x", "muted"))
        remove.setProperty("role", "more")
        remove.setAccessibleName(tr("Remove"))
        remove.setToolTip(tr("Remove"))
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(editor, 1)
        row.addWidget(remove)
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        if editor.below is not None:
            column.addWidget(editor.below)
        self._column.insertWidget(len(self._items), line)
        self._items.append((editor, line))
        editor.committed.connect(lambda _value: self._tell())
        editor.rejected.connect(self.rejected)
        remove.clicked.connect(lambda: self._remove(editor))
        return editor

    def _add_item(self) -> None:
        editor = self._append()
        editor.set_value(None)
        editor.setFocus()

    def _remove(self, editor: Editor) -> None:
        self._drop(next(i for i, (known, _) in enumerate(self._items) if known is editor))
        self._tell()

    def _drop(self, index: int) -> None:
        _, line = self._items.pop(index)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _tell(self) -> None:
        values = [editor.value() for editor, _ in self._items]
        self.commit([value for value in values if value is not None])
