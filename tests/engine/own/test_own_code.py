"""Own code runs where the user trusts it, and nowhere else."""

from dataclasses import replace

import keras
import pytest

from designer.engine.check import check_project
from designer.engine.own.requests import own_code_of
from designer.project.files import project_to_dict
from designer.protocol.requests import CheckProject

pytestmark = pytest.mark.engine

SCALE = '''
import keras

MARKER.touch()


@keras.saving.register_keras_serializable(package="custom")
class Scale(keras.layers.Layer):
    """Scales its input."""

    def __init__(self, factor=2.0, **kwargs):
        super().__init__(**kwargs)
        self.factor = factor

    def build(self, shape):
        self.gain = self.add_weight(shape=(shape[-1],), initializer="ones")

    def call(self, inputs):
        return inputs * self.factor * self.gain

    def get_config(self):
        return {**super().get_config(), "factor": self.factor}


def soft(x):
    return keras.ops.tanh(x)
'''


@pytest.fixture
def marker(tmp_path):
    return tmp_path / "it-ran"


@pytest.fixture
def module(marker):
    return f"from pathlib import Path\nMARKER = Path({str(marker)!r})\n{SCALE}"


def checked(project, folder="", *, trusted):
    request = CheckProject("q", 1, project_to_dict(project), str(folder), trusted)
    with own_code_of(request):
        return check_project(request)


def codes(event):
    return [problem["code"] for problem in event.problems]


@pytest.fixture
def scaled(chain, module):
    project = chain(
        ("x", "Input", {"shape": [3]}),
        ("scale", "custom.Scale", {"factor": 4.0}),
        ("dense", "Dense", {"units": 2, "activation": "custom.soft"}),
        ("y", "Output", {}),
    ).project
    return replace(project, module=module)


def test_trusted_own_code_gives_shapes_and_parameters(scaled, marker):
    event = checked(scaled, trusted=True)
    assert event.nodes["scale"]["parameters"] == 3
    assert event.nodes["dense"]["outputs"]["output"]["shape"] == [None, 2]
    assert codes(event) == []
    assert marker.exists()


def test_own_code_that_is_not_trusted_is_told_at_its_node_and_not_run(scaled, marker):
    event = checked(scaled, trusted=False)
    off = [p for p in event.problems if p["code"] == "code-off"]
    assert [(p["node"], p["remedies"][0]["action"]) for p in off] == [("scale", "trust")]
    assert "until you trust this file" in off[0]["text"]
    assert not marker.exists()


def test_what_was_trusted_once_is_off_again_where_it_is_not(scaled):
    checked(scaled, trusted=True)
    assert "code-off" in codes(checked(scaled, trusted=False))


def test_an_error_in_the_module_is_told_with_its_line(scaled):
    broken = replace(
        scaled, module="import keras\n\nundefined_name\n" + SCALE.replace("MARKER", "#")
    )
    event = checked(broken, trusted=True)
    fails = next(p for p in event.problems if p["code"] == "own-code-fails")
    assert (fails["title"], fails["field"]) == ("Line 3 of the own code fails", "module:3")
    assert "NameError: name 'undefined_name' is not defined" in fails["text"]


def test_an_error_in_a_call_is_told_with_its_line(chain):
    module = (
        "import keras\nclass Bad(keras.Layer):\n    def call(self, inputs):\n        return oops\n"
    )
    project = chain(
        ("x", "Input", {"shape": [3]}), ("bad", "custom.Bad", {}), ("y", "Output", {})
    ).project
    event = checked(replace(project, module=module), trusted=True)
    told = next(p for p in event.problems if p["node"] == "bad")
    assert "oops" in told["text"]
    assert "line 4 of the own code" in told["text"]


