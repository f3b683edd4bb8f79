"""The tool tip of a kind: its drawing, what it does, and how to learn more."""

import base64
from html import escape

from PySide6.QtCore import QBuffer, QByteArray, QIODevice

from designer.catalog.help import help_for
from designer.catalog.specs import LayerSpec
from designer.ui.help.picture_view import picture_image
from designer.ui.help.rich_text import words_html
from designer.ui.help.sheet import HEIGHT, WIDTH
from designer.ui.translate import tr

_MOST = 260


def kind_tip(spec: LayerSpec, dpr: float = 1.0) -> str:
    """Return the tool tip of *spec* as rich text, with a drawing sharp on a screen of *dpr*."""
    picture = _data(spec, dpr)
    what = words_html(_shortened(help_for(spec).what), lambda _kind: False)
    return (
        f'<table width="{WIDTH}"><tr><td><b>{escape(spec.called)}</b></td></tr>'
        f'<tr><td><img src="{picture}" width="{WIDTH}" height="{HEIGHT}"></td></tr>'
        f"<tr><td>{what}</td></tr>"
        f"<tr><td>{tr('Shift+F1: more')}</td></tr></table>"
    )


def _shortened(text: str) -> str:
    if len(text) <= _MOST:
        return text
    return text[:_MOST].rpartition(" ")[0] + " …"


def _data(spec: LayerSpec, dpr: float) -> str:
    bytes = QByteArray()
    buffer = QBuffer(bytes)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture_image(spec, scale=dpr).save(buffer, "PNG")  # type: ignore[call-overload]
    return "data:image/png;base64," + base64.b64encode(bytes.data()).decode()
