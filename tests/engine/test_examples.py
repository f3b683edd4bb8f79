"""Each example is what it says: its script builds the same model, and it trains as promised."""

import importlib.util
from pathlib import Path

import keras
import numpy as np
import pytest

from designer import paths
from designer.codegen.writing import write_script
from designer.engine.build import build_model
from designer.engine.training.control import Control
from designer.engine.training.train import train
from designer.project.files import project_to_dict, read_project
from designer.protocol.events import EpochEnded, RunEnded
from designer.protocol.requests import StartTraining

pytestmark = [
    pytest.mark.engine,
    # TensorFlow's variables know no `copy` yet.
    pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning"),
]

EXAMPLES = paths.resources() / "examples"
REACHES = {
    "digits_mlp": ("val_accuracy", 0.95),
    "digits_cnn": ("val_accuracy", 0.97),
    "iris_mlp": ("val_accuracy", 0.90),
    "diabetes_regression": ("val_mae", 50.0),
    "two_inputs_two_outputs": ("val_label_accuracy", 0.95),
    "siamese_shared": ("val_accuracy", 0.85),
    "digits_lstm": ("val_accuracy", 0.93),
    "digits_autoencoder": ("val_mae", 1.5),
    "digits_resnet": ("val_accuracy", 0.97),
    "digits_transformer": ("val_accuracy", 0.95),
}


def test_every_example_is_tested() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.kdesign")} == set(REACHES)


@pytest.mark.parametrize("name", REACHES)
def test_an_example_trains_as_far_as_it_promises(name: str, tmp_path: Path) -> None:
    project = read_project(EXAMPLES / f"{name}.kdesign").project
    told: list[object] = []
    request = StartTraining("1", project_to_dict(project), str(tmp_path / "run"))
    train(request, told.append, Control())

    ended = told[-1]
    assert isinstance(ended, RunEnded)
    assert ended.outcome in ("completed", "early_stopped"), ended.message
    metric, wanted = REACHES[name]
    values = [event.logs[metric] for event in told if isinstance(event, EpochEnded)]
    reached = max(values) >= wanted if "accuracy" in metric else min(values) <= wanted
    assert reached, values


@pytest.mark.parametrize("name", REACHES)
def test_the_script_of_an_example_builds_the_model_of_the_engine(name: str, tmp_path: Path) -> None:
    project = read_project(EXAMPLES / f"{name}.kdesign").project
    script, *_ = write_script(tmp_path / f"{name}.py", project)
    spec = importlib.util.spec_from_file_location(name, script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    theirs: keras.Model = module.build_model()
    ours = build_model(project)
    assert theirs.get_config() == ours.get_config()
    for one, other in zip(theirs.get_weights(), ours.get_weights(), strict=True):
        np.testing.assert_array_equal(one, other)
    assert all(len(part) == 2 for part in module.load_data())
