"""What Keras 3 saves opens exactly as it was: same layers, same weights, same results."""

import keras
import numpy as np
import pytest

from designer.engine.importing.importing import import_model
from tests.engine.importing.round_trips import round_trip
from tests.engine.importing.saved_models import CASES, RANDOM

pytestmark = [
    pytest.mark.engine,
    pytest.mark.filterwarnings("ignore:You passed `rms_scaling=True`:UserWarning"),
    pytest.mark.filterwarnings("ignore:The structure of `inputs`:UserWarning"),
    pytest.mark.filterwarnings("ignore:When providing `inputs` as a dict:UserWarning"),
]

LOST_IN_H5 = {"strlookup_adapt", "textvec"}
"""Keras itself does not keep learned vocabularies in `.h5`."""


def _made(name):
    keras.backend.clear_session()
    model, given = CASES[name]()
    for weight in model.weights:
        if weight.dtype.startswith("float"):
            weight.assign(weight + 0.1 * RANDOM.normal(size=weight.shape))
    for layer in model._flatten_layers():
        if isinstance(layer, keras.layers.Normalization):
            layer.finalize_state()
    return model, given


@pytest.mark.parametrize("name", CASES)
def test_a_keras_file_opens_exactly(name, tmp_path) -> None:
    model, given = _made(name)
    difference, imported = round_trip(model, given, tmp_path / "model.keras")
    assert (difference, imported.notes) == (0.0, ())


@pytest.mark.filterwarnings("ignore:You are saving your model as an HDF5 file:UserWarning")
@pytest.mark.parametrize("name", sorted(CASES.keys() - LOST_IN_H5))
def test_an_hdf5_file_opens_exactly_even_where_keras_cannot_read_it(name, tmp_path) -> None:
    model, given = _made(name)
    difference, imported = round_trip(model, given, tmp_path / "model.h5")
    assert (difference, imported.notes) == (0.0, ())


@pytest.mark.parametrize("name", ["MobileNetV2", "ResNet50", "EfficientNetB0", "ConvNeXtTiny"])
def test_an_application_opens_exactly_and_folded(name, tmp_path) -> None:
    model = getattr(keras.applications, name)(weights=None, input_shape=(64, 64, 3), classes=7)
    given = RANDOM.uniform(0, 255, (1, 64, 64, 3)).astype("float32")
    difference, imported = round_trip(model, given, tmp_path / "model.keras")
    assert difference == 0.0
    assert len(imported.project.graph.nodes) < len(model.layers) / 2


@pytest.mark.parametrize(("own", "called"), [(None, "cats"), ("encoder", "encoder")])
def test_a_model_without_a_name_of_its_own_is_called_as_its_file(own, called, tmp_path) -> None:
    inputs = keras.Input((4,))
    keras.Model(inputs, keras.layers.Dense(2)(inputs), name=own).save(tmp_path / "cats.keras")
    assert import_model(tmp_path / "cats.keras").project.name == called


def test_layer_names_and_the_order_of_weights_stay(tmp_path) -> None:
    from tests.engine.importing.round_trips import with_weights

    model = keras.applications.MobileNet(weights=None, alpha=0.25, input_shape=(32, 32, 3))
    _, imported = round_trip(model, np.zeros((1, 32, 32, 3), "f4"), tmp_path / "model.keras")
    again = with_weights(imported)
    assert [layer.name for layer in again.layers] == [layer.name for layer in model.layers]
    assert [w.shape for w in again.weights] == [w.shape for w in model.weights]
