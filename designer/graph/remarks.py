"""Remarks: what people write and frame on a drawing; no model is built of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from designer.catalog.specs import Json
from designer.graph.records import Point

RemarkId: TypeAlias = str


class RemarkKind(StrEnum):
    """What a remark is."""

    FRAME = "frame"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Remark:
    """A frame behind nodes, or a note beside them.

    Attributes:
        id: never changes and is never used again.
        text: the title of a frame; the Markdown of a note.
        position: top left corner on the canvas, in pixels at 100 %.
        size: width and height, in pixels at 100 %.
        colour: a name of the theme; empty is the usual one.
        extra: fields of a newer or foreign file, kept as they are.
    """

    id: RemarkId
    kind: RemarkKind
    text: str = ""
    position: Point = (0.0, 0.0)
    size: Point = (240.0, 120.0)
    colour: str = ""
    extra: Mapping[str, Json] = field(default_factory=dict, hash=False)
