"""Pens, brushes, fonts and measures of the drawing, made once from a table of colours."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPen

from designer.catalog.specs import Family
from designer.graph.problems import Severity
from designer.ui.theme import Theme, fonts

_DIMMED = 0.35


class Style:
    """What the painting of nodes and wires needs, without asking the theme again."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.families = dict(theme.families)
        self.severities = {
            Severity.ERROR: theme.error,
            Severity.WARNING: theme.warning,
            Severity.HINT: theme.accent,
        }
        self.name_font = fonts.words(13, QFont.Weight.DemiBold)
        self.kind_font = fonts.words(13)
        self.line_font = fonts.words(12)
        self.mono_font = fonts.mono(11)
        self.label_font = fonts.words(11)
        self.caption_font = fonts.words(12, QFont.Weight.DemiBold)
        self.badge_font = fonts.words(12, QFont.Weight.Bold)
        self.far_font = fonts.words(25, QFont.Weight.DemiBold)
        self.overview_font = fonts.words(38, QFont.Weight.DemiBold)
        self.far_badge_font = fonts.words(24, QFont.Weight.Bold)
        self.name_metrics = QFontMetricsF(self.name_font)
        self.kind_metrics = QFontMetricsF(self.kind_font)
        self.line_metrics = QFontMetricsF(self.line_font)
        self.mono_metrics = QFontMetricsF(self.mono_font)
        self.caption_metrics = QFontMetricsF(self.caption_font)
        self.label_metrics = QFontMetricsF(self.label_font)
        self.far_metrics = QFontMetricsF(self.far_font)
        self.overview_metrics = QFontMetricsF(self.overview_font)
        self.mono_width = self.mono_metrics.horizontalAdvance("0")
        self.background = QBrush(theme.canvas)
        self.node_brush = QBrush(theme.node)
        self.thin_rim = cosmetic(theme.node_outline, 1.0)
        self.thin_wire = cosmetic(theme.wire, 1.0)

    def family(self, family: Family) -> QColor:
        """Return the colour of a family."""
        return self.families[family]

    def wire(self, width: float, color: QColor | None = None, *, dashed: bool = False) -> QPen:
        """Return the pen of a wire, *width* in pixels of the drawing."""
        pen = QPen(color or self.theme.wire, width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        if dashed:
            pen.setDashPattern([4.0, 3.0])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        return pen


def cosmetic(color: QColor, width: float) -> QPen:
    """Return a pen that is *width* pixels of the screen wide at every zoom."""
    pen = QPen(color, width)
    pen.setCosmetic(True)
    return pen


def faded(color: QColor, opacity: float = _DIMMED) -> QColor:
    """Return *color*, more transparent."""
    result = QColor(color)
    result.setAlphaF(color.alphaF() * opacity)
    return result


def mixed(color: QColor, ground: QColor, share: float) -> QColor:
    """Return *color* as it looks where only *share* of it covers *ground*; it costs no blending."""
    rest = 1.0 - share
    return QColor.fromRgbF(
        color.redF() * share + ground.redF() * rest,
        color.greenF() * share + ground.greenF() * rest,
        color.blueF() * share + ground.blueF() * rest,
    )
