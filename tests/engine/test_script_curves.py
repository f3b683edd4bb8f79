"""A script that runs alone gives the curves that the engine gives."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from designer import paths
from designer.codegen.writing import write_script
from designer.engine.training.control import Control
from designer.engine.training.train import train
from designer.project.files import project_to_dict, read_project
from designer.project.project import Project
from designer.protocol.events import EpochEnded
from designer.protocol.requests import StartTraining

pytestmark = [
    pytest.mark.engine,
    # TensorFlow's variables know no `copy` yet.
    pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning"),
]

_RUN = (
    "import json, sys; sys.path.insert(0, '.'); import model as script; "
    "training, validation, _ = script.load_data(); "
    "history = script.train(script.build_model(), training, validation).history; "
    "open('history.json', 'w').write(json.dumps(history))"
)


def _script_curves(project: Project, folder: Path) -> dict[str, list[float]]:
    write_script(folder / "model.py", project)
    done = subprocess.run(
        [sys.executable, "-c", _RUN],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    curves: dict[str, list[float]] = json.loads((folder / "history.json").read_text())
    return curves


def _engine_curves(project: Project, folder: Path) -> dict[str, list[float]]:
    told: list[object] = []
    request = StartTraining("1", project_to_dict(project), str(folder / "run"))
    train(request, told.append, Control())
    logs = [event.logs for event in told if isinstance(event, EpochEnded)]
    return {name: [entry[name] for entry in logs] for name in logs[0]}


@pytest.mark.parametrize("name", ["digits_mlp", "digits_cnn", "iris_mlp", "two_inputs_two_outputs"])
def test_the_script_alone_gives_the_curves_of_the_engine(name: str, tmp_path: Path) -> None:
    project = read_project(paths.resources() / "examples" / f"{name}.kdesign").project
    project = replace(project, fit=replace(project.fit, epochs=3))
    script, engine = _script_curves(project, tmp_path), _engine_curves(project, tmp_path)
    assert set(script) == set(engine)
    for metric, values in engine.items():
        assert script[metric] == pytest.approx(values, abs=1e-6), metric
