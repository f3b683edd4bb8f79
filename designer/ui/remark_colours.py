"""The colours of remarks: the names that files keep, and what the theme makes of them."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from designer.catalog.specs import Family
from designer.graph.remarks import Remark, RemarkKind
from designer.ui.theme import Theme

COLOURS: Final[Mapping[str, Family]] = {
    "grey": Family.INPUT_OUTPUT,
    "blue": Family.CORE,
    "purple": Family.CONVOLUTION,
    "teal": Family.POOLING,
    "green": Family.RECURRENT,
    "amber": Family.NORMALIZATION,
    "orange": Family.ATTENTION,
    "pink": Family.REGULARIZATION,
}
USUAL: Final[Mapping[RemarkKind, str]] = {RemarkKind.FRAME: "grey", RemarkKind.NOTE: "amber"}
_TINT_LIGHT: Final = 0.11
_TINT_DARK: Final = 0.16
_SWATCH: Final = 14


def colour_name(remark: Remark) -> str:
    """Return the name of the colour that a remark is shown in; unknown ones are as usual."""
    return remark.colour if remark.colour in COLOURS else USUAL[remark.kind]


def hue(remark: Remark, theme: Theme) -> QColor:
    """Return the full colour of a remark."""
    return theme.families[COLOURS[colour_name(remark)]]


def tinted(color: QColor, paper: QColor, theme: Theme) -> QColor:
    """Return *paper* with a calm tint of *color*."""
    part = _TINT_DARK if theme.dark else _TINT_LIGHT
    return QColor.fromRgbF(
        paper.redF() + (color.redF() - paper.redF()) * part,
        paper.greenF() + (color.greenF() - paper.greenF()) * part,
        paper.blueF() + (color.blueF() - paper.blueF()) * part,
    )


def swatch(color: QColor) -> QIcon:
    """Return a disc of a colour."""
    picture = QPixmap(2 * _SWATCH, 2 * _SWATCH)
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(0, 0, 0, 0))
    painter.setBrush(color)
    painter.drawEllipse(3, 3, 2 * _SWATCH - 6, 2 * _SWATCH - 6)
    painter.end()
    picture.setDevicePixelRatio(2.0)
    return QIcon(picture)
