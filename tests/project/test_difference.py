"""What changed between two projects is said by node, wire, block and setting."""

from dataclasses import replace

import pytest

from designer.graph.blocks import Block, block_kind
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.project.difference import WIRE_ORDER, Difference, compare
from designer.project.difference_words import difference_to_json, edge_words, field_words
from designer.project.field_changes import FieldChange
from designer.project.project import Project
from designer.project.settings import CompileSettings, FitSettings


def node(id, kind, name=None, layer=None, **params):
    return Node(id, kind, name or id, params, layer=layer)


def wire(id, source, target, order=0):
    return Edge(id, Endpoint(source, "output"), Endpoint(target, "inputs"), order)


def project(nodes, edges=(), **fields):
    return Project(graph=Graph.of(nodes, edges), **fields)


STACK = project(
    [node("in", "Input"), node("conv", "Conv2D", filters=32), node("out", "Output")],
    [wire("e1", "in", "conv"), wire("e2", "conv", "out")],
)


def with_node(project, changed):
    graph = project.graph
    return replace(project, graph=replace(graph, nodes={**graph.nodes, changed.id: changed}))


def test_a_project_does_not_differ_from_itself():
    assert compare(STACK, STACK).count == 0


def test_moving_a_node_is_no_difference():
    moved = replace(STACK.graph.nodes["conv"], position=(200.0, 90.0))
    assert compare(STACK, with_node(STACK, moved)).count == 0


def test_a_changed_parameter_is_told_with_both_values():
    wider = node("conv", "Conv2D", filters=64, activation="relu")
    (change,) = compare(STACK, with_node(STACK, wider)).graph.changed
    assert change.after == wider
    assert change.fields == (
        FieldChange("activation", after="relu", was_set=False),
        FieldChange("filters", 32, 64),
    )


def test_nodes_added_and_removed_bring_their_wires():
    after = project(
        [node("in", "Input"), node("pool", "MaxPooling2D"), node("out", "Output")],
        [wire("e3", "in", "pool"), wire("e4", "pool", "out")],
    )
    graph = compare(STACK, after).graph
    assert [n.id for n in graph.added] == ["pool"]
    assert [n.id for n in graph.removed] == ["conv"]
    assert graph.changed == ()
    assert [edge_words(after.graph, e) for e in graph.wired] == ["in → pool", "pool → out"]
    assert [edge_words(STACK.graph, e) for e in graph.unwired] == ["in → conv", "conv → out"]


def test_projects_made_apart_compare_by_name_and_kind():
    after = project(
        [
            node("x1", "Input", "in"),
            node("x2", "Conv2D", "conv", filters=8),
            node("x3", "Output", "out"),
        ],
        [wire("y1", "x1", "x2"), wire("y2", "x2", "x3")],
    )
    difference = compare(STACK, after)
    assert difference.graph.pairs == {"in": "x1", "conv": "x2", "out": "x3"}
    (change,) = difference.graph.changed
    assert change.fields == (FieldChange("filters", 32, 8),)
    assert difference.count == 1


def test_ids_that_are_equal_by_chance_do_not_pair():
    before = project([node("n1", "Dense", "a", units=1), node("n2", "Flatten", "b")])
    after = project([node("n1", "Flatten", "b"), node("n2", "Dense", "a", units=2)])
    difference = compare(before, after)
    assert difference.graph.pairs == {"n1": "n2", "n2": "n1"}
    assert [change.fields for change in difference.graph.changed] == [(FieldChange("units", 1, 2),)]


def test_a_renamed_node_stays_the_same_node():
    (change,) = compare(
        STACK, with_node(STACK, node("conv", "Conv2D", "stem", filters=32))
    ).graph.changed
    assert change.fields == (FieldChange("name", "conv", "stem"),)


def test_the_order_of_wires_into_one_port_is_told_once():
    nodes = [node("a", "Input"), node("b", "Input"), node("c", "Concatenate")]
    before = project(nodes, [wire("e1", "a", "c", 0), wire("e2", "b", "c", 1)])
    after = project(nodes, [wire("e1", "a", "c", 1), wire("e2", "b", "c", 0)])
    difference = compare(before, after)
    (change,) = difference.graph.changed
    assert change.fields == (FieldChange(WIRE_ORDER, ["a", "b"], ["b", "a"]),)
    assert (difference.graph.wired, difference.graph.unwired) == ((), ())


