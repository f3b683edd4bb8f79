"""What arrives at each Output: its shape, who made it, its activation, its loss and its target."""

from collections.abc import Mapping
from dataclasses import dataclass

from designer.catalog.specs import Json
from designer.engine.infer import Inferred
from designer.engine.tensors import Shape
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node, NodeId
from designer.project.bindings import Bindings
from designer.project.data_fields import Field
from designer.project.losses import Target, loss_name, target_form
from designer.project.output_binding import OutputBinding

_PASSING = {"Dropout", "Identity", "GaussianNoise", "GaussianDropout", "AlphaDropout"}
_RESHAPING = {"Reshape", "Flatten", "Permute"}
_POOLING = {f"Global{how}Pooling{axes}D" for how in ("Average", "Max") for axes in (1, 2, 3)}
_ACTIVATIONS = {"Softmax", "ReLU", "LeakyReLU", "ELU", "PReLU"}
_LINEAR = {"Dense", "EinsumDense", "Conv1D", "Conv2D", "Conv3D", "Conv1DTranspose",
           "Conv2DTranspose", "Conv3DTranspose", "SeparableConv1D", "SeparableConv2D"}  # fmt: skip
_RECURRENT = {"LSTM", "GRU", "SimpleRNN"}


@dataclass(frozen=True, slots=True)
class Arrival:
    """All that matters about one Output.

    Attributes:
        edge: the wire into the Output.
        row: the shape of one sample.
        maker: the layer that decides the last axis, such as the last Dense; None if unclear.
        maker_edge: the wire into the maker.
        actor: the node whose activation comes last; None if unclear.
        activation: its name; empty if unclear.
        target: what it is compared with; None where no data is chosen or bound.
        field: the field of the target, where it is one.
    """

    output: Node
    edge: Edge
    row: Shape
    maker: Node | None
    maker_edge: Edge | None
    actor: Node | None
    activation: str
    target: OutputBinding | None = None
    field: Field | None = None

    @property
    def loss(self) -> Json:
        """The loss as it is set."""
        return self.output.params.get("loss")

    @property
    def loss_key(self) -> str:
        """The loss's name without case and underscores; empty where there is none."""
        return loss_name(self.loss).replace("_", "").lower()

    @property
    def form(self) -> Target:
        """The form of target that the loss takes."""
        return target_form(self.loss)

    @property
    def loss_config(self) -> Mapping[str, Json]:
        """The arguments of the loss."""
        config = self.loss.get("config") if isinstance(self.loss, dict) else None
        return config if isinstance(config, dict) else {}

    @property
    def from_logits(self) -> bool:
        """Whether the loss takes values before softmax or sigmoid."""
        return self.loss_config.get("from_logits") is True

    @property
    def width(self) -> int | None:
        """The length of the last axis."""
        return self.row[-1] if self.row else None

    @property
    def width_param(self) -> str | None:
        """The parameter of the maker that decides the width."""
        names = ("units", "filters")
        return next((n for n in names if self.maker and n in self.maker.params), None)


def arrivals(
    graph: Graph, found: Inferred, bindings: Bindings, fields: Mapping[str, Field]
) -> list[Arrival]:
    """Return what arrives at each Output that has a shape already."""
    targets: dict[NodeId, OutputBinding] = {bound.node: bound for bound in bindings.outputs}
    result = []
    for output in graph.outputs:
        spec = found.tensors.get(Endpoint(output.id, "output"))
        if spec is None:
            continue
        edge = graph.incoming(output.id)[0]
        maker, maker_edge = _maker(graph, edge)
        actor, activation = _activation(graph, edge)
        target = targets.get(output.id)
        field = fields.get(target.fields[0]) if target and len(target.fields) == 1 else None
        result.append(
            Arrival(output, edge, spec.row, maker, maker_edge, actor, activation, target, field)
        )
    return result


def _maker(graph: Graph, edge: Edge) -> tuple[Node | None, Edge | None]:
    passed = _PASSING | _ACTIVATIONS | _POOLING | {"Activation"}
    while True:
        node = graph.nodes[edge.source.node]
        edges = graph.incoming(node.id)
        if node.kind in _LINEAR | _RECURRENT and edges:
            return graph.owner(node), edges[0]
        if node.kind not in passed or not edges:
            return None, None
        edge = edges[0]


def _activation(graph: Graph, edge: Edge) -> tuple[Node | None, str]:
    while True:
        node = graph.nodes[edge.source.node]
        owner, edges = graph.owner(node), graph.incoming(node.id)
        if node.kind in _LINEAR or node.kind == "Activation":
            return owner, activation_name(owner.params.get("activation"))
        if node.kind in _RECURRENT:
            return owner, activation_name(owner.params.get("activation", "tanh"))
        if node.kind in _ACTIVATIONS:
            return owner, node.kind.lower()
        if node.kind in _POOLING:
            return None, "linear"
        if node.kind not in _PASSING | _RESHAPING or not edges:
            return None, ""
        edge = edges[0]


def activation_name(value: Json) -> str:
    """Return the short name of an activation parameter; None is `linear`."""
    if value is None:
        return "linear"
    name = value.get("class_name") if isinstance(value, dict) else value
    return name.lower() if isinstance(name, str) else ""
