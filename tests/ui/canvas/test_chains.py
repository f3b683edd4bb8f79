"""Drawing models by typing: one layer after the other, or a whole chain at once."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from designer.document.commands.nodes import add_node
from designer.graph.records import Direction
from tests.ui.canvas.conftest import draw

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


def write(canvas, text):
    """Type letter by letter, each to what has the keys by then."""
    for letter in text:
        canvas.type(letter)
    return canvas


def params(canvas, name):
    return dict(canvas.node(name).params)


def test_parameters_typed_with_the_name_are_set(canvas):
    write(canvas, "conv2d 32 5x5 same relu").key(Key.Key_Return)
    assert params(canvas, "conv2d") == {
        "filters": 32,
        "kernel_size": [5, 5],
        "padding": "same",
        "activation": "relu",
    }


def test_a_letter_typed_after_a_layer_was_added_continues_the_chain(canvas):
    for word in ("input 4", "dense 8", "dropout 0.2"):
        write(canvas, word).key(Key.Key_Return)
    assert canvas.wires == ["dense > dropout", "input > dense"]


def test_shift_enter_adds_and_goes_on(canvas):
    canvas.key(Key.Key_Tab)
    for word in ("input 28,28,1", "conv 6 5", "maxpool", "flatten", "dense 10 softmax"):
        write(canvas, word).key(Key.Key_Return, SHIFT)
        assert canvas.view.adder.popup.isVisible()
    write(canvas, "output").key(Key.Key_Return)
    assert not canvas.view.adder.popup.isVisible()
    assert canvas.wires == [
        "conv2d > max_pooling2d",
        "dense > output",
        "flatten > dense",
        "input > conv2d",
        "max_pooling2d > flatten",
    ]


def test_a_whole_chain_is_typed_and_undone_as_one_step(canvas):
    write(canvas, "input 8,8,1 > conv 8 3 > flatten > dense 10 softmax > output")
    popup = canvas.view.adder.popup
    assert popup.chain == (
        "Input (shape (8, 8, 1)) → Conv2D (filters 8 · kernel_size 3×3) → Flatten → "
        "Dense (units 10 · activation softmax) → Output"
    )
    canvas.key(Key.Key_Return)
    assert len(canvas.wires) == 4
    canvas.view.session.history.undo()
    assert canvas.names == []


def test_a_chain_goes_into_the_wire_that_follows_the_selected_layer(chain):
    write(chain.click("flatten"), "dense 8 relu > dropout 0.1").key(Key.Key_Return)
    assert chain.wires == [
        "dense_1 > dropout",
        "dropout > dense",
        "flatten > dense_1",
        "image > flatten",
    ]


def test_several_selected_layers_are_joined_in_one(canvas):
    draw(canvas.view, ("Input", "image"), ("Dense", "left"), ("Dense", "right"))
    canvas.view.session.selection.set({canvas.node("left").id, canvas.node("right").id})
    write(canvas, "add").key(Key.Key_Return)
    assert canvas.wires == ["image > left", "left > add", "left > right", "right > add"]


def test_a_layer_that_joins_nothing_is_added_beside(canvas):
    draw(canvas.view, ("Input", "image"), ("Dense", "left"))
    canvas.view.session.selection.set({canvas.node("left").id, canvas.node("image").id})
    write(canvas, "dropout").key(Key.Key_Return)
    assert canvas.wires == ["image > left"]
    assert "dropout" in canvas.names


def test_what_is_chosen_is_remembered(canvas, qtbot):
    write(canvas, "dense").key(Key.Key_Return)
    session = canvas.view.session
    qtbot.waitUntil(lambda: session.preferences.get("habits") == {"Dense": 1}, timeout=4000)


def test_to_the_right_the_next_layer_stands_beside(canvas):
    with canvas.view.session.document.edit("To the right") as edit:
        edit.set("direction", Direction.RIGHT)
    for word in ("input 4", "dense 8", "dense 2"):
        write(canvas, word).key(Key.Key_Return)
    a, b, c = (canvas.node(name).position for name in ("input", "dense", "dense_1"))
    assert a[1] == b[1] == c[1]
    assert a[0] < b[0] < c[0]
    write(canvas.click("input"), "dropout 0.1").key(Key.Key_Return)
    assert canvas.wires == ["dense > dense_1", "dropout > dense", "input > dropout"]
    places = [canvas.node(name).position for name in ("input", "dropout", "dense", "dense_1")]
    assert [x for x, _ in places] == sorted(x for x, _ in places)
    assert len({y for _, y in places}) == 1


def test_layers_are_named_and_taken_by_their_names(canvas):
    write(canvas, "input 8 > skip = dense 8 > dense 4 > dense 8 > add @skip > output")
    assert canvas.view.adder.popup.chain.endswith("Add (with skip) → Output")
    canvas.key(Key.Key_Return)
    assert "skip > add" in canvas.wires
    assert canvas.node("add").kind == "Add"
    canvas.view.session.history.undo()
    assert canvas.names == []


def test_a_drawn_layer_at_the_beginning_is_where_a_branch_begins(canvas):
    draw(canvas.view, ("Input", "image"), ("Dense", "first"), ("Dense", "second"))
    canvas.view.session.selection.clear()
    canvas.key(Key.Key_Tab)
    write(canvas, "@first > dense 3 > concatenate @second").key(Key.Key_Return)
    assert canvas.wires == [
        "dense > concatenate",
        "first > dense",
        "first > second",
        "image > first",
        "second > concatenate",
    ]


def test_the_selected_layer_is_wired_to_one_that_is_named(canvas):
    draw(canvas.view, ("Input", "a"), ("Dense", "b"), ("Add", "sum"))
    canvas.click("a").key(Key.Key_Tab)
    write(canvas, "@su").key(Key.Key_Return)
    assert canvas.wires == ["a > b", "a > sum", "b > sum"]


def test_a_name_that_nothing_has_is_said(canvas):
    write(canvas, "input 4 > dense 3 > add @nobody")
    assert canvas.view.adder.popup.chain == "Nothing is called “@nobody”."
    canvas.key(Key.Key_Return)
    assert canvas.names == []


def test_a_layer_that_can_take_no_more_says_so_and_nothing_is_added(canvas):
    draw(canvas.view, ("Input", "a"), ("Dense", "b"))
    canvas.view.session.selection.clear()
    canvas.key(Key.Key_Tab)
    before = canvas.wires
    write(canvas, "@a > dense 3 > dense 2 @b").key(Key.Key_Return)
    assert (canvas.wires, canvas.names) == (before, ["a", "b"])


def test_after_a_click_in_the_list_the_next_letter_continues_the_chain(canvas):
    write(canvas, "input 4").key(Key.Key_Return)
    write(canvas, "dense 8")
    found = canvas.view.adder.popup.list
    place = found.visualItemRect(found.item(0)).center()
    QTest.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=place)
    write(canvas, "dropout 0.1").key(Key.Key_Return)
    assert canvas.wires == ["dense > dropout", "input > dense"]


def test_a_chain_ends_in_the_output_that_waits(canvas):
    session = canvas.view.session
    add_node(session.document, session.catalog, "Input", (0.0, 0.0), name="image")
    add_node(session.document, session.catalog, "Output", (0.0, 96.0), name="digit")
    canvas.view.camera.fit(canvas.view.graph_scene.drawn_rect())
    canvas.click("image")
    write(canvas, "flatten > dense 10 softmax > output").key(Key.Key_Return)
    assert canvas.wires == ["dense > digit", "flatten > dense", "image > flatten"]
    assert canvas.kinds == ["Dense", "Flatten", "Input", "Output"]
    rects = [item.rect() for item in canvas.view.graph_scene.nodes.values()]
    assert not any(a.intersects(b) for i, a in enumerate(rects) for b in rects[i + 1 :])
    canvas.view.session.history.undo()
    assert canvas.wires == []
    assert canvas.node("digit").position == (0.0, 96.0)
