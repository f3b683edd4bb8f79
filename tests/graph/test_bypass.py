"""The graph as it is built: past bypassed layers."""

from dataclasses import replace

import pytest

from designer.catalog.catalog import load_catalog
from designer.graph.bypass import FIRST_PORTS, passing, without_bypassed
from designer.graph.bypass_back import with_bypassed
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node


def node(id, kind="Dense", **fields):
    return Node(id, kind, id, **fields)


def edge(id, source, target, port="inputs", order=0):
    return Edge(id, Endpoint(source, "output"), Endpoint(target, port), order)


def wires(graph):
    return {(e.source.node, e.target.node, e.order) for e in graph.edges.values()}


def test_a_graph_in_which_nothing_is_bypassed_is_the_same_object() -> None:
    graph = Graph.of([node("a"), node("b")], [edge("e1", "a", "b")])
    assert without_bypassed(graph) is graph


def test_wires_lead_past_bypassed_layers_and_keep_their_places() -> None:
    graph = Graph.of(
        [
            node("x", "Input"),
            node("a"),
            node("b", bypassed=True),
            node("c", bypassed=True),
            node("m", "Concatenate"),
        ],
        [
            edge("e1", "x", "a"),
            edge("e2", "x", "b"),
            edge("e3", "b", "c"),
            edge("e4", "c", "m", order=0),
            edge("e5", "a", "m", order=1),
        ],
    )
    found = without_bypassed(graph)
    assert set(found.nodes) == {"x", "a", "m"}
    assert wires(found) == {("x", "a", 0), ("x", "m", 0), ("a", "m", 1)}
    assert found.edges["e4"].id == "e4"
    assert passing(graph, Endpoint("c", "output")) == Endpoint("x", "output")


def test_of_several_inputs_the_first_goes_on() -> None:
    merge = Graph.of(
        [node("a"), node("b"), node("m", "Add", bypassed=True), node("o", "Output")],
        [edge("e1", "a", "m", order=1), edge("e2", "b", "m", order=0), edge("e3", "m", "o")],
    )
    assert wires(without_bypassed(merge)) == {("b", "o", 0)}
    attend = Graph.of(
        [node("a"), node("b"), node("m", "Attention", bypassed=True), node("o", "Output")],
        [edge("e1", "a", "m", "value"), edge("e2", "b", "m", "query"), edge("e3", "m", "o")],
    )
    assert wires(without_bypassed(attend)) == {("b", "o", 0)}


def test_a_bypassed_layer_without_an_input_gives_nothing_on() -> None:
    graph = Graph.of([node("a", bypassed=True), node("b")], [edge("e1", "a", "b")])
    assert without_bypassed(graph).edges == {}


def test_a_shared_layer_goes_to_the_next_who_calls_it() -> None:
    graph = Graph.of(
        [
            node("a", params={"units": 3}, trainable=False, bypassed=True),
            node("b", layer="a", position=(0.0, 5.0)),
            node("c", layer="a", position=(0.0, 9.0)),
        ]
    )
    found = without_bypassed(graph).nodes
    assert (found["b"].layer, found["b"].params, found["b"].trainable) == (
        None,
        {"units": 3},
        False,
    )
    assert found["c"].layer == "b"


def test_inputs_and_outputs_are_never_bypassed() -> None:
    graph = Graph.of([node("x", "Input", bypassed=True)])
    assert without_bypassed(graph) is graph


@pytest.mark.parametrize("spec", [s for s in load_catalog().placeable() if len(s.inputs) > 1],
                         ids=lambda spec: spec.kind)  # fmt: skip
def test_the_first_port_of_every_kind_is_known(spec) -> None:
    known = [FIRST_PORTS.index(p.name) for p in spec.inputs if p.name in FIRST_PORTS]
    assert FIRST_PORTS[min(known)] == spec.inputs[0].name


def test_a_skip_round_a_bypassed_layer_is_given_back_as_it_was() -> None:
    drawn = Graph.of(
        [node("x", "Input"), node("c", bypassed=True), node("m", "Add"), node("o", "Output")],
        [
            edge("e1", "x", "c"),
            edge("e2", "c", "m", order=0),
            edge("e3", "x", "m", order=1),
            edge("e4", "m", "o"),
        ],
    )
    assert wires(without_bypassed(drawn)) == {("x", "m", 0), ("x", "m", 1), ("m", "o", 0)}
    assert with_bypassed(without_bypassed(drawn), drawn) == drawn


def test_wires_from_or_to_layers_that_are_gone_stay_for_the_problems_to_tell() -> None:
    loose = [edge("e1", "gone", "b"), edge("e2", "b", "o"), edge("e3", "a", "gone")]
    drawn = Graph.of([node("a"), node("b", bypassed=True), node("o", "Output")], loose)
    graph = without_bypassed(drawn)
    assert wires(graph) == {("gone", "o", 0), ("a", "gone", 0)}
    assert with_bypassed(graph, drawn).nodes == drawn.nodes


def test_who_called_the_layer_of_a_bypassed_owner_gets_nothing_of_it_for_good() -> None:
    owner = node("a", params={"units": 8}, weights="fresh", bypassed=True)
    heir = node("b", params={"units": 8, "training": True}, layer="a", trainable=False)
    other = node("c", layer="a")
    drawn = Graph.of([node("i", "Input"), owner, heir, other], [edge("e1", "i", "a")])
    made = without_bypassed(drawn)
    assert with_bypassed(made, drawn) == drawn
    wider = replace(made.nodes["b"], params={"units": 9, "training": True})
    back = with_bypassed(replace(made, nodes={**made.nodes, "b": wider}), drawn)
    assert back.nodes["a"].params == {"units": 9}
    assert back.nodes["b"].params == {"units": 9, "training": True}
