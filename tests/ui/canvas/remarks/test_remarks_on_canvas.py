"""Frames and notes under hand and keys, with real events."""

import random

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest

from designer.catalog.specs import Family
from designer.document.commands import remarks
from designer.document.commands.nodes import delete
from designer.graph.remarks import Remark, RemarkKind

ALT, CONTROL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
ESCAPE, RETURN = Qt.Key.Key_Escape, Qt.Key.Key_Return


def document(canvas):
    return canvas.view.session.document


def one(canvas) -> Remark:
    (remark,) = document(canvas).graph.remarks.values()
    return remark


def labels(canvas):
    return canvas.view.session.history.labels


@pytest.fixture
def framed(chain):
    """A frame round `flatten` and `dense`, seen at 100 %."""
    scene = chain.view.graph_scene
    boxes = [scene.nodes[chain.node(name).id].rect() for name in ("flatten", "dense")]
    made = remarks.add_frame(
        document(chain), [(b.left(), b.top(), b.right(), b.bottom()) for b in boxes], title="Head"
    )
    chain.view.session.history.forget()
    chain.view.camera.zoom_reset()
    chain.view.camera.centre(scene.remarks.items[made].rect().center())
    return chain


def title(canvas):
    """A spot of the frame's title that no wire crosses."""
    x, y = one(canvas).position
    return (x + 60.0, y + 12.0)


def test_a_frame_is_put_round_what_is_selected_and_named_at_once(chain):
    chain.click("dense").click("flatten", keys=SHIFT)
    chain.key(Qt.Key.Key_J, CONTROL | SHIFT)
    field = chain.view.writing.title_field
    assert field.isVisible()
    assert field.selectedText() == "Frame"
    chain.type("Head").key(RETURN)
    assert one(chain).text == "Head"
    assert chain.view.session.selection.remarks == (one(chain).id,)
    assert labels(chain) == ("Add frame", "Rename frame")
    held = chain.view.stage.carried([one(chain).id]) - {one(chain).id}
    assert held == {chain.node("dense").id, chain.node("flatten").id}


def test_a_frame_round_nothing_stands_at_the_pointer(canvas):
    canvas.hover((104.0, 96.0)).key(Qt.Key.Key_J, CONTROL | SHIFT).key(ESCAPE)
    assert one(canvas).position == (104.0, 96.0)
    assert one(canvas).size == remarks.EMPTY_FRAME


def test_a_frame_takes_along_what_stands_in_it(framed):
    frame, before = one(framed), framed.node("dense").position
    framed.press(title(framed)).drag_by(120, 40).release()
    moved = one(framed)
    dx = moved.position[0] - frame.position[0]
    dy = moved.position[1] - frame.position[1]
    assert (dx, dy) != (0.0, 0.0)
    assert framed.node("dense").position == (before[0] + dx, before[1] + dy)
    assert framed.node("image").position == (0.0, 0.0)
    assert labels(framed) == ("Move frame",)
    framed.view.session.history.undo()
    assert (one(framed), framed.node("dense").position) == (frame, before)


def test_with_alt_the_frame_moves_alone(framed):
    frame, before = one(framed), framed.node("dense").position
    framed.press(title(framed), keys=ALT).drag_by(120, 40).release()
    assert one(framed).position != frame.position
    assert framed.node("dense").position == before
    assert len(document(framed).graph.remarks) == 1


def test_escape_takes_the_move_of_a_frame_back(framed):
    frame, before = one(framed), framed.node("dense").position
    framed.press(title(framed)).drag_by(120, 40).key(ESCAPE).release()
    assert (one(framed), framed.node("dense").position) == (frame, before)
    assert labels(framed) == ()


def test_a_corner_resizes_a_frame_on_the_grid_but_not_below_the_least(framed):
    frame = one(framed)
    corner = (frame.position[0] + frame.size[0], frame.position[1] + frame.size[1])
    framed.press(corner).drag_by(61, 27).release()
    bigger = one(framed)
    right, bottom = (bigger.position[i] + bigger.size[i] for i in (0, 1))
    assert (right % 8, bottom % 8) == (0.0, 0.0)
    assert bigger.position == frame.position
    assert labels(framed) == ("Resize frame",)
    framed.press((right, bottom)).drag_by(-900, -900).release()
    assert one(framed).size == remarks.LEAST[RemarkKind.FRAME]


