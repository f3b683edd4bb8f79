"""A form takes what the user types, chooses and switches, and gives it as JSON."""

import pytest
from PySide6.QtCore import Qt

from designer.catalog.specs import Param, ParamGroup, ParamType, Registry
from designer.ui.forms import MIXED, ParamForm
from tests.ui.fakes import FakeCatalog

PARAMS = (
    Param("filters", (ParamType.INT,), required=True, minimum=1, initial=32),
    Param("kernel_size", (ParamType.INT_TUPLE,), required=True, rank=2, minimum=1),
    Param("padding", (ParamType.CHOICE,), default="valid", choices=("valid", "same")),
    Param("use_bias", (ParamType.BOOL,), default=True),
    Param("activation", (ParamType.OBJECT,), nullable=True, registry=Registry.ACTIVATION),
    Param(
        "kernel_regularizer",
        (ParamType.OBJECT,),
        nullable=True,
        registry=Registry.REGULARIZER,
        group=ParamGroup.INITIALIZATION,
    ),
    Param("optimizer", (ParamType.OBJECT,), default="adam", registry=Registry.OPTIMIZER),
    Param("callbacks", (ParamType.OBJECT_LIST,), default=[], registry=Registry.CALLBACK),
)


@pytest.fixture
def form(qtbot):
    form = ParamForm(PARAMS, {"filters": 32, "kernel_size": [3, 3]}, FakeCatalog())
    form.told = []
    form.valueChanged.connect(lambda name, value: form.told.append((name, value)))
    qtbot.addWidget(form)
    form.show()
    return form


def type_over(qtbot, line, text):
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def choose(box, word):
    index = next(i for i in range(box.count()) if box.itemData(i) == word)
    box.setCurrentIndex(index)
    box.activated.emit(index)


def test_a_number_that_is_typed_is_told_once(form, qtbot):
    type_over(qtbot, form.editor("filters").line, "64")

    assert form.told == [("filters", 64)]


def test_a_number_below_its_least_is_refused_under_the_field(form, qtbot):
    type_over(qtbot, form.editor("filters").line, "0")

    assert form.told == []
    assert form._rows["filters"].error.text() == "Expected 1 or more, found 0."
    assert form._rows["filters"].error.isVisible()


def test_escape_puts_the_value_back(form, qtbot):
    line = form.editor("filters").line
    line.selectAll()
    qtbot.keyClicks(line, "7")
    qtbot.keyClick(line, Qt.Key.Key_Escape)

    assert line.text() == "32"
    assert form.told == []


def test_arrow_keys_step_a_number(form, qtbot):
    qtbot.keyClick(form.editor("filters").line, Qt.Key.Key_Up)

    assert form.told == [("filters", 33)]


def test_one_size_stands_for_all(form, qtbot):
    type_over(qtbot, form.editor("kernel_size").line, "5")

    assert form.told == [("kernel_size", [5, 5])]
    assert form.editor("kernel_size").line.text() == "5 × 5"


def test_a_switch_is_turned(form, qtbot):
    qtbot.mouseClick(form.editor("use_bias").switch, Qt.MouseButton.LeftButton)

    assert form.told == [("use_bias", False)]


def test_a_word_is_chosen(form):
    choose(form.editor("padding").box, "same")

    assert form.told == [("padding", "same")]


def test_an_activation_is_a_short_name(form):
    choose(form.editor("activation").box, "relu")

    assert form.told == [("activation", "relu")]


def test_a_regularizer_brings_its_own_arguments(form, qtbot):
    editor = form.editor("kernel_regularizer")
    choose(editor.box, "L2")
    editor.more.setChecked(True)
    type_over(qtbot, editor._form.form.editor("l2").line, "0.0001")

    assert form.told[-1] == ("kernel_regularizer", {"class_name": "L2", "config": {"l2": 0.0001}})
    assert editor.box.currentText() == "L2 · 0.0001"


def test_a_learning_rate_can_be_a_schedule(form, qtbot):
    optimizer = form.editor("optimizer")
    choose(optimizer.box, "SGD")
    optimizer.more.setChecked(True)
    rate = optimizer._form.form.editor("learning_rate")
    choose(rate.box, "ExponentialDecay")

    schedule = {
        "class_name": "ExponentialDecay",
        "config": {"initial_learning_rate": 0.001, "decay_steps": 1000, "decay_rate": 0.9},
    }
    assert form.told[-1] == (
        "optimizer",
        {"class_name": "SGD", "config": {"learning_rate": schedule}},
    )


def test_callbacks_are_added_and_taken_away(form, qtbot):
    editor = form.editor("callbacks")
    index = editor.box.findText("EarlyStopping")
    editor.box.activated.emit(index)
    assert form.told[-1] == ("callbacks", [{"class_name": "EarlyStopping", "config": {}}])

    editor._on_remove(0)
    assert form.told[-1] == ("callbacks", [])


def test_reset_asks_for_the_default(form, qtbot):
    asked = []
    form.resetRequested.connect(asked.append)
    choose(form.editor("padding").box, "same")
    qtbot.mouseClick(form._rows["padding"].reset, Qt.MouseButton.LeftButton)

    assert asked == ["padding"]
    assert form.editor("padding").value() == "valid"
    assert "padding" not in form.values()


def test_values_that_differ_between_layers_say_so(form):
    form.setValues({"filters": MIXED, "padding": MIXED, "use_bias": MIXED, "activation": MIXED})

    assert form.editor("filters").line.placeholderText() == "several values"
    assert form.editor("padding").box.placeholderText() == "several values"
    assert form.told == []


def test_what_keras_says_of_a_value_stands_under_its_field(form):
    form.set_errors({"filters": "filters must be divisible by groups."})
    assert form._rows["filters"].error.text() == "filters must be divisible by groups."

    form.set_errors({})
    assert not form._rows["filters"].error.isVisible()


def test_a_name_that_keras_lacks_is_kept_and_marked(form):
    form.setValues({"activation": "mine"})

    assert form.editor("activation").value() == "mine"
    assert form._rows["activation"].error.text() == "Keras has no activation mine."
