"""Painting a wire."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from designer.graph.records import Point
from designer.ui.canvas.flow import Side
from designer.ui.canvas.style import Style, cosmetic, faded, mixed

CALM = 1.5
POINT_RADIUS = 3.0
ASIDE = 0.4
LIT = 0.75


@dataclass(slots=True)
class EdgeState:
    """What the selection and a gesture make of a wire.

    Attributes:
        near: a selected node is at one of its ends.
        taking: a node would be inserted here.
        broken: what comes along it does not fit.
        cut: a stroke has crossed it.
        led: which of its reroute points are selected.
    """

    selected: bool = False
    hovered: bool = False
    near: bool = False
    taking: bool = False
    broken: bool = False
    cut: bool = False
    led: frozenset[int] = frozenset()
    dimmed: bool = False

    @property
    def calm(self) -> bool:
        """Whether nothing draws the eye to it."""
        lit = self.selected or self.hovered or self.near or self.taking
        return not (lit or self.broken or self.cut or self.led)


def pen_of(state: EdgeState, style: Style, thin: bool) -> QPen:
    """Return the pen; *thin* wires are one pixel of the screen, which is by far the fastest."""
    theme = style.theme
    if state.cut:
        return style.wire(2.5, theme.error, dashed=True)
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
        color = mixed(theme.accent, theme.canvas, LIT)
        pen = style.wire(CALM, color, dashed=side is Side.AFTER)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def paint_points(
    painter: QPainter, points: Sequence[Point], state: EdgeState, style: Style
) -> None:
    """Paint the places through which a wire is led; larger where it is pointed at."""
    theme = style.theme
    radius = POINT_RADIUS if state.calm else POINT_RADIUS + 1.0
    for index, point in enumerate(points):
        chosen = index in state.led
        color = theme.accent if chosen or state.selected or state.near else theme.wire
        painter.setPen(QPen(color, 1.4))
        painter.setBrush(theme.accent if chosen else theme.canvas)
        painter.drawEllipse(QPointF(*point), radius, radius)
