"""Layers that are there already are wired together, without aiming at their ports."""

import pytest

from designer.document.commands.join import join
from designer.document.commands.nodes import add_node
from designer.document.commands.refused import CommandRefused
from designer.document.document import Document
from designer.project.project import Project


@pytest.fixture
def document():
    return Document(Project())


def draw(document, catalog, *kinds):
    return [add_node(document, catalog, kind, (0.0, 100.0 * y)) for y, kind in enumerate(kinds)]


def wires(document):
    nodes = document.graph.nodes
    return sorted(
        f"{nodes[edge.source.node].name} > {nodes[edge.target.node].name}.{edge.target.port}"
        for edge in document.graph.edges.values()
    )


def test_all_go_to_the_last_one_where_that_merges(document, catalog):
    join(document, catalog, reversed(draw(document, catalog, "Input", "Dense", "Add")))
    assert wires(document) == ["dense > add.inputs", "input > add.inputs"]


def test_else_each_goes_to_the_next(document, catalog):
    join(document, catalog, draw(document, catalog, "Input", "Dense", "Output"))
    assert wires(document) == ["dense > output.inputs", "input > dense.inputs"]


def test_layers_that_are_wired_already_get_no_second_wire(document, catalog):
    nodes = draw(document, catalog, "Input", "Dense", "Add")
    join(document, catalog, nodes)
    join(document, catalog, nodes)
    assert len(document.graph.edges) == 2


def test_an_attention_takes_two_wires_of_one_layer(document, catalog):
    nodes = draw(document, catalog, "Input", "MultiHeadAttention")
    join(document, catalog, nodes)
    join(document, catalog, nodes)
    ports = ["input > multi_head_attention.query", "input > multi_head_attention.value"]
    assert wires(document) == ports


def test_nothing_is_wired_where_one_of_them_takes_nothing(document, catalog):
    nodes = draw(document, catalog, "Dense", "Input", "Dense")
    with pytest.raises(CommandRefused, match="no input left"):
        join(document, catalog, nodes)
    assert wires(document) == []
