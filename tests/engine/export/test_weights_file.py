"""The weights with which exported code begins."""

import keras
import numpy as np
import pytest

from designer.codegen.script import project_script
from designer.engine.build import build_model
from designer.engine.export.export import export_model
from designer.engine.weights.giving import save
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.project.files import project_to_dict
from designer.project.project import OutputStructure, Project
from designer.protocol.requests import Export

pytestmark = pytest.mark.engine


def test_keras_reads_what_the_project_begins_with(chain, tmp_path):
    project = chain(
        ("x", "Input", {"shape": [4]}), ("dense", "Dense", {"units": 3}), ("y", "Output", {})
    ).project
    trained = build_model(project)
    trained.set_weights([np.full((4, 3), 2.0), np.full(3, 5.0)])
    save(trained, project, tmp_path / "base.weights.hdf5")
    data = {**project_to_dict(project), "weights": "base.weights.hdf5"}
    target = tmp_path / "first.weights.h5"
    told = export_model(Export("1", data, "weights", str(target), folder=str(tmp_path)))
    assert (told.path, told.size) == (str(target), target.stat().st_size)
    model = keras.models.clone_model(build_model(project))
    model.load_weights(target)
    np.testing.assert_array_equal(model.get_layer("dense").bias, np.full(3, 5.0))


def test_weights_of_a_model_without_data_lie_as_in_the_list_of_its_outputs(tmp_path):
    ends = [("x", "b"), ("x", "a"), ("b", "first"), ("a", "second")]
    kinds = {"x": ("Input", {"shape": [4]}), "b": ("Dense", {"units": 2}),
             "a": ("Dense", {"units": 3}), "first": ("Output", {"index": 1}),
             "second": ("Output", {"index": 0})}  # fmt: skip
    nodes = [Node(id, kind, id, params) for id, (kind, params) in kinds.items()]
    edges = [Edge(s + t, Endpoint(s, "output"), Endpoint(t, "inputs")) for s, t in ends]
    project = Project("two", Graph.of(nodes, edges), structure=OutputStructure.LIST)
    target = tmp_path / "first.weights.h5"
    export_model(Export("1", project_to_dict(project), "weights", str(target)))
    code: dict[str, object] = {"__file__": str(tmp_path / "two.py")}
    exec(project_script(project), code)
    model = code["build_model"]()
    model.load_weights(target)
    np.testing.assert_array_equal(
        model.get_layer("b").kernel, build_model(project).get_layer("b").kernel
    )
