"""What leads to the selected layer and what follows from it is lit."""

import pytest

from designer.ui.canvas.flow import LIGHT_FLOW, Side, flow_of
from tests.ui.canvas.conftest import draw


@pytest.fixture
def tree(canvas):
    """An input with two branches; one has an end of its own."""
    draw(canvas.view, ("Input", "image"), ("Dense", "left"), ("Dense", "low"), ("Dense", "right"))
    graph = canvas.view.session.document
    with graph.edit("Rewire") as edit:
        edit.remove([canvas.edge("low", "right").id])
    canvas.press("image.output").drag_to("right").release()
    canvas.view.session.selection.clear()
    return canvas


def sides(canvas):
    graph, flow = canvas.view.session.document.graph, canvas.view.graph_scene.flow
    name = {id: node.name for id, node in graph.nodes.items()}
    return {
        f"{name[e.source.node]} > {name[e.target.node]}": flow.side(e) for e in graph.edges.values()
    }


def test_wires_before_and_after_are_told_apart_and_others_step_back(tree):
    tree.click("left")
    assert sides(tree) == {
        "image > left": Side.BEFORE,
        "left > low": Side.AFTER,
        "image > right": Side.ASIDE,
    }
    lit = [tree.view.graph_scene.flow.lights(tree.node(n).id) for n in ("image", "low", "right")]
    assert lit == [True, True, False]


@pytest.mark.parametrize("scale", [0.1, 0.3, 0.5, 1.0])
def test_the_light_is_seen_at_every_scale(tree, scale):
    tree.view.camera.look(scale, tree.view.graph_scene.drawn_rect().center())
    tree.view.session.selection.set({tree.node("left").id})
    lit = tree.view.grab().toImage()
    tree.view.session.preferences.set(LIGHT_FLOW, False)
    assert tree.view.grab().toImage() != lit


def test_a_chain_lights_nothing_because_everything_is_before_or_after(chain):
    chain.click("flatten")
    assert chain.view.graph_scene.flow is None


def test_a_layer_that_is_not_wired_yet_lets_nothing_step_back(tree):
    tree.drop_kind("Dense", (300, 300))
    assert len(tree.selected) == 1
    assert tree.view.graph_scene.flow is None


def test_where_only_wires_pass_by_these_alone_step_back(canvas):
    draw(canvas.view, ("Input", "image"), ("Dense", "deep"), ("Add", "add"))
    canvas.press("image.output").drag_to("add").release()
    flow = flow_of(canvas.view.session.document.graph, canvas.node("deep").id)
    assert flow.quiet


def test_the_light_follows_new_wires_and_goes_with_the_selection(tree):
    tree.click("right")
    assert not tree.view.graph_scene.flow.lights(tree.node("low").id)
    with tree.view.session.document.edit("Cut") as edit:
        edit.remove([tree.edge("left", "low").id])
    tree.press("right.output").drag_to("low").release()
    tree.click("right")
    assert tree.view.graph_scene.flow.lights(tree.node("low").id)
    tree.view.session.selection.clear()
    assert tree.view.graph_scene.flow is None
