"""Parts of a model as names tell them: `conv2` of `conv2_block1_add`, `encoder_3`, `down1`."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from designer.graph.records import Edge, NodeId
from designer.ui.canvas.items import NodeItem

_FIRST: Final = re.compile(r"[^_/.]+(?:_\d+(?=[_/.]))?")
_NEXT: Final = re.compile(r"[_/.]([^_/.]+)")
_LEAST: Final = 4
_WHOLE: Final = 0.8


@dataclass(frozen=True, slots=True)
class Section:
    """Nodes whose names begin alike.

    Attributes:
        text: what to call it; of an inner one only what its outer one does not say.
        first: the node where it begins.
        count: how many nodes are in it.
        depth: 0 for outer ones, 1 for those in them.
    """

    text: str
    first: NodeId
    count: int
    depth: int


def sections_of(items: Iterable[NodeItem], edges: Iterable[Edge]) -> tuple[Section, ...]:
    """Return the sections, outer ones first and of these the large ones; none where names say none.

    A beginning that nearly all names share tells nothing, and neither does one of few nodes.
    """
    nodes = list(items)
    into: defaultdict[NodeId, list[NodeId]] = defaultdict(list)
    for edge in edges:
        into[edge.target.node].append(edge.source.node)
    outer = _groups((item, _outer(item.face.name)) for item in nodes)
    inner = _groups((item, _inner(item.face.name)) for item in nodes)
    found = [
        Section(key[-1], _first(group, into), len(group), len(key) - 1)
        for groups in (outer, inner)
        for key, group in groups.items()
        if _LEAST <= len(group) <= _WHOLE * len(nodes)
    ]
    return tuple(sorted(found, key=lambda each: (each.depth, -each.count, each.first)))


def _groups(
    keyed: Iterable[tuple[NodeItem, tuple[str, ...]]],
) -> Mapping[tuple[str, ...], list[NodeItem]]:
    found: defaultdict[tuple[str, ...], list[NodeItem]] = defaultdict(list)
    for item, key in keyed:
        if key:
            found[key].append(item)
    return found


def _outer(name: str) -> tuple[str, ...]:
    match = _FIRST.match(name)
    return (match.group(),) if match and match.end() < len(name) else ()


def _inner(name: str) -> tuple[str, ...]:
    first = _FIRST.match(name)
    following = _NEXT.match(name, first.end()) if first else None
    if first is None or following is None or following.end() == len(name):
        return ()
    return (first.group(), following.group(1))


def _first(group: list[NodeItem], into: Mapping[NodeId, list[NodeId]]) -> NodeId:
    """Return the node at which the flow comes into a group."""
    inside = {item.id for item in group}
    entries = [item for item in group if not any(id in inside for id in into.get(item.id, ()))]
    return min(entries or group, key=lambda item: (item.y(), item.x(), item.id)).id