def test_the_pointer_says_that_a_side_can_be_taken(framed):
    x, y = one(framed).position
    framed.hover((x, y + 100.0))
    assert framed.view.viewport().cursor().shape() == Qt.CursorShape.SizeHorCursor


def test_inside_a_frame_is_paper(framed):
    x, y = one(framed).position
    framed.press((x + 5.0 + 3, y + 120.0)).drag_to((x + 40.0, y + 200.0)).release()
    assert framed.selected == ["dense"]
    assert framed.view.session.selection.remarks == ()


def test_a_box_takes_frames_that_lie_wholly_in_it(framed):
    framed.view.camera.fit(framed.view.graph_scene.drawn_rect().adjusted(-200, -200, 200, 200))
    framed.press((-150.0, 60.0)).drag_to((150.0, 200.0)).release()
    assert framed.view.session.selection.remarks == ()
    framed.press((-150.0, -100.0)).drag_to((400.0, 500.0)).release()
    assert framed.view.session.selection.remarks == (one(framed).id,)


def test_a_double_click_on_the_title_renames(framed):
    QTest.mouseDClick(
        framed.view.viewport(), Qt.MouseButton.LeftButton, pos=framed.point(title(framed))
    )
    framed.type("Neck").key(RETURN)
    assert one(framed).text == "Neck"


def test_f2_renames_the_selected_frame(framed):
    framed.click(title(framed)).key(Qt.Key.Key_F2)
    framed.type("Neck").key(RETURN)
    assert one(framed).text == "Neck"


def test_a_frame_is_duplicated_with_what_stands_in_it(framed):
    framed.click(title(framed)).key(Qt.Key.Key_D, CONTROL)
    assert len(document(framed).graph.remarks) == 2
    assert framed.kinds == ["Dense", "Dense", "Flatten", "Flatten", "Input"]
    copy = next(id for id in framed.view.session.selection.remarks)
    assert copy != one_of(framed, "Head").id
    assert labels(framed) == ("Duplicate",)


def one_of(canvas, text):
    return min(
        (r for r in document(canvas).graph.remarks.values() if r.text == text),
        key=lambda r: r.position,
    )


def test_a_frame_is_cut_and_pasted_with_what_stands_in_it(framed):
    framed.click(title(framed)).key(Qt.Key.Key_X, CONTROL)
    assert framed.names == ["image"]
    assert document(framed).graph.remarks == {}
    framed.key(Qt.Key.Key_V, CONTROL)
    assert framed.names == ["dense", "flatten", "image"]
    assert one(framed).text == "Head"
    framed.expect_edge("flatten", "dense")
    assert labels(framed) == ("Cut", "Paste")


def test_delete_takes_the_frame_and_leaves_the_layers(framed):
    framed.click(title(framed)).key(Qt.Key.Key_Delete)
    assert framed.names == ["dense", "flatten", "image"]
    assert framed.view.graph_scene.remarks.items == {}
    framed.view.session.history.undo()
    assert list(framed.view.graph_scene.remarks.items) == [one(framed).id]


def test_alt_and_arrows_move_a_frame_with_its_layers(framed):
    before = framed.node("dense").position
    framed.click(title(framed)).key(Qt.Key.Key_Right, ALT)
    assert framed.node("dense").position == (before[0] + 8.0, before[1])


def test_after_a_tidy_the_frame_still_holds_its_layers(framed):
    framed.view.verbs.tidy()
    held = framed.view.stage.carried([one(framed).id]) - {one(framed).id}
    assert held == {framed.node("dense").id, framed.node("flatten").id}


# Notes ---------------------------------------------------------------------------------------


@pytest.fixture
def noted(chain):
    """A note with a link, seen at 100 %."""
    remarks.add_note(document(chain), (300.0, 0.0), "[Keras](https://keras.io)\n\nmore", (240, 0))
    chain.view.session.history.forget()
    chain.view.camera.zoom_reset()
    chain.view.camera.centre(QPointF(300.0, 60.0))
    return chain


def test_a_note_is_written_at_the_pointer_as_one_step(canvas):
    canvas.hover((96.0, 80.0)).key(Qt.Key.Key_N, CONTROL | SHIFT)
    assert canvas.view.writing.editor.isVisible()
    assert document(canvas).graph.remarks == {}
    canvas.type("# Why").key(ESCAPE)
    assert (one(canvas).text, one(canvas).position) == ("# Why", (96.0, 80.0))
    assert labels(canvas) == ("Add note",)
    assert canvas.view.hasFocus()


