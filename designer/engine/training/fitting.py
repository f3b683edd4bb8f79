"""One training from the data to the saved model, in the order that an exported script has too."""

import os
import shutil
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from designer.engine.build import build_model
from designer.engine.data.adapt import adapt_model
from designer.engine.data.batches import (
    class_weights,
    ordered_batches,
    steps_per_epoch,
    train_batches,
)
from designer.engine.data.prepared import PreparedData, prepare
from designer.engine.recipes.executions import whole_executions
from designer.engine.training.callbacks import ends_on_nan, make_callbacks
from designer.engine.training.checkpoints import (
    Checkpoint,
    callback_state,
    flush_to_disk,
    restore_callback,
    restore_model,
    save_checkpoint,
    seed_variables,
)
from designer.engine.training.compiling import compile_model, metric_directions
from designer.engine.training.control import Control, Stopped
from designer.engine.training.description import describe_run, read_fingerprint
from designer.engine.training.explanations import Explanation, not_finite
from designer.engine.training.progress import Progress
from designer.engine.training.recorder import NotFinite, Recorder
from designer.engine.training.run_record import RunRecord
from designer.engine.training.scores import Best
from designer.engine.weights.first import give_first, told_in_words
from designer.project.kinds import catalog_for
from designer.project.project import Project
from designer.project.runs.status import StoredState
from designer.project.settings import Split
from designer.protocol.events import PhaseChanged, RunStarted
from designer.protocol.requests import StartTraining

MODEL = "model.keras"
BEST = "best.keras"
_SPARING = 50.0  # time between checkpoints, as a multiple of what one costs


@dataclass(frozen=True, slots=True)
class Ended:
    """How a training ended without an error."""

    state: StoredState
    explanation: Explanation = field(default_factory=Explanation)


