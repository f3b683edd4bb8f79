"""The tour goes on when a step is really done, and never stands in the way."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QMessageBox

from designer.document.commands.edges import insert_on_edge
from designer.document.commands.nodes import add_node, set_param
from designer.project.project import Project
from designer.ui.tour.tour_card import spot_beside
from tests.ui.windows import open_window

pytestmark = pytest.mark.window


@pytest.fixture
def window(session, qtbot):
    session.preferences.set("reduced_motion", True)
    with open_window(session, qtbot) as made:
        yield made


@pytest.fixture
def tour(window, qtbot):
    window.run_action("help.tour")
    qtbot.wait(30)
    return window.touring.tour


def title(window):
    return window.touring.tour.card.title.text()


def goes_on_to(qtbot, window, wanted):
    qtbot.waitUntil(lambda: title(window) == wanted, timeout=4000)


def test_it_opens_a_copy_of_an_example_and_points_at_the_canvas(window, tour):
    session = window.session
    assert session.path is None
    assert session.title == "digits_mlp"
    assert title(window) == "Add a layer"
    ring = tour._ring.geometry()
    canvas = window.canvas
    assert ring.contains(QRect(canvas.mapTo(window, QPoint(0, 0)), canvas.size()))
    assert window.focusWidget() is canvas


def test_a_layer_typed_with_space_ends_the_first_step(window, tour, qtbot):
    canvas = window.canvas
    qtbot.keyClick(canvas, Qt.Key.Key_Space)
    field = window.focusWidget()
    qtbot.keyClicks(field, "dense")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    goes_on_to(qtbot, window, "Put it into the model")


def test_the_whole_tour_by_doing_it(window, tour, qtbot):
    session = window.session
    document, catalog = session.document, session.catalog
    node = add_node(document, catalog, "Dense", (400, 0))
    goes_on_to(qtbot, window, "Put it into the model")

    names = document.graph.by_name
    edge = next(iter(document.graph.incoming(names["probabilities"].id)))
    insert_on_edge(document, catalog, node, edge.id)
    goes_on_to(qtbot, window, "Set a parameter")
    assert session.selection.nodes == (node,)

    set_param(document, [node], "units", 32)
    goes_on_to(qtbot, window, "Watch it learn")
    assert window.bottom.tab == "training"
    tour.go_on()

    assert title(window) == "Keep the code"
    window.bottom.show_tab("code")
    window.bottom.code._copy()
    goes_on_to(qtbot, window, "That is all it takes")
    qtbot.mouseClick(tour.card.next, Qt.MouseButton.LeftButton)
    assert window.touring.tour is None
    assert document.graph.nodes[node].params["units"] == 32


def test_no_card_cuts_its_words(window, tour, qtbot):
    card = tour.card
    while True:
        qtbot.wait(30)
        for label in (card.title, card.text, card.keys):
            assert label.height() >= label.heightForWidth(label.width()) or not label.isVisible()
        if "Finish" in card.next.text():
            return
        qtbot.mouseClick(card.next, Qt.MouseButton.LeftButton)


def test_next_back_and_skip_by_keys(window, tour, qtbot):
    window.activateWindow()
    alt = Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(window, Qt.Key.Key_N, alt)
    goes_on_to(qtbot, window, "Put it into the model")
    qtbot.keyClick(window, Qt.Key.Key_B, alt)
    goes_on_to(qtbot, window, "Add a layer")
    qtbot.keyClick(window, Qt.Key.Key_S, alt)
    qtbot.waitUntil(lambda: window.touring.tour is None)


def test_escape_on_the_canvas_leaves_once_it_has_nothing_else_to_do(window, tour, qtbot):
    window.session.selection.set([next(iter(window.session.document.graph.nodes))])
    qtbot.keyClick(window.canvas, Qt.Key.Key_Escape)
    assert window.touring.tour is tour
    qtbot.keyClick(window.canvas, Qt.Key.Key_Escape)
    assert window.touring.tour is None


def test_the_card_follows_the_window_and_stays_inside(window, tour, qtbot):
    for size in (QSize(960, 600), QSize(1700, 1000)):
        window.resize(size)
        qtbot.wait(250)
        assert window.rect().contains(tour.card.geometry())


def test_another_project_ends_it(window, tour):
    window.session.new(replace(Project(), name="mine"))
    assert window.touring.tour is None


def test_unsaved_edits_are_asked_about_first(window, qtbot, monkeypatch):
    asked = []

    def execute(box):
        asked.append(box.text())
        return QMessageBox.StandardButton.Cancel

    monkeypatch.setattr(QMessageBox, "exec", execute)
    add_node(window.session.document, window.session.catalog, "Dense", (0, 0))
    window.run_action("help.tour")
    assert asked == ["Save the changes to untitled?"]
    assert window.touring.tour is None


def test_it_can_be_taken_again(window, tour, qtbot):
    tour.end()
    window.run_action("help.tour")
    qtbot.wait(20)
    assert title(window) == "Add a layer"


def test_a_card_stands_beside_its_target_or_inside_where_that_fills_the_room():
    room, size = QRect(0, 0, 1000, 700), QSize(300, 200)
    assert spot_beside(QRect(0, 100, 200, 400), size, room) == QPoint(213, 100)
    assert spot_beside(QRect(800, 100, 200, 400), size, room) == QPoint(486, 100)
    button = QRect(900, 10, 80, 30)
    assert not QRect(spot_beside(button, size, room), size).intersects(button)
    assert room.contains(QRect(spot_beside(room, size, room), size))
    assert room.contains(QRect(spot_beside(None, size, room), size))
