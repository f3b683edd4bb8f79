"""The Data workspace: choose, split, bind, and see the head before training."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from designer.document.commands.nodes import set_param
from designer.graph.problems import Problem, Severity
from designer.project.settings import DataKind
from designer.protocol.events import DataPreviewed, RequestFailed
from designer.protocol.requests import PreviewData
from designer.ui.data.data_page import DataPage
from designer.ui.data.head_model import cell_words
from designer.ui.data.sources import choose


def field(name, **rest):
    return {"name": name, "dtype": "float32", "shape": [], "role": "number", **rest}


IRIS = [
    field("sepal_length", minimum=4.3, maximum=7.9, mean=5.843),
    field("features", shape=[4]),
    field("species", dtype="int64", role="class", classes=["setosa", "virginica"]),
]


@pytest.fixture
def engine(session, engines):
    session.engine.start()
    engines.links[0].get_ready()
    return engines.links[0]


@pytest.fixture
def page(session, engine, qtbot):
    page = DataPage(session)
    page.resize(1280, 760)
    qtbot.addWidget(page)
    page.show()
    return page


def preview(engine, fields=IRIS, problems=()):
    id = engine.last(PreviewData).id
    head = {entry["name"]: [5.1, 4.9] for entry in fields}
    counts = {"train": 90, "validation": 30, "test": 30, "total": 150}
    balance = {"species": {"setosa": 50, "virginica": 100}}
    told = [problem.to_json() for problem in problems]
    engine.say(DataPreviewed(id, list(fields), head, counts, balance, told))


def test_an_empty_page_says_what_to_do(page):
    assert page.preview.empty.isVisible()


def test_a_file_that_is_not_chosen_leaves_the_source_as_it_was(page, qtbot, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    qtbot.mouseClick(page.source.cards[DataKind.HDF5], Qt.MouseButton.LeftButton)

    assert [kind for kind, card in page.source.cards.items() if card.isChecked()] == []


def test_a_built_in_set_is_chosen_with_one_click(page, session, qtbot):
    qtbot.mouseClick(page.source.cards[DataKind.BUILTIN], Qt.MouseButton.LeftButton)

    data = session.document.project.data
    assert (data.kind, data.name) == (DataKind.BUILTIN, "digits")
    assert page.source.sets.isVisible()
    assert "1,797 rows" in page.source.about.text()
    assert page.preview.loading.isVisible()


def test_a_file_is_asked_for(page, session, qtbot, monkeypatch, tmp_path):
    path = str(tmp_path / "a.csv")
    ask = "designer.ui.data.source_form.QFileDialog.getOpenFileName"
    monkeypatch.setattr(ask, lambda *_: (path, ""))
    qtbot.mouseClick(page.source.cards[DataKind.CSV], Qt.MouseButton.LeftButton)

    assert session.document.project.data.path == path
    assert page.source.path.text() == "a.csv"


def test_an_option_is_written_and_put_back(page, session):
    choose(session.document, DataKind.CSV, path="a.csv")
    page.source._options.committed.emit("delimiter", ";")

    assert session.document.project.data.options == {"delimiter": ";"}


def test_the_head_types_counts_and_balance_are_shown(page, session, engine):
    choose(session.document, DataKind.BUILTIN, name="iris")
    preview(engine)

    shown = page.preview
    assert shown.summary.text() == "150 rows · 3 fields"
    assert shown.model.rowCount() == 2
    assert shown.fields.item(0, 0).text() == "sepal_length"
    assert shown.fields.item(0, 6).text() == "5.843"
    assert shown.fields.item(2, 1).text() == "class of 2"
    assert shown._balance_title.text() == "Classes of species"
    assert page.split.bar._counts["validation"] == 30


def test_what_cannot_be_read_is_told_in_words(page, session, engine):
    choose(session.document, DataKind.CSV, path="gone.csv")
    words = "Expected a file gone.csv, found none. Choose another."
    engine.say(RequestFailed(engine.last(PreviewData).id, words))

    card = page.preview.cards.itemAt(0).widget()
    assert card.title.text() == "The data cannot be read"
    assert card.text.text() == words


def test_a_problem_of_the_data_is_a_card(page, session, engine):
    choose(session.document, DataKind.BUILTIN, name="iris")
    preview(
        engine, problems=[Problem("nan", Severity.WARNING, "3 rows lack a value", "Drop them.")]
    )

    assert page.preview.cards.itemAt(0).widget().title.text() == "3 rows lack a value"


def test_input_and_output_are_made_for_the_data(page, session, engine, qtbot):
    choose(session.document, DataKind.BUILTIN, name="iris")
    preview(engine)
    qtbot.mouseClick(page.bindings.make, Qt.MouseButton.LeftButton)

    (entry,), (target,) = session.document.graph.inputs, session.document.graph.outputs
    assert entry.params["shape"] == [4]
    assert entry.params["columns"] == ["features"]
    assert target.params["columns"] == ["species"]
    assert target.params["loss"]["class_name"] == "SparseCategoricalCrossentropy"
    session.history.undo()
    assert not session.document.graph.nodes


def test_columns_are_chosen_from_a_menu(page, session, engine, qtbot):
    choose(session.document, DataKind.BUILTIN, name="iris")
    preview(engine)
    page.bindings.make.click()
    preview(engine)
    id = session.document.graph.inputs[0].id
    menu = page.bindings.rows[id].menu()
    page.bindings._fill(menu, id)
    next(a for a in menu.actions() if a.text().startswith("sepal_length")).trigger()

    columns = session.document.graph.nodes[id].params["columns"]
    assert columns == ["features", "sepal_length"]


def test_a_slider_moves_the_split(page, session):
    page.split.sliders["test"].setValue(30)

    assert session.document.project.data.test == 0.3
    assert page.split.bar._shares == (50, 20, 30)


def test_a_passing_wheel_leaves_the_split_as_it_is(page, session, qtbot):
    slider = page.split.sliders["validation"]
    place, turn = slider.rect().center().toPointF(), QPoint(0, -120)
    wheel = QWheelEvent(
        place,
        slider.mapToGlobal(place),
        QPoint(),
        turn,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(slider, wheel)

    assert session.document.project.data.validation == 0.2


def test_the_parts_leave_rows_for_training(page, session):
    page.split.sliders["validation"].setValue(60)
    page.split.sliders["test"].setValue(60)

    assert page.split.bar._shares == (10, 60, 30)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "–"),
        (0.123456, "0.1235"),
        (25312.4, "25312"),
        ([1.0, 2.0], "[1, 2]"),
        ([0] * 8, "[0, 0, 0, 0, 0, 0, …]"),
    ],
)
def test_cells_are_short(value, words):
    assert cell_words(value) == words


HOUSES = [
    field("city", dtype="int64", role="class", classes=["Bern", "Basel"], numeric=False),
    field("note", dtype="string", role="text", numeric=False),
    field("rooms"),
    field("sold", dtype="int64", role="class", classes=["no", "yes"], numeric=False),
]


def houses(engine):
    id = engine.last(PreviewData).id
    head = {entry["name"]: [1] for entry in HOUSES}
    balance = {"city": {"Bern": 3, "Basel": 4}, "sold": {"no": 2, "yes": 5}}
    engine.say(DataPreviewed(id, HOUSES, head, {"total": 7}, balance, []))


def test_columns_that_are_left_out_are_said_with_the_reason(page, session, engine, qtbot):
    choose(session.document, DataKind.CSV, path="houses.csv")
    houses(engine)
    words = "Left out, as one Input takes numbers alone: city (2 classes), note (text). "
    assert page.bindings.left_out.isVisible()
    assert page.bindings.left_out.text().startswith(words)

    qtbot.mouseClick(page.bindings.make, Qt.MouseButton.LeftButton)
    houses(engine)
    assert session.document.graph.inputs[0].params["columns"] == ["rooms"]
    assert page.bindings.left_out.text().startswith(words)


def test_nothing_is_said_where_no_column_is_left_out(page, session, engine):
    choose(session.document, DataKind.BUILTIN, name="iris")
    preview(engine)
    assert not page.bindings.left_out.isVisible()


def test_the_balance_is_that_of_the_target(page, session, engine):
    choose(session.document, DataKind.CSV, path="houses.csv")
    houses(engine)
    assert page.preview._balance_title.text() == "Classes of sold"

    page.bindings.make.click()
    houses(engine)
    (output,) = session.document.graph.outputs
    set_param(session.document, [output.id], "columns", ["city"])
    assert page.preview._balance_title.text() == "Classes of city"
    assert page.preview.balance.accessibleDescription() == "Bern: 3, Basel: 4"


def test_shares_of_more_than_all_rows_are_drawn_inside_the_bar(page, session):
    with session.document.edit("By hand") as edit:
        data = session.document.project.data
        edit.set("data", replace(data, validation=0.8, test=0.7))

    assert page.split.bar._shares == (0, 80, 70)
    image = page.split.bar.grab().toImage()
    assert image.width() == page.split.bar.width()
    assert page.split.bar.accessibleName() == "0 % training, 80 % validation, 70 % test"


def test_titles_stand_over_their_columns(page, session, engine):
    choose(session.document, DataKind.CSV, path="houses.csv")
    houses(engine)
    fields, right = page.preview.fields, Qt.AlignmentFlag.AlignRight
    for column in range(fields.columnCount()):
        title, cell = fields.horizontalHeaderItem(column), fields.item(0, column)
        assert bool(title.textAlignment() & right) == bool(cell.textAlignment() & right)
    model, role = page.preview.model, Qt.ItemDataRole.TextAlignmentRole
    title = model.headerData(0, Qt.Orientation.Horizontal, role)
    assert title & right
    assert model.data(model.index(0, 0), role) & right
