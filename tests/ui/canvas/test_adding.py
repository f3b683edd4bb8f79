"""Where new layers go: into the chain, with room around them, and in sight."""

from itertools import combinations

import pytest
from PySide6.QtCore import Qt

from designer.document.commands.edges import connect
from designer.document.commands.nodes import add_node
from designer.graph.records import Endpoint
from tests.ui.canvas.conftest import draw

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def overlaps(canvas):
    items = canvas.view.graph_scene.nodes.values()
    return [
        (a.face.name, b.face.name)
        for a, b in combinations(items, 2)
        if a.rect().intersects(b.rect())
    ]


def tight(canvas):
    """An input, a flatten, a dense and an output, as close as chains are drawn."""
    draw(
        canvas.view,
        ("Input", "image"),
        ("Flatten", "flatten"),
        ("Dense", "dense"),
        ("Output", "digit"),
        step=96.0,
    )
    return canvas


def test_a_layer_dropped_on_a_wire_makes_room_as_one_step(canvas):
    tight(canvas).drop_kind("Dropout", "flatten > dense")
    canvas.expect_edge("flatten", "dropout").expect_edge("dropout", "dense")
    assert overlaps(canvas) == []
    tops = [canvas.node(name).position for name in ("flatten", "dropout", "dense", "digit")]
    assert tops == [(0.0, 96.0), (0.0, 192.0), (0.0, 288.0), (0.0, 384.0)]
    canvas.view.session.history.undo()
    assert canvas.node("digit").position == (0.0, 288.0)
    assert canvas.wires == ["dense > digit", "flatten > dense", "image > flatten"]


def test_a_free_node_moved_onto_a_wire_makes_room_as_one_step(canvas):
    tight(canvas)
    session = canvas.view.session
    add_node(session.document, session.catalog, "Dropout", (400.0, 0.0), name="drop")
    steps = len(session.history.labels)
    canvas.press("drop").drag_to("flatten > dense").release()
    canvas.expect_edge("flatten", "drop").expect_edge("drop", "dense")
    assert overlaps(canvas) == []
    assert len(session.history.labels) == steps + 1


def test_a_chain_is_lengthened_after_the_selected_layer(canvas):
    tight(canvas).click("flatten")
    for word in ("dropout", "dense"):
        canvas.key(Key.Key_Space).type(word).key(Key.Key_Return)
    assert canvas.wires == [
        "dense > digit",
        "dense_1 > dense",
        "dropout > dense_1",
        "flatten > dropout",
        "image > flatten",
    ]
    assert canvas.selected == ["dense_1"]
    assert overlaps(canvas) == []


def test_the_search_says_between_which_layers_it_inserts(canvas):
    tight(canvas).click("flatten").key(Key.Key_Space)
    assert canvas.view.adder.popup.hint == "Enter inserts it between flatten and dense"
    canvas.key(Key.Key_Escape)


def test_a_layer_after_one_with_several_followers_is_a_branch(canvas):
    tight(canvas)
    session = canvas.view.session
    side = add_node(session.document, session.catalog, "Dense", (300.0, 192.0), name="side")
    source = Endpoint(canvas.node("flatten").id, "output")
    connect(session.document, session.catalog, source, Endpoint(side, "inputs"))
    canvas.click("flatten").key(Key.Key_Space).type("dropout").key(Key.Key_Return)
    canvas.expect_edge("flatten", "dropout").expect_edge("flatten", "dense")
    canvas.expect_edge("flatten", "side").expect_no_edge("dropout", "dense")
    assert overlaps(canvas) == []


def test_an_output_after_a_layer_in_the_chain_is_a_branch(canvas):
    tight(canvas).click("flatten").key(Key.Key_Space).type("output").key(Key.Key_Return)
    canvas.expect_edge("flatten", "output").expect_edge("flatten", "dense")
    assert overlaps(canvas) == []


def test_the_first_wire_of_a_merge_stays_the_first(canvas):
    session = canvas.view.session
    a, b, merge = (
        add_node(session.document, session.catalog, kind, place)
        for kind, place in (
            ("Input", (0.0, 0.0)),
            ("Input", (300.0, 0.0)),
            ("Concatenate", (150.0, 96.0)),
        )
    )
    for id in (a, b):
        connect(
            session.document, session.catalog, Endpoint(id, "output"), Endpoint(merge, "inputs")
        )
    session.selection.set({a})
    canvas.key(Key.Key_Space).type("dense").key(Key.Key_Return)
    graph = session.document.graph
    assert [graph.nodes[e.source.node].name for e in graph.incoming(merge)] == ["dense", "input_1"]
    assert overlaps(canvas) == []


def test_a_copy_stands_beside_what_it_copies(canvas):
    tight(canvas).click("dense").key(Key.Key_D, CONTROL).key(Key.Key_D, CONTROL)
    assert len(canvas.kinds) == 6
    assert overlaps(canvas) == []
    canvas.key(Key.Key_A, CONTROL).key(Key.Key_D, CONTROL)
    assert len(canvas.kinds) == 12
    assert overlaps(canvas) == []


@pytest.mark.parametrize("cover", ["minimap", "zoom_chip"])
def test_a_new_layer_lies_under_no_cover(canvas, cover):
    widget = getattr(canvas.view.overlays, cover)
    canvas.drop_kind("Dense", (0.0, 0.0))
    corner = widget.geometry().center()
    canvas.drop_kind("Dropout", corner)
    rect = canvas.view.graph_scene.nodes[canvas.node("dropout").id].rect()
    place = canvas.view.mapFromScene(rect).boundingRect()
    assert canvas.view.viewport().rect().contains(place)
    assert widget.isVisible()
    assert not widget.geometry().intersects(place)
