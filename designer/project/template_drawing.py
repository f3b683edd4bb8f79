"""Drawing a starter model: layers under each other, ways in side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from designer.catalog.catalog import load_catalog
from designer.catalog.specs import Json
from designer.graph.graph import Graph
from designer.graph.naming import legal_name, unique_name
from designer.graph.records import INPUT, OUTPUT, Edge, Endpoint, Node
from designer.project.data_ends import DataEnds
from designer.project.data_fields import Field, Role

_COLUMN, _ROW = 256.0, 104.0
_PLAIN_RANGE = 20.0
"""Targets that go beyond this are brought to their own units by a last layer."""


class TemplateDrawing:
    """Nodes as they are placed, each wired to those named before it."""

    def __init__(self) -> None:
        self._nodes: dict[str, Node] = {}
        self._edges: list[Edge] = []

    def add(self, kind: str, name: str, after: str | Sequence[str] = (), /, **params: Json) -> str:
        """Put a layer below what it is wired to and return its name."""
        sources = [after] if isinstance(after, str) else list(after)
        row = max((self._row(source) + 1 for source in sources), default=0)
        number = len(self._nodes) + 1
        self._nodes[name] = Node(f"n{number}", kind, name, params, (0.0, row * _ROW))
        for order, source in enumerate(sources):
            self.wire(source, name, _first_port(kind), order)
        return name

    def wire(self, source: str, target: str, port: str, order: int = 0) -> None:
        """Wire the output of one layer to a port of another one."""
        start = Endpoint(self._nodes[source].id, "output")
        end = Endpoint(self._nodes[target].id, port)
        self._edges.append(Edge(f"e{len(self._edges) + 1}", start, end, order))

    def move_aside(self, name: str, columns: float) -> None:
        """Move a layer by so many columns."""
        node = self._nodes[name]
        x, y = node.position
        self._nodes[name] = replace(node, position=(x + columns * _COLUMN, y))

    @property
    def names(self) -> frozenset[str]:
        """The names that are taken."""
        return frozenset(self._nodes)

    def graph(self) -> Graph:
        """Return what was drawn."""
        return Graph.of(self._nodes.values(), self._edges)

    def _row(self, name: str) -> int:
        return round(self._nodes[name].position[1] / _ROW)


def _first_port(kind: str) -> str:
    spec = load_catalog().layer(kind)
    return spec.inputs[0].name if spec is not None and spec.inputs else "inputs"


def add_input(drawing: TemplateDrawing, name: str, fields: Sequence[Field], /, **more: Json) -> str:
    """Place an Input that is fed with these fields."""
    columns: list[Json] = [field.name for field in fields]
    return drawing.add(INPUT, legal_name(name), columns=columns, **more)


def add_head(drawing: TemplateDrawing, ends: DataEnds, above: str) -> None:
    """Place the last layer and the Output that the target calls for."""
    target = ends.target
    if target.role is Role.CLASS:
        units = max(2, len(target.classes))
        last = drawing.add("Dense", "probabilities", above, units=units, activation="softmax")
    else:
        last = drawing.add("Dense", "prediction", above, units=1)
        if (scale := _scale(target)) is not None:
            last = drawing.add("Rescaling", "in_units", last, **scale)
    name = unique_name(legal_name(target.name), drawing.names)
    drawing.add(OUTPUT, name, last, columns=[target.name], **training_of(target))


def training_of(target: Field) -> Mapping[str, Json]:
    """Return loss and metrics of an Output for *target*."""
    if target.role is Role.CLASS:
        return {"loss": "sparse_categorical_crossentropy", "metrics": ["accuracy"]}
    return {"loss": "mse", "metrics": ["mae"]}


def _scale(target: Field) -> dict[str, Json] | None:
    """Return what brings numbers round zero to the range of *target*; None for small ranges."""
    if target.minimum is None or target.maximum is None or target.mean is None:
        return None
    reach = max(abs(target.minimum), abs(target.maximum))
    if reach <= _PLAIN_RANGE:
        return None
    width = (target.maximum - target.minimum) / 4 or 1.0
    return {"scale": _round(width), "offset": _round(target.mean)}


def _round(value: float) -> float:
    return float(f"{value:.3g}")
