"""Leaving layers out of the model without taking them off the drawing."""

from itertools import pairwise

import pytest

from designer.document.commands.bypass import set_bypassed, toggle_bypassed
from designer.document.commands.edges import connect
from designer.document.commands.nodes import add_node, dissolve
from designer.document.commands.refused import CommandRefused
from designer.graph.records import Endpoint
from designer.project.built import built, with_bypassed


@pytest.fixture
def chain(document, catalog):
    """An input, a dense, a dropout and an output, and their ids."""
    ids = [
        add_node(document, catalog, kind, (0.0, 96.0 * row))
        for row, kind in enumerate(("Input", "Dense", "Dropout", "Output"))
    ]
    for source, target in pairwise(ids):
        connect(document, catalog, Endpoint(source, "output"), Endpoint(target, "inputs"))
    return ids


def wires(graph):
    names = {id: node.name for id, node in graph.nodes.items()}
    return sorted((names[e.source.node], names[e.target.node]) for e in graph.edges.values())


def test_a_bypassed_layer_stays_on_the_drawing_and_is_not_built(document, catalog, history, chain):
    toggle_bypassed(document, catalog, [chain[2]])
    assert len(document.graph.nodes) == 4
    assert wires(built(document.project).graph) == [("dense", "output"), ("input", "dense")]
    assert history.labels[-1] == "Bypass"
    toggle_bypassed(document, catalog, [chain[2]])
    assert built(document.project) is document.project
    history.undo()
    assert document.graph.nodes[chain[2]].bypassed


def test_of_several_those_that_can_are_bypassed(document, catalog, chain):
    toggle_bypassed(document, catalog, chain)
    assert [document.graph.nodes[id].bypassed for id in chain] == [False, True, True, False]
    toggle_bypassed(document, catalog, chain)
    assert not any(node.bypassed for node in document.graph.nodes.values())


@pytest.mark.parametrize("place", [0, 3])
def test_ends_of_the_model_are_not_bypassed(document, catalog, chain, place):
    with pytest.raises(CommandRefused, match="end of the model"):
        set_bypassed(document, catalog, [chain[place]], True)


def test_a_layer_to_which_nothing_comes_is_not_bypassed(document, catalog):
    alone = add_node(document, catalog, "Dense", (0.0, 0.0))
    with pytest.raises(CommandRefused, match="Wire its input first"):
        toggle_bypassed(document, catalog, [alone])


def test_bypassed_layers_come_back_where_they_were_after_an_edit_without_them(
    document, catalog, chain
):
    set_bypassed(document, catalog, [chain[1], chain[2]], True)
    drawn = document.project
    assert with_bypassed(built(drawn), drawn) == drawn


def test_delete_and_bridge_leads_on_what_came_to_the_first_port(document, catalog):
    value, query, attention, end = (
        add_node(document, catalog, kind, (0.0, 0.0))
        for kind in ("Input", "Input", "Attention", "Output")
    )
    for source, target, port in (
        (value, attention, "value"),
        (query, attention, "query"),
        (attention, end, "inputs"),
    ):
        connect(document, catalog, Endpoint(source, "output"), Endpoint(target, port))
    dissolve(document, catalog, [attention])
    assert wires(document.graph) == [("input_1", "output")]
