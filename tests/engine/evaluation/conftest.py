from dataclasses import replace

import numpy as np
import pytest

from designer.engine.training.train import Training
from designer.paths import resources
from designer.project.files import project_to_dict, read_project
from designer.protocol.events import RunEnded
from designer.protocol.requests import StartTraining


def trained(name, folder, epochs, change=lambda project: project, data=None):
    project = change(read_project(resources() / "examples" / f"{name}.kdesign").project)
    project = replace(project, fit=replace(project.fit, epochs=epochs))
    events = []
    place = str(data or resources() / "examples")
    request = StartTraining("r", project_to_dict(project), str(folder), place)
    training = Training(request, events.append)
    training.start()
    training.join(120)
    assert isinstance(events[-1], RunEnded)
    assert events[-1].outcome == "completed", events[-1].message
    return folder


@pytest.fixture(scope="session")
def digits(tmp_path_factory):
    """The folder of a run that knows the digits."""
    return trained("digits_cnn", tmp_path_factory.mktemp("digits"), 4)


@pytest.fixture(scope="session")
def iris(tmp_path_factory):
    """The folder of a run that knows irises."""
    return trained("iris_mlp", tmp_path_factory.mktemp("iris"), 25)


@pytest.fixture(scope="session")
def diabetes(tmp_path_factory):
    """The folder of a run that predicts a number."""
    return trained("diabetes_regression", tmp_path_factory.mktemp("diabetes"), 3)


@pytest.fixture(scope="session")
def two(tmp_path_factory):
    """The folder of a run with two inputs and two outputs."""
    return trained("two_inputs_two_outputs", tmp_path_factory.mktemp("two"), 2)


@pytest.fixture(scope="session")
def digit_arrays():
    """The digits' own arrays."""
    with np.load(resources() / "data" / "digits.npz") as file:
        return {name: file[name] for name in file.files}
