"""What the own module offers is known from its text alone."""

import pytest

from designer.catalog.catalog import load_catalog
from designer.catalog.specs import CallStyle, LayerSpec, ParamType, Port, Registry, Role
from designer.project.kinds import catalog_for
from designer.project.own_advice import module_problems
from designer.project.own_module import read_module
from designer.project.own_renames import likely_rename
from designer.project.own_templates import Template, with_template
from designer.project.project import Project


def read(text):
    return read_module(text, load_catalog())


def layer(text) -> LayerSpec:
    return read(f"import keras\n{text}").objects[Registry.LAYER][0]


LAYER = '''
class Scale(keras.layers.Layer):
    """Scales its input. Nothing else.

    Args:
        factor: Float, by how much.
    """

    def __init__(self, units, factor: float = 2.0, mode: str | None = None, **kwargs):
        super().__init__(**kwargs)

    def call(self, inputs, training=None):
        return inputs
'''


def test_a_layer_is_described_by_its_signature_and_docstring():
    spec = layer(LAYER)
    params = {param.name: param for param in spec.params}
    assert (spec.kind, spec.role, spec.summary) == (
        "custom.Scale",
        Role.CUSTOM,
        "Scales its input.",
    )
    assert list(params) == ["units", "factor", "mode", "dtype", "training"]
    assert (params["units"].required, params["units"].initial) == (True, 64)
    assert (params["factor"].types, params["factor"].default) == ((ParamType.FLOAT,), 2.0)
    assert params["factor"].help == "Float, by how much."
    assert params["mode"].nullable
    assert params["training"].call


def test_ports_are_the_tensors_of_the_call():
    spec = layer(
        "class A(keras.Layer):\n"
        "    def call(self, query, value, mask=None, causal=False):\n"
        "        return query, value\n"
    )
    assert spec.inputs == (Port("query"), Port("value"), Port("mask", optional=True))
    assert spec.outputs == (Port("query"), Port("value"))
    assert spec.param("causal").call


@pytest.mark.parametrize(
    ("body", "style", "names"),
    [
        ("a, b = inputs", CallStyle.PACKED, ["a", "b"]),
        ("x = inputs[0] + inputs[1]", CallStyle.LIST, ["inputs"]),
        ("x = inputs[:, 0]", CallStyle.NAMED, ["inputs"]),
    ],
)
def test_a_list_of_tensors_is_told_by_how_it_is_used(body, style, names):
    spec = layer(f"class A(keras.Layer):\n    def call(self, inputs):\n        {body}\n")
    assert (spec.call_style, [port.name for port in spec.inputs]) == (style, names)


def test_a_class_inherits_what_it_does_not_say():
    spec = layer(f"{LAYER}\nclass Twice(Scale):\n    pass\nclass D(keras.layers.Dense): pass\n")
    found = read(f"import keras\n{LAYER}\nclass D(keras.layers.Dense):\n    pass\n")
    dense = found.objects[Registry.LAYER][1]
    assert spec.param("factor").default == 2.0
    assert dense.param("activation").registry is Registry.ACTIVATION


def test_everything_that_keras_can_choose_is_found_under_other_names_too():
    found = read(
        "import tensorflow as tf\nfrom tensorflow import keras as k\n"
        "from keras.losses import Loss\n"
        "class L(Loss): pass\nclass M(k.metrics.Metric): pass\n"
        "class R(tf.keras.regularizers.Regularizer): pass\nclass C(k.callbacks.Callback): pass\n"
        "def rmse(y_true, y_pred):\n    return y_true\n"
        "def soft(x):\n    return x\n"
        "def helper(path):\n    return path\n"
        "class Plain: pass\nclass _Hidden(Loss): pass\n"
    )
    kinds = {str(r): [spec.kind for spec in specs] for r, specs in found.objects.items()}
    assert kinds == {
        "loss": ["custom.L", "custom.rmse"],
        "metric": ["custom.M", "custom.rmse"],
        "regularizer": ["custom.R"],
        "callback": ["custom.C"],
        "activation": ["custom.soft"],
        "layer": ["custom.soft"],
    }
    assert found.names == ("L", "M", "R", "C", "rmse", "soft")


def test_what_is_no_python_offers_nothing_and_says_where():
    project = Project(module="import keras\nclass A(:\n")
    (problem,) = module_problems(project)
    assert read(project.module).objects == {}
    assert (problem.code, problem.field) == ("own-code-syntax", "module:2")


@pytest.mark.parametrize("text", ["\0", "(" * 5_000, "x = 1\n" * 400_000, "\ud800"])
def test_hostile_text_is_no_python(text):
    assert read(text).objects == {}


def test_nothing_of_the_module_runs(tmp_path):
    marker = tmp_path / "ran"
    read(f"open({str(marker)!r}, 'w')\nclass A(open({str(marker)!r}, 'w')): pass\n")
    assert not marker.exists()


@pytest.mark.parametrize("template", Template)
def test_what_one_begins_with_is_known_and_has_nothing_to_mend(template):
    made = with_template("", template)
    project = Project(module=made.text)
    assert made.name in read(made.text).names
    assert module_problems(project) == ()


def test_pieces_are_added_under_names_that_are_free():
    text = ""
    names = []
    for template in (Template.LAYER, Template.LAYER, Template.ACTIVATION, Template.ACTIVATION):
        made = with_template(text, template)
        text, names = made.text, [*names, made.name]
    assert names == ["MyLayer", "MyLayer2", "my_activation", "my_activation_2"]
    assert text.count("import keras\n") == 1


def test_a_loss_without_get_config_can_be_mended_with_one_click():
    text = (
        "import keras\nclass L(keras.losses.Loss):\n"
        "    def __init__(self, alpha=1.0, **kwargs):\n"
        "        super().__init__(**kwargs)\n        self.alpha = alpha\n"
    )
    problems = {p.code: p for p in module_problems(Project(module=text))}
    assert set(problems) == {"own-code-unregistered", "own-code-config"}
    mended = problems["own-code-config"].remedies[0].arguments["value"]
    again = {p.code: p for p in module_problems(Project(module=mended))}
    registered = again["own-code-unregistered"].remedies[0].arguments["value"]
    assert module_problems(Project(module=registered)) == ()


def test_a_rename_is_told_where_only_one_name_differs():
    assert likely_rename(("A", "B"), ("A", "C")) == ("B", "C")
    assert likely_rename(("A", "B"), ("A",)) is None
    assert likely_rename(("A", "B"), ("B", "A")) is None


def test_the_catalogue_of_a_project_has_its_own_classes():
    base = load_catalog()
    catalog = catalog_for(Project(module=f"import keras\n{LAYER}"), base)
    assert catalog.layer("custom.Scale").title == "Scale"
    assert catalog.layer("Dense") is base.layer("Dense")
    assert catalog_for(Project(), base) is base
