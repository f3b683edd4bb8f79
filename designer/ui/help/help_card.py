"""The card of help about one kind: drawing, words, formula, traps and the way to Keras's page."""

from collections.abc import Mapping
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from designer.catalog.catalog import Catalog
from designer.catalog.help import Help, help_for
from designer.catalog.specs import Json, LayerSpec
from designer.ui.help.picture_view import PictureView
from designer.ui.help.rich_text import KIND, formula_html, mono_html, words_html
from designer.ui.theme.icons import icon
from designer.ui.translate import tr
from designer.ui.web import open_address


class HelpCard(QWidget):
    """Shows what is said about a kind, with the parameters of a node in the drawing.

    Attributes:
        kind_asked: told with another kind whose name was clicked.
    """

    kind_asked = Signal(str)

    def __init__(self, catalog: Catalog, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalog = catalog
        self._spec: LayerSpec | None = None
        self.picture = PictureView(self)
        self.what = self._label(tr("What it does"))
        self.formula = self._label(tr("Formula"))
        self.formula.setProperty("role", "formula")
        self.more = self._label(tr("When to use it"))
        self.parameters = self._label(tr("Parameters"))
        self.parameters.hide()
        self._fold = QToolButton(self)
        self._fold.setText(tr("Parameters"))
        self._fold.setProperty("role", "section-heading")
        self._fold.setCheckable(True)
        self._fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._fold.setIcon(icon("chevron-right", "muted"))
        self._fold.toggled.connect(self._show_parameters)
        self.page = self._label(tr("The page at keras.io"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 4)
        column.setSpacing(8)
        shown: tuple[QWidget, ...] = (self.what, self.picture, self.formula, self.more)
        for widget in (*shown, self._fold, self.parameters, self.page):
            column.addWidget(widget)

    def show_kind(self, spec: LayerSpec, params: Mapping[str, Json]) -> None:
        """Show what is said about *spec*; *params* are those of a node."""
        self.picture.show_kind(spec, params)
        if spec is self._spec:
            return
        self._spec = spec
        help = help_for(spec)
        self.what.setText(_paragraphs(words_html(help.what, self._is_known)))
        self.formula.setText(formula_html(help.formula))
        self.formula.setVisible(bool(help.formula))
        self.more.setText(self._more(help))
        self.more.setVisible(bool(self.more.text()))
        self._fold.setVisible(any(param.help for param in spec.params))
        self._show_parameters(self._fold.isChecked())
        self.page.setText(f'<a href="{escape(help.url)}">{tr("Open the Keras page")}</a>')
        self.page.setToolTip(help.url)
        self.page.setVisible(bool(help.url))

    def open_link(self, address: str) -> None:
        """Follow a link: to another kind here, to the internet in the browser."""
        if address.startswith(KIND):
            self.kind_asked.emit(address.removeprefix(KIND))
        else:
            open_address(address)

    def _more(self, help: Help) -> str:
        parts = []
        if help.shapes:
            lines = "<br>".join(mono_html(line) for line in help.shapes.split("\n"))
            parts.append(_titled(tr("Shapes"), lines))
        if help.when:
            parts.append(_titled(tr("When to use it"), words_html(help.when, self._is_known)))
        if help.pitfalls:
            traps = "".join(f"<li>{words_html(t, self._is_known)}</li>" for t in help.pitfalls)
            items = f'<ul style="margin-left:-24px; margin-top:2px">{traps}</ul>'
            parts.append(_titled(tr("Watch out"), items))
        return "".join(parts)

    def _show_parameters(self, shown: bool) -> None:
        self._fold.setIcon(icon("chevron-down" if shown else "chevron-right", "muted"))
        params = self._spec.params if self._spec is not None else ()
        if shown:
            lines = (f"<p><b>{p.name}</b> {escape(p.help)}</p>" for p in params if p.help)
            self.parameters.setText("".join(lines))
        self.parameters.setVisible(shown and any(param.help for param in params))

    def _is_known(self, kind: str) -> bool:
        spec = self._catalog.layer(kind)
        return spec is not None and spec.placeable

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setAccessibleName(name)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        label.linkActivated.connect(self.open_link)
        return label


def _titled(title: str, body: str) -> str:
    return f'<p style="margin-top:6px; margin-bottom:2px"><b>{title}</b></p><div>{body}</div>'


def _paragraphs(text: str) -> str:
    return text.replace("\n\n", "<br><br>")
