"""Painting a node: its box, its words, its ports."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from designer.graph.problems import Severity
from designer.ui.canvas.chrome import Chrome, ChromeCache, Through, paint_chrome, port_rim
from designer.ui.canvas.faces import Face
from designer.ui.canvas.sizes import PORT_RADIUS
from designer.ui.canvas.slots import Slot
from designer.ui.canvas.style import Style, faded
from designer.ui.canvas.words import Word, Words, far_name, words_of

_ALL_WORDS_FROM = 0.7
DIMMED = 0.45
_BYPASSED = 0.6


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


class NodeLook:
    """What is painted of one face in one state, made at its first painting."""

    __slots__ = ("_face", "_far_name", "_key", "_style", "_words", "chrome", "labelled", "opacity")

    def __init__(
        self, face: Face, state: NodeState, style: Style, far: bool, apart: bool = False
    ) -> None:
        self._face, self._style = face, style
        self._key = _key(state, far, apart)
        self._words: Words | None = None
        self._far_name: Word | None = None
        self.chrome = chrome_of(face, state, far=far, apart=apart)
        self.opacity = DIMMED if self.chrome.dimmed else _BYPASSED if face.bypassed else 1.0
        self.labelled = any(slot.label and not slot.spare for slot in (*face.inputs, *face.outputs))

    def shows(self, face: Face, state: NodeState, far: bool, apart: bool = False) -> bool:
        """Whether it is still true."""
        return self._face is face and self._key == _key(state, far, apart)

    @property
    def words(self) -> Words:
        """The words, near."""
        if self._words is None:
            self._words = words_of(self._face, self._style)
        return self._words

    @property
    def far_name(self) -> Word:
        """The name, far."""
        if self._far_name is None:
            self._far_name = far_name(self._face, self._style)
        return self._far_name


def _key(state: NodeState, far: bool, apart: bool) -> tuple[bool, bool, bool, bool]:
    return (state.selected, state.hovered, apart or _dimmed(state), far)


def paint_node(
    painter: QPainter,
    face: Face,
    state: NodeState,
    look: NodeLook,
    style: Style,
    cache: ChromeCache,
    scale: float,
    *,
    brief: bool,
) -> None:
    """Paint a whole node at the painter's origin; *brief*: few words where it is small."""
    cache.draw(painter, look.chrome, scale, painter.device().devicePixelRatio())
    opacity = look.opacity
    if opacity < 1.0:
        painter.setOpacity(opacity)
    _paint_words(painter, face, look.words, style, brief=brief and scale < _ALL_WORDS_FROM)
    if opacity < 1.0:
        painter.setOpacity(1.0)
    if state.hovered or state.lit or look.labelled:
        _paint_more_ports(painter, face, state, look.chrome, style)


def paint_node_as_vectors(painter: QPainter, face: Face, style: Style) -> None:
    """Paint a node for a picture file."""
    chrome = chrome_of(face, NodeState())
    paint_chrome(painter, chrome, style, 4.0)
    _paint_words(painter, face, words_of(face, style), style, brief=False)
    _paint_more_ports(painter, face, NodeState(), chrome, style)


def paint_far_node(
    painter: QPainter,
    state: NodeState,
    look: NodeLook,
    style: Style,
    cache: ChromeCache,
    scale: float,
) -> None:
    """Paint a node that is seen small: its box, its icon and its name, both large."""
    cache.draw(painter, look.chrome, scale, painter.device().devicePixelRatio())
    if look.opacity <= DIMMED:
        return
    painter.setPen(style.theme.text if look.opacity == 1.0 else style.theme.faint)
    painter.setFont(style.far_font)
    painter.drawText(look.far_name.place, look.far_name.text)


def chrome_of(face: Face, state: NodeState, *, far: bool = False, apart: bool = False) -> Chrome:
    """Return the look of the box."""
    slots = () if far else (*face.inputs, *face.outputs)
    return Chrome(
        face.family,
        face.icon,
        face.width,
        face.severity,
        state.selected,
        state.hovered,
        face.frozen,
        face.shared > 1,
        apart or _dimmed(state),
        far,
        tuple((slot.x, slot.y) for slot in slots if not slot.spare),
        face.preview,
        face.repeat,
        face.twins,
        face.weights,
        face.height,
        _through(face),
    )


def _through(face: Face) -> Through:
    """Return the way past a bypassed node: from its first input to its first output."""
    if not face.bypassed or not face.inputs or not face.outputs:
        return None
    start, end = face.inputs[0], face.outputs[0]
    return ((start.x, start.y), (end.x, end.y))


def _dimmed(state: NodeState) -> bool:
    return state.lit is not None and not state.lit


def _paint_words(painter: QPainter, face: Face, words: Words, style: Style, *, brief: bool) -> None:
    theme = style.theme
    painter.setPen(theme.text)
    painter.setFont(style.name_font)
    painter.drawText(words.name.place, words.name.text)
    if face.collapsed:
        painter.setPen(theme.muted)
        painter.setFont(style.kind_font)
        painter.drawText(words.kind.place, words.kind.text)
        return
    if face.severity is Severity.ERROR:
        painter.setPen(theme.error)
        painter.setFont(style.line_font)
        painter.drawText(words.foot.place, words.foot.text)
        painter.setFont(style.mono_font)
    else:
        painter.setFont(style.mono_font)
        painter.drawText(words.foot.place, words.foot.text)
    if brief:
        return
    painter.setPen(theme.muted)
    painter.drawText(words.count.place, words.count.text)
    painter.setFont(style.kind_font)
    painter.drawText(words.kind.place, words.kind.text)
    painter.setFont(style.line_font)
    painter.drawText(words.line.place, words.line.text)


def _paint_more_ports(
    painter: QPainter, face: Face, state: NodeState, chrome: Chrome, style: Style
) -> None:
    """Paint what the chrome lacks: ports that are lit or spare, and names of ports."""
    rim = port_rim(chrome, style)
    for output, slots in ((False, face.inputs), (True, face.outputs)):
        for slot in slots:
            lit = _lit(state, slot, output)
            if lit or (slot.spare and state.hovered):
                _paint_port(painter, slot, lit, rim, style)
            if slot.label and (state.hovered or not slot.spare):
                _paint_label(painter, slot, output, style)


def _lit(state: NodeState, slot: Slot, output: bool) -> bool:
    return state.lit is not None and state.lit_output is output and slot.port in state.lit


def _paint_port(painter: QPainter, slot: Slot, lit: bool, rim: QColor, style: Style) -> None:
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
    if slot.aside:
        aside = 7.0 if output else -7.0 - style.label_metrics.horizontalAdvance(slot.port)
        painter.drawText(QPointF(slot.x + aside, slot.y - 4), slot.port)
    else:
        painter.drawText(QPointF(slot.x + 7, slot.y + (12 if output else -5)), slot.port)