def test_a_note_that_is_not_written_is_not_made(canvas):
    canvas.key(Qt.Key.Key_N, CONTROL | SHIFT).type("  ").key(ESCAPE)
    assert document(canvas).graph.remarks == {}
    assert labels(canvas) == ()


def test_a_note_stands_beside_the_selected_layer(chain):
    chain.click("dense").key(Qt.Key.Key_N, CONTROL | SHIFT)
    chain.type("last").key(ESCAPE)
    rect = chain.view.graph_scene.nodes[chain.node("dense").id].rect()
    assert one(chain).position[0] > rect.right()
    assert abs(one(chain).position[1] - rect.top()) <= 4


def test_a_click_outside_ends_writing(noted):
    noted.view.writing.edit(one(noted).id)
    noted.type("!").click((300.0, 300.0))
    assert one(noted).text.endswith("more!")
    assert labels(noted) == ("Edit note",)
    assert not noted.view.writing.editor.isVisible()


def test_bold_and_italic_are_marked_and_unmarked(canvas):
    canvas.key(Qt.Key.Key_N, CONTROL | SHIFT).type("why")
    editor = canvas.view.writing.editor
    editor.selectAll()
    canvas.key(Qt.Key.Key_B, CONTROL)
    assert editor.toPlainText() == "**why**"
    canvas.key(Qt.Key.Key_I, CONTROL)
    assert editor.toPlainText() == "***why***"
    canvas.key(Qt.Key.Key_B, CONTROL)
    assert editor.toPlainText() == "*why*"
    canvas.key(ESCAPE)
    assert one(canvas).text == "*why*"


def test_a_note_is_as_high_as_its_text_unless_made_higher(noted):
    scene = noted.view.graph_scene
    first = scene.remarks.items[one(noted).id].rect()
    assert 40 < first.height() < 120
    remarks.resize(document(noted), one(noted).id, (300.0, 0.0, 540.0, 400.0))
    assert scene.remarks.items[one(noted).id].rect().height() == 400.0
    remarks.fit_to_content(document(noted), [one(noted).id], {})
    assert scene.remarks.items[one(noted).id].rect() == first


def test_only_the_width_is_changed_by_a_side(noted):
    rect = noted.view.graph_scene.remarks.items[one(noted).id].rect()
    noted.press((rect.right(), rect.center().y())).drag_by(80, 50).release()
    assert one(noted).size == (324.0, 0.0)
    assert labels(noted) == ("Resize note",)


def test_control_and_click_opens_a_link(noted, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(opened.append(url)) or True)
    noted.click((320.0, 20.0), keys=CONTROL)
    assert [url.toString() for url in opened] == ["https://keras.io"]
    noted.click((320.0, 20.0))
    assert len(opened) == 1


def test_the_menu_of_a_note_offers_its_links_and_colours(noted, monkeypatch):
    hit = noted.view.stage.hit((320.0, 40.0))
    menu = noted.view.menus.menu(hit)
    texts = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    assert texts[:3] == ["Edit", "Open https://keras.io", "Colour"]
    colours = next(a.menu() for a in menu.actions() if a.text() == "Colour")
    assert [a.text() for a in colours.actions() if a.isChecked()] == ["Amber"]
    next(a for a in colours.actions() if a.text() == "Teal").trigger()
    assert one(noted).colour == "teal"
    next(a for a in colours.actions() if a.text() == "Amber").trigger()
    assert one(noted).colour == ""
    menu.deleteLater()


def test_a_note_is_pasted_in_another_window_with_a_new_id(noted):
    noted.click((320.0, 40.0)).key(Qt.Key.Key_C, CONTROL)
    text = QGuiApplication.clipboard().text()
    old = one(noted)
    delete(document(noted), [old.id])
    QGuiApplication.clipboard().setText(text)
    noted.key(Qt.Key.Key_V, CONTROL)
    assert one(noted).text == old.text
    assert one(noted).id != old.id


def test_layers_and_notes_are_moved_together(noted):
    noted.click("dense").click((320.0, 40.0), keys=SHIFT)
    before, note = noted.node("dense").position, one(noted).position
    noted.press((320.0, 40.0)).drag_by(80, 80).release()
    after, moved = noted.node("dense").position, one(noted).position
    assert (after[0] - before[0], after[1] - before[1]) == (
        moved[0] - note[0],
        moved[1] - note[1],
    )
    assert labels(noted) == ("Move layers",)


