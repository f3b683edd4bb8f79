"""Each starter model trains on its kind of data as soon as it is chosen."""

import csv
import math
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from designer.engine.data.preview import preview_data
from designer.engine.training.control import Control
from designer.engine.training.train import train
from designer.project.data_ends import DataTask, find_ends
from designer.project.data_fields import Field
from designer.project.files import project_to_dict
from designer.project.project import Project
from designer.project.settings import DataKind, DataSettings
from designer.project.templates import TEMPLATES, Template, make_project, templates_for
from designer.protocol.events import EpochEnded, RunEnded
from designer.protocol.requests import PreviewData, StartTraining

pytestmark = [
    pytest.mark.engine,
    # TensorFlow's variables know no `copy` yet.
    pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning"),
]


def _mixed_table(folder: Path) -> DataSettings:
    rng = random.Random(0)
    path = folder / "passengers.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["age", "fare", "sex", "harbour", "survived"])
        for _ in range(120):
            sex = rng.choice(["female", "male"])
            age, fare = rng.randint(1, 80), round(rng.random() * 90, 2)
            survived = "yes" if (sex == "female") ^ (rng.random() < 0.1) else "no"
            writer.writerow([age, fare, sex, rng.choice("CQS"), survived])
    return DataSettings(DataKind.CSV, path=str(path))


def _texts(folder: Path) -> DataSettings:
    rng = random.Random(0)
    path = folder / "reviews.csv"
    good, bad = ["good", "lovely", "great", "moving"], ["bad", "dull", "awful", "boring"]
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["text", "label"])
        for number in range(120):
            words = good if number % 2 else bad
            told = f"film {number} was {rng.choice(words)} and {rng.choice(words)} all along"
            writer.writerow([told, "good" if number % 2 else "bad"])
    return DataSettings(DataKind.CSV, path=str(path))


def _sequences(folder: Path) -> DataSettings:
    rng = np.random.default_rng(0)
    label = np.arange(120) % 3
    time = np.linspace(0, 6, 24)[None, :, None]
    x = np.sin(time * (1 + label)[:, None, None]) + 0.1 * rng.standard_normal((120, 24, 2))
    path = folder / "waves.npz"
    np.savez(path, x=x.astype("float32"), label=label)
    return DataSettings(DataKind.NUMPY, path=str(path))


def _pictures(folder: Path) -> DataSettings:
    rng = np.random.default_rng(0)
    for name, level in (("dark", 40), ("light", 200)):
        (folder / "pictures" / name).mkdir(parents=True)
        for number in range(12):
            pixels = (level + rng.integers(-30, 30, (20, 24, 3))).astype("uint8")
            Image.fromarray(pixels).save(folder / "pictures" / name / f"{number}.png")
    options = {"image_size": [32, 32]}
    return DataSettings(DataKind.IMAGE_FOLDER, path=str(folder / "pictures"), options=options)


def _builtin(name: str) -> DataSettings:
    return DataSettings(DataKind.BUILTIN, name)


CASES = [
    ("iris", DataTask.TABLE),
    ("diabetes", DataTask.TABLE),
    ("mixed", DataTask.TABLE),
    ("digits", DataTask.PICTURES),
    ("pictures", DataTask.PICTURES),
    ("sequences", DataTask.SEQUENCES),
    ("texts", DataTask.TEXT),
]
_MAKERS = {
    "mixed": _mixed_table,
    "texts": _texts,
    "sequences": _sequences,
    "pictures": _pictures,
}


def _project(name: str, template: Template, folder: Path) -> Project:
    data = _MAKERS[name](folder) if name in _MAKERS else _builtin(name)
    asked = project_to_dict(Project(data=data))
    told = preview_data(PreviewData("1", asked, ""))
    ends = find_ends([Field.from_json(entry) for entry in told.fields])
    assert ends is not None
    assert template in templates_for(ends)
    return make_project(template, ends, data, template.id, told.counts["total"])


@pytest.mark.parametrize(
    ("name", "template"),
    [
        pytest.param(name, template, id=f"{name}-{template.id}")
        for name, task in CASES
        for template in TEMPLATES[task]
    ],
)
def test_a_starter_model_trains_at_once(name: str, template: Template, tmp_path: Path) -> None:
    project = _project(name, template, tmp_path)
    project = replace(project, fit=replace(project.fit, epochs=2))
    told: list[object] = []
    train(
        StartTraining("1", project_to_dict(project), str(tmp_path / "run")), told.append, Control()
    )

    ended = told[-1]
    assert isinstance(ended, RunEnded)
    assert ended.outcome == "completed", ended.message
    losses = [event.logs["loss"] for event in told if isinstance(event, EpochEnded)]
    assert len(losses) == 2
    assert all(math.isfinite(loss) for loss in losses)
