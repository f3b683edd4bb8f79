"""Names for nodes: unique, legal for Keras, and Keras's own style."""

import re
from collections.abc import Collection

from designer.graph.graph import Graph

_ILLEGAL = re.compile(r"[/\\\x00-\x1f]")


def snake_case(kind: str) -> str:
    """Return a class name as Keras writes layer names: `MaxPooling2D` is `max_pooling2d`."""
    spaced = re.sub(r"([a-z0-9])([A-Z][a-z])", r"\1_\2", kind)
    spaced = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", spaced)
    return spaced.lower()


def unique_name(wanted: str, taken: Collection[str]) -> str:
    """Return *wanted*, with a number where it is taken: `dense`, `dense_1`, `dense_2` ..."""
    if wanted not in taken:
        return wanted
    stem = re.sub(r"_\d+$", "", wanted)
    number = 1
    while f"{stem}_{number}" in taken:
        number += 1
    return f"{stem}_{number}"


def name_for(graph: Graph, kind: str) -> str:
    """Return a free name for a new node of *kind*."""
    return unique_name(snake_case(kind), graph.by_name.keys())


def name_refusal(graph: Graph, name: str, node: str | None = None) -> str | None:
    """Tell why *name* cannot be given to *node*; None where it can."""
    if not name.strip():
        return "A layer needs a name."
    if _ILLEGAL.search(name):
        return "A layer's name cannot hold a slash or a control character: Keras saves by it."
    other = graph.by_name.get(name)
    if other is not None and other.id != node:
        return f"Another layer is called {name} already. Names are unique in a model."
    return None
