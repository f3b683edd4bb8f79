"""The canvas follows the document, the analysis and the selection."""

import pytest
from PySide6.QtCore import Qt

from designer.catalog.catalog import load_catalog
from designer.document.commands.edges import disconnect
from designer.document.commands.nodes import add_node, move, set_trainable, share
from designer.graph.problems import Problem, Remedy, Severity
from designer.session.analysis import NodeReport, TensorSpec
from designer.ui.canvas.pictures.picture import NotAPicture, write_picture
from tests.ui.canvas.conftest import draw


def item(canvas, name):
    return canvas.view.graph_scene.nodes[canvas.node(name).id]


def report(canvas, **shapes):
    analysis = canvas.view.session.analysis
    analysis._reports = {
        canvas.node(name).id: NodeReport({"output": TensorSpec(shape, "float32")}, parameters)
        for name, (shape, parameters) in shapes.items()
    }
    analysis.changed.emit()


def complain(canvas, name, *remedies):
    analysis = canvas.view.session.analysis
    problem = Problem(
        "rank",
        Severity.ERROR,
        "shape is not a vector",
        "Put a Flatten before it.",
        canvas.node(name).id,
        None,
        remedies,
    )
    analysis._structural = (problem,)
    analysis.changed.emit()


def test_a_node_shows_shape_and_parameters(chain):
    report(chain, dense=((None, 10), 1290), image=((None, 8, 8, 1), 0))
    face = item(chain, "dense").face
    assert (face.name, face.kind, face.foot, face.count) == (
        "dense",
        "Dense",
        "(B, 10)",
        "1,290",
    )
    assert item(chain, "image").face.count == ""


def test_a_node_with_an_error_says_so_and_offers_the_remedy(chain, qtbot):
    node = chain.node("dense").id
    remedy = Remedy("delete", "Delete it", {"ids": [node]})
    complain(chain, "dense", remedy)
    assert item(chain, "dense").face.severity is Severity.ERROR
    assert item(chain, "dense").face.foot == "shape is not a vector"
    chain.click("dense")
    card = chain.view.overlays.card
    assert card.isVisible()
    qtbot.mouseClick(card._buttons[0], Qt.MouseButton.LeftButton)
    assert chain.names == ["flatten", "image"]
    assert not card.isVisible()


def test_the_card_goes_with_the_selection(chain):
    complain(chain, "dense")
    chain.click("dense").click("image")
    assert not chain.view.overlays.card.isVisible()


