"""Values that stand where an operation would have a wire."""

from designer.catalog.catalog import load_catalog
from designer.graph.connecting import first_free_input
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.graph.validation import validate

CATALOG = load_catalog()
INPUT = Node("x", "Input", "x", {"shape": [4]})
OUTPUT = Node("y", "Output", "y")


def told(params, *wired: str) -> list[tuple[str, str | None]]:
    """Return code and field of the problems of one `ops.subtract` with these wires."""
    edges = [Edge(port, Endpoint("x", "output"), Endpoint("op", port)) for port in wired]
    edges.append(Edge("out", Endpoint("op", "output"), Endpoint("y", "inputs")))
    graph = Graph.of([INPUT, Node("op", "ops.subtract", "op", params), OUTPUT], edges)
    problems = validate(graph, CATALOG, lambda param, value: None)
    return [(problem.code, problem.field) for problem in problems if problem.node == "op"]


def test_a_constant_stands_for_a_wire() -> None:
    assert told({"x1": 1.0}, "x2") == []
    assert told({"x2": [1.0, 2.0, 3.0, 4.0]}, "x1") == []


def test_without_wire_and_without_constant_something_is_missing() -> None:
    assert told({}, "x1") == [("missing-input", "x2")]
    assert told({"x2": None}, "x1") == [("missing-input", "x2")]


def test_an_operation_of_constants_alone_has_nothing_to_work_on() -> None:
    assert told({"x1": 1.0, "x2": 2.0}) == [("missing-input", "x1")]


def test_a_wire_dropped_on_the_node_goes_where_no_constant_stands() -> None:
    graph = Graph.of([Node("op", "ops.subtract", "op", {"x1": 1.0})])
    assert first_free_input(graph, CATALOG, "op") == Endpoint("op", "x2")
