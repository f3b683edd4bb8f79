"""Moving about: by wheel, by two fingers, at the rim of the view, and on a way that can be seen."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtWidgets import QApplication

from designer.ui.canvas.edge_pan import speed
from designer.ui.canvas.flight import Look, between

MIDDLE = QPointF(500, 400)
NONE = QPoint()


def wheel(view, angle, keys=Qt.KeyboardModifier.NoModifier, pixels=NONE):
    event = QWheelEvent(
        MIDDLE, view.viewport().mapToGlobal(MIDDLE), pixels, angle, Qt.MouseButton.NoButton, keys,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)


def test_the_wheel_zooms_to_the_pointer(chain):
    under = chain.view.mapToScene(MIDDLE.toPoint())
    wheel(chain.view, QPoint(0, -240))
    assert chain.view.camera.scale < 1.0
    now = chain.view.mapToScene(MIDDLE.toPoint())
    assert (now - under).manhattanLength() < 3


def test_shift_and_the_wheel_move_the_paper_sideways(chain):
    before = chain.view.camera.middle()
    wheel(chain.view, QPoint(0, 120), Qt.KeyboardModifier.ShiftModifier)
    moved = chain.view.camera.middle() - before
    assert (moved.x() < -50, abs(moved.y()) < 2, chain.view.camera.scale) == (True, True, 1.0)


def test_the_wheel_moves_the_paper_where_one_prefers_that(chain):
    chain.view.session.preferences.set("wheel", "pans")
    before = chain.view.camera.middle()
    wheel(chain.view, QPoint(0, 120))
    assert chain.view.camera.middle().y() < before.y() - 50
    wheel(chain.view, QPoint(0, 120), Qt.KeyboardModifier.ControlModifier)
    assert chain.view.camera.scale > 1.0


def test_two_fingers_move_the_paper(chain):
    before = chain.view.camera.middle()
    wheel(chain.view, QPoint(0, 120), pixels=QPoint(30, 20))
    moved = chain.view.camera.middle() - before
    assert (round(moved.x()), round(moved.y())) == (-30, -20)


def test_two_fingers_that_part_zoom_to_where_they_are(chain):
    before = chain.view.camera.scale
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice(), 2,
        MIDDLE, MIDDLE, MIDDLE, 0.25, QPointF(),
    )  # fmt: skip
    QApplication.sendEvent(chain.view.viewport(), event)
    assert chain.view.camera.scale == pytest.approx(before * 1.25)


def test_a_layer_dragged_to_the_rim_goes_on_as_the_paper_moves(chain, qtbot):
    view = chain.view
    node = chain.node("dense")
    item = view.graph_scene.nodes[node.id]
    begin = view.mapFromScene(item.rect().center())
    rim = QPoint(begin.x(), view.viewport().height() - 2)
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=begin)
    qtbot.mouseMove(view.viewport(), rim)
    looked = view.camera.middle().y()
    qtbot.waitUntil(lambda: view.camera.middle().y() > looked + 100)
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=rim)
    stands = view.camera.middle().y()
    assert view.session.document.node(node.id).position[1] > node.position[1] + 100
    qtbot.wait(60)
    assert view.camera.middle().y() == stands


def test_the_paper_moves_only_at_the_rim_and_faster_further_out():
    room = QRect(0, 0, 400, 300)
    assert speed(QPoint(200, 150), room) == (0.0, 0.0)
    assert speed(QPoint(400, 150), room) == (-18.0, 0.0)
    slow, fast = speed(QPoint(200, 20), room)[1], speed(QPoint(200, -50), room)[1]
    assert 0 < slow < fast == 18.0


def test_on_the_way_one_point_of_the_drawing_stays_where_it_is():
    begin, end = Look(0.5, QPointF(0, 0)), Look(2.0, QPointF(300, 0))
    fixed = 400.0  # (fixed - middle) * scale is the same at the beginning and at the end
    seen = {round((fixed - look.middle.x()) * look.scale) for look in
            (between(begin, end, step / 4) for step in range(5))}  # fmt: skip
    assert seen == {200}


def test_fit_comes_by_steps_unless_things_are_to_move_at_once(chain, qtbot):
    view = chain.view
    view.camera.look(0.3, QPointF(2000, 2000))
    view.verbs.fit()
    still = view.camera.scale
    assert view.camera.visible().contains(view.graph_scene.drawn_rect())
    view.session.preferences.set("reduced_motion", False)
    view.camera.look(0.3, QPointF(2000, 2000))
    view.verbs.fit()
    qtbot.waitUntil(lambda: view.camera.scale == pytest.approx(still))
    assert view.camera.visible().contains(view.graph_scene.drawn_rect())


def test_what_was_in_the_middle_stays_there_when_the_window_grows(chain, qtbot):
    view = chain.view
    middle = view.camera.middle()
    view.resize(1400, 900)
    qtbot.wait(20)
    assert (view.camera.middle() - middle).manhattanLength() < 3
