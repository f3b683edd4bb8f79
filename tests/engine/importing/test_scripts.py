"""Trusted scripts run, without training, and every model that they build is found."""

import json

import pytest

from designer.engine.importing.errors import CannotImport
from designer.engine.importing.importing import start_import
from designer.engine.importing.own_classes import with_own_classes
from designer.engine.importing.scripts import run_script

pytestmark = pytest.mark.engine

SCRIPT = """
import keras
from keras import layers

(x_train, y_train), _ = keras.datasets.mnist.load_data()
x_train = x_train.reshape(-1, 784) / 255.0


class Scale(layers.Layer):
    def __init__(self, factor=2.0, **kwargs):
        super().__init__(**kwargs)
        self.factor = factor

    def call(self, x):
        return x * self.factor

    def get_config(self):
        return {**super().get_config(), "factor": self.factor}


class Own(keras.Model):
    def call(self, x):
        return x


subclassed = Own()
digits = keras.Sequential([layers.Dense(4), layers.Dense(10)])
digits.compile("adam", "mse")
history = digits.fit(x_train, y_train, epochs=1_000_000)
print(history.history["val_loss"][-1], input("?"))
digits.save("never.keras")


def main():
    inputs = keras.Input((3,))
    return keras.Model(inputs, Scale(3.0)(inputs), name="scaled")


if __name__ == "__main__":
    main()
"""


def test_models_are_found_and_nothing_trains(tmp_path):
    script = tmp_path / "train.py"
    script.write_text(SCRIPT)
    ran = run_script(script)
    try:
        projects = [start_import(model, "x").project for model in ran.models]
    finally:
        ran.close()
    assert ran.names == ("digits", "scaled")
    assert [len(project.graph.nodes) for project in projects] == [4, 3]
    assert "subclassed is a Own, a model whose call is Python code" in ran.notes[0]
    assert not (tmp_path / "never.keras").exists()
    own = with_own_classes(projects[1], SCRIPT)
    node = next(n for n in own.graph.nodes.values() if n.name == "scale")
    assert (node.kind, dict(node.params)) == ("custom.Scale", {"factor": 3.0})
    assert own.module.startswith("from keras import layers\n\n\nclass Scale(")


def test_a_notebook_runs_and_a_failure_is_told_with_what_was_built_before(tmp_path):
    cells = [
        "%matplotlib inline\nimport keras",
        "def build_model():\n    return keras.Sequential([keras.Input((2,)), "
        "keras.layers.Dense(1)], name='small')\n",
        "boom()",
    ]
    book = {"cells": [{"cell_type": "code", "source": cell} for cell in cells]}
    path = tmp_path / "book.ipynb"
    path.write_text(json.dumps(book))
    ran = run_script(path)
    ran.close()
    assert [model.model.name for model in ran.models] == ["small"]
    assert "NameError: name 'boom' is not defined" in ran.notes[-1]


def test_a_script_that_does_not_end_is_ended(tmp_path):
    path = tmp_path / "endless.py"
    path.write_text("while True:\n    pass\n")
    with pytest.raises(CannotImport, match="did not come to an end within 8 seconds"):
        run_script(path, seconds=8)
