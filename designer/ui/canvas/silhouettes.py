"""Shapes that tell kinds of layers apart from afar without colours, as boxes for Qt's batches."""

from collections.abc import Mapping
from enum import Enum
from typing import Final, TypeAlias

from PySide6.QtCore import QRectF

from designer.catalog.specs import Family
from designer.ui.canvas.faces import Face

Part: TypeAlias = tuple[float, float, float, float]
"""Left, top, width and height as shares of the node's box."""

WHOLE: Final[tuple[Part, ...]] = ((0.0, 0.0, 1.0, 1.0),)

PARTS: Final[Mapping[Family, tuple[Part, ...]]] = {
    # A plus: branches come together.
    Family.MERGING: ((0.0, 0.34, 1.0, 0.32), (0.36, 0.0, 0.28, 1.0)),
    # Two bands: values are brought between bounds.
    Family.NORMALIZATION: ((0.0, 0.0, 1.0, 0.36), (0.0, 0.64, 1.0, 0.36)),
    # A low band: a function of each value alone.
    Family.ACTIVATION: ((0.0, 0.28, 1.0, 0.44),),
    # Pieces with holes: some values are dropped.
    Family.REGULARIZATION: ((0.0, 0.0, 0.26, 1.0), (0.37, 0.0, 0.26, 1.0), (0.74, 0.0, 0.26, 1.0)),
    # A funnel: many places become few.
    Family.POOLING: ((0.0, 0.0, 1.0, 0.5), (0.25, 0.5, 0.5, 0.5)),
    # A step: the same values in another order.
    Family.RESHAPING: ((0.0, 0.0, 0.72, 0.5), (0.28, 0.5, 0.72, 0.5)),
}
"""What is not a whole box. What has most of the weights is whole, and so is seen first."""


class Detail(Enum):
    """How much of the shapes is shown."""

    PLAIN = "plain"
    """None: boxes are too small."""
    SHAPED = "shaped"
    """Each box is a shape."""
    TAGGED = "tagged"
    """A whole box with a name on it, and a small shape at its end."""


TAG: Final = 40.0
"""The width of the small shape at the end of a box, with its gap."""
_GAP: Final = 8.0


def parts_of(face: Face) -> tuple[Part, ...]:
    """Return the boxes of which the shape of a node is made."""
    if face.bypassed:
        return WHOLE
    return WHOLE if face.preview is not None else PARTS.get(face.family, WHOLE)


def placed(parts: tuple[Part, ...], box: QRectF, detail: Detail = Detail.SHAPED) -> list[QRectF]:
    """Return *parts* in a node's box."""
    if parts is WHOLE or detail is Detail.PLAIN:
        return [box]
    if detail is Detail.TAGGED:
        end = QRectF(box.right() - TAG + _GAP, box.top(), TAG - _GAP, box.height())
        return [box.adjusted(0, 0, -TAG, 0), *placed(parts, end)]
    x, y, width, height = box.x(), box.y(), box.width(), box.height()
    return [
        QRectF(x + left * width, y + top * height, wide * width, high * height)
        for left, top, wide, high in parts
    ]
