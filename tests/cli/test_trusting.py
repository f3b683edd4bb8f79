"""A hostile project writes nothing anywhere, whatever command it is given to."""

import itertools

import pytest

from designer.cli.outcome import ExitCode
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.project.files import write_project
from designer.project.project import Project
from designer.project.settings import DataKind, DataSettings, FitSettings
from tests.cli.shell import run_command

pytestmark = pytest.mark.engine


@pytest.fixture(autouse=True)
def own_folders(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def marker(tmp_path):
    return tmp_path / "it-ran"


@pytest.fixture
def hostile(tmp_path, marker):
    touch = f"__import__('pathlib').Path({str(marker)!r}).touch()"
    saved = tmp_path / "evil"
    saved.mkdir()
    (saved / "saved_model.pb").write_bytes(b"no model")
    nodes = [
        Node("x", "Input", "x", {"shape": [64], "columns": ["pixels"]}),
        Node("own", "custom.Evil", "own"),
        Node("lam", "Lambda", "lam", {"function": f"lambda x: ({touch}, x)[1]"}),
        Node("each", "Dense", "each", {"units": 10, "activation": "custom.evil"}),
        Node("tf", "TFSMLayer", "tf", {"filepath": str(saved)}),
        Node("y", "Output", "y", {"loss": "custom.evil_loss", "metrics": ["custom.evil_loss"]}),
    ]
    names = [node.id for node in nodes]
    edges = [
        Edge(f"e{i}", Endpoint(a, "output"), Endpoint(b, "inputs"))
        for i, (a, b) in enumerate(itertools.pairwise(names))
    ]
    module = (
        f"{touch}\nimport keras\nclass Evil(keras.Layer):\n    def call(self, inputs):\n"
        f"        {touch}\n        return inputs\n"
        f"def evil(x):\n    {touch}\n    return x\n"
        f"def evil_loss(y_true, y_pred):\n    {touch}\n    return y_pred\n"
    )
    callback = {"class_name": "LambdaCallback", "config": {"on_epoch_end": f"lambda *a: {touch}"}}
    project = Project(
        "hostile",
        Graph.of(nodes, edges),
        data=DataSettings(kind=DataKind.BUILTIN, name="digits"),
        fit=FitSettings(epochs=1, callbacks=(callback,)),
        module=module,
        packages=("antigravity",),
    )
    path = tmp_path / "home" / "hostile.kdesign"
    path.parent.mkdir()
    write_project(path, project)
    return path


def test_nothing_of_a_hostile_project_runs_without_trust(say, hostile, marker):
    out = hostile.parent / "out"
    commands = [
        ("check", hostile),
        ("check", hostile, "--json"),
        ("train", hostile),
        *(("export", hostile, "--to", form, f"{out}{end}") for form, end in
          (("keras", ".keras"), ("h5", ".h5"), ("savedmodel", ""))),
    ]  # fmt: skip
    for command in commands:
        code, _, told = say(*command)
        assert (command[0], code) == (command[0], ExitCode.PROJECT_ERRORS)
        assert "off until you trust it" in told or "--trust" in told
        assert not marker.exists(), command
    assert say("export", hostile, "--to", "python", f"{out}.py")[0] == ExitCode.DONE
    assert run_command("export", hostile, "--to", "svg", f"{out}.svg").returncode == ExitCode.DONE
    assert not marker.exists()


OWN = '''
import keras


@keras.saving.register_keras_serializable(package="custom")
class Scale(keras.layers.Layer):
    """Scales its input."""

    def __init__(self, factor=2.0, **kwargs):
        super().__init__(**kwargs)
        self.factor = factor

    def call(self, inputs):
        return inputs * self.factor


def my_loss(y_true, y_pred):
    return keras.losses.sparse_categorical_crossentropy(y_true, y_pred)
'''


@pytest.fixture
def honest(tmp_path):
    nodes = [
        Node("x", "Input", "x", {"shape": [64], "columns": ["pixels"]}),
        Node("own", "custom.Scale", "own", {"factor": 0.1}),
        Node("dense", "Dense", "dense", {"units": 10, "activation": "softmax"}),
        Node("y", "Output", "y", {"loss": "custom.my_loss", "metrics": ["custom.my_loss"]}),
    ]
    names = [node.id for node in nodes]
    edges = [
        Edge(f"e{i}", Endpoint(a, "output"), Endpoint(b, "inputs"))
        for i, (a, b) in enumerate(itertools.pairwise(names))
    ]
    data = DataSettings(kind=DataKind.BUILTIN, name="digits")
    project = Project(
        "own", Graph.of(nodes, edges), data=data, fit=FitSettings(epochs=1), module=OWN
    )
    path = tmp_path / "own.kdesign"
    write_project(path, project)
    return path


def test_trusted_code_trains_resumes_evaluates_and_leaves(say, honest, tmp_path):
    assert say("train", honest)[0] == ExitCode.PROJECT_ERRORS
    assert say("train", honest, "--trust")[0] == ExitCode.DONE
    assert say("train", honest, "--resume", "last", "--epochs", 2)[0] == ExitCode.DONE
    code, told, _ = say("evaluate", honest, "--run", "last")
    assert code == ExitCode.DONE
    assert "my_loss" in told
    out = tmp_path / "own.keras"
    assert say("export", honest, "--to", "keras", out, "--run", "last")[0] == ExitCode.DONE
    assert out.is_file()
