"""How good a run's model is on one part of its data."""

from typing import Any

import numpy as np

from designer.engine.data.batches import ordered_batches, steps_per_epoch
from designer.engine.data.prepared import PreparedData, prepare
from designer.engine.errors import UserError
from designer.engine.evaluation.answers import (
    by_output,
    class_names,
    is_classes,
    probabilities,
    true_classes,
)
from designer.engine.evaluation.reports import classes_report, numbers_report
from designer.engine.evaluation.trained import Trained, open_run
from designer.engine.recipes.executions import whole_executions
from designer.engine.training.compiling import compile_model
from designer.engine.training.description import read_fingerprint
from designer.project.kinds import catalog_for
from designer.project.output_binding import OutputBinding
from designer.project.settings import Split
from designer.protocol.events import Evaluated
from designer.protocol.requests import Evaluate


def evaluate(request: Evaluate) -> Evaluated:
    """Return every metric of a run's model on one part of its data, and what it confuses.

    Raises:
        UserError: if there is no such part, no model, or the data cannot be read.
    """
    split = _split(request.split)
    trained = open_run(request.run_folder, request.folder)
    data = prepare(trained.project, request.folder)
    if not data.parts[split].rows:
        raise UserError(
            f"There are no {split} rows. Set the share of {split} rows in the data settings and "
            "train again, or evaluate another part."
        )
    metrics = _measure(trained, data, split)
    predicted = trained.model.predict(_batches(trained, data, split), verbose=0)
    names = [node.name for node in trained.project.graph.outputs]
    answers = by_output(predicted, names)
    targets = by_output(data.parts[split].y, names)
    outputs = {
        bound.name: _report(trained, bound, targets[bound.name], answers[bound.name])
        for bound in data.bindings.targets
    }
    return Evaluated(request.id, str(split), data.parts[split].rows, metrics, outputs,
                     _note(trained, data))  # fmt: skip


def _split(word: str) -> Split:
    try:
        return Split(word)
    except ValueError:
        expected = ", ".join(Split)
        raise UserError(f"Expected one of {expected}, found {word!r}.") from None


def _measure(trained: Trained, data: PreparedData, split: Split) -> dict[str, float]:
    fit = trained.project.fit
    steps = steps_per_epoch(data, fit.batch_size)
    together = whole_executions(steps, trained.project.compile.steps_per_execution)
    compile_model(trained.model, trained.project, catalog_for(trained.project), together)
    found = trained.model.evaluate(_batches(trained, data, split), return_dict=True, verbose=0)
    return {name: float(value) for name, value in found.items() if np.ndim(value) == 0}


def _batches(trained: Trained, data: PreparedData, split: Split) -> Any:
    return ordered_batches(data, split, trained.project.fit.batch_size)


def _report(
    trained: Trained, bound: OutputBinding, target: np.ndarray, predicted: np.ndarray
) -> dict[str, Any]:
    if not is_classes(bound, predicted) or target.ndim > 2:
        return numbers_report(target, predicted)
    loss = trained.project.graph.nodes[bound.node].params.get("loss")
    chances = probabilities(predicted, loss)
    labels = class_names(bound, chances.shape[1])
    return classes_report(true_classes(bound, target), chances.argmax(axis=1), labels)


def _note(trained: Trained, data: PreparedData) -> str:
    trained_on = read_fingerprint(trained.folder)
    if trained_on in ("", data.fingerprint):
        return ""
    return (
        "The data has changed since this run was trained: rows that it has seen may be among these."
    )
