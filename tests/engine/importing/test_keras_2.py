"""Files of Keras 2 open, those too that Keras 3 refuses."""

from pathlib import Path

import numpy as np
import pytest

from designer.engine.importing.importing import import_model
from designer.graph.records import OUTPUT
from tests.engine.importing.round_trips import difference, outputs, with_weights

pytestmark = pytest.mark.engine

FIXTURES = Path(__file__).parents[2] / "fixtures" / "keras2"
FILES = sorted(path for path in FIXTURES.iterdir() if path.suffix != ".npz")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_model_of_keras_2_gives_what_it_gave(path) -> None:
    arrays = np.load(FIXTURES / f"{path.stem}.npz")
    given = [arrays[name] for name in sorted(arrays) if name.startswith("x")]
    wanted = [arrays[name] for name in sorted(arrays) if name.startswith("y")]
    imported = import_model(path)
    names = [node.name for node in imported.project.graph.outputs]
    found = outputs(with_weights(imported), given[0] if len(given) == 1 else given, names)
    assert difference(found, wanted) < 1e-6
    assert imported.notes == ()


def test_what_it_was_compiled_with_comes_along() -> None:
    project = import_model(FIXTURES / "compiled.h5").project
    ends = {n.name: dict(n.params) for n in project.graph.nodes.values() if n.kind == OUTPUT}
    assert ends == {
        "u": {"index": 0, "loss": "mse", "loss_weight": 0.5, "metrics": ["mean_absolute_error"]},
        "v": {"index": 1, "loss": "mae", "loss_weight": 2.0},
    }
    sgd = {"learning_rate": 0.05, "momentum": 0.9}
    assert project.compile.optimizer == {"class_name": "SGD", "config": sgd}
