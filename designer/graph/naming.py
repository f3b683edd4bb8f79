"""Names for nodes: unique, legal for Keras, and Keras's own style."""

import re
from collections.abc import Collection

from designer.graph.graph import Graph

_ILLEGAL = re.compile(r"[/\\\x00-\x1f\x7f-\x9f]")
_NOT_IN_SCOPES = re.compile(r"[^A-Za-z0-9_.>-]")
_FREELY_NAMED = frozenset({"Input", "Output"})


def snake_case(kind: str) -> str:
    """Return a class name as Keras writes layer names: `MaxPooling2D` is `max_pooling2d`."""
    words = re.sub(r"(.)([A-Z][a-z]+)", r"\1_\2", kind)
    return re.sub(r"([a-z])([A-Z])", r"\1_\2", words).lower()


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
    """Return a free name for a new node of *kind*, or of a block with that name."""
    name = snake_case(kind.rpartition(".")[2] or kind)
    return unique_name(legal_name(name), graph.by_name.keys())


def model_name(name: str) -> str:
    """Return a project's name as TensorFlow can carry it: `iris, 2nd try` is `iris_2nd_try`."""
    plain = re.sub(r"_{2,}", "_", _NOT_IN_SCOPES.sub("_", name)).strip("_->")
    return plain or "model"


def legal_name(name: str) -> str:
    """Return a layer's name as TensorFlow can carry it."""
    return _NOT_IN_SCOPES.sub("_", name) if name.strip() else "layer"


def name_refusal(
    graph: Graph, name: str, node: str | None = None, kind: str | None = None
) -> str | None:
    """Tell why *name* cannot be given to *node*, or to a new node of *kind*; None where it can.

    TensorFlow names its operations after layers, and takes few characters there. Inputs and
    Outputs are called as their data; an Output may be called as the layer that gives it.
    """
    if not name.strip():
        return "A layer needs a name."
    if _ILLEGAL.search(name):
        return "A layer's name cannot hold a slash or a control character: Keras saves by it."
    if node is not None and node in graph.nodes:
        kind = graph.nodes[node].kind
    if kind not in _FREELY_NAMED and _NOT_IN_SCOPES.search(name):
        return (
            f"Expected a layer's name of the letters a to z, digits and _ . - only, found {name}: "
            f"TensorFlow takes no others. {legal_name(name)} would do."
        )
    other = graph.by_name.get(name)
    alike = other is not None and (other.kind == "Output") == (kind == "Output")
    if other is not None and other.id != node and alike:
        return f"Another layer is called {name} already. Names are unique in a model."
    return None
