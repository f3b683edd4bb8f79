"""What is seen: at first, far out, after the colours change, and of wide nodes."""

import pytest

from designer.document.commands.nodes import add_node
from designer.ui import theme
from designer.ui.canvas.node_paint import NodeLook, NodeState
from designer.ui.canvas.words import overview_name
from tests.ui.canvas.conftest import draw

TALL = [("Dense", f"dense_{row}") for row in range(12)]
LONG = "a_name_that_somebody_thought_would_explain_it_all"


def test_an_opened_project_can_be_read_from_its_beginning(canvas):
    draw(canvas.view, ("Input", "image"), *TALL)
    canvas.view.show_beginning()
    assert canvas.view.camera.scale == 0.7
    seen = canvas.view.camera.visible()
    assert seen.contains(canvas.view.graph_scene.nodes[canvas.node("image").id].rect())
    canvas.view.verbs.fit()
    assert canvas.view.camera.visible().contains(canvas.view.graph_scene.drawn_rect())


def test_a_small_project_is_shown_whole_at_first(chain):
    chain.view.show_beginning()
    assert chain.view.camera.scale == 1.0
    assert chain.view.camera.visible().contains(chain.view.graph_scene.drawn_rect())


def test_other_colours_leave_the_view_where_it_was(chain):
    chain.view.camera.pan(70, 30)
    before = chain.view.camera.visible()
    theme.set_theme("dark")
    try:
        assert chain.view.camera.visible() == before
    finally:
        theme.set_theme("light")


def test_wide_nodes_grow_to_both_sides_so_that_a_column_stays_straight(canvas):
    draw(canvas.view, ("Input", "image"), ("Dense", LONG))
    centres = {item.rect().center().x() for item in canvas.view.graph_scene.nodes.values()}
    widths = {item.face.width for item in canvas.view.graph_scene.nodes.values()}
    assert centres == {110.0}
    assert widths == {220.0, 300.0}


def test_tidying_twice_changes_nothing_more_with_wide_nodes(canvas):
    draw(canvas.view, ("Input", "image"), ("Dense", LONG), ("Dense", "dense"))
    canvas.view.verbs.tidy()
    once = canvas.view.session.document.graph
    canvas.view.verbs.tidy()
    assert canvas.view.session.document.graph == once
    centres = {item.rect().center().x() for item in canvas.view.graph_scene.nodes.values()}
    assert len(centres) == 1


def test_a_small_node_keeps_both_ends_of_a_long_name(canvas):
    session = canvas.view.session
    id = add_node(session.document, session.catalog, "Dense", (0.0, 0.0), name=f"{LONG}_2")
    scene = canvas.view.graph_scene
    look = NodeLook(scene.nodes[id].face, NodeState(), scene.look, far=True)
    text = look.far_name.text
    assert text.startswith("a_name")
    assert text.endswith("_2")


def test_the_overview_names_the_nodes_and_paints_without_the_items(chain):
    chain.view.camera.fit(chain.view.graph_scene.drawn_rect(), 0.3)
    named = chain.view.grab().toImage()
    chain.view.graph_scene.overview.paint_names = lambda *_: None
    chain.view.viewport().update()
    assert chain.view.grab().toImage() != named


@pytest.mark.parametrize(
    ("name", "shown"),
    [("relu", "relu"), ("bottleneck_conv2", "…conv2"), ("incomprehensibilities", "in")],
)
def test_a_name_that_is_too_long_for_the_overview_keeps_its_last_words(canvas, name, shown):
    session = canvas.view.session
    id = add_node(session.document, session.catalog, "ReLU", (0.0, 0.0), name=name)
    scene = canvas.view.graph_scene
    text = overview_name(scene.nodes[id].face, scene.look).text
    assert text.startswith(shown)
