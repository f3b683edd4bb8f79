"""The project as it is built, and what is counted and told of it."""

from dataclasses import replace
from itertools import pairwise

from designer.graph.blocks import Block, block_kind
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