def test_frozen_and_shared_are_seen(canvas, chain):
    session = chain.view.session
    chain.click("dense").key(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    dense = [id for id, node in session.document.graph.nodes.items() if node.kind == "Dense"]
    share(session.document, dense)
    set_trainable(session.document, dense[:1], False)
    faces = [chain.view.graph_scene.nodes[id].face for id in dense]
    assert [(face.shared, face.frozen) for face in faces] == [(2, True), (2, True)]
    assert sorted(face.line for face in faces)[1].startswith("shares ")


def test_the_wires_of_add_stand_side_by_side_in_their_order(canvas):
    draw(canvas.view, ("Input", "a"), ("Dense", "b"), ("Add", "add"))
    canvas.press("a.output").drag_to("add").release()
    slots = [slot for slot in item(canvas, "add").face.inputs if slot.edge]
    assert [slot.edge for slot in slots] == [
        canvas.edge("b", "add").id,
        canvas.edge("a", "add").id,
    ]
    assert slots[0].x < slots[1].x


def test_a_long_wire_passes_beside_the_nodes_between(canvas):
    draw(canvas.view, ("Input", "a"), ("Dense", "b"), ("Dense", "c"), ("Add", "add"))
    canvas.press("a.output").drag_to("add").release()
    points = canvas.view.graph_scene.edges[canvas.edge("a", "add").id].way.points
    for name in ("b", "c"):
        box = item(canvas, name).rect()
        assert not any(box.contains(x, y) for x, y in points)


def test_an_empty_canvas_says_how_to_begin(canvas, qtbot):
    empty = canvas.view.overlays.empty
    assert empty.isVisible()
    canvas.type("input").key(Qt.Key.Key_Return)
    assert not empty.isVisible()


def test_another_project_takes_the_place_of_the_first(chain):
    chain.view.session.new()
    assert chain.view.graph_scene.nodes == {}
    assert chain.view.overlays.empty.isVisible()


def test_undo_and_redo_are_followed(chain):
    history = chain.view.session.history
    chain.click("flatten").key(Qt.Key.Key_Delete)
    history.undo()
    assert set(chain.view.graph_scene.edges) == set(chain.view.session.document.graph.edges)
    assert len(chain.view.graph_scene.nodes) == 3
    history.redo()
    assert len(chain.view.graph_scene.nodes) == 2


def test_reveal_brings_a_node_into_sight(chain):
    view = chain.view
    view.camera.pan(5000, 5000)
    view.reveal(chain.node("dense").id)
    assert view.camera.visible().contains(item(chain, "dense").rect())
    assert chain.selected == ["dense"]


@pytest.mark.parametrize("scale", [0.1, 0.45, 0.6, 1.0, 2.5])
def test_every_zoom_paints(chain, scale):
    chain.view.camera.zoom_at(chain.point("flatten"), scale / chain.view.camera.scale)
    picture = chain.view.grab().toImage()
    paper = chain.view.graph_scene.look.theme.canvas
    place = chain.point("flatten")
    assert picture.pixelColor(place.x(), place.y()) != paper


@pytest.mark.parametrize("suffix", ["svg", "png", "pdf"])
def test_the_diagram_is_written_as_a_picture(chain, tmp_path, suffix):
    path = tmp_path / f"diagram.{suffix}"
    write_picture(chain.view.session, path)
    assert path.stat().st_size > 2000


def test_no_picture_of_an_empty_canvas(canvas, tmp_path):
    with pytest.raises(NotAPicture, match="empty canvas"):
        write_picture(canvas.view.session, tmp_path / "diagram.svg")


def complain_unwired(canvas, name):
    analysis = canvas.view.session.analysis
    node = canvas.node(name).id
    remedies = (Remedy("delete", "Delete it", {"ids": [node]}),)
    analysis._structural = (
        Problem("missing-input", Severity.ERROR, "Nothing is wired", "", node, None, remedies),
        Problem("unused", Severity.WARNING, "Nothing uses this layer", "", node),
    )
    analysis.changed.emit()


def test_a_layer_that_is_only_not_wired_yet_has_a_calm_badge_and_no_card(chain):
    complain_unwired(chain, "dense")
    chain.click("dense")
    assert item(chain, "dense").face.severity is Severity.HINT
    assert item(chain, "dense").face.foot == ""
    assert not chain.view.overlays.card.isVisible()


@pytest.mark.parametrize("act", ["hover", "click"])
def test_the_badge_of_a_layer_that_is_not_wired_yet_tells_when_asked(chain, act):
    complain_unwired(chain, "dense")
    centre = item(chain, "dense").badge_centre()
    getattr(chain, act)((centre.x() + 4, centre.y() - 4))
    card = chain.view.overlays.card
    assert card.isVisible()
    assert card.problem.title == "Nothing is wired"
    assert chain.selected == (["dense"] if act == "click" else [])
    chain.hover("dense")
    assert card.isVisible()
    chain.hover("image")
    assert not card.isVisible()


def test_a_node_that_comes_back_under_the_pointer_lights_up_anew(chain):
    chain.hover("dense").view.session.selection.set([chain.node("dense").id])
    chain.view.verbs.delete_selection()
    assert chain.view.graph_scene.hovered is None
    chain.view.session.history.undo()
    chain.hover("dense")
    assert item(chain, "dense").state.hovered


def test_shared_layers_are_numbered_anew_when_they_change_places(canvas):
    document = canvas.view.session.document
    for kind, x in (("Dense", 0.0), ("Dropout", 300.0)):
        one, other = (add_node(document, load_catalog(), kind, (x, y)) for y in (0.0, 200.0))
        share(document, [one, other])
    assert (item(canvas, "dense").face.twins, item(canvas, "dropout").face.twins) == (1, 2)
    move(document, {canvas.node("dense").id: (600.0, 0.0)})
    assert (item(canvas, "dense").face.twins, item(canvas, "dropout").face.twins) == (2, 1)


def test_bypassed_layers_show_no_more_what_came_to_them(chain):
    report(chain, image=((None, 8, 8, 1), 0))
    for name in ("flatten", "dense"):
        chain.view.session.selection.set([chain.node(name).id])
        chain.view.verbs.toggle_bypass()
    report(chain, image=((None, 8, 8, 1), 0))
    assert item(chain, "dense").face.foot == "(B, 8, 8, 1)"
    disconnect(chain.view.session.document, [chain.edge("image", "flatten").id])
    assert item(chain, "dense").face.foot == ""
