"""A script that runs alone gives the curves that the engine gives."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from designer import paths
from designer.codegen.writing import write_script
from designer.engine.data.tables import read_table
from designer.engine.training.control import Control
from designer.engine.training.train import train
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.project.files import project_to_dict, read_project
from designer.project.project import Project
from designer.project.settings import CompileSettings, DataKind, DataSettings, FitSettings
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
    return _run_script(folder)


def _run_script(folder: Path) -> dict[str, list[float]]:
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


def _engine_curves(project: Project, folder: Path, data: str = "") -> dict[str, list[float]]:
    told: list[object] = []
    request = StartTraining("1", project_to_dict(project), str(folder / "run"), data)
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


def _table(folder: Path) -> Project:
    """A CSV file with words, missing values and classes of unequal size."""
    numbers = np.random.default_rng(0)
    lines = ["size,weight,length,kind"]
    for row in range(120):
        kind = ("apple", "pear", "plum")[0 if row % 2 else row % 3]
        weight = "" if row % 17 == 0 else f"{numbers.normal():.3f}"
        lines.append(f"{('low', 'high')[row % 5 > 2]},{weight},{numbers.random():.3f},{kind}")
    (folder / "fruit.csv").write_text("\n".join(lines) + "\n")
    nodes = [
        Node("a", "Input", "row", {"shape": [4]}),
        Node("b", "Normalization", "normalize", {}),
        Node("c", "Dense", "dense", {"units": 3, "activation": "softmax"}),
        Node("d", "Output", "kind", {"loss": "categorical_crossentropy", "metrics": ["accuracy"]}),
    ]
    ports = zip("abc", "bcd", strict=True)
    edges = [Edge(f"{x}{y}", Endpoint(x, "output"), Endpoint(y, "inputs")) for x, y in ports]
    data = DataSettings(DataKind.CSV, path="fruit.csv", options={"missing": "drop"})
    callback = {"class_name": "ReduceLROnPlateau", "config": {"patience": 1}}
    fit = FitSettings(epochs=3, class_weight="balanced", callbacks=(callback,))
    settings = CompileSettings("sgd", steps_per_execution=2)
    return Project("fruit", Graph.of(nodes, edges), data, settings, fit)


def test_a_table_with_words_and_gaps_gives_the_same_curves(tmp_path: Path) -> None:
    project = _table(tmp_path)
    fields = list(read_table(project.data, tmp_path).fields.values())
    write_script(tmp_path / "model.py", project, fields=fields, data_folder=str(tmp_path))
    script = _run_script(tmp_path)
    engine = _engine_curves(project, tmp_path, str(tmp_path))
    engine.pop("learning_rate", None)
    for metric, values in engine.items():
        assert script[metric] == pytest.approx(values, abs=1e-6), metric
