"""An exported script trains in a process of its own as the program does, value for value."""

import json
import subprocess
import sys
import threading
from itertools import pairwise

import numpy as np
import pytest
from PIL import Image

from designer.cli.main import main
from designer.paths import resources
from designer.project.files import project_to_dict, read_project
from designer.project.runs import read_events
from designer.protocol.events import EngineReady, EpochEnded, RequestFailed, RunEnded
from designer.protocol.requests import StartTraining
from designer.session.popen_link import PopenLink
from tests.cli.shell import environment, example

pytestmark = pytest.mark.engine

EXAMPLES = sorted(path.stem for path in (resources() / "examples").glob("*.kdesign"))
PROJECTS = [*EXAMPLES, "table", "pictures"]
EPOCHS = 2

RUN_SCRIPTS = """
import json, runpy, sys
import keras
for path in sys.argv[1:]:
    keras.backend.clear_session()
    names = runpy.run_path(path)
    training, validation, test = names["load_data"]()
    history = names["train"](names["build_model"](), training, validation)
    print(json.dumps({"path": path, "history": history.history}), flush=True)
"""


def drawn(name, data, shape, labels):
    """Return a project as it is saved: Input, Flatten, Dense and Output."""
    kinds = {
        "x": ("Input", {"shape": shape}),
        "flat": ("Flatten", {}),
        "out": ("Dense", {"units": len(labels), "activation": "softmax"}),
        "y": ("Output", {"loss": "sparse_categorical_crossentropy", "metrics": ["accuracy"]}),
    }
    if data["kind"] == "csv":
        kinds["y"][1]["columns"] = ["kind"]
    names = list(kinds)
    return {
        "format": "keras-designer",
        "version": 1,
        "name": name,
        "nodes": [
            {"id": id, "kind": kind, "name": id, "position": [0, 100 * row], "params": params}
            for row, (id, (kind, params)) in enumerate(kinds.items())
        ],
        "edges": [
            {"id": f"{a}-{b}", "from": [a, "output"], "to": [b, "inputs"]}
            for a, b in pairwise(names)
        ],
        "data": data,
        "fit": {"epochs": EPOCHS, "batch_size": 8},
    }


def make_table(folder):
    """Write a CSV file with semicolons and decimal commas beside its project."""
    rows = np.random.default_rng(0).random((60, 2)).round(3)
    lines = [f"{a};{b};{'hoch' if a + b > 1 else 'nieder'}".replace(".", ",") for a, b in rows]
    (folder / "rows.csv").write_text("\n".join(["a;b;kind", *lines]), encoding="utf-8")
    return drawn("table", {"kind": "csv", "path": "rows.csv"}, [2], ["hoch", "nieder"])


def make_pictures(folder):
    """Draw twelve pictures of two classes beside their project."""
    for red, name in ((200, "cat"), (20, "dog")):
        (folder / "pictures" / name).mkdir(parents=True)
        for number in range(12):
            picture = Image.new("RGB", (16 + number, 16), (red, number * 9, 30))
            picture.save(folder / "pictures" / name / f"{number}.png")
    data = {"kind": "image_folder", "path": "pictures", "options": {"image_size": [8, 8]}}
    return drawn("pictures", data, [8, 8, 3], ["cat", "dog"])


@pytest.fixture(scope="module")
def projects(tmp_path_factory):
    """Return every project with two epochs, in a folder of its own."""
    paths = {}
    for name in PROJECTS:
        folder = tmp_path_factory.mktemp(name)
        if name in EXAMPLES:
            paths[name] = example(folder, name, epochs=EPOCHS)
            continue
        make = make_table if name == "table" else make_pictures
        paths[name] = folder / f"{name}.kdesign"
        paths[name].write_text(json.dumps(make(folder)), encoding="utf-8")
    return paths


class Trainer(threading.Thread):
    """One engine that trains every project, one after the other."""

    def __init__(self, projects):
        super().__init__(daemon=True)
        self.projects, self.ended, self.ready = projects, {}, False
        self.link = PopenLink()
        self.link.received.connect(self.hear)

    def hear(self, event):
        if isinstance(event, EngineReady):
            self.ready = True
        elif isinstance(event, RunEnded | RequestFailed):
            self.ended[event.id] = event

    def run(self):
        self.link.start()
        self.wait(lambda: self.ready)
        for name, path in self.projects.items():
            project = project_to_dict(read_project(path).project)
            folder = path.with_suffix(".runs") / "run"
            self.link.send(StartTraining(name, project, str(folder), str(path.parent), False))
            self.wait(lambda name=name: name in self.ended)
        self.link.close()

    def wait(self, until):
        while not until() and self.link.alive:
            self.link.pump(0.05)


@pytest.fixture(scope="module")
def trained(projects):
    """Train with the engine and with the scripts, side by side; return both histories."""
    trainer = Trainer(projects)
    trainer.start()
    scripts = {}
    for name, path in projects.items():
        scripts[name] = path.with_name("model.py")
        assert main(["export", str(path), "--to", "python", str(scripts[name])]) == 0
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", RUN_SCRIPTS, *map(str, scripts.values())],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=240,
    )
    trainer.join(240)
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines() if line.startswith('{"path"')]
    by_script = dict(zip(scripts, [entry["history"] for entry in told], strict=True))
    return {name: (trainer.ended[name], by_script[name]) for name in projects}


@pytest.mark.parametrize("name", PROJECTS)
def test_the_script_trains_as_the_program_does(name, trained, projects):
    ended, by_script = trained[name]
    assert getattr(ended, "outcome", ended) == "completed"
    epochs = [
        event.logs
        for event in read_events(projects[name].with_suffix(".runs") / "run")
        if isinstance(event, EpochEnded)
    ]
    by_engine = {key: [logs[key] for logs in epochs] for key in by_script}
    assert {*by_script} == {*epochs[0]}
    for key, values in by_script.items():
        np.testing.assert_allclose(by_engine[key], values, rtol=0, atol=1e-6, err_msg=key)


def test_every_example_is_among_the_projects():
    assert len(EXAMPLES) == 10
