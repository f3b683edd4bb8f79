"""The window, driven by real events."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QTabWidget,
    QWidget,
)

from designer import paths
from designer.document.commands.nodes import add_node
from designer.project.settings import DataKind
from designer.protocol.events import PhaseChanged
from designer.session.run import Run
from designer.ui import theme
from designer.ui.actions.command_palette import CommandPalette
from designer.ui.actions.registry import TABLE
from designer.ui.main_window import MainWindow
from tests.ui.fake_training import stored_run
from tests.ui.windows import open_window

pytestmark = pytest.mark.window
EXAMPLE = paths.resources() / "examples" / "digits_cnn.kdesign"


@pytest.fixture
def window(session, qtbot):
    with open_window(session, qtbot) as made:
        yield made


def answer(qtbot, monkeypatch, button):
    """Press *button* in the next question."""
    asked = []

    def execute(box):
        asked.append(box.text())
        return button

    monkeypatch.setattr(QMessageBox, "exec", execute)
    return asked


def drop(window, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(400, 400),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    return event.isAccepted()


def test_the_window_fits_1280_by_800(window):
    assert (window.width(), window.height()) == (1280, 800)
    assert window.minimumSizeHint().width() <= 1280
    assert window.minimumSizeHint().height() <= 800


def test_it_shows_palette_canvas_inspector_and_the_panel_below(window):
    shown = [window.palette_panel, window.canvas, window.inspector, window.bottom]
    assert all(widget.isVisible() for widget in shown)
    assert window.palette_panel.width() >= 200
    assert window.inspector.width() >= 300
    assert window.canvas.width() >= 600


def test_undo_carries_the_name_of_the_step(window, session, qtbot):
    add_node(session.document, session.catalog, "Dense", (0.0, 0.0))
    undo = window.actions_registry["edit.undo"]
    qtbot.waitUntil(undo.isEnabled)
    assert undo.text() == "Undo Add Dense"
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not session.document.graph.nodes
    qtbot.waitUntil(lambda: window.actions_registry["edit.redo"].text() == "Redo Add Dense")


def test_delete_on_the_canvas_deletes_and_elsewhere_does_not(window, session, qtbot):
    id = add_node(session.document, session.catalog, "Dense", (0.0, 0.0))
    session.selection.set([id])
    qtbot.wait(30)
    name = window.inspector.widget().header.name
    qtbot.keyClick(name, Qt.Key.Key_Delete)
    assert id in session.document.graph.nodes
    window.canvas.setFocus()
    qtbot.keyClick(window.canvas, Qt.Key.Key_Delete)
    assert id not in session.document.graph.nodes


def test_panels_are_hidden_shown_and_swapped(window, qtbot):
    window.actions_registry["view.panel.palette"].trigger()
    assert not window.palette_panel.isVisible()
    window.actions_registry["view.panel.palette"].trigger()
    assert window.palette_panel.isVisible()
    window.actions_registry["view.panel.swap"].trigger()
    qtbot.wait(20)
    left = window.inspector.mapTo(window, QPoint()).x()
    assert left < window.palette_panel.mapTo(window, QPoint()).x()


def test_panels_come_back_as_they_were(session, engines, qtbot):
    first = MainWindow(session)
    first.show()
    first.toggle_panel("palette")
    first.close()
    second = MainWindow(session)
    second.show()
    qtbot.wait(30)
    assert not second.palette_panel.isVisible()
    assert second.inspector.isVisible()
    second.close()
    first.deleteLater()
    second.deleteLater()


def test_other_workspaces_put_the_panels_away_and_design_brings_them_back(window, qtbot):
    names = [name for name in ("data", "train", "runs") if window.has_workspace(name)]
    for name in names:
        window.show_workspace(name)
        assert not window.palette_panel.isVisible()
        assert not window.inspector.isVisible()
        assert window.size().width() == 1280
    window.show_workspace("design")
    assert window.palette_panel.isVisible()
    assert window.inspector.isVisible()


def test_the_title_tells_name_and_unsaved_edits(window, session):
    session.open(EXAMPLE)
    assert window.windowTitle().startswith("digits_cnn")
    assert not window.isWindowModified()
    add_node(session.document, session.catalog, "Dense", (0.0, 0.0))
    assert window.isWindowModified()


def test_a_project_that_is_dropped_opens_when_the_drop_is_over(window, session, qtbot):
    assert drop(window, EXAMPLE)
    assert session.title == "untitled"
    qtbot.waitUntil(lambda: session.title == "digits_cnn")
    assert len(session.document.graph.nodes) > 5


def test_a_table_that_is_dropped_becomes_the_data(window, session, tmp_path, qtbot):
    path = tmp_path / "people.csv"
    path.write_text("a,b\n1,2\n")
    assert drop(window, path)
    qtbot.waitUntil(lambda: bool(session.history.labels))
    data = session.document.project.data
    assert (data.kind, data.path) == (DataKind.CSV, str(path))
    assert len(session.history.labels) == 1


def test_a_file_that_is_no_project_is_told_and_the_present_one_stays(
    window, session, tmp_path, qtbot
):
    session.open(EXAMPLE)
    bad = tmp_path / "broken.kdesign"
    bad.write_text("{")
    window.open_project(bad)
    box = window.findChild(QMessageBox)
    assert "broken.kdesign could not be opened" in box.text()
    assert box.informativeText()
    box.accept()
    assert session.title == "digits_cnn"


def test_closing_asks_about_unsaved_edits_and_cancel_keeps_the_window(
    window, session, qtbot, monkeypatch
):
    add_node(session.document, session.catalog, "Dense", (0.0, 0.0))
    asked = answer(qtbot, monkeypatch, QMessageBox.StandardButton.Cancel)
    window.close()
    assert asked == ["Save the changes to untitled?"]
    assert window.isVisible()


def test_new_throws_edits_away_only_when_told_to(window, session, qtbot, monkeypatch):
    add_node(session.document, session.catalog, "Dense", (0.0, 0.0))
    answer(qtbot, monkeypatch, QMessageBox.StandardButton.Discard)
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert not session.document.graph.nodes


def test_shortcuts_wait_for_the_end_of_a_drag(window, session, qtbot, tmp_path):
    session.open(EXAMPLE)
    session.save_as(tmp_path / "digits.kdesign")
    with session.document.edit("Move layer"):
        qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert session.path == tmp_path / "digits.kdesign"
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert session.path is None


def test_a_new_project_is_shown_in_design_and_the_canvas_has_the_keys(window, qtbot):
    window.show_workspace("runs")
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.workspace == "design"
    assert window.focusWidget() is window.canvas


def test_a_workspace_that_is_pressed_leaves_the_space_bar_to_the_canvas(window, qtbot):
    window.show_workspace("data")
    for button in window.findChildren(QAbstractButton):
        if button.accessibleName() == "Workspace Design":
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.focusWidget() is window.canvas


def test_training_that_cannot_begin_says_why(window, session, qtbot):
    window.actions_registry["train.start"].trigger()
    assert session.can_train in window.statusBar().currentMessage()


def test_a_paused_run_can_be_continued_from_bar_and_menu(window, session, qtbot, tmp_path):
    run = Run("r", tmp_path)
    session.runs.active = session.runs.shown = run
    session.runs.changed.emit()
    for phase, label in (("paused", "Continue"), ("training", "Pause")):
        run.apply(PhaseChanged(run.id, phase))
        qtbot.waitUntil(
            lambda phase=phase: (
                window.actions_registry["train.continue"].isEnabled() == (phase == "paused")
            )
        )
        assert window.findChild(QPushButton, "pause").text() == label
    session.runs.active = session.runs.shown = None


def test_the_status_bar_tells_of_the_engine(window, session, engines):
    session.engine.start()
    assert "starting" in session.engine.text
    engines.links[0].get_ready()
    words = [w.text() for w in window.statusBar().findChildren(QWidget) if hasattr(w, "text")]
    assert "Engine ready · TensorFlow 2.21.0" in words


def test_the_theme_is_chosen_in_the_menu(window, session):
    window.actions_registry["view.theme.dark"].trigger()
    assert theme.current().dark
    assert session.preferences.get("theme") == "dark"
    window.actions_registry["view.theme.light"].trigger()
    assert not theme.current().dark


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_command_is_found_by_typing(window, session, qtbot):
    window.show_commands()
    palette = window.findChild(CommandPalette)
    qtbot.keyClicks(palette.findChild(QLineEdit), "theme dark")
    qtbot.keyClick(palette.findChild(QLineEdit), Qt.Key.Key_Return)
    assert theme.current().dark
    theme.set_theme("light")


def test_a_problem_that_is_pressed_shows_its_node(window, session, qtbot):
    id = add_node(session.document, session.catalog, "Dense", (5000.0, 5000.0))
    session.selection.clear()
    window.bottom.problems.reveal_requested.emit(id)
    assert session.selection.nodes == (id,)


def test_every_action_has_a_text_and_a_menu_and_no_key_stands_twice():
    keys = [key for row in TABLE for key in row.keys]
    assert len({row.id for row in TABLE}) == len(TABLE)
    assert len(keys) == len(set(keys))
    assert all(row.text and row.menu for row in TABLE)


def test_every_action_is_in_a_menu(window):
    actions = {a.objectName() for a in window.findChildren(QAction) if a.objectName()}
    assert {row.id for row in TABLE} <= actions
    for row in TABLE:
        assert window.actions_registry[row.id].associatedObjects(), row.id


@pytest.mark.parametrize("workspace", ["design", "data", "train", "runs"])
def test_every_control_that_takes_the_focus_has_a_name(window, session, qtbot, tmp_path, workspace):
    session.open(EXAMPLE)
    session.save_as(tmp_path / "digits.kdesign")
    stored_run(session.runs.folder, "2026-01-01_10-00-00", session.document.project)
    session.runs.refresh()
    session.selection.set([session.document.graph.inputs[0].id])
    window.show_workspace(workspace)
    qtbot.wait(100)
    nameless = set()
    for tabs in (None, *(t for t in window.findChildren(QTabWidget) if t.isVisible())):
        for index in range(tabs.count() if tabs else 1):
            if tabs:
                tabs.setCurrentIndex(index)
            nameless |= {(type(w), type(w.parent())) for w in nameless_in(window)}
    assert nameless == set()


def nameless_in(window):
    """Return what can have the keys and tells nobody what it is."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and (widget.text() or widget.toolTip()))
        and not widget.objectName().startswith("qt_")
        and getattr(widget.parent(), "viewport", lambda: None)() is not widget
    ]
