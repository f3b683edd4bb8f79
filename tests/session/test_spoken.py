"""What is said of a layer to somebody who does not see the drawing."""

from dataclasses import replace

from designer.catalog.catalog import load_catalog
from designer.graph.graph import Graph
from designer.graph.problems import Problem, Severity
from designer.graph.records import Edge, Endpoint, Node
from designer.session.analysis import NodeReport, TensorSpec
from designer.session.spoken import words

CATALOG = load_catalog()


def graph(node: Node) -> Graph:
    image, label = Node("a", "Input", "image", {"shape": [4]}), Node("z", "Output", "label")
    ends = (("a", node.id), (node.id, "z"))
    wires = [
        Edge(f"e{n}", Endpoint(source, "output"), Endpoint(target, "inputs"))
        for n, (source, target) in enumerate(ends)
    ]
    return Graph.of([image, node, label], wires)


DENSE = Node("n", "Dense", "head", {"units": 3})


def test_name_kind_size_shape_and_wires_are_said():
    report = NodeReport({"output": TensorSpec((None, 3), "float32")})
    said = words(graph(DENSE), DENSE, CATALOG, report)
    assert said.startswith("head, Dense, ")
    assert "units 3" in said
    assert "output B, 3" in said
    assert "label" in said


def test_states_and_problems_are_said():
    node = replace(DENSE, bypassed=True, trainable=False)
    problem = Problem("x", Severity.WARNING, "It is odd", "Mend it.", node="n")
    said = words(graph(node), node, CATALOG, None, [problem])
    assert "frozen" in said
    assert "bypassed" in said
    assert said.endswith("warning: It is odd")
