import errno
from itertools import pairwise
from pathlib import Path

import keras
import numpy as np
import pytest
import tensorflow as tf

from designer import paths
from designer.catalog.catalog import load_catalog
from designer.engine.build import build_model
from designer.engine.errors import UserError
from designer.engine.export import export as exporting
from designer.engine.export.export import export_model, greatest_difference
from designer.engine.export.formats import FORMATS, is_compiled, write_model
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.project.files import project_to_dict, read_project, write_project
from designer.project.project import Project
from designer.protocol.requests import Export

pytestmark = [
    pytest.mark.engine,
    # TensorFlow's variables know no `copy` yet.
    pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning"),
]


@pytest.fixture
def iris() -> Project:
    return read_project(paths.resources() / "examples" / "iris_mlp.kdesign").project


def _request(project: Project, form: str, path: Path, run: str = "") -> Export:
    return Export("7", project_to_dict(project), form, str(path), run)


@pytest.mark.parametrize(
    ("form", "name"), [("keras", "m.keras"), ("h5", "m.h5"), ("savedmodel", "m")]
)
def test_a_model_comes_back_from_every_format_as_it_was(
    form: str, name: str, iris: Project, tmp_path: Path
) -> None:
    done = export_model(_request(iris, form, tmp_path / name))
    assert done.path == str(tmp_path / name)
    assert done.difference <= 1e-5
    assert done.size > 1000
    assert "not trained" in done.note
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_run_is_exported_with_its_weights(iris: Project, tmp_path: Path) -> None:
    run = tmp_path / "run"
    run.mkdir()
    write_project(run / "project.kdesign", iris)
    model = build_model(iris)
    model.set_weights([weights + 0.5 for weights in model.get_weights()])
    model.save(run / "model.keras")

    done = export_model(_request(iris, "keras", tmp_path / "out", str(run)))

    assert done.note == ""
    back = keras.models.load_model(tmp_path / "out.keras")
    for one, other in zip(back.get_weights(), model.get_weights(), strict=True):
        np.testing.assert_array_equal(one, other)


def _chain(*kinds: tuple[str, dict]) -> Project:
    nodes = [Node(f"n{i}", kind, f"{kind.lower()}_{i}", p) for i, (kind, p) in enumerate(kinds)]
    edges = []
    for before, node in pairwise(nodes):
        spec = load_catalog().layer(node.kind)
        port = spec.inputs[0].name if spec else "inputs"
        edges.append(Edge(node.id, Endpoint(before.id, "output"), Endpoint(node.id, port)))
    return Project("drawn", Graph.of(nodes, edges))


def test_random_changes_of_pictures_are_off_in_a_saved_model(tmp_path: Path) -> None:
    project = _chain(
        ("Input", {"shape": [8, 8, 3]}),
        ("RandomFlip", {}),
        ("RandomRotation", {"factor": 0.3}),
        ("Flatten", {}),
        ("Dense", {"units": 2}),
        ("Output", {}),
    )

    done = export_model(_request(project, "savedmodel", tmp_path / "m"))

    assert done.difference <= 1e-5
    assert "Random changes of the data are switched off" in done.note
    saved = tf.saved_model.load(str(tmp_path / "m"))
    rows = tf.random.uniform((4, 8, 8, 3))
    np.testing.assert_array_equal(saved.serve(rows), saved.serve(rows))


def test_what_hdf5_cannot_hold_is_refused_before_it_is_written(tmp_path: Path) -> None:
    project = _chain(
        ("Input", {"shape": [9], "dtype": "int32"}),
        ("Embedding", {"input_dim": 5, "output_dim": 3, "mask_zero": True}),
        ("LSTM", {"units": 2}),
        ("Output", {}),
    )
    with pytest.raises(UserError, match=r"Export the model as \.keras or as SavedModel") as error:
        export_model(_request(project, "h5", tmp_path / "m.h5"))
    assert [problem.node for problem in error.value.problems] == ["n2"]
    assert list(tmp_path.iterdir()) == []
    assert export_model(_request(project, "keras", tmp_path / "m.keras")).difference <= 1e-5


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "is full"),
        (OSError(errno.EACCES, "Permission denied"), "not permitted"),
        (ValueError("what it is"), "Keras cannot write"),
    ],
)
def test_an_export_that_fails_leaves_what_was_there(
    failure: Exception, words: str, iris: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "m.keras"
    target.write_text("the old one")

    def fail(*_: object) -> None:
        raise failure

    monkeypatch.setattr(keras.Model, "save", fail)
    with pytest.raises(UserError, match=words):
        export_model(_request(iris, "keras", target))
    assert target.read_text() == "the old one"
    assert [path.name for path in tmp_path.iterdir()] == ["m.keras"]


def test_a_file_that_predicts_otherwise_is_not_kept(
    iris: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "prove", lambda *_, **__: [np.zeros((16, 3), np.float32)])
    with pytest.raises(UserError, match="found a difference of"):
        export_model(_request(iris, "keras", tmp_path / "m.keras"))
    assert list(tmp_path.iterdir()) == []


def test_places_that_cannot_be_written_are_named(iris: Project, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.txt").write_text("x")
    (tmp_path / "folder.keras").mkdir()
    for form, path, words in (
        ("keras", tmp_path / "none" / "m.keras", "found none. Create it"),
        ("keras", tmp_path / "folder.keras", "found the folder"),
        ("savedmodel", tmp_path / "full", "with other things in it"),
        ("onnx", tmp_path / "m", "Expected one of the formats keras, h5, savedmodel"),
        ("keras", tmp_path / "m", "found none: it has not ended an epoch"),
    ):
        run = str(tmp_path) if "epoch" in words else ""
        with pytest.raises(UserError, match=words):
            export_model(_request(iris, form, path, run))


def test_differences_are_taken_over_all_outputs() -> None:
    one, other = np.zeros((2, 2)), np.full((2, 2), 0.25)
    assert greatest_difference([one, one], [one, other]) == 0.25
    assert greatest_difference([one], [one[:1]]) == float("inf")
    assert greatest_difference([np.array(["a"])], [np.array(["a"])]) == 0.0


def test_an_hdf5_file_opens_in_plain_keras_whatever_the_loss_is_called(tmp_path):
    inputs = keras.Input((2,))
    model = keras.Model(inputs, keras.layers.Dense(1)(inputs))
    model.compile(loss="mse", metrics=["mae"])
    model.fit(np.zeros((4, 2)), np.zeros((4, 1)), verbose=0)
    path = tmp_path / "model.h5"

    write_model(model, FORMATS["h5"], path)

    again = keras.models.load_model(path)
    assert all(map(np.array_equal, again.get_weights(), model.get_weights()))
    assert is_compiled(path) == again.compiled
