"""The editor for the data fields that feed an Input or an Output."""

from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from designer.catalog.specs import Json, Param
from designer.session.session import Session
from designer.ui.figures import shape
from designer.ui.forms.editor import Editor
from designer.ui.translate import tr


class ColumnsEditor(Editor):
    """A field that unfolds the fields of the data, each to be ticked; none is automatic."""

    def __init__(self, param: Param, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(param, parent)
        self._session = session
        self.button = QPushButton(self)
        self.button.setProperty("role", "field")
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.menu = QMenu(self.button)
        self.menu.aboutToShow.connect(self._fill)
        self.button.setMenu(self.menu)
        self.setFocusProxy(self.button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)

    def show_value(self, value: Json, *, mixed: bool) -> None:
        """Show the names."""
        names = [str(name) for name in value] if isinstance(value, list) else []
        words = ", ".join(names) if len(names) < 3 else tr("{n} fields", n=len(names))
        self.button.setText(tr("several values") if mixed else words or tr("automatic"))
        self.button.setToolTip(", ".join(names))

    def _fill(self) -> None:
        self.menu.clear()
        chosen = self._chosen()
        automatic = self.menu.addAction(tr("Automatic"))
        automatic.setCheckable(True)
        automatic.setChecked(not chosen)
        automatic.triggered.connect(lambda: self._give([]))
        self.menu.addSeparator()
        preview = self._session.data.preview
        fields = {f["name"]: f for f in preview.fields} if preview is not None else {}
        for name in [*fields, *(name for name in chosen if name not in fields)]:
            about = fields.get(name)
            text = (
                f"{name}   {shape(about['shape'])}" if about else tr("{n}: not in the data", n=name)
            )
            action = self.menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(name in chosen)
            action.triggered.connect(lambda on, name=name: self._tick(name, on))
        if not fields:
            self.menu.addAction(tr("There is no data yet")).setEnabled(False)

    def _chosen(self) -> list[str]:
        return [str(v) for v in self._value] if isinstance(self._value, list) else []

    def _tick(self, name: str, on: bool) -> None:
        rest = [known for known in self._chosen() if known != name]
        self._give([*rest, name] if on else rest)

    def _give(self, names: list[str]) -> None:
        value: Json = list(names) or None
        self.commit(value)
        self.show_value(self._value, mixed=False)
