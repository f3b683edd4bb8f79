"""The words of a node with their places, cut to their room once and painted often."""

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetricsF

from designer.graph.problems import Severity
from designer.ui.canvas.chrome import far_line
from designer.ui.canvas.faces import Face
from designer.ui.canvas.preview import room_for
from designer.ui.canvas.silhouettes import TAG, WHOLE, parts_of
from designer.ui.canvas.sizes import (
    COLLAPSED_LINE,
    FAR_TEXT_LEFT,
    NAME_LINE,
    PARAM_LINE,
    SHAPE_LINE,
    TEXT_LEFT,
    TEXT_RIGHT,
)
from designer.ui.canvas.style import Style

_BASELINE = 4.5
_FAR_BASELINE = 8.0
_OVERVIEW_BASELINE = 14.0
_OVERVIEW_LEFT = 12.0
_GAP = 6.0
_LEAST_ENDING = 2


@dataclass(frozen=True, slots=True)
class Word:
    """A text and the start of its base line, from the node's top left corner."""

    text: str
    place: QPointF = field(compare=False)


@dataclass(frozen=True, slots=True)
class Words:
    """What is written on a node."""

    name: Word
    kind: Word
    line: Word
    foot: Word
    count: Word


def words_of(face: Face, style: Style) -> Words:
    """Return the words of *face*, cut where they have no room."""
    right = face.width - TEXT_RIGHT - room_for(None if face.collapsed else face.preview)
    title = COLLAPSED_LINE if face.collapsed else NAME_LINE
    title_right = right - face.marks_width
    name = cut(face.name, title_right - TEXT_LEFT, style.name_metrics)
    kind_left = TEXT_LEFT + style.name_metrics.horizontalAdvance(name) + _GAP
    count_width = style.mono_width * len(face.count)
    foot_room = right - TEXT_LEFT - count_width - style.mono_width
    metrics = style.line_metrics if face.severity is Severity.ERROR else style.mono_metrics
    return Words(
        _word(name, TEXT_LEFT, title),
        _word(cut(face.kind, title_right - kind_left, style.kind_metrics), kind_left, title),
        _word(cut(face.line, right - TEXT_LEFT, style.line_metrics), TEXT_LEFT, PARAM_LINE),
        _word(cut(face.foot, foot_room, metrics), TEXT_LEFT, SHAPE_LINE),
        _word(face.count, right - count_width, SHAPE_LINE),
    )


def far_name(face: Face, style: Style) -> Word:
    """Return the large name of a node that is seen small; both its ends are kept."""
    room = face.width - FAR_TEXT_LEFT - TEXT_RIGHT
    text = cut(face.name, room, style.far_metrics, Qt.TextElideMode.ElideMiddle)
    return Word(text, QPointF(FAR_TEXT_LEFT, far_line(face.height) + _FAR_BASELINE))


def overview_name(face: Face, style: Style) -> Word:
    """Return the still larger name for the overview; its end tells it from its neighbours."""
    room = face.width - 2 * _OVERVIEW_LEFT - (0.0 if parts_of(face) is WHOLE else TAG - 6.0)
    text = _ending(face.name, room, style.overview_metrics)
    return Word(text, QPointF(_OVERVIEW_LEFT, face.height / 2 + _OVERVIEW_BASELINE))


def _ending(name: str, room: float, metrics: QFontMetricsF) -> str:
    """Return *name*, or as many of its last words as there is room for, `…relu1`."""
    if metrics.horizontalAdvance(name) <= room:
        return name
    words = name.split("_")
    for first in range(1, len(words)):
        text = "…" + "_".join(words[first:])
        if len(text) > _LEAST_ENDING and metrics.horizontalAdvance(text) <= room:
            return text
    return cut(name, room, metrics, Qt.TextElideMode.ElideMiddle)


def cut(
    text: str,
    room: float,
    metrics: QFontMetricsF,
    mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> str:
    """Return *text*, shortened to *room* pixels."""
    if metrics.horizontalAdvance(text) <= room:
        return text
    return metrics.elidedText(text, mode, max(room, 0.0))


def _word(text: str, x: float, line: float) -> Word:
    return Word(text, QPointF(x, line + _BASELINE))
