"""What Keras's HDF5 files cannot hold, known from the drawing before anything is trained.

In Keras 3.15 a mask that reaches a layer which takes one becomes an operation node of the model,
and operation nodes cannot be read back from `.h5` (they can from `.keras`).
"""

from designer.graph.graph import Graph
from designer.graph.problems import Problem, Severity
from designer.graph.records import Node, NodeId
from designer.graph.topology import Circle, build_order

TAKES_MASK = frozenset(
    {
        "AdditiveAttention",
        "Attention",
        "BatchNormalization",
        "Bidirectional",
        "ConvLSTM1D",
        "ConvLSTM2D",
        "ConvLSTM3D",
        "GRU",
        "GlobalAveragePooling1D",
        "LSTM",
        "RNN",
        "SimpleRNN",
        "Softmax",
        "TimeDistributed",
    }
)
"""Layers whose call has an argument `mask`."""

PASSES_MASK = frozenset(
    {
        "Activation",
        "ActivityRegularization",
        "Add",
        "AlphaDropout",
        "Average",
        "Concatenate",
        "Dense",
        "Dropout",
        "ELU",
        "GaussianDropout",
        "GaussianNoise",
        "GroupNormalization",
        "Identity",
        "LayerNormalization",
        "LeakyReLU",
        "Maximum",
        "Minimum",
        "Multiply",
        "Normalization",
        "PReLU",
        "ReLU",
        "Rescaling",
        "SpatialDropout1D",
        "SpatialDropout2D",
        "SpatialDropout3D",
        "Subtract",
        "UnitNormalization",
    }
)
"""Layers that hand the mask of their input on."""

UNREADABLE = frozenset({"Attention"})
"""Layers that cannot be read back from `.h5` with or without a mask."""


def hdf5_problem(graph: Graph) -> Problem | None:
    """Return why the model of *graph* cannot be kept as `.h5`, with a way that works; else None."""
    if not may_not_fit(graph):
        return None
    try:
        order = build_order(graph)
    except Circle:
        return None
    makers: dict[NodeId, Node] = {}
    for node in order:
        owner = graph.owner(node)
        maker = _maker(graph, node, makers)
        if owner.kind in UNREADABLE:
            return _problem(node, f"the layer {owner.kind} ({node.name})")
        if maker is not None and owner.kind in TAKES_MASK:
            return _problem(node, f"the mask that {maker.name} makes and {node.name} takes")
        if _makes_mask(owner):
            makers[node.id] = node
        elif maker is not None and owner.kind in PASSES_MASK:
            makers[node.id] = maker
    return None


def may_not_fit(graph: Graph) -> bool:
    """Tell whether there is anything in *graph* for which it is worth to look closer."""
    return any(node.kind in UNREADABLE or _makes_mask(node) for node in graph.nodes.values())


def _maker(graph: Graph, node: Node, makers: dict[NodeId, Node]) -> Node | None:
    sources = (edge.source.node for edge in graph.incoming(node.id))
    return next((makers[id] for id in sources if id in makers), None)


def _makes_mask(owner: Node) -> bool:
    return owner.kind == "Masking" or (
        owner.kind == "Embedding" and bool(owner.params.get("mask_zero"))
    )


def _problem(node: Node, what: str) -> Problem:
    return Problem(
        code="hdf5-cannot-hold",
        severity=Severity.HINT,
        title="Cannot be exported as HDF5 (.h5)",
        text=f"Expected a model that Keras can read back from an HDF5 file (.h5), found {what}, "
        "which it cannot. Export the model as .keras or as SavedModel: both keep all of it.",
        node=node.id,
        field="export.h5",
    )
