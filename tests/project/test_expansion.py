"""Blocks give way to the layers in them."""

import pytest

from designer.graph.blocks import Block, BlockStyle, Exposed, block_kind
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.project.expansion import CannotExpand, expand
from designer.project.project import Project


def wire(id: str, source: str, target: str, order: int = 0) -> Edge:
    giver, _, port = source.partition(".")
    taker, _, into = target.partition(".")
    return Edge(id, Endpoint(giver, port or "output"), Endpoint(taker, into or "inputs"), order)


RESIDUAL = Block(
    "b1",
    "residual",
    Graph.of(
        [
            Node("i1", "Input", "x"),
            Node("c1", "Dense", "dense"),
            Node("a1", "Add", "add"),
            Node("o1", "Output", "y"),
        ],
        [wire("e1", "i1", "c1"), wire("e2", "i1", "a1"), wire("e3", "c1", "a1", 1),
         wire("e4", "a1", "o1")],
    ),
    (Exposed("units", 8, (("c1", "units"),)),),
)  # fmt: skip


def project(*nodes: Node, blocks: tuple[Block, ...] = (RESIDUAL,), edges: tuple[Edge, ...] = ()):
    ends = [Node("in", "Input", "input"), Node("out", "Output", "output")]
    return Project(graph=Graph.of([*ends, *nodes], edges), blocks={b.id: b for b in blocks})


def instance(id: str, name: str, **params) -> Node:
    return Node(id, block_kind("b1"), name, params)


AROUND = (wire("w1", "in", "n1.x"), wire("w2", "n1.y", "out"))


def wires(graph: Graph) -> set[tuple[str, str, int]]:
    return {(e.source.node, e.target.node, e.order) for e in graph.edges.values()}


def test_a_graph_without_blocks_is_the_graph_itself() -> None:
    plain = project()
    assert expand(plain, models=True) is plain.graph


def test_the_layers_of_an_instance_are_wired_to_what_was_wired_to_it() -> None:
    graph = expand(project(instance("n1", "res", units=4), edges=AROUND), models=False)
    assert set(graph.nodes) == {"in", "out", "n1/c1", "n1/a1"}
    assert graph.nodes["n1/c1"].name == "res_dense"
    assert graph.nodes["n1/c1"].params == {"units": 4}
    assert wires(graph) == {
        ("in", "n1/c1", 0),
        ("in", "n1/a1", 0),
        ("n1/c1", "n1/a1", 1),
        ("n1/a1", "out", 0),
    }


def test_a_repeated_instance_is_a_chain() -> None:
    graph = expand(project(instance("n1", "res", repeat=3), edges=AROUND), models=False)
    assert [graph.nodes[f"n1{n}/c1"].name for n in ("", "#2", "#3")] == [
        "res_1_dense",
        "res_2_dense",
        "res_3_dense",
    ]
    assert ("n1/a1", "n1#2/c1", 0) in wires(graph)
    assert ("n1#2/a1", "n1#3/a1", 0) in wires(graph)
    assert ("n1#3/a1", "out", 0) in wires(graph)


def test_a_twin_of_an_instance_calls_its_layers() -> None:
    twin = Node("n2", block_kind("b1"), "again", layer="n1")
    edges = (*AROUND[:1], wire("w3", "n1.y", "n2.x"), wire("w4", "n2.y", "out"))
    graph = expand(project(instance("n1", "res"), twin, edges=edges), models=False)
    assert graph.nodes["n2/c1"].layer == "n1/c1"
    assert graph.nodes["n1/c1"].layer is None
    assert ("n1/a1", "n2/c1", 0) in wires(graph)