def test_a_doubled_wire_is_one_new_wire():
    doubled = replace(
        STACK,
        graph=Graph.of(
            STACK.graph.nodes.values(), [*STACK.graph.edges.values(), wire("e9", "in", "conv", 1)]
        ),
    )
    assert [e.id for e in compare(STACK, doubled).graph.wired] == ["e9"]
    assert [e.id for e in compare(doubled, STACK).graph.unwired] == ["e9"]


def test_sharing_and_freezing_are_told_by_name():
    nodes = [node("a", "Dense", units=1), node("b", "Dense", units=1)]
    shared = [nodes[0], replace(nodes[1], layer="a", trainable=False)]
    (change,) = compare(project(nodes), project(shared)).graph.changed
    assert change.fields == (FieldChange("layer", None, "a"), FieldChange("trainable", True, False))


def test_settings_are_told_by_the_path_that_set_takes():
    def adam(**config):
        return CompileSettings(optimizer={"class_name": "Adam", "config": config})

    before = replace(STACK, compile=adam(learning_rate=0.001), fit=FitSettings(epochs=5))
    after = replace(STACK, compile=adam(learning_rate=0.01), fit=FitSettings(epochs=9), name="big")
    assert [field_words(change) for change in compare(before, after).settings] == [
        'name: "model" → "big"',
        "compile.optimizer.learning_rate: 0.001 → 0.01",
        "fit.epochs: 5 → 9",
    ]


def test_an_object_given_by_name_equals_the_same_without_arguments():
    before = replace(STACK, compile=CompileSettings(optimizer="Adam"))
    assert compare(before, replace(STACK, compile=CompileSettings())).count == 0


def test_blocks_made_apart_compare_inside():
    def with_block(id, filters):
        inner = Graph.of([node(f"{id}c", "Conv2D", "conv", filters=filters)])
        instance = Node(f"{id}i", block_kind(id), "encoder")
        return replace(project([instance]), blocks={id: Block(id, "encoder", inner)})

    difference = compare(with_block("b1", 8), with_block("b2", 16))
    assert difference.graph.count == 0
    (block,) = difference.blocks
    assert (block.name, block.graph.changed[0].fields) == (
        "encoder",
        (FieldChange("filters", 8, 16),),
    )


def test_a_new_block_is_told_with_all_that_is_in_it():
    inner = Graph.of([node("c", "Dense", units=2)])
    (block,) = compare(STACK, replace(STACK, blocks={"b": Block("b", "head", inner)})).blocks
    assert (block.before, block.name, [n.id for n in block.graph.added]) == (None, "head", ["c"])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (FieldChange("rate", 0.2, 0.5), "rate: 0.2 → 0.5"),
        (FieldChange("name", None, "a", was_set=False), 'name: default → "a"'),
        (FieldChange("units", 3, None, is_set=False), "units: 3 → default"),
        (
            FieldChange("loss", "mse", {"class_name": "Huber", "config": {"delta": 2.0}}),
            'loss: "mse" → Huber(delta=2.0)',
        ),
    ],
)
def test_a_change_is_one_short_line(change, words):
    assert field_words(change) == words


def test_a_difference_is_plain_data():
    after = with_node(STACK, node("conv", "Conv2D", filters=64))
    data = difference_to_json(compare(STACK, after))
    assert data == {
        "differences": 1,
        "added": [],
        "removed": [],
        "changed": [
            {
                "id": "conv",
                "name": "conv",
                "kind": "Conv2D",
                "before": {"id": "conv", "name": "conv", "kind": "Conv2D"},
                "fields": [{"field": "filters", "before": 32, "after": 64}],
            }
        ],
        "wires_added": [],
        "wires_removed": [],
        "remarks": [],
        "blocks": [],
        "settings": [],
    }
    assert difference_to_json(Difference())["differences"] == 0