def test_a_class_that_forgets_an_argument_is_told(chain):
    module = (
        "import keras\nclass L(keras.losses.Loss):\n"
        "    def __init__(self, alpha=0.5, **kwargs):\n"
        "        super().__init__(**kwargs)\n"
        "    def call(self, y_true, y_pred):\n        return y_true - y_pred\n"
    )
    project = chain(("x", "Input", {"shape": [3]}), ("y", "Output", {})).project
    event = checked(replace(project, module=module), trusted=True)
    assert "own-class-forgets" in codes(event)


def test_a_lambda_runs_only_where_it_is_trusted(chain, marker):
    text = f"lambda x: (__import__('pathlib').Path({str(marker)!r}).touch(), x * 2)[1]"
    project = chain(
        ("x", "Input", {"shape": [3]}), ("twice", "Lambda", {"function": text}), ("y", "Output", {})
    ).project
    assert "code-off" in codes(checked(project, trusted=False))
    assert not marker.exists()
    event = checked(project, trusted=True)
    assert event.nodes["twice"]["outputs"]["output"]["shape"] == [None, 3]
    assert marker.exists()


def test_code_that_nobody_was_asked_about_does_not_run(chain, marker, monkeypatch):
    text = f"lambda x: open({str(marker)!r}, 'w')"
    project = chain(
        ("x", "Input", {"shape": [3]}), ("twice", "Lambda", {"function": text}), ("y", "Output", {})
    ).project
    monkeypatch.setattr("designer.engine.own.requests.code_texts", lambda project: ())
    event = checked(project, trusted=True)
    assert len(event.problems) == 1
    assert "Nobody was asked about this code" in str(event.problems)
    assert not marker.exists()


def test_a_vocabulary_outside_of_the_folder_is_read_only_where_it_is_trusted(chain, tmp_path):
    words = tmp_path / "outside" / "words.txt"
    words.parent.mkdir()
    words.write_text("a\nb\n")
    home = tmp_path / "home"
    home.mkdir()
    project = chain(
        ("x", "Input", {"shape": [3], "dtype": "string"}),
        ("look", "StringLookup", {"vocabulary": str(words)}),
        ("y", "Output", {}),
    ).project
    event = checked(project, home, trusted=False)
    assert [p["node"] for p in event.problems if p["code"] == "code-off"] == ["look"]
    assert "code-off" not in codes(checked(project, home, trusted=True))


def test_a_vocabulary_of_a_wrapped_layer_is_asked_for_again_when_it_is_trusted(chain, tmp_path):
    words, home = tmp_path / "words.txt", tmp_path / "home"
    words.write_text("a\nb\n")
    home.mkdir()
    inner = {"class_name": "StringLookup", "config": {"vocabulary": str(words)}}
    project = chain(
        ("x", "Input", {"shape": [3, 2], "dtype": "string"}),
        ("look", "TimeDistributed", {"layer": inner}),
        ("y", "Output", {}),
    ).project
    assert "code-off" in codes(checked(project, home, trusted=False))
    assert "code-off" not in codes(checked(project, home, trusted=True))


def test_an_endless_loop_is_broken_off(chain, monkeypatch):
    monkeypatch.setattr("designer.engine.own.endless.SECONDS", 0.5)
    module = "import keras\nwhile True:\n    pass\n"
    project = chain(("x", "Input", {"shape": [3]}), ("y", "Output", {})).project
    event = checked(replace(project, module=module), trusted=True)
    assert "did not come to an end" in event.problems[0]["text"]


def test_a_saved_model_stands_as_a_layer_where_it_is_trusted(chain, tmp_path):
    inner = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])
    inner.export(tmp_path / "saved", verbose=False)
    project = chain(
        ("x", "Input", {"shape": [3]}),
        ("saved", "TFSMLayer", {"filepath": "saved"}),
        ("y", "Output", {}),
    ).project
    assert codes(checked(project, tmp_path, trusted=False)) == ["code-off"]
    event = checked(project, tmp_path, trusted=True)
    assert event.nodes["saved"]["outputs"]["output"]["shape"] == [None, 2]
    assert codes(event) == []
