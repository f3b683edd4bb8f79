import json
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import h5py
import numpy as np
import pytest

from designer.engine.training.train import Training
from designer.paths import resources
from designer.project.files import project_to_dict, read_project
from designer.protocol.events import BatchesEnded
from designer.protocol.requests import StartTraining


@pytest.fixture
def example():
    """An example project by name, with fit settings of one's own."""

    def read(name, compile=None, data=None, **fit):
        project = read_project(resources() / "examples" / f"{name}.kdesign").project
        return replace(
            project,
            fit=replace(project.fit, **fit),
            compile=replace(project.compile, **(compile or {})),
            data=replace(project.data, **(data or {})),
        )

    return read


class TrainedRun:
    """What came of a training."""

    def __init__(self, folder, events):
        self.folder, self.events = Path(folder), events

    def of(self, kind):
        return [event for event in self.events if isinstance(event, kind)]

    @property
    def end(self):
        return self.events[-1]

    @property
    def losses(self):
        return [v for e in self.of(BatchesEnded) for v in e.values["loss"]]

    @property
    def steps(self):
        return [step for e in self.of(BatchesEnded) for step in e.steps]

    @property
    def status(self):
        return json.loads((self.folder / "status.json").read_text())


@pytest.fixture
def train(tmp_path):
    """Train to the end, in this process; `meanwhile(training, event)` sees every event."""

    def run(project, folder="run", resume=False, meanwhile=None):
        events = []
        place = tmp_path / folder
        place.mkdir(exist_ok=True)
        request = StartTraining(
            "r1", project_to_dict(project), str(place), str(resources() / "examples"), resume
        )

        def emit(event):
            events.append(event)
            if meanwhile is not None:
                meanwhile(training, event)

        training = Training(request, emit)
        training.start()
        training.join(120)
        assert not training.alive
        return TrainedRun(place, events)

    return run


@pytest.fixture
def difference():
    """The greatest difference between the arrays of two runs' models, optimizer included."""

    def compare(first, second, name="model.keras"):
        one, other = arrays_in(first.folder / name), arrays_in(second.folder / name)
        assert one.keys() == other.keys()
        return max(float(np.abs(one[key] - other[key]).max(initial=0)) for key in one)

    return compare


def arrays_in(path):
    found = {}
    with zipfile.ZipFile(path) as archive:
        content = BytesIO(archive.read("model.weights.h5"))
    with h5py.File(content, "r") as file:

        def keep(name, item):
            if isinstance(item, h5py.Dataset):
                found[name] = np.asarray(item)

        file.visititems(keep)
    return found
