"""The page that is seen first, driven by real events."""

import shutil
from datetime import datetime

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from designer import paths
from designer.graph.problems import Problem, Severity
from designer.project.project import Project
from designer.project.settings import DataKind, DataSettings
from designer.protocol.events import DataPreviewed, RequestFailed
from designer.protocol.requests import PreviewData
from designer.ui.main_window import MainWindow
from designer.ui.welcome.examples import EXAMPLES, folder
from designer.ui.welcome.when import when
from tests.ui.windows import open_window

pytestmark = pytest.mark.window


@pytest.fixture
def window(session, qtbot):
    with open_window(session, qtbot, MainWindow.show_welcome) as made:
        yield made


@pytest.fixture
def page(window):
    return window.page("welcome")


def card(cards, name):
    return next(card for card in cards if card.accessibleName() == name)


def press(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def drop(window, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    no = (Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier)
    event = QDropEvent(QPointF(400, 400), Qt.DropAction.CopyAction, data, *no)
    window.dropEvent(event)


FIELDS = [
    {"name": "age", "dtype": "float32", "shape": [], "role": "number"},
    {"name": "harbour", "dtype": "string", "shape": [], "role": "class",
     "classes": ["C", "Q", "S"], "numeric": False},
    {"name": "note", "dtype": "string", "shape": [], "role": "text", "numeric": False},
    {"name": "survived", "dtype": "int64", "shape": [], "role": "class", "classes": ["0", "1"]},
]  # fmt: skip


def answer(engines, fields):
    link = engines.links[0]
    asked = link.last(PreviewData)
    link.say(DataPreviewed(asked.id, fields, {}, {"total": 90}, {}, []))


@pytest.fixture
def engine(session, engines):
    session.engine.start()
    engines.links[0].get_ready()


def test_it_stands_in_place_of_the_drawing_with_the_first_way_ready(window, page):
    assert window.workspace == "welcome"
    assert window.focusWidget() is page.ways[0]
    assert [way.accessibleName() for way in page.ways] == [
        "Empty canvas",
        "Template for my data",
        "Open a model",
    ]


def test_an_empty_canvas_by_enter_and_the_panels_come_back(window, page, qtbot):
    qtbot.keyClick(page.ways[0], Qt.Key.Key_Return)
    assert window.workspace == "design"
    assert window.focusWidget() is window.canvas
    assert window.palette_panel.isVisible()


def test_every_example_is_a_picture_and_opens_as_a_copy(window, page, qtbot, session):
    assert {example.name for example in EXAMPLES} == {p.stem for p in folder().glob("*.kdesign")}
    qtbot.waitUntil(lambda: all(card.picture.graph for card in page.examples))
    press(qtbot, card(page.examples, "Convolutions"))
    assert window.workspace == "design"
    assert session.path is None
    assert session.title == "digits_cnn"
    assert session.recent.paths == ()
    assert session.history.saved


def test_recent_files_are_cards_that_open(window, page, qtbot, session, tmp_path):
    path = tmp_path / "mine.kdesign"
    shutil.copy(folder() / "iris_mlp.kdesign", path)
    session.recent.add(path)
    page.show_first()
    recent = page._recent.itemAt(0).widget()
    assert recent.accessibleName() == "mine"
    qtbot.waitUntil(lambda: recent.picture.graph is not None)
    press(qtbot, recent)
    assert session.path == path
    assert window.workspace == "design"


def test_a_file_that_is_gone_meanwhile_is_no_trouble(window, page, session, tmp_path, qtbot):
    path = tmp_path / "mine.kdesign"
    path.write_text("no project")
    session.recent.add(path)
    page.show_first()
    path.unlink()
    page.show_first()
    qtbot.wait(50)
    assert page._recent.itemAt(0).widget().text().startswith("What you open")


def test_escape_goes_back_to_where_one_came_from(window, page, qtbot):
    window.show_workspace("data")
    window.run_action("help.welcome")
    qtbot.keyClick(page.ways[0], Qt.Key.Key_Escape)
    assert window.workspace == "data"


def test_it_can_be_left_out_at_the_start(window, page, session):
    assert window.greeting.wanted_at_start
    page.at_start.click()
    assert not window.greeting.wanted_at_start
    assert session.preferences.get("show_welcome") is False


def test_the_empty_canvas_offers_the_same_templates(window, page, session):
    window.show_workspace("design")
    window.canvas.data_requested.emit()
    assert window.workspace == "welcome"
    assert page.currentWidget() is page.templates

    session.new(Project(data=DataSettings(DataKind.BUILTIN, "iris")))
    window.canvas.data_requested.emit()
    assert window.workspace == "data"


def test_recovered_edits_take_its_place(window, session):
    session.new(Project(name="found"))
    assert window.workspace == "design"


def test_a_set_that_comes_along_gets_models_at_once(window, page, qtbot, session):
    press(qtbot, page.ways[1])
    templates = page.templates
    press(qtbot, templates.sources.sets[DataKind.BUILTIN, "digits"])
    assert templates.found.text() == "digits: 1,797 rows, pictures of 8 × 8 × 1."
    assert templates.target.currentText() == "label · 10 classes"
    press(qtbot, card(templates.cards, "Convolutional network"))
    assert window.workspace == "design"
    assert session.title == "digits_cnn"
    project = session.document.project
    assert project.data == DataSettings(DataKind.BUILTIN, "digits")
    assert [node.kind for node in project.graph.nodes.values()][:3] == [
        "Input",
        "Rescaling",
        "Conv2D",
    ]


def test_a_dropped_table_gets_models_for_its_columns(
    window, page, qtbot, session, engine, engines, tmp_path
):
    path = tmp_path / "ship.csv"
    path.write_text("age,harbour,note,survived\n1,C,a b c,0\n")
    drop(window, path)
    qtbot.waitUntil(lambda: page.templates is not None and page.templates.isVisible())
    assert page.templates.found.text() == "Reading ship.csv …"

    answer(engines, FIELDS)
    assert page.templates.found.text() == (
        "ship.csv: 90 rows, a table with 2 columns to predict from."
    )
    assert page.templates.left_out.text().startswith("Not used at first: note.")

    press(qtbot, card(page.templates.cards, "Small network"))
    graph = session.document.project.graph
    assert session.title == "ship_mlp"
    assert graph.by_name["age"].params == {"columns": ["age"], "shape": [1]}
    assert graph.by_name["harbour"].params == {
        "columns": ["harbour"],
        "encoding": "one_hot",
        "shape": [3],
    }
    assert graph.by_name["survived"].params["columns"] == ["survived"]


def test_another_target_gives_another_ending(window, page, session, engine, engines):
    templates = page.show_templates()
    templates.choose_data(DataSettings(DataKind.CSV, path="ship.csv"))
    answer(engines, FIELDS)
    templates.target.setCurrentText("age · a number")
    templates.target.activated.emit(templates.target.currentIndex())
    card(templates.cards, "Linear model").click()
    assert session.document.project.graph.by_name["age"].params["loss"] == "mse"


def test_data_that_cannot_be_read_says_why(window, page, session, engine, engines):
    templates = page.show_templates()
    templates.choose_data(DataSettings(DataKind.CSV, path="ship.csv"))
    asked = engines.links[0].last(PreviewData)
    engines.links[0].say(RequestFailed(asked.id, "ship.csv is empty."))
    assert templates.message.text.text() == "ship.csv is empty."
    assert templates.cards == ()


def test_a_file_that_is_not_there_says_so(window, page, session, engine, engines):
    templates = page.show_templates()
    templates.choose_data(DataSettings(DataKind.CSV, path="a.csv"))
    asked = engines.links[0].last(PreviewData)
    gone = Problem("data-missing", Severity.ERROR, "There is no file", "a.csv is not there.")
    engines.links[0].say(DataPreviewed(asked.id, [], {}, {}, {}, [gone.to_json()]))
    assert templates.message.text.text() == "a.csv is not there."


def test_data_with_nothing_to_predict_says_so(window, page, session, engine, engines):
    templates = page.show_templates()
    templates.choose_data(DataSettings(DataKind.CSV, path="a.csv"))
    answer(engines, [FIELDS[2]])
    assert templates.message.title.text() == "There is no starter model for a.csv"


@pytest.mark.parametrize(
    ("then", "words"),
    [
        (datetime(2026, 3, 10, 11, 59, 40), "just now"),
        (datetime(2026, 3, 10, 11, 59), "1 minute ago"),
        (datetime(2026, 3, 10, 11, 18), "42 minutes ago"),
        (datetime(2026, 3, 10, 8, 5), "today 08:05"),
        (datetime(2026, 3, 9, 23, 5), "yesterday 23:05"),
        (datetime(2026, 3, 6, 23, 5), "4 days ago"),
        (datetime(2026, 1, 6, 23, 5), "2026-01-06"),
    ],
)
def test_times_are_said_as_people_do(then, words):
    assert when(then, datetime(2026, 3, 10, 12, 0)) == words


def test_the_examples_lie_where_the_resources_are():
    assert folder() == paths.resources() / "examples"


def test_the_tour_is_offered_loudly_once(window, page, qtbot):
    press(qtbot, page.tour)
    assert window.touring.tour is not None
    window.touring.tour.end()
    window.show_welcome()
    assert page.tour.text() == "Take the tour again"


def test_arrows_and_tab_go_from_card_to_card(window, page, qtbot):
    window.activateWindow()
    qtbot.keyClick(page.ways[0], Qt.Key.Key_Tab)
    assert window.focusWidget() is page.ways[1]
    qtbot.keyClick(page.ways[1], Qt.Key.Key_Right)
    assert window.focusWidget() is page.ways[2]
    qtbot.keyClick(page.ways[2], Qt.Key.Key_Left)
    assert window.focusWidget() is page.ways[1]
