"""Every control has a name and can be reached by keys alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from designer import paths
from designer.ui.actions.command_palette import CommandPalette
from designer.ui.main_window import MainWindow
from designer.ui.shortcuts.shortcut_sheet import ShortcutSheet

pytestmark = [
    pytest.mark.window,
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
]
EXAMPLE = paths.resources() / "examples" / "digits_cnn.kdesign"
MOST_STEPS = 300


@pytest.fixture
def window(session, qtbot):
    session.open(EXAMPLE)
    made = MainWindow(session)
    made.resize(1280, 800)
    made.show()
    made.show_workspace("design")
    qtbot.waitExposed(made)
    made.activateWindow()
    yield made
    session.history.mark_saved()
    made.close()
    made.deleteLater()


def takes_keys(place):
    """Return what on the screen can have the keys: nobody else's inside, nothing disabled."""
    return [
        widget
        for widget in place.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        and not widget.focusProxy()
        and not widget.objectName().startswith("qt_")
        and getattr(widget.parent(), "viewport", lambda: None)() is not widget
    ]


def nameless(place):
    return [
        (type(widget).__name__, type(widget.parent()).__name__)
        for widget in takes_keys(place)
        if not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and (widget.text() or widget.toolTip()))
    ]


def walked(start, back=False):
    """Return what Tab comes to, one after the other, until it is where it was."""
    start.setFocus()
    seen = []
    for _ in range(MOST_STEPS):
        now = QApplication.focusWidget()
        if now is None or now in seen:
            return seen
        seen.append(now)
        QTest.keyClick(
            now,
            Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab,
            Qt.KeyboardModifier.ShiftModifier if back else Qt.KeyboardModifier.NoModifier,
        )
    return seen


def test_the_panels_of_design_are_walked_by_tab(window, session):
    session.selection.set([session.document.graph.by_name["conv_1"].id])
    window.actions_registry["view.panel.outline"].trigger()
    QTest.qWait(20)
    seen = walked(window.canvas, back=True)
    for panel in (window.outline, window.inspector):
        missed = [w for w in takes_keys(panel) if w not in seen]
        assert missed == [], panel
    assert nameless(window) == []


def test_outline_and_canvas_are_left_by_tab(window):
    window.actions_registry["view.panel.outline"].trigger()
    QTest.qWait(20)
    assert len(walked(window.outline.tree)) > 1
    assert len(walked(window.canvas, back=True)) > 1


def test_find_and_its_buttons_are_reached(window):
    window.actions_registry["view.find"].trigger()
    window.canvas.finding.bar.field.setText("conv")
    bar = window.canvas.finding.bar
    assert set(takes_keys(bar)) <= set(walked(bar.field))
    assert nameless(bar) == []


def test_the_sheet_of_shortcuts_is_walked_by_tab(window, qtbot):
    window.show_shortcuts()
    sheet = window.findChild(ShortcutSheet)
    qtbot.waitUntil(sheet.field.hasFocus)
    sheet.choose("edit.redo")
    assert nameless(sheet) == []
    assert set(takes_keys(sheet)) <= set(walked(sheet.field))
    sheet.close()


def test_the_command_palette_has_names(window):
    window.show_commands()
    palette = window.findChildren(CommandPalette)[-1]
    assert nameless(palette) == []
    palette.close()