def test_every_zoom_is_painted(noted):
    remarks.add_frame(document(noted), [(0.0, 0.0, 200.0, 200.0)], title="T" * 200)
    noted.view.session.selection.set(document(noted).graph.remarks)
    for scale in (0.05, 0.2, 0.3, 0.4, 0.8, 1.0, 3.0):
        noted.view.camera.zoom_at(QPoint(200, 200), scale / noted.view.camera.scale)
        noted.view.viewport().repaint()
    assert noted.view.graph_scene.drawn_rect().contains(QPointF(500.0, 20.0))


def test_remarks_inside_a_block_are_drawn_there_only(noted):
    noted.click("dense")
    session = noted.view.session
    assert noted.view.verbs.blocks.make()
    assert noted.view.verbs.blocks.enter_selected()
    assert noted.view.graph_scene.remarks.items == {}
    remarks.add_note(session.document, (0.0, 0.0), "inside")
    assert len(noted.view.graph_scene.remarks.items) == 1
    noted.view.verbs.blocks.leave()
    assert list(noted.view.graph_scene.remarks.items) == [one(noted).id]


def test_random_gestures_with_frames_and_notes_can_all_be_taken_back(framed):
    session, view = framed.view.session, framed.view
    for place, text in (((400.0, 0.0), "# one"), ((-400.0, 200.0), "two " * 60)):
        remarks.add_note(session.document, place, text)
    remarks.add_frame(session.document, [(-500.0, -200.0, 800.0, 700.0)], title="All")
    session.history.forget()
    before, hand = session.document.project, random.Random(11)
    for _ in range(120):
        _random_gesture(framed, hand)
        assert set(view.graph_scene.remarks.items) == set(session.document.graph.remarks)
        for id, item in view.graph_scene.remarks.items.items():
            assert item.remark == session.document.remark(id)
    while session.history.undo_label:
        session.history.undo()
    assert session.document.project == before
    for id, item in view.graph_scene.remarks.items.items():
        assert item.remark == before.graph.remarks[id]


def _random_gesture(canvas, hand):
    view = canvas.view
    size = view.viewport().size()
    spots = [QPoint(hand.randrange(size.width()), hand.randrange(size.height())) for _ in "ab"]
    items = list(view.graph_scene.remarks.items.values())
    if items and hand.random() < 0.7:
        rect = hand.choice(items).rect()
        corners = (rect.topLeft(), rect.bottomRight(), rect.topLeft() + QPointF(40, 12))
        spots[0] = view.mapFromScene(hand.choice(corners))
    if not view.viewport().rect().contains(spots[0]):
        view.verbs.fit()
        return
    match hand.randrange(9):
        case 0 | 1 | 2 | 3:
            keys = hand.choice((Qt.KeyboardModifier.NoModifier, SHIFT, CONTROL, ALT))
            canvas.press(spots[0], keys=keys).drag_to(spots[1])
            if hand.random() < 0.2:
                canvas.key(ESCAPE)
            canvas.release()
            view.adder.popup.hide()
        case 4:
            canvas.hover(spots[0])
            view.remarks.add_frame()
            canvas.type("x").key(RETURN)
        case 5:
            canvas.hover(spots[1])
            view.remarks.add_note()
            canvas.type("**y**").key(ESCAPE)
        case 6:
            view.verbs.duplicate()
            if len(view.graph_scene.remarks.items) > 16:
                view.verbs.delete_selection()
        case 7:
            view.session.history.undo()
        case 8:
            hand.choice((view.verbs.tidy, view.remarks.fit, view.verbs.delete_selection))()


def test_from_afar_a_frame_is_taken_by_its_label(framed):
    framed.view.camera.zoom_at(framed.point("dense"), 0.2 / framed.view.camera.scale)
    before = framed.node("dense").position
    x, y = one(framed).position
    framed.press((x + 60.0, y + 4.0)).drag_by(40, 0).release()
    assert framed.node("dense").position[0] > before[0]
    assert labels(framed) == ("Move frame",)


def test_a_picked_colour_of_a_newer_program_is_shown_as_usual(noted):
    remarks.colour(document(noted), [one(noted).id], "ultraviolet")
    item = noted.view.graph_scene.remarks.items[one(noted).id]
    assert one(noted).colour == "ultraviolet"
    assert item.color() == noted.view.graph_scene.look.theme.families[Family.NORMALIZATION]
