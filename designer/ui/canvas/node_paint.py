"""Painting a node: its box, its words, its ports."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from designer.graph.problems import Severity
from designer.ui.canvas.chrome import Chrome, ChromeCache, paint_chrome
from designer.ui.canvas.faces import Face
from designer.ui.canvas.sizes import (
    BAR,
    NAME_LINE,
    NODE_HEIGHT,
    PARAM_LINE,
    PORT_RADIUS,
    SHAPE_LINE,
    TEXT_LEFT,
    TEXT_RIGHT,
)
from designer.ui.canvas.slots import Slot
from designer.ui.canvas.style import Style, faded

_BASELINE = 4.5
_ALL_WORDS_FROM = 0.7


@dataclass(slots=True)
class NodeState:
    """What the pointer and the selection make of a node.

    Attributes:
        lit: ports to which the wire in hand fits; None while no wire is in hand.
    """

    selected: bool = False
    hovered: bool = False
    lit: frozenset[str] | None = None
    lit_output: bool = False


def paint_node(
    painter: QPainter,
    face: Face,
    state: NodeState,
    style: Style,
    cache: ChromeCache,
    scale: float,
    *,
    brief: bool,
) -> None:
    """Paint a whole node at the painter's origin; *brief*: few words where it is small."""
    dpr = painter.device().devicePixelRatio()
    cache.draw(painter, chrome_of(face, state), scale, dpr)
    painter.setOpacity(0.45 if _dimmed(state) else 1.0)
    _paint_words(painter, face, style, brief=brief and scale < _ALL_WORDS_FROM)
    painter.setOpacity(1.0)
    _paint_ports(painter, face, state, style)


def paint_node_as_vectors(painter: QPainter, face: Face, style: Style) -> None:
    """Paint a node for a picture file."""
    paint_chrome(painter, chrome_of(face, NodeState()), style, 4.0)
    _paint_words(painter, face, style, brief=False)
    _paint_ports(painter, face, NodeState(), style)


def paint_box(painter: QPainter, face: Face, state: NodeState, style: Style) -> None:
    """Paint a node far out: a box and its bar."""
    box = QRectF(0, 0, face.width, NODE_HEIGHT)
    painter.setPen(style.thin_rim)
    painter.setBrush(style.node_brush)
    painter.drawRect(box)
    painter.fillRect(QRectF(0, 0, 4 * BAR, NODE_HEIGHT), style.family(face.family))
    if state.selected or face.severity is Severity.ERROR:
        color = style.theme.accent if state.selected else style.theme.error
        pen = QPen(color, 2.0)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)


def chrome_of(face: Face, state: NodeState) -> Chrome:
    """Return the look of the box."""
    return Chrome(
        face.family,
        face.icon,
        face.width,
        face.severity,
        state.selected,
        state.hovered,
        face.frozen,
        face.shared > 1,
        _dimmed(state),
    )


def _dimmed(state: NodeState) -> bool:
    return state.lit is not None and not state.lit


def _paint_words(painter: QPainter, face: Face, style: Style, *, brief: bool) -> None:
    theme = style.theme
    right = face.width - TEXT_RIGHT
    marks = 17.0 * ((face.shared > 1) + face.frozen)
    painter.setPen(theme.text)
    painter.setFont(style.name_font)
    room = right - TEXT_LEFT - marks
    name = _elided(face.name, room, style.name_metrics)
    painter.drawText(QPointF(TEXT_LEFT, NAME_LINE + _BASELINE), name)
    foot_color = theme.error if face.severity is Severity.ERROR else theme.text
    painter.setFont(style.mono_font)
    painter.setPen(foot_color)
    foot_room = right - TEXT_LEFT - style.mono_width * (len(face.count) + 1)
    foot = _elided(face.foot, foot_room, style.mono_metrics)
    painter.drawText(QPointF(TEXT_LEFT, SHAPE_LINE + _BASELINE), foot)
    if brief:
        return
    painter.setPen(theme.muted)
    count_left = right - style.mono_width * len(face.count)
    painter.drawText(QPointF(count_left, SHAPE_LINE + _BASELINE), face.count)
    painter.setFont(style.kind_font)
    left = TEXT_LEFT + style.name_metrics.horizontalAdvance(name) + 6
    kind = _elided(face.kind, right - marks - left, style.kind_metrics)
    painter.drawText(QPointF(left, NAME_LINE + _BASELINE), kind)
    painter.setFont(style.line_font)
    line = _elided(face.line, right - TEXT_LEFT, style.line_metrics)
    painter.drawText(QPointF(TEXT_LEFT, PARAM_LINE + _BASELINE), line)


def _paint_ports(painter: QPainter, face: Face, state: NodeState, style: Style) -> None:
    rim = style.theme.wire
    if face.severity is Severity.ERROR:
        rim = style.theme.error
    if state.selected:
        rim = style.theme.accent
    for output, slots in ((False, face.inputs), (True, face.outputs)):
        for slot in slots:
            lit = _lit(state, slot, output)
            if slot.spare and not (state.hovered or lit):
                continue
            _paint_port(painter, slot, output, lit, rim, style)
            if slot.label or (slot.spare and state.hovered):
                _paint_label(painter, slot, output, style)


def _lit(state: NodeState, slot: Slot, output: bool) -> bool:
    return state.lit is not None and state.lit_output is output and slot.port in state.lit


def _paint_port(
    painter: QPainter, slot: Slot, output: bool, lit: bool, rim: QColor, style: Style
) -> None:
    centre = QPointF(slot.x, slot.y)
    if lit:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(faded(style.theme.accent, 0.28))
        painter.drawEllipse(centre, 2.2 * PORT_RADIUS, 2.2 * PORT_RADIUS)
        rim = style.theme.accent
    pen = QPen(rim, 1.4)
    if slot.spare:
        pen.setStyle(Qt.PenStyle.DotLine)
    painter.setPen(pen)
    painter.setBrush(style.theme.accent if lit else style.theme.canvas)
    painter.drawEllipse(centre, PORT_RADIUS, PORT_RADIUS)


def _paint_label(painter: QPainter, slot: Slot, output: bool, style: Style) -> None:
    painter.setFont(style.label_font)
    painter.setPen(style.theme.muted)
    painter.drawText(QPointF(slot.x + 7, slot.y + (12 if output else -5)), slot.port)


def _elided(text: str, room: float, metrics: QFontMetricsF) -> str:
    if metrics.horizontalAdvance(text) <= room:
        return text
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room, 0.0))
