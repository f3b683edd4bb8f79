"""The project as it is built, and what is counted and told of it."""

from dataclasses import replace
from itertools import pairwise

from designer.graph.blocks import Block, Exposed, block_kind
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.project.block_problems import hdf5_problem_of
from designer.project.built import built, with_bypassed
from designer.project.project import Project


def chain(*nodes: Node) -> Graph:
    """Return a graph in which each node gives to the next."""
    wires = [
        Edge(f"e{n}", Endpoint(a.id, "output"), Endpoint(b.id, "inputs"))
        for n, (a, b) in enumerate(pairwise(nodes))
    ]
    return Graph.of(nodes, wires)


def project(*, bypassed: bool) -> Project:
    """Return a model with a block, in each of which one layer may be bypassed."""
    inner = chain(
        Node("i", "Input", "inputs"),
        Node("d", "Dense", "dense", bypassed=bypassed),
        Node("o", "Output", "output"),
    )
    block = Block("b1", "stem", inner)
    root = chain(
        Node("a", "Input", "image"),
        Node("n", "Dropout", "dropout", bypassed=bypassed),
        Node("s", block_kind("b1"), "stem"),
        Node("z", "Output", "label"),
    )
    return Project(graph=root, blocks={"b1": block})


def test_nothing_bypassed_is_the_same_object() -> None:
    drawn = project(bypassed=False)
    assert built(drawn) is drawn


def test_layers_that_are_bypassed_are_gone_in_blocks_too() -> None:
    made = built(project(bypassed=True))
    assert set(made.graph.nodes) == {"a", "s", "z"}
    assert set(made.blocks["b1"].graph.nodes) == {"i", "o"}


def test_an_edit_of_what_is_built_keeps_the_bypassed_layers() -> None:
    drawn = project(bypassed=True)
    renamed = replace(built(drawn), name="other")
    assert with_bypassed(renamed, drawn) == replace(drawn, name="other")


def test_what_is_bypassed_keeps_no_model_from_being_kept_as_hdf5() -> None:
    inputs = Node("i", "Input", "text", {"shape": [9]})
    for bypassed in (False, True):
        attend = Node("a", "Attention", "attend", bypassed=bypassed)
        found = hdf5_problem_of(Project(graph=chain(inputs, attend)))
        assert (found is None) is bypassed


def test_what_came_with_the_id_of_a_bypassed_layer_takes_another_one() -> None:
    drawn = project(bypassed=True)
    made = built(drawn)
    wire = next(iter(drawn.graph.edges))  # into the bypassed layer
    assert wire not in made.graph.edges
    new = Node("n", "Dense", "new")
    edited = Graph.of(
        [*made.graph.nodes.values(), new],
        [Edge(wire, Endpoint("a", "output"), Endpoint("n", "inputs"))],
    )
    found = with_bypassed(replace(made, graph=edited), drawn).graph
    assert found.nodes.keys() == drawn.graph.nodes.keys() | {"n_1"}
    assert found.nodes["n"] == drawn.graph.nodes["n"]
    assert found.nodes["n_1"] == replace(new, id="n_1")
    wires = {(edge.source.node, edge.target.node) for edge in found.edges.values()}
    assert wires == {("a", "n"), ("a", "n_1")}


def test_what_a_block_exposes_of_a_bypassed_layer_stays_exposed() -> None:
    drawn = project(bypassed=True)
    units = Exposed("units", 3, (("d", "units"),))
    block = replace(drawn.blocks["b1"], params=(units,))
    drawn = replace(drawn, blocks={"b1": block})
    made = built(drawn)
    edited = replace(made, blocks={"b1": replace(made.blocks["b1"], params=())})
    assert with_bypassed(edited, drawn).blocks == drawn.blocks