class Fitting:
    """The work of one training.

    Attributes:
        best: the best values so far.
        epochs: done so far.
    """

    def __init__(
        self,
        request: StartTraining,
        project: Project,
        record: RunRecord,
        control: Control,
        checkpoint: Checkpoint | None,
    ) -> None:
        self._request, self._project, self._record = request, project, record
        self._control, self._checkpoint = control, checkpoint
        self.best = Best(checkpoint.best if checkpoint else None)
        self.epochs = checkpoint.epoch if checkpoint else 0
        self._callbacks: list[Any] = []
        self._best_weights: list[np.ndarray] | None = None
        self._saved_at = self._save_cost = 0.0
        self._knows_directions = False

    def run(self) -> Ended:
        """Train to the end, or until the user stops it.

        Raises:
            UserError: if the project or its data cannot be trained.
            OSError: if the run's folder cannot be written.
            Exception: whatever else Keras raises.
        """
        self._record.tell(PhaseChanged(self._request.id, "preparing"))
        try:
            data = self._prepare()
            model, names = self._make_model(data)
        except Stopped:
            return Ended(StoredState.STOPPED)
        recorder = self._make_recorder(data, model, names)
        ended = self._fit(model, data, recorder)
        self._record.tell(PhaseChanged(self._request.id, "saving"))
        self._save_models(model)
        return ended

    def _prepare(self) -> PreparedData:
        data = prepare(self._project, self._request.folder)
        before = read_fingerprint(self._record.folder) if self._checkpoint else ""
        if before not in ("", data.fingerprint):
            text = "The data has changed since this run began: it goes on with other rows."
            self._record.log("warning", text)
        describe_run(self._record.folder, self._project, data, self._request.folder)
        self._control.check()
        return data

    def _make_model(self, data: PreparedData) -> tuple[Any, list[str]]:
        project, catalog = self._project, catalog_for(self._project)
        model = build_model(project, catalog)
        self._control.check()
        adapt_model(model, project, data)
        self._give_first(model)
        self._control.check()
        steps = steps_per_epoch(data, project.fit.batch_size)
        together = whole_executions(steps, project.compile.steps_per_execution)
        if together < project.compile.steps_per_execution:
            text = f"{together} of {steps} batches make one execution, so that epochs stay whole."
            self._record.log("info", text)
        names = compile_model(model, project, catalog, together)
        logged = [*names, *(f"val_{name}" for name in names if data.validation.rows)]
        self._callbacks = make_callbacks(
            project.fit.callbacks,
            self._record.folder,
            logged,
            model.optimizer,
            catalog,
            self.epochs,
        )
        if self._checkpoint is not None:
            restore_model(model, self._checkpoint)
        return model, names

    def _give_first(self, model: Any) -> None:
        """Give *model* the first weights that the project asks for; a resumed run has its own."""
        if self._checkpoint is not None:
            return
        tell = partial(self._record.log, "info")
        told = give_first(model, self._project, self._request.folder, tell)
        for line in told_in_words(self._project, told):
            tell(line)

    def _make_recorder(self, data: PreparedData, model: Any, names: list[str]) -> Recorder:
        fit, rows = self._project.fit, data.train.rows
        steps = steps_per_epoch(data, fit.batch_size)
        progress = Progress(steps, fit.epochs, rows, time.perf_counter())
        recorder = Recorder(
            self._request.id,
            self._record.tell,
            self._control,
            progress,
            rows,
            fit.batch_size,
            steps,
        )
        recorder.ends_on_nan = ends_on_nan(fit.callbacks)
        recorder.on_begin = lambda: self._restore_callbacks(model)
        recorder.on_epoch = lambda epoch, logs: self._on_epoch(model, epoch, logs)
        recorder.on_not_finite = self._on_not_finite
        recorder.on_several = self._on_several
        folder = str(self._record.folder)
        self._record.tell(
            RunStarted(self._request.id, folder, fit.epochs, steps, self.epochs, rows, names)
        )
        return recorder

    def _fit(self, model: Any, data: PreparedData, recorder: Recorder) -> Ended:
        fit = self._project.fit
        try:
            model.fit(
                train_batches(data, fit, self.epochs),
                epochs=fit.epochs,
                initial_epoch=self.epochs,
                steps_per_epoch=steps_per_epoch(data, fit.batch_size),
                validation_data=ordered_batches(data, Split.VALIDATION, fit.batch_size),
                class_weight=class_weights(data, fit.class_weight),
                callbacks=[*self._callbacks, recorder],
                shuffle=False,
                verbose=0,
            )
        except Stopped:
            recorder.flush()
            self._finish(model)
            return Ended(StoredState.STOPPED)
        except NotFinite:
            self._finish(model)
            epoch, step = recorder.not_finite or (0, 0)
            return Ended(StoredState.FAILED, not_finite(epoch, step))
        if model.stop_training and self.epochs < fit.epochs:
            words = f"EarlyStopping ended the run after {self.epochs} of {fit.epochs} epochs."
            return Ended(StoredState.EARLY_STOPPED, Explanation(words))
        return Ended(StoredState.COMPLETED)

    def _finish(self, model: Any) -> None:
        """Do what `fit` does at its end, where it was left before."""
        model.optimizer.finalize_variable_values(model.trainable_weights)
        for callback in self._callbacks:
            callback.on_train_end()

    def _restore_callbacks(self, model: Any) -> None:
        if self._checkpoint is None:
            return
        for callback, state in zip(self._callbacks, self._checkpoint.callbacks, strict=False):
            restore_callback(callback, state)
        kept = self._checkpoint.best_weights
        self._best_weights = model.get_weights() if kept is None else list(kept)

    def _on_not_finite(self, epoch: int, step: int) -> None:
        self._record.log("warning", not_finite(epoch, step).message)

    def _on_several(self, names: list[str]) -> None:
        text = f"No curve for {', '.join(names)}: several values each. Choose an average for them."
        self._record.log("warning", text)

    def _on_epoch(self, model: Any, epoch: int, logs: Mapping[str, float]) -> None:
        self.epochs = epoch + 1
        if not self._knows_directions:  # Keras makes the metrics at the first batch
            self._knows_directions = True
            self.best = Best(self.best.values, metric_directions(model))
        improved = self.best.take(epoch, logs)
        if ("val_loss" if "val_loss" in logs else "loss") in improved:
            self._best_weights = model.get_weights()
        is_last = self.epochs == self._project.fit.epochs or model.stop_training
        waited = time.perf_counter() - self._saved_at
        if is_last or self._control.stopped or waited >= _SPARING * self._save_cost:
            self._save_checkpoint(model)

    def _save_checkpoint(self, model: Any) -> None:
        began = time.perf_counter()
        monitored = self.best.values.get("val_loss") or self.best.values.get("loss")
        is_best = monitored is not None and monitored["epoch"] == self.epochs
        checkpoint = Checkpoint(
            self.epochs,
            self._record.position,
            self.best.values,
            tuple(callback_state(callback) for callback in self._callbacks),
            tuple(np.asarray(variable) for variable in seed_variables(model)),
            None if is_best or self._best_weights is None else tuple(self._best_weights),
        )
        save_checkpoint(self._record.folder, model, checkpoint)
        self._record.update(epochs=self.epochs, best=dict(self.best.values))
        self._saved_at = time.perf_counter()
        self._save_cost = self._saved_at - began

    def _save_models(self, model: Any) -> None:
        folder = self._record.folder
        save_model(model, folder / MODEL)
        if self._best_weights is None:
            return
        last = model.get_weights()
        if all(map(np.array_equal, last, self._best_weights)):
            _copy(folder / MODEL, folder / BEST)
            return
        model.set_weights(self._best_weights)
        save_model(model, folder / BEST)
        model.set_weights(last)


def save_model(model: Any, path: Path) -> None:
    """Save *model* as `.keras`; *path* is either the old file or the whole new one.

    Raises:
        OSError: if the disk is full.
    """
    temporary = path.with_name(f".{path.stem}.new{path.suffix}")
    try:
        model.save(temporary)
        flush_to_disk(temporary)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    temporary = target.with_name(f".{target.stem}.new{target.suffix}")
    shutil.copyfile(source, temporary)
    os.replace(temporary, target)
