"""Files that were made to do harm: nothing in them runs, nothing outside is read."""

import base64
import json
import marshal
import os
import zipfile
from functools import partial
from pathlib import Path

import h5py
import keras
import numpy as np
import pytest

from designer.catalog.catalog import load_catalog
from designer.catalog.values import check_value
from designer.engine.check import check_project
from designer.engine.errors import UserError
from designer.engine.importing.importing import import_model
from designer.graph.records import Node
from designer.graph.validation import Validator
from designer.project.files import project_to_dict
from designer.project.project import Project
from designer.protocol.requests import CheckProject

pytestmark = pytest.mark.engine

INPUT = {
    "module": "keras.layers",
    "class_name": "InputLayer",
    "config": {"batch_shape": [None, 4], "dtype": "float32", "name": "x"},
    "name": "x",
    "inbound_nodes": [],
}


def tensor(name):
    inner = {"shape": [None, 4], "dtype": "float32", "keras_history": [name, 0, 0]}
    return {"class_name": "__keras_tensor__", "config": inner}


def layer(class_name, config, module="keras.layers", name="bad", registered=None):
    return {
        "module": module,
        "class_name": class_name,
        "config": {"name": name, **config},
        "registered_name": registered,
        "name": name,
        "inbound_nodes": [{"args": [tensor("x")], "kwargs": {}}],
    }


def config_of(bad):
    name = bad["name"]
    inner = {
        "name": "evil",
        "layers": [INPUT, bad],
        "input_layers": ["x", 0, 0],
        "output_layers": [name, 0, 0],
    }
    return {"module": "keras", "class_name": "Functional", "config": inner}


def archive(path, config, weights=None):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zip:
        zip.writestr("metadata.json", "{}")
        zip.writestr("config.json", config if isinstance(config, str) else json.dumps(config))
        if weights is not None:
            zip.write(weights, "model.weights.h5")
    return path


def check(project: Project):
    return check_project(CheckProject("q1", 1, project_to_dict(project)), lambda: False)


def structural(project: Project):
    catalog = load_catalog()
    return Validator(catalog, partial(check_value, catalog=catalog)).problems(project.graph)


def only(project: Project, name: str = "bad") -> Node:
    return project.graph.by_name[name]


@pytest.fixture
def marker(tmp_path):
    """A file that code in a model would make."""
    path = tmp_path / "it_ran"
    yield path
    assert not path.exists()


def test_bytecode_in_a_lambda_does_not_run(marker, tmp_path) -> None:
    harm = compile(f"open({str(marker)!r}, 'w')", "x", "eval")
    code = base64.b64encode(marshal.dumps(harm)).decode()
    function = {"class_name": "__lambda__", "config": {"value": [code, None, None]}}
    archive(tmp_path / "evil.keras", config_of(layer("Lambda", {"function": function})))
    imported = import_model(tmp_path / "evil.keras")
    node = only(imported.project)
    assert (node.kind, dict(node.params), "bytecode" in node.extra) == ("Lambda", {}, True)
    assert [problem.node for problem in structural(imported.project)] == [node.id]
    check(imported.project)
    assert imported.notes == (
        "bad has a function that was saved as bytecode. It is kept, and neither shown nor run; "
        "write the function anew.",
    )


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("os", "system"),
        ("builtins", "eval"),
        ("keras.utils", "get_file"),
        ("keras.config", "enable_unsafe_deserialization"),
    ],
)
def test_functions_of_other_modules_are_names_and_nothing_else(
    module, name, marker, tmp_path
) -> None:
    function = {"module": module, "class_name": "function", "config": name, "registered_name": name}
    bad = layer("Lambda", {"function": function, "arguments": {"command": f"touch {marker}"}})
    imported = import_model(archive(tmp_path / "evil.keras", config_of(bad)))
    assert only(imported.project).kind == "Lambda"
    assert check(imported.project).problems


