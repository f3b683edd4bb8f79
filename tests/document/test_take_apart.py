"""A model of keras.applications becomes its layers."""

from dataclasses import replace

import pytest

from designer.document.commands.take_apart import free_prefix, take_apart
from designer.document.document import Document
from designer.document.history import History
from designer.graph.graph import Graph
from designer.graph.records import Direction, Edge, Endpoint, Node
from designer.project.project import Project


def wired(nodes, *pairs):
    edges = [Edge(f"{a}>{b}", Endpoint(a, "output"), Endpoint(b, "inputs")) for a, b in pairs]
    return Graph.of(nodes, edges)


@pytest.fixture
def document():
    nodes = [
        Node("i", "Input", "x"),
        Node("j", "Input", "x2"),
        Node("a", "applications.VGG16", "base", {"weights": None}, trainable=False),
        Node("t", "applications.VGG16", "twin", layer="a"),
        Node("o", "Output", "y"),
        Node("p", "Output", "y2"),
    ]
    return Document(Project("drawn", wired(nodes, ("i", "a"), ("a", "o"), ("j", "t"), ("t", "p"))))


@pytest.fixture
def parts():
    nodes = [
        Node("a_1", "Input", "inputs"),
        Node("a_2", "Conv2D", "conv", {"filters": 4}),
        Node("a_3", "Output", "output"),
    ]
    return Project("VGG16", wired(nodes, ("a_1", "a_2"), ("a_2", "a_3")))


def test_as_a_block_it_stays_one_frozen_node_with_its_wires_and_twins(document, parts):
    history = History(document)
    before = document.project
    assert take_apart(document, "a", parts, "drawn.base.weights.hdf5") == ("a",)
    graph = document.graph
    assert graph.nodes["a"].kind == graph.nodes["t"].kind == "block:a_block"
    assert (graph.nodes["a"].trainable, graph.nodes["a"].weights) == (
        False,
        "drawn.base.weights.hdf5",
    )
    assert set(graph.edges) == set(before.graph.edges)
    assert document.project.blocks["a_block"].graph == parts.graph
    history.undo()
    assert document.project == before


def test_in_its_place_each_layer_names_its_own_weights(document, parts):
    history = History(document)
    before = document.project
    layers = take_apart(document, "a", parts, "w.weights.hdf5", inline=True)
    graph = document.graph
    made = [graph.nodes[id] for id in layers]
    assert {node.kind for node in made} == {"Conv2D"}
    owner = next(node for node in made if node.layer is None)
    assert (owner.weights, owner.trainable) == ("w.weights.hdf5#a/a_2", False)
    assert document.project.blocks == {}
    history.undo()
    assert document.project == before


def test_ids_that_are_taken_are_left_alone(document):
    assert free_prefix(document.project, "a") == "a_"
    with document.edit("Add") as edit:
        edit.put(Node("a_1", "Dense", "dense"))
    assert free_prefix(document.project, "a") == "a__"


def test_in_a_model_that_leads_to_the_right_its_layers_do_so_too(document, parts):
    document.replace(replace(document.project, direction=Direction.RIGHT))

    take_apart(document, "a", parts)

    inside = document.project.blocks["a_block"].graph.nodes
    xs = [inside[id].position[0] for id in ("a_1", "a_2", "a_3")]
    assert xs == sorted(set(xs))
    assert len({node.position[1] for node in inside.values()}) == 1


def test_side_by_side_in_a_model_that_leads_to_the_right_they_follow_what_feeds_them(
    document, parts
):
    document.replace(replace(document.project, direction=Direction.RIGHT))

    layers = take_apart(document, "a", parts, inline=True)

    graph = document.graph
    for id in layers:
        for edge in graph.incoming(id):
            before, after = graph.nodes[edge.source.node], graph.nodes[id]
            assert before.position[0] + 220 < after.position[0]
