"""The small map shows the drawing and moves the view; nothing is hidden under it after a fit."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest

from designer.document.commands.nodes import add_node
from designer.ui.canvas.reading import MINIMAP
from designer.ui.canvas.view import GraphView


@pytest.fixture
def wide(canvas):
    """Nine layers in a row."""
    session = canvas.view.session
    for index in range(9):
        add_node(session.document, session.catalog, "Dense", (300.0 * index, 0.0), name=f"d{index}")
    canvas.view.overlays.minimap._forget()
    canvas.view.verbs.fit()
    canvas.view.grab()
    return canvas


def test_the_map_has_the_shape_of_the_drawing(wide):
    size = wide.view.overlays.minimap.size()
    assert size.width() > 2 * size.height()
    corner = wide.view.overlays.minimap.geometry().bottomRight()
    assert corner == wide.view.rect().bottomRight() - QPoint(12, 12)


def test_a_click_on_the_map_goes_there_and_a_drag_moves_on(wide):
    camera, map_ = wide.view.camera, wide.view.overlays.minimap
    camera.look(1.0, QPointF(0.0, 0.0))
    wide.view.grab()
    place = QPoint(map_.width() - 20, map_.height() // 2)
    QTest.mousePress(map_, Qt.MouseButton.LeftButton, pos=place)
    there = camera.middle().x()
    assert there > 1500
    QTest.mouseMove(map_, place - QPoint(30, 0))
    assert camera.middle().x() < there - 100
    QTest.mouseRelease(map_, Qt.MouseButton.LeftButton, pos=place)


def test_a_press_inside_the_view_takes_hold_of_it_without_a_jump(wide):
    camera, map_ = wide.view.camera, wide.view.overlays.minimap
    camera.look(0.6, QPointF(1200.0, 0.0))
    wide.view.grab()
    before = camera.middle()
    middle = map_.rect().center() + QPoint(6, 0)
    QTest.mousePress(map_, Qt.MouseButton.LeftButton, pos=middle)
    assert camera.middle() == before
    QTest.mouseRelease(map_, Qt.MouseButton.LeftButton, pos=middle)


def test_the_wheel_zooms_over_the_map(wide):
    map_, before = wide.view.overlays.minimap, wide.view.camera.scale
    at = QPointF(map_.rect().center())
    event = QWheelEvent(
        at,
        map_.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    map_.wheelEvent(event)
    assert wide.view.camera.scale > before


def test_the_map_can_be_hidden_for_good(wide):
    wide.view.verbs.reading.toggle(MINIMAP)
    assert not wide.view.overlays.minimap.isVisible()
    wide.view.graph_scene.touched.emit()
    assert not wide.view.overlays.minimap.isVisible()
    wide.view.verbs.reading.toggle(MINIMAP)
    assert wide.view.overlays.minimap.isVisible()


def test_after_a_fit_no_overlay_covers_a_layer(canvas):
    session = canvas.view.session
    for column in range(5):
        for row in range(9):
            place = (300.0 * column, 96.0 * row)
            add_node(session.document, session.catalog, "Dense", place)
    canvas.view.verbs.fit()
    view = canvas.view
    covers = [widget for widget in view.camera.covers if widget.isVisible()]
    assert len(covers) == 3
    assert not any(view.camera.hides(widget.geometry()) for widget in covers)


def test_errors_and_the_selection_are_marked_on_the_map(wide):
    map_ = wide.view.overlays.minimap
    plain = map_.grab().toImage()
    wide.view.session.selection.set({wide.node("d4").id})
    assert map_.grab().toImage() != plain


def test_a_map_of_what_was_there_before_it_has_its_shape_at_once(wide, session, qtbot):
    view = GraphView(session)
    qtbot.addWidget(view)
    assert view.overlays.minimap.size() == wide.view.overlays.minimap.size()
