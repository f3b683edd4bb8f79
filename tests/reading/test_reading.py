"""Scripts as projects, and projects as scripts and back."""

from pathlib import Path

import pytest

from designer import paths
from designer.catalog.catalog import load_catalog
from designer.codegen.script import project_script
from designer.graph.problems import Severity
from designer.project.files import read_project
from designer.project.project import Project
from designer.reading.reading import Reading, read_code

CATALOG = load_catalog()
SOURCES = sorted((Path(__file__).parent / "sources").glob("*.py"))
EXAMPLES = sorted((paths.resources() / "examples").glob("*.kdesign"))


FULL = (
    "import keras\nfrom keras import layers\nx = keras.Input((3,))\na = [1]\nb = [1]\n"
    + "a = [a, a]\nb = [b, b]\n" * 40
)
"""Lists that hold others twice: short, and yet without end."""


def read(text: str) -> Reading:
    return read_code(text, CATALOG)


def read_again(project: Project) -> Reading:
    script = project_script(project)
    return read_code(script, CATALOG, project, script)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_script_of_an_example_is_read_as_the_example(path: Path) -> None:
    project = read_project(path).project
    reading = read_again(project)
    assert reading.problems == ()
    assert reading.models[0].project == project


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_a_script_somebody_else_wrote_is_read_without_problems(path: Path) -> None:
    assert read(path.read_text()).problems == ()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_what_was_read_is_written_and_read_as_the_same(path: Path) -> None:
    for model in read(path.read_text()).models:
        script = project_script(model.project)
        assert "# TODO" not in script.split("def build_model")[1].split("\ndef ")[0]
        again = read(script)
        assert project_script(again.models[0].project) == script
        assert read_again(model.project).models[0].project == model.project


def kinds(reading: Reading, model: int = 0) -> dict[str, str]:
    return {node.name: node.kind for node in reading.models[model].project.graph.nodes.values()}


def test_names_are_those_that_keras_gives() -> None:
    reading = read((Path(__file__).parent / "sources" / "toy_resnet.py").read_text())
    names = kinds(reading)
    assert names["conv2d_6"] == "Conv2D"
    assert names["add_1"] == "Add"
    assert names["img"] == "Input"
    assert "conv2d_7" not in names


def test_models_in_models_become_blocks() -> None:
    reading = read((Path(__file__).parent / "sources" / "siamese.py").read_text())
    model = reading.models[0]
    blocks = list(model.project.blocks.values())
    assert (model.name, [block.name for block in blocks]) == ("siamese", ["embedding"])
    instances = [n for n in model.project.graph.nodes.values() if n.kind.startswith("block:")]
    assert sorted(node.layer is None for node in instances) == [False, True]
    assert [(m.name, m.nested) for m in reading.models] == [("siamese", False), ("embedding", True)]


def test_functions_become_blocks_where_their_uses_differ_in_values_only() -> None:
    reading = read((Path(__file__).parent / "sources" / "wavenet.py").read_text())
    (block,) = reading.models[0].project.blocks.values()
    assert block.name == "wavenet_layer"
    assert [(p.name, p.default) for p in block.params] == [("filters", 8), ("dilation", 1)]
    assert {node.name for node in block.graph.nodes.values()} >= {"tanh", "gate", "skip"}
    uses = {n.name: dict(n.params) for n in reading.models[0].project.graph.nodes.values()}
    assert uses["stack1_layer2"] == {"dilation": 4}


def test_functions_that_decide_are_read_where_they_are_used() -> None:
    reading = read((Path(__file__).parent / "sources" / "mobilenet.py").read_text())
    project = reading.models[0].project
    assert project.blocks == {}
    assert "block_2_add" in kinds(reading)
    assert project.graph.by_name["block_1_depthwise"].params["padding"] == "valid"


CHAIN = """
import keras
from keras import layers


def encoder(x, units=8, name="encoder"):
    dense = layers.Dense(units, activation="relu", name=f"{name}_dense")(x)
    norm = layers.LayerNormalization(name=f"{name}_norm")(dense)
    return norm


def build_model():
    entry = keras.Input(shape=(8,), name="entry")
    enc = entry
    for i in range(3):
        enc = encoder(enc, name=f"enc_{i + 1}")
    out = layers.Dense(2, name="out")(enc)
    return keras.Model(inputs=entry, outputs=out, name="chain")
"""


def test_a_loop_over_a_block_is_one_node_that_is_repeated() -> None:
    project = read(CHAIN).models[0].project
    node = project.graph.by_name["enc"]
    assert dict(node.params) == {"repeat": 3}
    assert [block.name for block in project.blocks.values()] == ["encoder"]
    assert "for i in range(3):" in project_script(project)