def test_blocks_in_blocks() -> None:
    outer = Block(
        "b2",
        "pair",
        Graph.of(
            [Node("i2", "Input", "a"), instance("r1", "one", repeat=2), Node("o2", "Output", "b")],
            [wire("f1", "i2", "r1.x"), wire("f2", "r1.y", "o2")],
        ),
    )
    edges = (wire("w1", "in", "n1.a"), wire("w2", "n1.b", "out"))
    pair = Node("n1", block_kind("b2"), "pair", {"repeat": 2})
    graph = expand(project(pair, blocks=(RESIDUAL, outer), edges=edges), models=False)
    assert graph.nodes["n1#2/r1#2/c1"].name == "pair_2_one_2_dense"
    assert ("n1/r1#2/a1", "n1#2/r1/c1", 0) in wires(graph)
    assert ("n1#2/r1#2/a1", "out", 0) in wires(graph)


def test_a_frozen_instance_freezes_what_is_in_it() -> None:
    frozen = Node("n1", block_kind("b1"), "res", trainable=False)
    graph = expand(project(frozen, edges=AROUND), models=False)
    assert not graph.nodes["n1/c1"].trainable


def test_a_block_that_becomes_a_model_stays_a_node_unless_wanted() -> None:
    model = Block("b1", "residual", RESIDUAL.graph, style=BlockStyle.MODEL)
    held = project(instance("n1", "res"), blocks=(model,), edges=AROUND)
    assert expand(held, models=False) is held.graph
    assert "n1/c1" in expand(held, models=True).nodes


def test_a_wire_straight_through_a_block() -> None:
    through = Block(
        "b1",
        "through",
        Graph.of([Node("i1", "Input", "x"), Node("o1", "Output", "y")], [wire("e1", "i1", "o1")]),
    )
    graph = expand(project(instance("n1", "t", repeat=2), blocks=(through,), edges=AROUND),
                   models=False)  # fmt: skip
    assert wires(graph) == {("in", "out", 0)}


def test_a_block_that_holds_itself_is_refused_in_words() -> None:
    held = Block("b1", "snake", Graph.of([instance("r", "inner")]))
    with pytest.raises(CannotExpand, match="The block snake holds itself"):
        expand(project(instance("n1", "res"), blocks=(held,), edges=AROUND), models=False)


def boxes(depth: int, times: int, **params: object) -> dict[str, Block]:
    """Return blocks in blocks, each holding the next one so often."""
    found = {}
    for number in range(depth):
        inner = block_kind(f"b{number + 1}")
        nodes = [Node(f"n{number}_{k}", inner, f"n{k}", params) for k in range(times)]
        found[f"b{number}"] = Block(f"b{number}", f"box{number}", Graph.of(nodes, []))
    return {**found, f"b{depth}": Block(f"b{depth}", f"box{depth}", Graph())}


@pytest.mark.parametrize("blocks", [boxes(40, 2), boxes(45, 1, repeat=3)])
def test_blocks_that_hold_more_than_any_model_are_refused_soon(blocks: dict[str, Block]) -> None:
    project = Project(graph=Graph.of([Node("n", "block:b0", "all")], []), blocks=blocks)
    with pytest.raises(CannotExpand, match="more than 200,000 layers"):
        expand(project, models=True)


def test_a_block_is_repeated_a_thousand_times_at_most() -> None:
    repeated = Node("n5", "block:b1", "many", {"repeat": 10**9})
    project = Project(graph=Graph.of([repeated], []), blocks={"b1": RESIDUAL})
    assert len(expand(project, models=False).nodes) == 2_000


def test_a_long_way_straight_through_blocks_is_walked_once() -> None:
    ends = [Node("i", "Input", "x"), Node("o", "Output", "y")]
    block = Block("b", "through", Graph.of(ends, [wire("e", "i", "o")]))
    nodes = [Node(f"n{k}", "block:b", f"n{k}", {"repeat": 1_000}) for k in range(20)]
    edges = [wire(f"e{k}", f"n{k - 1}.y", f"n{k}.x") for k in range(1, 20)]
    edges += [wire("first", "in", "n0.x"), wire("last", "n19.y", "out")]
    graph = Graph.of([Node("in", "Input", "in"), *nodes, Node("out", "Output", "out")], edges)
    flat = expand(Project(graph=graph, blocks={"b": block}), models=True)
    assert [str(edge.source.node) for edge in flat.edges.values()] == ["in"]
