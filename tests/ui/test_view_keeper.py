"""A project comes up as one has left it."""

import shutil

import pytest

from designer import paths
from tests.ui.fakes import make_session
from tests.ui.windows import open_window

pytestmark = pytest.mark.window
EXAMPLES = paths.resources() / "examples"


@pytest.fixture
def window(session, qtbot):
    yield from shown(session, qtbot)


def shown(session, qtbot):
    with open_window(session, qtbot) as made:
        yield made


@pytest.fixture
def path(tmp_path):
    return shutil.copy(EXAMPLES / "digits_resnet.kdesign", tmp_path / "resnet.kdesign")


@pytest.fixture
def other(tmp_path):
    return shutil.copy(EXAMPLES / "iris_mlp.kdesign", tmp_path / "iris.kdesign")


def look(window):
    camera = window.canvas.camera
    middle = camera.middle()
    return (camera.scale * 1000, middle.x(), middle.y())


def same(seen):
    return pytest.approx(seen, abs=3)


def test_zoom_and_place_come_back(window, qtbot, path, other):
    window.open_project(path)
    qtbot.wait(30)
    window.canvas.zoom_in()
    window.canvas.camera.pan(60, 90)
    seen = look(window)

    window.open_project(other)
    qtbot.wait(30)
    assert look(window) != same(seen)
    window.open_project(path)
    qtbot.wait(30)

    assert look(window) == same(seen)


def test_the_block_one_was_in_comes_back_with_its_own_view(window, qtbot, path, other):
    window.open_project(path)
    qtbot.wait(30)
    document = window.session.document
    instance = next(n for n in document.graph.nodes.values() if n.kind == "block:residual_block")
    document.enter("residual_block", (instance.id,))
    window.canvas.camera.pan(33, 44)
    seen = look(window)

    window.open_project(other)
    qtbot.wait(30)
    window.open_project(path)
    qtbot.wait(30)

    assert (document.scope, document.path) == ("residual_block", (instance.id,))
    assert look(window) == same(seen)


def test_page_tab_and_hidden_panels_come_back_in_a_new_window(qtbot, path, engines, tmp_path):
    first = make_session(engines, config=tmp_path / "c1", state=tmp_path / "s1")
    for window in shown(first, qtbot):
        window.open_project(path)
        qtbot.wait(30)
        window.toggle_panel("palette")
        window.bottom.show_tab("code")
        window.show_workspace("data")
    first.close()

    second = make_session(engines, config=tmp_path / "c1", state=tmp_path / "s1")
    for window in shown(second, qtbot):
        assert window.workspace == "design"
        window.open_project(path)
        qtbot.wait(30)
        assert window.workspace == "data"
        assert window.bottom.tab == "code"
        assert not window.panel_shown("palette")
    second.close()


def test_a_killed_program_left_its_view_a_moment_after_the_change(window, qtbot, path):
    window.open_project(path)
    qtbot.wait(30)
    window.canvas.zoom_in()
    kept = paths.state_dir() / "views.json"
    qtbot.waitUntil(kept.is_file, timeout=3000)
    assert "resnet.kdesign" in kept.read_text()


def test_a_new_project_begins_as_always(window, qtbot, path):
    window.open_project(path)
    qtbot.wait(30)
    window.show_workspace("data")
    window.actions_registry["file.new"].trigger()
    qtbot.wait(30)
    assert window.workspace == "design"
    assert window.canvas.camera.scale == 1.0


def test_a_view_that_shows_nothing_of_the_drawing_gives_way_to_its_beginning(
    window, qtbot, path, other
):
    window.open_project(path)
    qtbot.wait(30)
    window.canvas.camera.pan(90_000, 0)
    window.open_project(other)
    qtbot.wait(30)
    window.open_project(path)
    qtbot.wait(30)
    assert window.canvas.shows_something()


def test_saving_under_another_name_keeps_the_view_there_too(window, qtbot, path, tmp_path):
    window.open_project(path)
    qtbot.wait(30)
    window.canvas.zoom_in()
    window.session.save_as(tmp_path / "copy.kdesign")
    seen = look(window)
    window.views.keep()
    window.open_project(path)
    qtbot.wait(30)
    window.open_project(tmp_path / "copy.kdesign")
    qtbot.wait(30)
    assert look(window) == same(seen)
