"""The shape of the pointer over the sides of frames and notes."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt

from designer.ui.canvas.gestures.stage import RemarkHit

_Shape = Qt.CursorShape
_SHAPES: Final[Mapping[frozenset[str], Qt.CursorShape]] = {
    frozenset("l"): _Shape.SizeHorCursor,
    frozenset("r"): _Shape.SizeHorCursor,
    frozenset("t"): _Shape.SizeVerCursor,
    frozenset("b"): _Shape.SizeVerCursor,
    frozenset("lt"): _Shape.SizeFDiagCursor,
    frozenset("rb"): _Shape.SizeFDiagCursor,
    frozenset("rt"): _Shape.SizeBDiagCursor,
    frozenset("lb"): _Shape.SizeBDiagCursor,
}


def remark_cursor(hit: RemarkHit | None) -> Qt.CursorShape:
    """Return what the pointer looks like over a remark, or over nothing."""
    return _SHAPES.get(frozenset(hit.sides if hit else ""), _Shape.ArrowCursor)
