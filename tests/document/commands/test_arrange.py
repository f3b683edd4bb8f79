"""Laying out: the other direction, wires with points, blocks that nobody looks at."""

import itertools
from dataclasses import replace

from designer.document.commands.arrange import tidy, tidying, turn
from designer.document.document import Document
from designer.document.history import History
from designer.graph.blocks import Block, block_kind
from designer.graph.graph import Graph
from designer.graph.records import Direction, Edge, Endpoint, Node
from designer.project.project import Project


def edge(source: str, target: str, *points) -> Edge:
    return Edge(
        f"{source}-{target}", Endpoint(source, "output"), Endpoint(target, "inputs"), points=points
    )


def column(*ids: str, gap: float = 104.0) -> Graph:
    nodes = [Node(id, "ReLU", id, position=(0.0, gap * at)) for at, id in enumerate(ids)]
    return Graph.of(nodes, [edge(a, b) for a, b in itertools.pairwise(ids)])


def places(graph: Graph) -> list[tuple[float, float]]:
    return [graph.nodes[id].position for id in sorted(graph.nodes)]


def test_turning_leads_blocks_that_nobody_looks_at_too_as_one_step():
    inside = column("x", "y")
    root = column("a", "b")
    root = replace(root, nodes={**root.nodes, "c": Node("c", block_kind("k"), "c")})
    document = Document(Project(graph=root, blocks={"k": Block("k", "k", inside)}))
    history = History(document)
    before = document.project

    turn(document)

    assert document.project.direction is Direction.RIGHT
    assert places(document.project.blocks["k"].graph) == [(0.0, 0.0), (288.0, 0.0)]
    assert history.undo_label == "Left to right"
    history.undo()
    assert document.project == before


def test_turning_inside_a_block_leads_the_model_around_it_too():
    root = Graph.of([Node("c", block_kind("k"), "c"), *column("a", "b").nodes.values()])
    root = Graph(root.nodes, column("a", "b").edges)
    document = Document(Project(graph=root, blocks={"k": Block("k", "k", column("x", "y"))}))
    document.enter("k", ("c",))

    turn(document)

    assert places(document.graph) == [(0.0, 0.0), (288.0, 0.0)]
    a, b = (document.project.graph.nodes[id].position for id in "ab")
    assert a[1] == b[1]
    assert a[0] < b[0]


def test_turning_twice_gives_the_first_drawing_again():
    document = Document(Project(graph=column("a", "b", "c")))
    before = document.project

    turn(document)
    turn(document)

    assert document.project == before


def test_a_wire_keeps_its_points_only_where_both_ends_move_alike():
    graph = column("a", "b", gap=300.0)
    led = {"a-b": edge("a", "b", (50.0, 150.0))}
    document = Document(Project(graph=Graph(graph.nodes, led)))

    tidy(document)

    assert document.graph.edges["a-b"].points == ()


def test_a_wire_whose_ends_stay_keeps_its_points():
    graph = column("a", "b")
    led = {"a-b": edge("a", "b", (50.0, 85.0))}
    document = Document(Project(graph=Graph(graph.nodes, led)))

    tidy(document)

    assert document.graph.edges["a-b"].points == ((50.0, 85.0),)


def test_of_one_chosen_layer_the_whole_is_meant():
    document = Document(Project(graph=column("a", "b", "c")))

    assert tidying(document, ["a"], {}).chosen is None
    assert tidying(document, ["a", "b"], {}).chosen == {"a", "b"}
    assert tidying(document, ["a", "b"], {}, turn=True).chosen is None
