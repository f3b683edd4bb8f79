"""Nodes and edges: the frozen records of which a graph is made.

Mappings inside records are never changed in place; a change is a new record.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeAlias

from designer.catalog.specs import Json

NodeId: TypeAlias = str
EdgeId: TypeAlias = str
Point: TypeAlias = tuple[float, float]


class Direction(StrEnum):
    """Whither the tensors go on the drawing."""

    DOWN = "down"
    RIGHT = "right"


INPUT = "Input"
OUTPUT = "Output"


@dataclass(frozen=True, slots=True)
class Node:
    """One box of the drawing: a call of a layer, an input or an output of the model.

    Attributes:
        id: never changes and is never used again.
        kind: the Keras class, or `Input` or `Output`.
        name: unique in the graph; the layer's name in Keras.
        params: what the user set; everything else has Keras's default.
        position: top left corner on the canvas, in pixels at 100 %.
        layer: the node whose layer this one calls; None where it owns its layer.
        trainable: whether training changes its weights.
        weights: where its first weights come from: empty is the project's weights file, where
            that has some; `fresh` is Keras's initializers; `PATH#layer` is a layer of a file.
        bypassed: it stays on the drawing, but the model is built without it: what comes to its
            first input goes on in place of its outputs.
        collapsed: it is drawn as its name alone.
        extra: fields of a newer or foreign file, kept as they are.
    """

    id: NodeId
    kind: str
    name: str
    params: Mapping[str, Json] = field(default_factory=dict)
    position: Point = (0.0, 0.0)
    layer: NodeId | None = None
    trainable: bool = True
    weights: str = ""
    bypassed: bool = False
    collapsed: bool = False
    extra: Mapping[str, Json] = field(default_factory=dict)

    def with_param(self, name: str, value: Json) -> "Node":
        """Return this node with one parameter set."""
        return replace(self, params={**self.params, name: value})

    def without_param(self, name: str) -> "Node":
        """Return this node with one parameter back at Keras's default."""
        return replace(self, params={k: v for k, v in self.params.items() if k != name})


@dataclass(frozen=True, slots=True, order=True)
class Endpoint:
    """A port of a node."""

    node: NodeId
    port: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A tensor on its way from an output port to an input port.

    Attributes:
        order: place among the edges of the same `many` port, ascending.
        points: where its wire is led through on the canvas, from the source on.
        extra: fields of a newer file, kept as they are.
    """

    id: EdgeId
    source: Endpoint
    target: Endpoint
    order: int = 0
    points: tuple[Point, ...] = ()
    extra: Mapping[str, Json] = field(default_factory=dict, hash=False)
