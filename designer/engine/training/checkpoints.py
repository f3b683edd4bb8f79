"""Checkpoints from which a run goes on exactly as if it had never ended.

Beside weights and optimizer, which `.keras` holds, a checkpoint has what Keras does not save: the
states of the seed generators, those of the callbacks, and the best weights. A checkpoint is a
folder that appears whole or not at all; the last two are kept.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

FOLDER = "checkpoints"
MODEL = "model.keras"
_STATE = "state.json"
_ARRAYS = "arrays.npz"
_KEPT = 2
_CALLBACK_STATE = (
    "wait", "best", "best_epoch", "best_weights", "stopped_epoch", "cooldown_counter",
    "epochs_since_last_save", "_batches_seen_since_last_saving",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Where a run stood at the end of an epoch.

    Attributes:
        epoch: epochs done.
        journal: bytes of the journal that belong to them.
        best: metric -> {"value", "epoch"}.
        callbacks: the state of each callback, in their order.
        seeds: the states of the model's seed generators, in their order.
        best_weights: None where the model's own weights are the best, or none are known.
    """

    epoch: int
    journal: int = 0
    best: Mapping[str, Any] = field(default_factory=dict)
    callbacks: tuple[Mapping[str, Any], ...] = ()
    seeds: tuple[np.ndarray, ...] = ()
    best_weights: tuple[np.ndarray, ...] | None = None
    folder: Path | None = None


def save_checkpoint(folder: Path, model: Any, checkpoint: Checkpoint) -> Path:
    """Write *checkpoint* of *model* into the run's *folder*; return its own folder.

    Raises:
        OSError: if the disk is full; the checkpoints before stand then.
    """
    inside = folder / FOLDER
    inside.mkdir(exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=".new_", dir=inside))
    target = inside / f"epoch_{checkpoint.epoch:06d}"
    try:
        model.save(temporary / MODEL)
        _write_state(temporary, checkpoint)
        for path in temporary.iterdir():
            flush_to_disk(path)
        if target.exists():
            shutil.rmtree(target)
        os.replace(temporary, target)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    for old in _newest_first(folder)[_KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
    return target


def load_checkpoint(folder: Path) -> Checkpoint | None:
    """Return the newest checkpoint in the run's *folder* that can be read, or None."""
    for place in _newest_first(folder):
        try:
            return _read_state(place)
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return None


def newest_model(folder: Path) -> Path | None:
    """Return the `.keras` file of the newest checkpoint in the run's *folder*, or None."""
    checkpoint = load_checkpoint(folder)
    return checkpoint.folder / MODEL if checkpoint and checkpoint.folder else None


def model_of_run(folder: Path) -> Path | None:
    """Return the model that a run in *folder* came to, or None where there is none yet.

    That is its final model, which is the best one where EarlyStopping restored it; of a run that
    was interrupted, the newest checkpoint.
    """
    final = folder / MODEL
    return final if final.is_file() else newest_model(folder)


def restore_model(model: Any, checkpoint: Checkpoint) -> None:
    """Bring weights, optimizer and seed generators of the compiled *model* back.

    Raises:
        ValueError: if the checkpoint is of another model.
    """
    assert checkpoint.folder is not None
    seeds = seed_variables(model)
    if len(seeds) != len(checkpoint.seeds):
        raise ValueError(
            f"Expected {len(checkpoint.seeds)} random states, the model has {len(seeds)}."
        )
    model.optimizer.build(model.trainable_variables)
    model.load_weights(checkpoint.folder / MODEL)
    for variable, value in zip(seeds, checkpoint.seeds, strict=True):
        variable.assign(value)


def seed_variables(model: Any) -> list[Any]:
    """Return the states of the seed generators (Dropout has one), which `.keras` lacks."""
    return [variable for variable in model.variables if "seed_generator_state" in variable.path]


def callback_state(callback: Any) -> dict[str, Any]:
    """Return what *callback* remembers from epoch to epoch."""
    return {name: getattr(callback, name) for name in _CALLBACK_STATE if hasattr(callback, name)}


def restore_callback(callback: Any, state: Mapping[str, Any]) -> None:
    """Give *callback* its memory back."""
    for name, value in state.items():
        setattr(callback, name, value)


def flush_to_disk(path: Path) -> None:
    """Have the system bring the file *path* to the disk itself."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _newest_first(folder: Path) -> list[Path]:
    return sorted((folder / FOLDER).glob("epoch_*"), reverse=True)


def _write_state(folder: Path, checkpoint: Checkpoint) -> None:
    arrays: dict[str, np.ndarray] = {}
    state = {
        "epoch": checkpoint.epoch,
        "journal": checkpoint.journal,
        "best": dict(checkpoint.best),
        "callbacks": [
            {name: _stored(value, f"callback_{number}_{name}", arrays)
             for name, value in memory.items()}
            for number, memory in enumerate(checkpoint.callbacks)
        ],
        "seeds": _stored(list(checkpoint.seeds), "seed", arrays),
        "best_weights": _stored(checkpoint.best_weights, "best", arrays),
    }  # fmt: skip
    (folder / _STATE).write_text(json.dumps(state), encoding="utf-8")
    with (folder / _ARRAYS).open("wb") as file:
        np.savez(file, **arrays)  # type: ignore[arg-type]


def _read_state(folder: Path) -> Checkpoint:
    state = json.loads((folder / _STATE).read_text(encoding="utf-8"))
    if not (folder / MODEL).is_file():
        raise ValueError("no model")
    with np.load(folder / _ARRAYS, allow_pickle=False) as arrays:
        callbacks = tuple(
            {name: _loaded(value, arrays) for name, value in memory.items()}
            for memory in state["callbacks"]
        )
        seeds = tuple(_loaded(state["seeds"], arrays))
        best = _loaded(state["best_weights"], arrays)
    return Checkpoint(
        int(state["epoch"]),
        int(state["journal"]),
        state["best"],
        callbacks,
        seeds,
        None if best is None else tuple(best),
        folder,
    )


def _stored(value: Any, name: str, arrays: dict[str, np.ndarray]) -> Any:
    """Return *value* as JSON; lists of arrays are put into *arrays* and named."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        names = [f"{name}_{number}" for number in range(len(value))]
        arrays.update(zip(names, map(_plain, value), strict=True))
        return {"arrays": names}
    return value.item() if hasattr(value, "item") else value


def _loaded(value: Any, arrays: Any) -> Any:
    return [arrays[name] for name in value["arrays"]] if isinstance(value, dict) else value


def _plain(value: Any) -> np.ndarray:
    """Return an array of a type that `.npz` holds; bfloat16 fits into float32 without loss."""
    array = np.asarray(value)
    return array.astype(np.float32) if array.dtype.kind == "V" else array
