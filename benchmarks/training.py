"""Training through the engine, every batch recorded, against the exported script run alone.

Both are processes of their own and take turns. `ratio` compares what a person waits for: from the
request, or from the script's call of `fit`, to the last epoch's end, tracing included; `steady`
leaves the first epoch out. Saving the finished model is counted apart (`saving_seconds`).

Run: python benchmarks/training.py [rounds]
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path

from designer.paths import resources
from designer.project.files import project_to_dict, read_project
from designer.project.project import Project
from designer.protocol.codec import decode, encode
from designer.protocol.events import EngineReady, EpochEnded, RunEnded
from designer.protocol.requests import StartTraining

EXAMPLES = {"digits_mlp": 120, "digits_cnn": 25}
PLAIN = """
import json, sys, time
sys.modules["sklearn"] = sys.modules["pandas"] = None
import keras
from pathlib import Path
from designer.catalog.catalog import load_catalog
from designer.engine.build import build_model
from designer.engine.data.batches import ordered_batches, steps_per_epoch, train_batches
from designer.engine.data.prepared import prepare
from designer.engine.training.compiling import compile_model
from designer.project.files import project_from_dict
from designer.project.settings import Split

project = project_from_dict(json.load(open(sys.argv[1])))
print("ready", flush=True)
input()
began = time.perf_counter()
data = prepare(project)
model = build_model(project)
compile_model(model, project, load_catalog())
ends = []
fit = project.fit
model.fit(
    train_batches(data, fit),
    epochs=fit.epochs,
    steps_per_epoch=steps_per_epoch(data, fit.batch_size),
    validation_data=ordered_batches(data, Split.VALIDATION, fit.batch_size),
    callbacks=[keras.callbacks.LambdaCallback(
        on_epoch_end=lambda epoch, logs: ends.append(time.perf_counter() - began))],
    shuffle=False,
    verbose=0,
)
print(json.dumps(ends), flush=True)
"""
ENVIRONMENT = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3"}


def plain(project: Project, folder: Path) -> tuple[list[float], float]:
    """Return when each epoch ended in a script without an engine."""
    path = folder / "project.json"
    path.write_text(json.dumps(project_to_dict(project)), encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-c", PLAIN, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True, env=ENVIRONMENT,
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.readline()
    answer, _ = process.communicate("\n", timeout=600)
    return json.loads(answer), 0.0


def engine(project: Project, folder: Path) -> tuple[list[float], float]:
    """Return when each epoch ended in an engine, and how long it saved afterwards."""
    process = subprocess.Popen(
        [sys.executable, "-m", "designer.engine"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, env=ENVIRONMENT,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    timer = threading.Timer(600, process.kill)
    timer.start()
    ends: list[float] = []
    began = saved = 0.0
    for line in process.stdout:
        event = decode(line)
        if isinstance(event, EngineReady):
            request = StartTraining("r", project_to_dict(project), str(folder / "run"))
            began = time.perf_counter()
            process.stdin.write(encode(request))
            process.stdin.flush()
        elif isinstance(event, EpochEnded):
            ends.append(time.perf_counter() - began)
        elif isinstance(event, RunEnded):
            assert event.outcome == "completed", event.message
            saved = time.perf_counter() - began - ends[-1]
            break
    timer.cancel()
    process.stdin.close()
    process.stdout.close()
    process.wait(30)
    return ends, saved


def compare(name: str, epochs: int, rounds: int) -> dict[str, object]:
    """Return the figures of one example."""
    project = read_project(resources() / "examples" / f"{name}.kdesign").project
    project = replace(project, fit=replace(project.fit, epochs=epochs, callbacks=()))
    found: dict[str, list[tuple[list[float], float]]] = {"plain": [], "engine": []}
    for _ in range(rounds):
        for way, measure in (("plain", plain), ("engine", engine)):
            with tempfile.TemporaryDirectory() as folder:
                found[way].append(measure(project, Path(folder)))
    whole = {way: [ends[-1] for ends, _ in runs] for way, runs in found.items()}
    steady = {way: [ends[-1] - ends[0] for ends, _ in runs] for way, runs in found.items()}
    return {
        "epochs": epochs,
        "rounds": rounds,
        "plain_seconds": {"min": min(whole["plain"]), "median": statistics.median(whole["plain"])},
        "engine_seconds": {
            "min": min(whole["engine"]),
            "median": statistics.median(whole["engine"]),
        },
        "ratio": _ratios(whole),
        "steady": _ratios(steady),
        "saving_seconds": statistics.median(saved for _, saved in found["engine"]),
        "limit": 1.05,
    }


def _ratios(times: dict[str, list[float]]) -> dict[str, float]:
    pairs = [e / p for e, p in zip(times["engine"], times["plain"], strict=True)]
    return {
        "min": min(times["engine"]) / min(times["plain"]),
        "median": statistics.median(times["engine"]) / statistics.median(times["plain"]),
        "median_of_pairs": statistics.median(pairs),
    }


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    figures = {name: compare(name, epochs, rounds) for name, epochs in EXAMPLES.items()}
    print(json.dumps(figures, indent=2, default=float))


if __name__ == "__main__":
    main()
