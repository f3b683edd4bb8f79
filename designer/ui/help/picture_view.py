"""The widget that shows a drawing of a kind, as large as there is room for."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from designer.catalog.help import help_for
from designer.catalog.specs import Json, LayerSpec
from designer.ui.help.sheet import HEIGHT, WIDTH, Sheet
from designer.ui.help.values import Values
from designer.ui.theme import current, family_color
from designer.ui.translate import tr

_MOST = 1.4


def paint_picture(painter: QPainter, spec: LayerSpec, params: Mapping[str, Json]) -> None:
    """Draw the idea of *spec* in a room of 280 by 120, with the parameters that are set."""
    # The drawings are read when the first one is looked at: the window opens without them.
    from designer.ui.help.pictures.table import DRAWINGS

    picture = help_for(spec).picture
    values = Values({**_defaults(spec), **params, **picture.values})
    DRAWINGS[picture.name](Sheet(painter, family_color(spec.family)), values)


def picture_image(spec: LayerSpec, *, scale: float = 1.0) -> QImage:
    """Return the drawing of *spec* on the paper of the theme in force."""
    image = QImage(round(WIDTH * scale), round(HEIGHT * scale), QImage.Format.Format_RGB32)
    image.fill(current().panel)
    painter = QPainter(image)
    painter.scale(scale, scale)
    paint_picture(painter, spec, {})
    painter.end()
    return image


def _defaults(spec: LayerSpec) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for param in spec.params:
        value = param.initial if param.initial is not None else param.default
        if value is not None:
            found[param.name] = value
    return found


class PictureView(QWidget):
    """Shows one drawing, in the middle of its width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec: LayerSpec | None = None
        self._params: Mapping[str, Json] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_kind(self, spec: LayerSpec, params: Mapping[str, Json]) -> None:
        """Show the drawing of *spec* with what is set."""
        self._spec, self._params = spec, params
        self.setAccessibleName(tr("Drawing: what {kind} does", kind=spec.called))
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Return true: it keeps its proportions."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high it is at *width*."""
        return round(HEIGHT * min(_MOST, width / WIDTH))

    def sizeHint(self) -> QSize:
        """Return the size at which it was drawn."""
        return QSize(WIDTH, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return the smallest size at which its words can be read."""
        return QSize(200, round(HEIGHT * 200 / WIDTH))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the drawing."""
        if self._spec is None:
            return
        painter = QPainter(self)
        scale = min(_MOST, self.width() / WIDTH, self.height() / HEIGHT)
        painter.translate((self.width() - WIDTH * scale) / 2, 0)
        painter.scale(scale, scale)
        painter.setClipRect(QRectF(0, 0, WIDTH, HEIGHT), Qt.ClipOperation.ReplaceClip)
        paint_picture(painter, self._spec, self._params)
        painter.end()
