"""A layer of somebody's own, kept as it is, works once its class stands in the own code."""

from dataclasses import replace

import keras
import numpy as np
import pytest

from designer.codegen.script import project_script
from designer.engine.importing.importing import import_model
from designer.engine.own.requests import own_code_of
from designer.project.files import project_to_dict
from designer.project.kinds import catalog_for
from designer.protocol.requests import CheckProject
from tests.engine.importing.round_trips import difference, outputs, with_weights

pytestmark = pytest.mark.engine

CLASS = """
import keras


@keras.saving.register_keras_serializable(package="my_package")
class MyDense(keras.layers.Layer):
    def __init__(self, units=3, **kwargs):
        super().__init__(**kwargs)
        self.units = units

    def build(self, shape):
        self.kernel = self.add_weight(shape=(shape[-1], self.units), name="kernel")

    def call(self, x):
        return x @ self.kernel

    def get_config(self):
        return {**super().get_config(), "units": self.units}
"""


@pytest.fixture
def saved(tmp_path):
    """A model with a registered layer of somebody's own, and what it gives for some rows."""
    names = {}
    with keras.saving.custom_object_scope({}):
        exec(CLASS, names)
        given = keras.Input((4,), name="rows")
        model = keras.Model(given, names["MyDense"](5, name="mine")(given))
        model.save(tmp_path / "model.keras")
        keras.saving.get_custom_objects().clear()
    rows = np.random.default_rng(0).random((2, 4), dtype="float32")
    return tmp_path / "model.keras", rows, outputs(model, rows)


def test_a_class_that_is_not_known_is_kept_and_works_once_it_is_written(saved):
    path, rows, wanted = saved
    imported = import_model(path)
    node = next(node for node in imported.project.graph.nodes.values() if node.name == "mine")
    assert node.kind == "my_package>MyDense"
    assert catalog_for(imported.project).layer(node.kind) is None

    written = replace(imported, project=replace(imported.project, module=CLASS))
    spec = catalog_for(written.project).layer(node.kind)
    assert spec is not None
    assert spec.title == "MyDense"
    request = CheckProject("x", 1, project_to_dict(written.project), trusted=True)
    with own_code_of(request):
        assert difference(outputs(with_weights(written), rows), wanted) < 1e-6
    assert 'MyDense(units=5, name="mine")(rows)' in project_script(written.project)
