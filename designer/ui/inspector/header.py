"""The head of the inspector: icon, name, kind and one sentence."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from designer.document.commands.blocks import rename_instance
from designer.document.commands.bypass import toggle_bypassed
from designer.document.commands.refused import CommandRefused
from designer.document.commands.renaming import rename_all
from designer.graph.records import INPUT, OUTPUT
from designer.session.session import Session
from designer.ui.inspector.selected import Selected
from designer.ui.theme import family_color
from designer.ui.theme.icons import FAMILY_ICONS, exists, icon, pixmap
from designer.ui.translate import tr


class Header(QWidget):
    """Name in a field that renames; kind and summary below."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._selected: Selected | None = None
        self._icon = QLabel(self)
        self.name = QLineEdit(self)
        self.name.setProperty("role", "name")
        self.name.setAccessibleName(tr("Name of the layer"))
        self.name.editingFinished.connect(self._rename)
        self._summary = QLabel(self)
        self._summary.setWordWrap(True)
        self._summary.setProperty("role", "muted")
        self.bypass = QToolButton(self)
        self.bypass.setCheckable(True)
        self.bypass.setProperty("role", "more")
        self.bypass.setAccessibleName(tr("Bypass"))
        self.bypass.clicked.connect(self._toggle_bypass)
        self.error = QLabel(self)
        self.error.setProperty("role", "error")
        self.error.setWordWrap(True)
        self.error.hide()
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self._icon)
        line.addWidget(self.name, 1)
        line.addWidget(self.bypass)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.error)
        column.addWidget(self._summary)

    def show_selected(self, selected: Selected) -> None:
        """Show what is selected."""
        self._selected = selected
        one = len(selected.nodes) == 1
        text = selected.nodes[0].name if one else tr("{n} layers", n=len(selected.nodes))
        if self.name.text() != text:
            self.name.setText(text)
            self.error.hide()
        self.name.setToolTip("" if one else tr("A pattern such as conv_# names all of them."))
        self._show_bypass(selected)
        self._summary.setText(_summary(selected, in_block=self._session.document.scope is not None))
        spec = selected.specs[0] if selected.specs else None
        same = spec is not None and len({s.family for s in selected.specs}) == 1
        if spec is not None and same:
            name = spec.icon if exists(spec.icon) else FAMILY_ICONS[spec.family]
            color = family_color(spec.family)
            self._icon.setPixmap(pixmap(name, color, 18, self.devicePixelRatioF()))
        else:
            self._icon.setPixmap(pixmap("layers", "muted", 18, self.devicePixelRatioF()))

    def _show_bypass(self, selected: Selected) -> None:
        ends = all(node.kind in (INPUT, OUTPUT) for node in selected.nodes)
        bypassed = all(node.bypassed for node in selected.nodes)
        self.bypass.setVisible(not ends)
        self.bypass.setChecked(bypassed)
        self.bypass.setIcon(icon("skip-forward", "accent" if bypassed else "muted"))
        words = tr("Use it again") if bypassed else tr("Bypass: the model is built without it")
        self.bypass.setToolTip(words)

    def _toggle_bypass(self) -> None:
        session, selected = self._session, self._selected
        if selected is None:
            return
        try:
            toggle_bypassed(session.document, session.catalog, [n.id for n in selected.nodes])
        except CommandRefused as refused:
            self._refuse(refused)
            self._show_bypass(selected)

    def _refuse(self, refused: CommandRefused) -> None:
        self.error.setText(str(refused))
        self.error.show()

    def _rename_all(self, selected: Selected) -> None:
        count = tr("{n} layers", n=len(selected.nodes))
        pattern = self.name.text()
        if pattern == count:
            return
        try:
            rename_all(self._session.document, [node.id for node in selected.nodes], pattern)
        except CommandRefused as refused:
            self._refuse(refused)
        else:
            self.error.hide()
            self.name.setText(count)

    def _rename(self) -> None:
        if self._selected is None:
            return
        if len(self._selected.nodes) > 1:
            self._rename_all(self._selected)
            return
        node = self._session.document.node(self._selected.nodes[0].id)
        if node is None or node.name == self.name.text():
            self.error.hide()
            return
        try:
            rename_instance(self._session.document, node.id, self.name.text())
        except CommandRefused as refused:
            self._refuse(refused)
        else:
            self.error.hide()


def _summary(selected: Selected, *, in_block: bool) -> str:
    called = {spec.kind: spec.called for spec in selected.specs}
    kinds = sorted({called.get(owner.kind, owner.kind) for owner in selected.owners})
    if len(kinds) > 1:
        return ", ".join(kinds)
    spec = selected.specs[0] if selected.specs else None
    words = [kinds[0] if kinds else ""]
    if spec is None:
        words.append(
            tr("this version of Keras does not know this kind of layer; it is kept as is.")
        )
    elif spec.summary:
        words.append(spec.summary[0].lower() + spec.summary[1:])
    if in_block and kinds and set(kinds) <= {INPUT, OUTPUT}:
        port = tr("an input port") if kinds[0] == INPUT else tr("an output port")
        return tr("{kind} · {port} of the block, under this name.", kind=kinds[0], port=port)
    if len(selected.nodes) == 1 and selected.owners[0] is not selected.nodes[0]:
        words.append(tr("Shares the layer of {name}.", name=selected.owners[0].name))
    return " · ".join(words)
