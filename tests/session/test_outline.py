"""The graph as a tree, and what is said of its layers."""

from designer.catalog.catalog import load_catalog
from designer.graph.blocks import Block
from designer.graph.graph import Graph
from designer.graph.problems import Problem, Severity
from designer.graph.records import Edge, Endpoint, Node
from designer.graph.remarks import Remark, RemarkKind
from designer.project.project import Project
from designer.session import spoken
from designer.session.analysis import NodeReport, TensorSpec
from designer.session.outline import Row, RowKind, rows_of


def edge(id, source, target, order=0):
    return Edge(id, Endpoint(source, "output"), Endpoint(target, "inputs"), order)


NODES = [
    Node("n1", "Input", "image", position=(0.0, 0.0)),
    Node("n2", "Conv2D", "conv_1", {"filters": 32, "kernel_size": 3}, (0.0, 100.0)),
    Node("n3", "Conv2D", "conv_2", {"filters": 8}, (300.0, 100.0), trainable=False),
    Node("n4", "Add", "sum", position=(0.0, 300.0)),
]
EDGES = [edge("e1", "n1", "n2"), edge("e2", "n1", "n3"), edge("e3", "n2", "n4"),
         edge("e4", "n3", "n4", 1)]  # fmt: skip


def tree(rows: list[Row]):
    return [(row.id, tree(row.rows)) if row.rows else row.id for row in rows]


def test_layers_stand_in_the_order_in_which_they_are_built():
    project = Project(graph=Graph.of(reversed(NODES), EDGES))
    assert tree(rows_of(project, None, (), None)) == ["n1", "n2", "n3", ("n4", ["e3", "e4"])]


def test_what_stands_in_a_frame_stands_below_it():
    frame = Remark("r1", RemarkKind.FRAME, "stem", (-50.0, -50.0), (320.0, 260.0))
    note = Remark("r2", RemarkKind.NOTE, "why", (900.0, 0.0))
    graph = Graph({n.id: n for n in NODES}, {e.id: e for e in EDGES}, {"r1": frame, "r2": note})
    rows = rows_of(Project(graph=graph), None, (), None)
    assert tree(rows) == [("r1", ["n1", "n2"]), "n3", ("n4", ["e3", "e4"]), "r2"]
    assert [row.kind for row in rows] == [
        RowKind.FRAME, RowKind.NODE, RowKind.NODE, RowKind.NOTE
    ]  # fmt: skip


def test_a_block_is_opened_later():
    inner = Block("b1", "stage", graph=Graph.of([Node("c1", "Dense", "d")]))
    project = Project(graph=Graph.of([Node("n1", "block:b1", "stage")]), blocks={"b1": inner})
    (row,) = rows_of(project, None, (), None)
    assert (row.block, row.rows) == ("b1", None)
    (below,) = rows_of(project, "b1", ("n1",), row)
    assert (below.key, below.parent) == ((("n1",), "c1"), row)


def test_a_circle_is_listed_from_the_top_down():
    graph = Graph.of(NODES[1:3], [edge("a", "n2", "n3"), edge("b", "n3", "n2")])
    assert tree(rows_of(Project(graph=graph), None, (), None)) == ["n2", "n3"]


def test_five_thousand_layers_are_listed():
    nodes = [Node(f"n{i:04}", "Dense", f"d{i}", position=(0.0, i * 90.0)) for i in range(5000)]
    wires = [edge(f"e{i}", f"n{i:04}", f"n{i + 1:04}") for i in range(4999)]
    project = Project(graph=Graph.of(nodes, wires))
    assert len(rows_of(project, None, (), None)) == 5000


def test_a_layer_is_said_with_all_that_one_would_see():
    graph = Graph.of(NODES, EDGES)
    report = NodeReport(outputs={"output": TensorSpec((None, 26, 26, 32), "float32")})
    problem = Problem("x", Severity.ERROR, "Wrong shape", node="n2")
    said = spoken.words(graph, NODES[1], load_catalog(), report, [problem])
    assert said == (
        "conv_1, Conv2D, filters 32, kernel size 3×3, output B, 26, 26, 32, from image, feeds sum, "
        "problem: Wrong shape"
    )
    assert spoken.words(graph, NODES[2], load_catalog()).endswith("frozen, from image, feeds sum")
    assert spoken.words(graph, NODES[3], load_catalog()) == (
        "sum, Add, from conv_1 and conv_2, feeds nothing"
    )
