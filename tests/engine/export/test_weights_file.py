"""The weights with which exported code begins."""

import keras
import numpy as np
import pytest

from designer.engine.build import build_model
from designer.engine.export.export import export_model
from designer.engine.weights.giving import save
from designer.project.files import project_to_dict
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
