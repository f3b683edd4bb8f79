"""Every way to make layers and wires, for operations and blocks too, downwards and to the right."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt

from designer.codegen.script import project_script
from designer.document.commands.edges import connect
from designer.document.commands.nodes import add_node
from designer.graph.records import Direction, Endpoint

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KINDS = ["Dropout", "ops.relu", "ready:residual_block"]
LENET = (
    "input 28,28,1",
    "conv2d 6 5 same tanh",
    "avgpool",
    "conv2d 16 5 tanh",
    "avgpool",
    "flatten",
    "dense 120 tanh",
    "dense 84 tanh",
    "dense 10 softmax",
    "output",
)


def write(canvas, text):
    for letter in text:
        canvas.type(letter)
    return canvas


@pytest.fixture(params=[Direction.DOWN, Direction.RIGHT])
def drawn(canvas, request):
    """An input, a dense and an output in a chain, drawn down or to the right."""
    session = canvas.view.session
    with session.document.edit("Draw") as edit:
        edit.set("direction", request.param)
        right = request.param is Direction.RIGHT
        ids = [
            add_node(
                session.document,
                session.catalog,
                kind,
                (row * 348.0, 0.0) if right else (0.0, row * 160.0),
                name=name,
            )
            for row, (kind, name) in enumerate(
                (("Input", "image"), ("Dense", "dense"), ("Output", "digit"))
            )
        ]
        for source, target in pairwise(ids):
            end = Endpoint(source, "output")
            connect(session.document, session.catalog, end, Endpoint(target, "inputs"))
    session.history.forget()
    canvas.view.camera.fit(canvas.view.graph_scene.drawn_rect())
    return canvas


def made(canvas):
    """Return the one node that is new."""
    nodes = canvas.view.session.document.graph.nodes.values()
    (new,) = [node for node in nodes if node.name not in ("image", "dense", "digit")]
    return new.name


def overlapping(canvas):
    rects = [item.rect() for item in canvas.view.graph_scene.nodes.values()]
    return [1 for i, a in enumerate(rects) for b in rects[i + 1 :] if a.intersects(b)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_dropped_on_a_wire_goes_into_it(drawn, kind):
    drawn.drop_kind(kind, "image > dense")
    name = made(drawn)
    assert drawn.wires == sorted(["dense > digit", f"image > {name}", f"{name} > dense"])
    assert overlapping(drawn) == []
    drawn.view.session.history.undo()
    assert drawn.wires == ["dense > digit", "image > dense"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_chosen_after_the_selected_layer_is_inserted(drawn, kind):
    drawn.click("image")
    drawn.view.add_kind(kind)
    name = made(drawn)
    assert drawn.wires == sorted(["dense > digit", f"image > {name}", f"{name} > dense"])
    assert overlapping(drawn) == []


@pytest.mark.parametrize("word", ["dropout", "ops.relu", "residual_block"])
def test_a_wire_drawn_out_of_a_port_offers_what_takes_it(drawn, word):
    place = drawn.point("dense") + drawn.point("dense") - drawn.point("image")
    drawn.press("image.output").drag_to(
        drawn.point("dense") + (place - drawn.point("dense")) / 2 + _aside(drawn)
    ).release()
    assert drawn.view.adder.popup.isVisible()
    write(drawn, word).key(Key.Key_Return)
    name = made(drawn)
    assert f"image > {name}" in drawn.wires


def _aside(canvas):
    right = canvas.view.session.document.project.direction is Direction.RIGHT
    here, there = canvas.point("image"), canvas.point("dense")
    gap = (there.x() - here.x()) if right else (there.y() - here.y())
    return type(here)(0, gap) if right else type(here)(gap * 2, 0)


def test_a_wire_drawn_out_of_an_input_offers_what_gives_a_tensor(drawn):
    place = drawn.point("dense") + _aside(drawn)
    edge = drawn.edge("image", "dense")
    drawn.view.session.selection.set({edge.id})
    drawn.key(Key.Key_Delete)
    drawn.press("dense.inputs").drag_to(place).release()
    write(drawn, "flatten").key(Key.Key_Return)
    drawn.expect_edge("flatten", "dense")


def test_delete_and_bridge_leads_the_first_of_several_inputs_on(drawn):
    session = drawn.view.session
    side = add_node(session.document, session.catalog, "Input", (900.0, 900.0), name="side")
    drawn.click("dense")
    write(drawn, "add").key(Key.Key_Return)
    add = drawn.node("add").id
    connect(session.document, session.catalog, Endpoint(side, "output"), Endpoint(add, "inputs"))
    session.selection.set({add})
    drawn.key(Key.Key_Delete, CONTROL)
    assert drawn.wires == ["dense > digit", "image > dense"]
    assert len(session.history.labels) == 4


def test_lenet_is_drawn_by_keyboard_in_fewer_actions_than_its_script_has_lines(canvas):
    actions = 0
    canvas.key(Key.Key_Tab)
    for word in LENET:
        write(canvas, word).key(Key.Key_Return, SHIFT)
        actions += 2
    canvas.key(Key.Key_Escape)
    project = canvas.view.session.document.project
    assert len(project.graph.nodes) == 10
    assert len(project.graph.edges) == 9
    lines = [line for line in project_script(project).splitlines() if line.strip()]
    assert actions + 2 < len(lines)


def test_lenet_is_drawn_by_one_line(canvas):
    write(canvas, " > ".join(LENET)).key(Key.Key_Return)
    assert len(canvas.wires) == 9
    assert len(canvas.view.session.history.labels) == 1
