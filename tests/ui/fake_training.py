"""Stand-ins for what the window's panels watch: a training that is told, not run."""

import math
from pathlib import Path

import numpy as np

from designer.project.files import write_project
from designer.project.project import Project
from designer.project.runs import Journal, RunStatus, StoredState, write_status
from designer.protocol.events import (
    BatchesEnded,
    EpochEnded,
    PhaseChanged,
    RunEnded,
    RunStarted,
)


def training_events(
    id: str, folder: str = "", *, epochs: int = 20, done: float = 20, steps: int = 45
) -> list:
    """Return what an engine tells of a training of which *done* epochs have passed."""
    rng = np.random.default_rng(7)
    told: list = [RunStarted(id, folder, epochs, steps, 0, 1437, ["loss", "accuracy"])]
    total = round(done * steps)
    for epoch in range(math.ceil(done)):
        first, last = epoch * steps + 1, min((epoch + 1) * steps, total)
        at = np.arange(first, last + 1)
        progress = at / (epochs * steps)
        loss = 2.3 * np.exp(-4.2 * progress) * rng.lognormal(0, 0.12, len(at)) + 0.04
        accuracy = np.clip(1 - 0.9 * np.exp(-5 * progress) + rng.normal(0, 0.02, len(at)), 0, 1)
        values = {"loss": loss.tolist(), "accuracy": accuracy.tolist()}
        left = (epochs - last / steps) * 3.2
        told.append(BatchesEnded(id, epoch, last - first + 1, at.tolist(), values, 2140.0, left))
        if last == (epoch + 1) * steps:
            told += [PhaseChanged(id, "validating"), _epoch_end(id, epoch, last, epochs, values)]
            told.append(PhaseChanged(id, "training"))
    return told


def _epoch_end(id: str, epoch: int, step: int, epochs: int, values: dict) -> EpochEnded:
    progress = (epoch + 1) / epochs
    logs = {name: float(np.mean(found[-20:])) for name, found in values.items()}
    logs["val_loss"] = 1.9 * math.exp(-3.6 * progress) + 0.07 + 0.12 * max(0, progress - 0.62)
    logs["val_accuracy"] = 0.982 - 0.8 * math.exp(-5 * progress) - 0.02 * max(0, progress - 0.62)
    return EpochEnded(id, epoch, step, logs, 3.2)


def run_ended(id: str, outcome: str = "completed", message: str = "") -> RunEnded:
    """Return the end of a training."""
    return RunEnded(id, outcome, message, 20)


def stored_run(
    folder: Path,
    id: str,
    project: Project,
    *,
    state: StoredState = StoredState.COMPLETED,
    done: float = 20,
    best: float = 0.981,
) -> Path:
    """Write the folder of a run as a training leaves it, and return it."""
    target = folder / id
    target.mkdir(parents=True)
    write_project(target / "project.kdesign", project)
    journal = Journal(target)
    for event in training_events(id, str(target), done=done):
        journal.write(event)
    if state is not StoredState.KILLED:
        journal.write(run_ended(id, state.value))
    journal.close()
    found = {
        "val_loss": {"value": 0.081, "epoch": 12},
        "val_accuracy": {"value": best, "epoch": 12},
    }
    day, _, at = id.partition("_")
    started = f"{day}T{at.replace('-', ':')}+00:00"
    status = RunStatus(state, started, epochs=int(done), planned=20, best=found, seconds=74.0)
    write_status(target, status)
    return target
