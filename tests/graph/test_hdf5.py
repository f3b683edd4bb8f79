import pytest

from designer.graph.graph import Graph
from designer.graph.hdf5 import hdf5_problem
from designer.graph.records import Edge, Endpoint, Node


def _chain(*kinds: tuple[str, dict]) -> Graph:
    nodes = [Node(f"n{i}", kind, f"{kind}_{i}", params) for i, (kind, params) in enumerate(kinds)]
    edges = [
        Edge(f"e{i}", Endpoint(f"n{i}", "output"), Endpoint(f"n{i + 1}", "inputs"))
        for i in range(len(nodes) - 1)
    ]
    return Graph.of(nodes, edges)


INPUT, MASKED = ("Input", {"shape": [9]}), ("Embedding", {"mask_zero": True})


@pytest.mark.parametrize(
    ("kinds", "node"),
    [
        ([INPUT, MASKED, ("LSTM", {})], "n2"),
        ([INPUT, MASKED, ("Dense", {}), ("Dropout", {}), ("GRU", {})], "n4"),
        ([INPUT, ("Masking", {}), ("Bidirectional", {})], "n2"),
        ([INPUT, ("Attention", {})], "n1"),
        ([INPUT, MASKED, ("Flatten", {}), ("LSTM", {})], None),
        ([INPUT, MASKED, ("Dense", {})], None),
        ([INPUT, ("Embedding", {}), ("LSTM", {})], None),
    ],
)
def test_what_hdf5_cannot_hold_is_known_before_training(kinds: list, node: str | None) -> None:
    problem = hdf5_problem(_chain(*kinds))
    assert (problem.node if problem else None) == node
    if problem:
        assert "Export the model as .keras or as SavedModel" in problem.text


def test_a_circle_is_somebody_elses_problem() -> None:
    graph = _chain(MASKED, ("LSTM", {}))
    back = Edge("x", Endpoint("n1", "output"), Endpoint("n0", "inputs"))
    assert hdf5_problem(Graph.of(graph.nodes.values(), [*graph.edges.values(), back])) is None