def test_a_class_of_the_operating_system_is_kept_as_an_opaque_node(marker, tmp_path) -> None:
    bad = layer("Popen", {"args": ["touch", str(marker)]}, module="subprocess")
    imported = import_model(archive(tmp_path / "evil.keras", config_of(bad)))
    project = imported.project
    node = only(project)
    assert (node.kind, dict(node.params)) == ("Popen", {"args": ["touch", str(marker)]})
    assert node.extra == {"module": "subprocess"}
    assert imported.notes == (
        "bad is of the class Popen, which is no part of Keras. It is kept as it was, and the "
        "model can be built when that class is given.",
    )
    told = [(problem.code, problem.node) for problem in structural(project)]
    assert told == [("unknown-kind", node.id)]
    check(project)


def test_a_class_hidden_in_a_parameter_is_not_made(marker, tmp_path) -> None:
    inner = {"module": "subprocess", "class_name": "Popen", "config": {"args": ["touch", "x"]}}
    bad = layer("Dense", {"units": 3, "kernel_initializer": inner})
    imported = import_model(archive(tmp_path / "evil.keras", config_of(bad)))
    problems = check(imported.project).problems
    assert [p["field"] for p in problems if p["severity"] == "error"] == ["kernel_initializer"]


@pytest.mark.parametrize("kind", ["StringLookup", "IntegerLookup", "TextVectorization"])
def test_a_vocabulary_that_is_a_path_is_not_read(kind, tmp_path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret\nwords\n")
    bad = layer(kind, {"vocabulary": str(secret)})
    imported = import_model(archive(tmp_path / "evil.keras", config_of(bad)))
    assert "vocabulary" not in only(imported.project).params
    assert imported.notes == (
        "bad names a file for vocabulary. Files that a model names are not read; give the values "
        "yourself.",
    )
    report = check(imported.project)
    assert "secret" not in json.dumps([report.nodes, report.problems])


def test_a_saved_model_inside_a_model_is_not_loaded(tmp_path) -> None:
    bad = layer("TFSMLayer", {"filepath": str(tmp_path / "nowhere")})
    imported = import_model(archive(tmp_path / "evil.keras", config_of(bad)))
    assert only(imported.project).kind == "TFSMLayer"
    assert check(imported.project).problems


def test_sizes_that_no_memory_holds_are_counted_not_allocated(tmp_path) -> None:
    bad = layer("Dense", {"units": 4_000_000_000})
    imported = import_model(archive(tmp_path / "evil.keras", config_of(bad)))
    assert check(imported.project).totals["parameters"] == 20_000_000_000


@pytest.mark.parametrize("name", ["../../up", "a/b", "..", "c\\d", "\x00"])
def test_names_cannot_lead_out_of_a_folder(name, tmp_path) -> None:
    imported = import_model(
        archive(tmp_path / "evil.keras", config_of(layer("Dense", {"units": 2}, name=name)))
    )
    names = [node.name for node in imported.project.graph.nodes.values()]
    assert not any(set(each) & set("/\\\x00") for each in names)


def refusal(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        import_model(path)
    return caught.value.message


def test_a_config_that_swells_is_not_unpacked(tmp_path) -> None:
    path = archive(tmp_path / "bomb.keras", " " * (100 << 20))
    assert "swells from" in refusal(path)


def test_a_config_of_boundless_depth_is_refused(tmp_path) -> None:
    path = archive(tmp_path / "deep.keras", "[" * 200_000 + "]" * 200_000)
    assert refusal(path).startswith("Expected at most 200 values inside each other")
    nested = '{"a":' * 300 + "1" + "}" * 300
    (tmp_path / "deep.json").write_text(nested)
    assert refusal(tmp_path / "deep.json").startswith("Expected at most 200 values")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("text.keras", b"hello", "found neither a zip archive"),
        ("cut.keras", b"PK\x03\x04 cut", "a zip archive"),
        ("cut.h5", b"\x89HDF\r\n\x1a\n cut", "Expected a whole HDF5 file"),
        ("list.json", b"[1, 2]", "to be a JSON object, found a list"),
        ("other.json", b'{"a": 1}', "Expected the config of a Keras model"),
        ("broken.json", b'{"a": ', "found text that is none"),
    ],
)
def test_what_is_no_model_is_told_in_one_sentence(name, content, words, tmp_path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    message = refusal(path)
    assert words in message
    assert "\n" not in message


def test_an_archive_without_a_config_and_a_path_without_a_file(tmp_path) -> None:
    with zipfile.ZipFile(tmp_path / "empty.keras", "w") as zip:
        zip.writestr("../outside", "x")
    assert "without config.json" in refusal(tmp_path / "empty.keras")
    assert "found nothing there" in refusal(tmp_path / "missing.keras")
    (tmp_path / "folder").mkdir()
    assert "Expected a SavedModel in the folder" in refusal(tmp_path / "folder")


def weights_with(path: Path, put) -> Path:
    with h5py.File(path, "w") as file:
        put(file.create_group("layers/dense/vars"))
    return path


def external_link(group):
    group["0"] = h5py.ExternalLink("/etc/passwd", "/")


def soft_link(group):
    group["0"] = h5py.SoftLink("/elsewhere")


def external_data(group):
    group.create_dataset("0", (4, 3), "f4", external=[("/etc/hostname", 0, 48)])


def virtual_data(group):
    layout = h5py.VirtualLayout((4, 3), "f4")
    layout[:] = h5py.VirtualSource("/etc/hostname", "data", (4, 3))
    group.create_virtual_dataset("0", layout)


def claimed_data(group):
    group.create_dataset("0", (100_000, 100_000), "f4", chunks=(1000, 1000), compression="gzip")


@pytest.mark.parametrize(
    "put", [external_link, soft_link, external_data, virtual_data, claimed_data]
)
def test_weights_that_lie_elsewhere_are_refused(put, tmp_path) -> None:
    weights = weights_with(tmp_path / "w.h5", put)
    good = layer("Dense", {"units": 3}, name="dense")
    path = archive(tmp_path / "evil.keras", config_of(good), weights)
    assert refusal(path).startswith("Expected plain weights")


@pytest.mark.parametrize("put", [external_link, soft_link, external_data, virtual_data])
def test_old_files_with_weights_that_lie_elsewhere_are_refused(put, tmp_path) -> None:
    path = tmp_path / "evil.h5"
    with h5py.File(path, "w") as file:
        file.attrs["model_config"] = json.dumps(config_of(layer("Dense", {"units": 3})))
        group = file.create_group("model_weights/bad")
        file["model_weights"].attrs["layer_names"] = np.array([b"bad"])
        group.attrs["weight_names"] = np.array([b"0"])
        put(group)
    assert refusal(path).startswith("Expected plain weights")


def test_weights_of_the_wrong_shape_do_no_harm(tmp_path) -> None:
    def put(group):
        group["0"] = np.zeros((2, 2), "f4")

    weights = weights_with(tmp_path / "w.h5", put)
    good = layer("Dense", {"units": 3}, name="dense")
    imported = import_model(archive(tmp_path / "odd.keras", config_of(good), weights))
    (arrays,) = imported.weights.values()
    assert [array.shape for array in arrays] == [(2, 2)]


def test_nothing_of_keras_that_loads_is_called(monkeypatch, tmp_path) -> None:
    def never(*_, **__):
        raise AssertionError("a loader of Keras was called")

    for name in ("load_model", "deserialize_keras_object"):
        monkeypatch.setattr(keras.saving, name, never)
    monkeypatch.setattr(keras.models, "load_model", never)
    monkeypatch.setattr(os, "system", never)
    path = archive(tmp_path / "good.keras", config_of(layer("Dense", {"units": 3})))
    assert only(import_model(path).project).kind == "Dense"
