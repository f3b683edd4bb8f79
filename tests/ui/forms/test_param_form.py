"""Forms made from the catalogue's descriptions."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton

from designer.catalog.catalog import load_catalog
from designer.catalog.specs import Param, ParamType, Registry
from designer.document.commands.nodes import UNSET
from designer.ui.forms.choice_editor import ChoiceEditor
from designer.ui.forms.combo import Combo
from designer.ui.forms.field_label import FieldLabel
from designer.ui.forms.object_editor import ObjectEditor
from designer.ui.forms.param_form import MIXED, ParamForm
from designer.ui.forms.switch_editor import SwitchEditor
from designer.ui.forms.text_editor import TextEditor

CATALOG = load_catalog()


@pytest.fixture
def make(qtbot):
    def made(*params, **values):
        form = ParamForm(CATALOG, params)
        qtbot.addWidget(form)
        form.told = []
        form.committed.connect(lambda name, value: form.told.append((name, value)))
        form.set_values(values)
        form.resize(300, 500)
        form.show()
        return form

    return made


def layer(kind):
    return CATALOG.layer(kind).params


def type_in(qtbot, line, text):
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def test_each_parameter_of_a_layer_gets_its_editor(make):
    form = make(*layer("Conv2D"))
    kinds = {name: type(row.editor) for name, row in form.rows.items()}
    assert kinds["filters"] is TextEditor
    assert kinds["kernel_size"] is TextEditor
    assert kinds["padding"] is ChoiceEditor
    assert kinds["use_bias"] is SwitchEditor
    assert kinds["kernel_initializer"] is ObjectEditor
    assert set(kinds) == {param.name for param in layer("Conv2D")}


def test_every_layer_and_object_of_the_catalogue_has_a_form(qtbot):
    for spec in CATALOG.placeable():
        form = ParamForm(CATALOG, spec.params)
        qtbot.addWidget(form)
        form.set_values({})
    for registry in Registry:
        for thing in CATALOG.objects(registry).values():
            form = ParamForm(CATALOG, thing.params)
            qtbot.addWidget(form)
            form.set_values({})


def test_a_number_is_typed_and_told(make, qtbot):
    form = make(*layer("Conv2D"), filters=32)
    type_in(qtbot, form.rows["filters"].editor.line, "64")
    assert form.told == [("filters", 64)]


def test_arrow_keys_step_a_number(make, qtbot):
    form = make(*layer("Conv2D"), filters=32)
    qtbot.keyClick(form.rows["filters"].editor.line, Qt.Key.Key_Up)
    assert form.told == [("filters", 33)]


def test_what_cannot_be_read_is_told_below_the_field_and_to_nobody_else(make, qtbot):
    form = make(*layer("Conv2D"), filters=32)
    type_in(qtbot, form.rows["filters"].editor.line, "many")
    assert form.told == []
    assert form.rows["filters"].error() == "Expected a whole number, found “many”."
    qtbot.keyClick(form.rows["filters"].editor.line, Qt.Key.Key_Escape)
    assert form.rows["filters"].error() == ""
    assert form.rows["filters"].editor.line.text() == "32"


def test_a_value_out_of_range_is_told_below_the_field(make, qtbot):
    form = make(*layer("Dropout"), rate=0.5)
    type_in(qtbot, form.rows["rate"].editor.line, "1.5")
    assert "1.5" in form.rows["rate"].error()


def test_the_switch_is_thrown_with_the_space_bar(make, qtbot):
    form = make(*layer("Conv2D"))
    qtbot.keyClick(form.rows["use_bias"].editor.switch, Qt.Key.Key_Space)
    assert form.told == [("use_bias", False)]


def test_a_field_goes_back_to_its_default(make, qtbot):
    form = make(*layer("Conv2D"), padding="same")
    row = form.rows["padding"]
    back = row.findChild(QToolButton)
    assert back.isVisible()
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert form.told == [("padding", UNSET)]
    form.set_values({})
    assert not back.isVisible()
    assert row.editor.combo.currentText() == "valid"


def test_an_initializer_is_chosen_and_its_argument_set(make, qtbot):
    form = make(*layer("Dense"))
    editor = form.rows["kernel_initializer"].editor
    index = editor.combo.findText("RandomNormal")
    editor.combo.setCurrentIndex(index)
    editor.combo.activated.emit(index)
    assert form.told[-1] == (
        "kernel_initializer",
        {"class_name": "RandomNormal", "config": {}},
    )
    editor.more.click()
    nested = editor.below.findChild(ParamForm)
    type_in(qtbot, nested.rows["stddev"].editor.line, "0.1")
    assert form.told[-1] == (
        "kernel_initializer",
        {"class_name": "RandomNormal", "config": {"stddev": 0.1}},
    )


def test_an_activation_stays_a_short_name(make):
    form = make(*layer("Dense"), activation="relu")
    editor = form.rows["activation"].editor
    assert editor.combo.currentText() == "relu"
    index = editor.combo.findText("tanh")
    editor.combo.activated.emit(index)
    assert form.told == [("activation", "tanh")]


def test_values_that_differ_are_shown_as_several(make):
    form = make(*layer("Conv2D"), filters=MIXED, padding=MIXED)
    assert form.rows["filters"].editor.line.placeholderText() == "several values"
    assert form.rows["padding"].editor.combo.currentIndex() == -1


def test_metrics_are_added_and_removed(make, qtbot):
    metrics = Param("metrics", (ParamType.OBJECT_LIST,), registry=Registry.METRIC)
    form = make(metrics, metrics=["accuracy"])
    editor = form.rows["metrics"].editor
    editor._add.click()
    combo = editor._items[1][0].combo
    index = combo.findText("TopKCategoricalAccuracy")
    combo.activated.emit(index)
    assert form.told[-1] == (
        "metrics",
        ["accuracy", {"class_name": "TopKCategoricalAccuracy", "config": {}}],
    )
    first = editor._items[0][1].findChildren(QToolButton)[-1]
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert form.told[-1] == (
        "metrics",
        [{"class_name": "TopKCategoricalAccuracy", "config": {}}],
    )


def test_a_learning_rate_is_a_number_or_a_schedule(make, qtbot):
    adam = CATALOG.find(Registry.OPTIMIZER, "Adam")
    form = make(*adam.params, learning_rate=0.001)
    editor = form.rows["learning_rate"].editor
    if not isinstance(editor, ObjectEditor):
        pytest.skip("the catalogue gives the learning rate one kind only")
    line = editor.combo.lineEdit()
    assert line.text() == "0.001"
    type_in(qtbot, line, "0.01")
    assert form.told == [("learning_rate", 0.01)]


def test_every_field_can_be_reached_and_has_a_name(make):
    form = make(*layer("LSTM"))
    for name, row in form.rows.items():
        target = row.editor.focusProxy()
        assert target is not None, name
        assert target.accessibleName() == name
        assert target.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_a_thing_that_is_added_to_a_list_has_to_be_chosen(make, qtbot):
    metrics = Param("metrics", (ParamType.OBJECT_LIST,), registry=Registry.METRIC)
    form = make(metrics, metrics=[])
    editor = form.rows["metrics"].editor
    qtbot.mouseClick(editor.findChild(QPushButton), Qt.MouseButton.LeftButton)

    combo = editor.findChild(Combo)
    assert (combo.currentText(), combo.placeholderText()) == ("", "choose")
    assert form.told == []


def test_accuracy_is_the_one_that_suits_the_loss(make, qtbot):
    metrics = Param("metrics", (ParamType.OBJECT_LIST,), registry=Registry.METRIC)
    form = make(metrics, metrics=[])
    editor = form.rows["metrics"].editor
    qtbot.mouseClick(editor.findChild(QPushButton), Qt.MouseButton.LeftButton)
    combo = editor.findChild(Combo)
    combo.activated.emit(combo.findData("Accuracy"))
    assert form.told == [("metrics", ["accuracy"])]


ABSTRACT = {
    Registry.METRIC: {"Metric", "Mean", "Sum", "MeanMetricWrapper"},
    Registry.SCHEDULE: {"LearningRateSchedule"},
    Registry.LOSS: {"Loss"},
    Registry.OPTIMIZER: {"Optimizer", "OptimizerMap", "MultiOptimizer"},
    Registry.INITIALIZER: {"Initializer"},
    Registry.REGULARIZER: {"Regularizer"},
    Registry.CONSTRAINT: {"Constraint"},
    Registry.CALLBACK: {"Callback", "CallbackList", "History"},
    Registry.LAYER: {"Layer", "Wrapper", "InputLayer", "Input", "Output"},
    Registry.DTYPE_POLICY: {"FloatDTypePolicy", "QuantizedDTypePolicy", "DTypePolicyMap"},
    Registry.ACTIVATION: set(),
}


@pytest.mark.parametrize("registry", Registry)
def test_nothing_abstract_is_offered(make, registry):
    types = (ParamType.OBJECT,)
    editor = make(Param("x", types, registry=registry)).rows["x"].editor
    found = {editor.combo.itemData(index) for index in range(editor.combo.count())} - {None}
    specs = CATALOG.objects(registry)

    assert found
    assert found & ABSTRACT[registry] == set()
    assert [kind for kind in found if specs[kind].facts.get("offered") is False] == []


def test_a_wrapper_offers_the_layers_that_fit(make):
    form = make(*(p for p in layer("RNN") if p.name == "cell"))
    combo = form.rows["cell"].editor.combo
    assert {combo.itemData(index) for index in range(combo.count())} - {None} == {
        "GRUCell",
        "LSTMCell",
        "SimpleRNNCell",
        "StackedRNNCells",
    }


def test_what_is_not_offered_still_says_its_name(make):
    param = Param("metric", (ParamType.OBJECT,), registry=Registry.METRIC)
    form = make(param, metric={"class_name": "Mean", "config": {}})
    assert form.rows["metric"].editor.combo.placeholderText() == "Mean"


def test_a_narrow_form_leaves_more_than_half_to_the_fields(make, qtbot):
    form = make(*layer("LSTM"), recurrent_initializer="zeros")
    form.resize(258, 900)
    qtbot.wait(10)
    rows = form.rows

    assert rows["kernel_initializer"].editor.width() >= 0.54 * 258
    assert not rows["kernel_initializer"]._back.isVisible()
    assert rows["recurrent_initializer"]._back.isVisible()
    assert rows["recurrent_initializer"]._label.toolTip()
    assert rows["units"].editor.x() == rows["kernel_initializer"].editor.x()


def test_labels_take_no_more_room_than_the_longest_needs(make, qtbot):
    form = make(*(p for p in layer("Dense") if p.name in ("units", "activation")))
    form.resize(600, 200)
    qtbot.wait(10)
    assert form.rows["units"].editor.x() < 100


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_usual_value_is_chosen_by_mouse_alone(make, qtbot):
    form = make(*layer("Conv2D"), filters=32)
    editor = form.rows["filters"].editor
    button = next(
        b for b in editor.findChildren(QToolButton) if b.accessibleName() == "Usual values"
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    menu = editor.findChild(QMenu)
    six = next(action for action in menu.actions() if action.text() == "6")
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(six).center())
    assert form.told == [("filters", 6)]
    menu.close()


def test_the_name_of_a_number_is_dragged_up_and_down(make, qtbot):
    form = make(*layer("Conv2D"), filters=32)
    label = form.rows["filters"].findChild(FieldLabel)
    qtbot.mousePress(label, Qt.MouseButton.LeftButton, pos=QPoint(5, 10))
    qtbot.mouseMove(label, QPoint(5 + 18, 10))
    qtbot.mouseMove(label, QPoint(5 + 12, 10))
    qtbot.mouseRelease(label, Qt.MouseButton.LeftButton, pos=QPoint(17, 10))
    assert form.told == [("filters", 35), ("filters", 34)]
    qtbot.mouseMove(label, QPoint(60, 10))
    assert len(form.told) == 2
