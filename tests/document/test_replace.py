"""Putting another kind of layer in the place of one."""

import pytest

from designer.document.commands.edges import connect
from designer.document.commands.nodes import add_node, rename, set_param, share
from designer.document.commands.refused import CommandRefused
from designer.document.commands.replace import replace_kind
from designer.graph.records import Endpoint


@pytest.fixture
def add(document, catalog):
    def add(kind, **params):
        y = 100.0 * len(document.graph.nodes)
        return add_node(document, catalog, kind, (0.0, y), params)

    return add


@pytest.fixture
def wire(document, catalog):
    def wire(source, target, port="inputs", out="output"):
        connect(document, catalog, Endpoint(source, out), Endpoint(target, port))

    return wire


def wires(document):
    graph = document.graph
    return sorted(
        (graph.nodes[e.source.node].name, graph.nodes[e.target.node].name, e.target.port)
        for e in graph.edges.values()
    )


def test_wires_place_and_shared_parameters_stay(document, catalog, history, add, wire):
    image = add("Input")
    conv = add("Conv2D", filters=12, kernel_size=5, activation="relu")
    end = add("Flatten")
    wire(image, conv)
    wire(conv, end)
    before = document.graph.nodes[conv]
    assert replace_kind(document, catalog, [conv], "Conv2DTranspose") == ""
    now = document.graph.nodes[conv]
    assert (now.kind, now.name, now.position) == (
        "Conv2DTranspose",
        "conv2d_transpose",
        before.position,
    )
    assert now.params == {"filters": 12, "kernel_size": 5, "activation": "relu"}
    assert wires(document) == [
        ("conv2d_transpose", "flatten", "inputs"),
        ("input", "conv2d_transpose", "inputs"),
    ]
    history.undo()
    assert document.graph.nodes[conv] == before


def test_a_name_that_a_person_gave_stays(document, catalog, add):
    dense = add("Dense")
    rename(document, dense, "head")
    replace_kind(document, catalog, [dense], "LSTM")
    assert document.graph.nodes[dense].name == "head"


def test_what_finds_no_place_is_said_in_one_sentence(document, catalog, add, wire):
    first, second, merge, end = add("Input"), add("Input"), add("Concatenate"), add("Output")
    wire(first, merge)
    wire(second, merge)
    wire(merge, end)
    set_param(document, [merge], "axis", 1)
    said = replace_kind(document, catalog, [merge], "Dropout", {"rate": 0.2})
    assert said == "Dropout has no place for axis and 1 wire."
    assert wires(document) == [("dropout", "output", "inputs"), ("input", "dropout", "inputs")]


def test_wires_into_named_ports_go_to_the_many_of_a_merge(document, catalog, add, wire):
    query, value = add("Input"), add("Input")
    attention = add("MultiHeadAttention", num_heads=2, key_dim=4)
    wire(query, attention, "query")
    wire(value, attention, "value")
    replace_kind(document, catalog, [attention], "Add")
    assert wires(document) == [("input", "add", "inputs"), ("input_1", "add", "inputs")]
    orders = {e.order for e in document.graph.edges.values()}
    assert orders == {0, 1}


def test_all_that_call_one_layer_stay_together(document, catalog, add):
    left, right = add("Dense", units=3), add("Dense", units=3)
    share(document, [left, right])
    replace_kind(document, catalog, [right], "LSTM")
    nodes = document.graph.nodes
    assert [nodes[id].kind for id in (left, right)] == ["LSTM", "LSTM"]
    assert nodes[right].layer == left
    assert nodes[left].params == {"units": 3}


def test_several_are_replaced_at_once(document, catalog, history, add):
    chosen = [add("MaxPooling2D", pool_size=3), add("AveragePooling2D", pool_size=2)]
    replace_kind(document, catalog, chosen, "AveragePooling2D")
    assert [document.graph.nodes[id].params["pool_size"] for id in chosen] == [3, 2]
    assert history.labels[-1] == "Replace by AveragePooling2D"


def test_what_cannot_be_placed_is_refused(document, catalog, add):
    with pytest.raises(CommandRefused, match="not a layer that can be placed"):
        replace_kind(document, catalog, [add("Dense")], "LSTMCell")