def test_compile_and_fit_become_settings() -> None:
    reading = read((Path(__file__).parent / "sources" / "mnist_mlp.py").read_text())
    project = reading.models[0].project
    assert project.compile.optimizer == {
        "class_name": "RMSprop",
        "config": {"learning_rate": 0.002},
    }
    (output,) = project.graph.outputs
    assert output.params == {
        "loss": {"class_name": "SparseCategoricalCrossentropy", "config": {"from_logits": True}},
        "metrics": ["accuracy"],
    }
    assert (project.fit.epochs, project.fit.batch_size) == (2, 64)


def test_losses_go_to_the_outputs_that_they_name() -> None:
    reading = read((Path(__file__).parent / "sources" / "tickets.py").read_text())
    outputs = {node.name: node.params for node in reading.models[0].project.graph.outputs}
    assert outputs["department"]["loss_weight"] == 0.2
    assert outputs["priority"]["loss"]["class_name"] == "BinaryCrossentropy"


def test_operators_become_operations() -> None:
    reading = read((Path(__file__).parent / "sources" / "operations.py").read_text())
    graph = reading.models[0].project.graph
    assert graph.by_name["first"].params == {"key": "[:, 0]"}
    assert graph.by_name["scaled"].kind == "ops.subtract"
    assert graph.by_name["scaled"].params == {"x2": 1}
    assert graph.by_name["multiply"].params == {"x1": 2.0}


def test_classes_of_the_script_become_the_module_of_the_project() -> None:
    text = '''
import keras
from keras import layers, ops

SCALE = 2.0


class Scaled(layers.Layer):
    """Scales."""

    def __init__(self, factor=SCALE, **kwargs):
        super().__init__(**kwargs)
        self.factor = factor

    def call(self, inputs):
        return ops.multiply(inputs, self.factor)


x = keras.Input((4,), name="x")
y = Scaled(3.0, name="scaled")(x)
model = keras.Model(x, layers.Dense(1)(y))
'''
    project = read(text).models[0].project
    assert project.graph.by_name["scaled"].kind == "custom.Scaled"
    assert project.graph.by_name["scaled"].params == {"factor": 3.0}
    assert "class Scaled(layers.Layer):" in project.module
    assert "SCALE = 2.0" in project.module
    assert "keras.Model" not in project.module


def problems(text: str) -> list[tuple[int, str]]:
    return [(found.line, found.words) for found in read(text).problems]


def test_what_only_a_run_could_tell_is_said_with_its_line() -> None:
    text = """
import keras
from keras import layers
from elsewhere import load

x_train, y_train = load()
entry = keras.Input((4,))
out = layers.Dense(len(set(y_train)), name="out")(entry)
model = keras.Model(entry, out)
"""
    ((line, words),) = problems(text)
    assert line == 8
    assert "`units` of out is not known" in words
    assert "Write the value itself." in words


def test_a_function_that_is_not_here_cannot_be_called_on_a_tensor() -> None:
    text = """
import keras
from elsewhere import head

entry = keras.Input((4,))
model = keras.Model(entry, head(entry))
"""
    ((line, words),) = problems(text)
    assert line == 6
    assert "`elsewhere.head()`, which is called on a tensor" in words
    assert "keras.layers.Layer" in words


def test_an_unknown_function_that_no_model_needs_is_no_problem() -> None:
    text = """
import matplotlib.pyplot as plt
import keras

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
plt.plot(model.predict(load())["x"])
for row in plt.rows():
    print(row)
if plt.ok:
    raise SystemExit
"""
    assert problems(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x = (", "This is no Python"),
        ("while True:\n    pass\n", "takes too many steps"),
        ("def f():\n    return f()\n\n\nf()\n", "call each other too deeply"),
        ("x = [0] * 10**9\nprint('nothing')\n", "No model was found"),
        ("x = 9**9**9**9\n", "No model was found"),
        ("x = 'a' * 10**12\n", "No model was found"),
        ("for i in range(10**12):\n    pass\n", "too long to read"),
        ("x = -1.5 in range(10**12)\n", "No model was found"),
        (FULL + "layers.Dense(a)(x)\n", "No model was found"),
        (FULL + "a == b\n", ""),
        (FULL + "import copy\ncopy.deepcopy(a)\n", "No model was found"),
        (FULL + "len(a)\nlayers.Dense(2)(a)\n", ""),
        ("x = " + "(" * 3000 + ")" * 3000, ""),
        ("x = " + "-" * 5000 + "1", ""),
    ],
)
def test_no_text_hangs_or_breaks_the_reader(text: str, words: str) -> None:
    reading = read(text)
    assert reading.models == ()
    assert any(words in found.words for found in reading.problems)


