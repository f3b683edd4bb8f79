"""The palette: find a layer and say which one was chosen."""

import pytest
from PySide6.QtCore import Qt

from designer.ui.kind_mime import kind_in
from designer.ui.palette.palette_panel import PalettePanel


@pytest.fixture
def palette(qtbot, session):
    panel = PalettePanel(session)
    qtbot.addWidget(panel)
    panel.resize(214, 700)
    panel.show()
    return panel


def shown(palette):
    return [kind for kinds in palette.lists() for kind in kinds.kinds()]


def test_every_family_is_there_with_its_most_used_first(palette):
    kinds = shown(palette)
    assert {"Input", "Dense", "Conv2D", "MaxPooling2D", "LSTM", "Dropout", "Add"} <= set(kinds)


def test_more_shows_every_placeable_kind(palette, session, qtbot):
    for group in palette.groups:
        if group._more.isVisibleTo(group):
            qtbot.mouseClick(group._more, Qt.MouseButton.LeftButton)
    assert sorted(shown(palette)) == sorted(spec.kind for spec in session.catalog.placeable())


def test_typing_finds_and_enter_chooses(palette, qtbot):
    qtbot.keyClicks(palette.search_field, "gap2d")
    assert shown(palette)[0] == "GlobalAveragePooling2D"
    with qtbot.waitSignal(palette.chosen) as chosen:
        qtbot.keyClick(palette.search_field, Qt.Key.Key_Return)
    assert chosen.args == ["GlobalAveragePooling2D"]


def test_nothing_found_says_so(palette, qtbot):
    qtbot.keyClicks(palette.search_field, "zzzzqq")
    assert palette.nothing.isVisible()
    qtbot.keyClick(palette.search_field, Qt.Key.Key_Escape)
    assert not palette.nothing.isVisible()


def test_a_double_click_chooses(palette, qtbot):
    kinds = palette.lists()[1]
    place = kinds.visualItemRect(kinds.item(0)).center()
    with qtbot.waitSignal(palette.chosen) as chosen:
        qtbot.mouseClick(kinds.viewport(), Qt.MouseButton.LeftButton, pos=place)
        qtbot.mouseDClick(kinds.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [kinds.kinds()[0]]


def test_keys_go_from_family_to_family(palette, qtbot):
    qtbot.keyClick(palette.search_field, Qt.Key.Key_Down)
    first, second = palette.lists()[:2]
    for _ in first.kinds():
        qtbot.keyClick(first, Qt.Key.Key_Down)
    assert second.currentRow() == 0
    with qtbot.waitSignal(palette.chosen) as chosen:
        qtbot.keyClick(second, Qt.Key.Key_Return)
    assert chosen.args == [second.kinds()[0]]


def test_a_row_is_dragged_as_its_kind(palette):
    kinds = palette.groups[0].list
    assert kind_in(kinds.mimeData([kinds.item(0)])) == kinds.kinds()[0]


def test_parameters_typed_with_a_name_come_with_the_choice(palette, qtbot):
    qtbot.keyClicks(palette.search_field, "dense 64 relu")
    assert shown(palette)[0] == "Dense"
    with qtbot.waitSignal(palette.typed) as typed:
        qtbot.keyClick(palette.search_field, Qt.Key.Key_Return)
    assert typed.args[0].words == "units 64 · activation relu"
