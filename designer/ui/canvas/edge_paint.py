"""Painting a wire."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from designer.ui.canvas.flow import Side
from designer.ui.canvas.style import Style, cosmetic, faded, mixed

CALM = 1.5
ASIDE = 0.4


@dataclass(slots=True)
class EdgeState:
    """What the selection and a gesture make of a wire.

    Attributes:
        near: a selected node is at one of its ends.
        taking: a node would be inserted here.
        broken: what comes along it does not fit.
    """

    selected: bool = False
    hovered: bool = False
    near: bool = False
    taking: bool = False
    broken: bool = False
    dimmed: bool = False

    @property
    def calm(self) -> bool:
        """Whether nothing draws the eye to it."""
        return not (self.selected or self.hovered or self.near or self.taking or self.broken)


def pen_of(state: EdgeState, style: Style, thin: bool) -> QPen:
    """Return the pen; *thin* wires are one pixel of the screen, which is by far the fastest."""
    theme = style.theme
    if state.taking:
        return style.wire(4.0, theme.accent)
    if state.selected:
        return style.wire(2.5, theme.accent)
    if state.broken:
        return style.wire(CALM, theme.error, dashed=True)
    if state.near:
        return style.wire(2.0, theme.accent)
    if state.hovered:
        return style.wire(2.2, theme.muted)
    if state.dimmed:
        return style.wire(CALM, faded(theme.wire))
    return style.thin_wire if thin else style.wire(CALM)


def paint_edge(
    painter: QPainter, path: QPainterPath, state: EdgeState, style: Style, thin: bool
) -> None:
    """Paint one wire."""
    painter.setPen(pen_of(state, style, thin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def paint_flow(painter: QPainter, path: QPainterPath, side: Side, style: Style, thin: bool) -> None:
    """Paint a wire that leads to the selected node (solid), follows it (dashed) or neither."""
    theme = style.theme
    if side is Side.ASIDE:
        color = mixed(theme.wire, theme.canvas, ASIDE)
        pen = cosmetic(color, 1.0) if thin else style.wire(CALM, color)
    else:
        pen = style.wire(CALM, theme.accent, dashed=side is Side.AFTER)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