def test_nothing_of_a_script_runs(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    text = f"""
import os, pathlib
pathlib.Path({str(mark)!r}).write_text("x")
open({str(mark)!r}, "w")
__import__("os").system("touch {mark}")
exec("open({str(mark)!r}, 'w')")
().__class__.__bases__[0].__subclasses__()
"{{0.__class__}}".format(1)
getattr("", "join")
"""
    read(text)
    assert not mark.exists()


def test_a_class_that_makes_models_is_followed() -> None:
    text = """
from tensorflow.keras import layers, models


class LeNet:
    depth = 2

    def __init__(self, width):
        self.width = width

    def build(self, classes):
        model = models.Sequential(name="lenet")
        model.add(layers.Dense(self.width, input_shape=(9,)))
        for _ in range(self.depth):
            model.add(layers.ReLU())
        model.add(layers.Dense(classes))
        return model

    @staticmethod
    def other():
        return models.Sequential([layers.InputLayer(shape=(2,)), layers.Dense(1)], name="other")


LeNet(7).build(3)
LeNet.other()
"""
    reading = read(text)
    assert [model.name for model in reading.models] == ["lenet", "other"]
    assert list(kinds(reading).values()).count("ReLU") == 2


def test_a_function_that_nobody_calls_is_asked_for_its_values() -> None:
    ((line, words),) = problems("import keras\ndef f(units):\n    return keras.Sequential()\n")
    assert line == 2
    assert "Call it in the script with values for units." in words


def test_layers_inside_of_an_application_are_frozen_with_it() -> None:
    text = """
import keras

base = keras.applications.VGG16(include_top=False, input_shape=(64, 64, 3), weights=None)
for layer in base.layers:
    layer.trainable = False
head = keras.layers.Flatten()(base.output)
model = keras.Model(base.input, keras.layers.Dense(2)(head))
"""
    graph = read(text).models[0].project.graph
    assert [n.trainable for n in graph.nodes.values() if n.kind == "applications.VGG16"] == [False]


def test_functions_of_lambda_layers_are_expressions_that_stand_by_themselves() -> None:
    text = """
import keras
from keras import backend as K

POWER = 3


def power(t, by=POWER):
    return t**by + POWER


def two(t):
    t = t + 1
    return t


q = keras.Input((4,))
z = keras.layers.Lambda(power, name="a")(q)
z = keras.layers.Lambda(lambda t: K.square(t) ** POWER, name="b")(z)
model = keras.Model(q, keras.layers.Lambda(two, name="c")(z))
"""
    reading = read(text)
    graph = reading.models[0].project.graph
    assert graph.by_name["a"].params == {"function": "lambda t, by=3: t ** by + 3"}
    assert graph.by_name["b"].params == {"function": "lambda t: keras.backend.square(t) ** 3"}
    (found,) = reading.problems
    assert "make a layer class of it" in found.words


def test_a_model_that_is_a_class_is_said_to_be_one() -> None:
    text = """
import keras


class Net(keras.Model):
    def call(self, x):
        return x


net = Net()
"""
    ((line, words),) = problems(text)
    assert line == 5
    assert words.startswith("Net is a class of its own that derives from keras.Model.")


@pytest.mark.parametrize(
    "freezing",
    [
        "for layer in base.layers[:-4]:\n    layer.trainable = False",
        "for number, layer in enumerate(base.layers):\n    if number < 9:\n"
        "        layer.trainable = False",
        "base.layers[-1].trainable = False",
    ],
)
def test_freezing_some_layers_of_an_application_is_said_not_to_be_read(freezing):
    reading = read_code(
        "import keras\n"
        'base = keras.applications.MobileNetV2(weights=None, include_top=False, pooling="avg")\n'
        f"{freezing}\n"
        "inputs = keras.Input((96, 96, 3))\n"
        "model = keras.Model(inputs, base(inputs, training=False))\n",
        CATALOG,
    )
    assert [problem.severity for problem in reading.problems] == [Severity.WARNING]
    assert "Which layers are frozen here is not known" in reading.problems[0].words
    (node,) = [n for n in reading.models[0].project.graph.nodes.values() if n.kind[:4] == "appl"]
    assert (node.trainable, node.params["training"]) == (True, False)


def test_a_sequential_model_in_a_wrapper_is_its_argument():
    reading = read_code(
        "import keras\nfrom keras import layers\n"
        "def build_model():\n"
        "    inputs = keras.Input((5, 8))\n"
        "    steps = layers.TimeDistributed(keras.Sequential([layers.Dense(4)]))(inputs)\n"
        "    return keras.Model(inputs, steps)\n",
        CATALOG,
    )
    (model,) = reading.models
    (node,) = [n for n in model.project.graph.nodes.values() if n.kind == "TimeDistributed"]
    dense = {"class_name": "Dense", "config": {"units": 4}}
    inner = {"class_name": "Sequential", "config": {"layers": [dense]}}
    assert (reading.problems, node.params) == ((), {"layer": inner})


def test_a_number_that_no_file_could_hold_is_told() -> None:
    text = f"import keras\nmodel = keras.Sequential([keras.layers.Dense(0x{'f' * 6000})])\n"
    reading = read(text)
    assert [(found.line, found.title) for found in reading.problems] == [
        (2, "This number has too many digits.")
    ]
