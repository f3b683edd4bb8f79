"""Weights are found by the names of layers, whatever wrote the file."""

import h5py
import keras
import numpy as np
import pytest
from keras.src.legacy.saving.legacy_h5_format import save_weights_to_hdf5_group

from designer.engine.weights.sources import open_source

pytestmark = pytest.mark.engine


def test_a_layer_in_a_model_is_found_in_weights_as_keras_2_wrote_them(tmp_path):
    inner = [keras.layers.Dense(4, name="first"), keras.layers.BatchNormalization(name="norm")]
    given = keras.Input((3,))
    stem = keras.Sequential([keras.Input((3,)), *inner], name="stem")
    model = keras.Model(given, keras.layers.Dense(2, name="last")(stem(given)))
    path = tmp_path / "weights.h5"
    with h5py.File(path, "w") as file:
        save_weights_to_hdf5_group(file, model)

    with open_source(path) as source:
        for layer in inner:
            found = source.of_name(("stem", layer.name), layer)
            assert found is not None
            for array, weight in zip(found, layer.weights, strict=True):
                np.testing.assert_array_equal(array, weight)
        assert source.of_name(("stem", "other"), inner[0]) is None
