"""Verbs for remarks: add, write, colour and fit frames and notes."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from designer.document.commands.ids import new_id
from designer.document.document import Document
from designer.graph.framing import (
    Box,
    Boxes,
    box_of,
    boxes_of,
    fitted,
    held,
    hull_of,
    placed,
    refitted,
)
from designer.graph.records import NodeId, Point
from designer.graph.remarks import Remark, RemarkId, RemarkKind

EMPTY_FRAME: Point = (368.0, 240.0)
NEW_NOTE: Point = (240.0, 0.0)
LEAST: Mapping[RemarkKind, Point] = {
    RemarkKind.FRAME: (96.0, 64.0),
    RemarkKind.NOTE: (96.0, 0.0),
}
"""How small a remark can be made; a note is never lower than its text."""


def add_frame(
    document: Document, boxes: Iterable[Box], at: Point = (0.0, 0.0), title: str = ""
) -> RemarkId:
    """Put a frame round *boxes*, or an empty one at *at*, and return it."""
    box = fitted(boxes) or (at[0], at[1], at[0] + EMPTY_FRAME[0], at[1] + EMPTY_FRAME[1])
    with document.edit("Add frame") as edit:
        id = new_id("r", edit.graph.remarks)
        edit.put(placed(Remark(id, RemarkKind.FRAME, title), box))
    return id


def frame_round(
    document: Document, ids: Iterable[str], drawn: Boxes, at: Point, title: str
) -> RemarkId:
    """Put a frame round nodes and remarks, or an empty one at *at*, and return it.

    Frames that hold nothing but chosen nodes come to stand in it; those that hold more than
    these grow round it, so that no title lies on another one.
    """
    graph, chosen = document.graph, set(ids)
    nodes = chosen & graph.nodes.keys()
    found = {id: inside & graph.nodes.keys() for id, inside in held(graph, drawn).items()}
    inner = {id for id, inside in found.items() if inside and inside <= nodes}
    outer = [graph.remarks[id] for id, inside in found.items() if nodes and nodes < inside]
    known = {**{id: box_of(remark) for id, remark in graph.remarks.items()}, **drawn}
    with document.edit("Add frame") as edit:
        boxes = [known[id] for id in sorted(chosen | inner) if id in known]
        made = add_frame(document, boxes, at, title)
        box = box_of(edit.graph.remarks[made])
        for frame in sorted(outer, key=lambda r: (r.size[0] * r.size[1], r.id)):
            room = hull_of([box_of(frame), fitted([box]) or box])
            box = room or box
            edit.put(placed(frame, box))
    return made


def add_note(document: Document, at: Point, text: str = "", size: Point = NEW_NOTE) -> RemarkId:
    """Put a note on the canvas and return it."""
    with document.edit("Add note") as edit:
        id = new_id("r", edit.graph.remarks)
        edit.put(Remark(id, RemarkKind.NOTE, text, at, size))
    return id


def write(document: Document, id: RemarkId, text: str) -> None:
    """Give a frame another title, or a note another text; nothing happens where it is gone."""
    remark = document.remark(id)
    if remark is None or remark.text == text:
        return
    label = "Rename frame" if remark.kind is RemarkKind.FRAME else "Edit note"
    with document.edit(label) as edit:
        edit.put(replace(remark, text=text))


def colour(document: Document, ids: Iterable[RemarkId], name: str) -> None:
    """Give remarks a colour of the theme; an empty name is the usual one."""
    with document.edit("Set colour") as edit:
        edit.put_all(replace(remark, colour=name) for remark in _remarks(document, ids))


def resize(document: Document, id: RemarkId, box: Box) -> None:
    """Give a remark another box, none smaller than it can be."""
    remark = document.remark(id)
    if remark is None:
        return
    with document.edit(f"Resize {remark.kind}") as edit:
        left, top, right, bottom = box
        width, height = LEAST[remark.kind]
        edit.put(placed(remark, (left, top, max(right, left + width), max(bottom, top + height))))


def fit_to_content(document: Document, ids: Iterable[RemarkId], boxes: Boxes) -> None:
    """Fit frames round what stands in them, inner ones first; notes to the height of their text.

    Args:
        document: what is written to.
        ids: the remarks.
        boxes: of nodes and notes, as they are drawn.
    """
    with document.edit("Fit to content") as edit:
        found = sorted(_remarks(document, ids), key=lambda r: (r.size[0] * r.size[1], r.id))
        for remark in found:
            if remark.kind is RemarkKind.NOTE:
                edit.put(replace(remark, size=(remark.size[0], 0.0)))
                continue
            graph = edit.graph
            inside = held(graph, boxes, [remark.id])[remark.id]
            known = {**{id: box_of(r) for id, r in graph.remarks.items()}, **boxes}
            box = fitted(known[id] for id in sorted(inside) if id in known)
            if box is not None:
                edit.put(placed(remark, box))


@contextmanager
def keeping_frames(
    document: Document, sizes: Mapping[NodeId, tuple[float, float]]
) -> Iterator[None]:
    """Fit frames anew round the nodes that they held, after these were laid out inside.

    Args:
        document: in an edit that is open.
        sizes: of nodes as they are drawn.
    """
    if not document.graph.remarks:
        yield
        return
    before = boxes_of(document.graph, sizes)
    yield
    graph = document.graph
    with document.edit("Fit to content") as edit:
        edit.put_all(refitted(graph, before, boxes_of(graph, sizes)))


def _remarks(document: Document, ids: Iterable[RemarkId]) -> list[Remark]:
    found = (document.remark(id) for id in ids)
    return [remark for remark in found if remark is not None]
