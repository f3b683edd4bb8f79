"""What of a run is drawn: for each metric its curves, the best value, events."""

from dataclasses import dataclass

import numpy as np

from designer.session.run import Run, RunState
from designer.session.series import Series
from designer.ui.plots.direction import MIN
from designer.ui.plots.line import Best, Line, Mark, training_color, validation_color
from designer.ui.translate import tr

TRAINING = "training"
VALIDATION = "validation"


@dataclass(frozen=True, slots=True)
class NotFinite:
    """Where the loss first was no number."""

    metric: str
    step: int


def metric_names(run: Run) -> tuple[str, ...]:
    """Return the metrics worth a plot: the loss, then the others, then what only epochs have."""
    logged = (name for name in run.epochs_logs if not name.startswith("val_"))
    names = dict.fromkeys(("loss", *run.metrics, *run.batches, *logged))
    known = [name for name in names if name in run.batches or name in run.epochs_logs]
    return tuple(known or [name for name in names if name == "loss" or name in run.metrics])


def lines_of(run: Run, metric: str) -> tuple[Line, ...]:
    """Return the curves of training and validation."""
    steps = max(run.steps_per_epoch, 1)
    lines = []
    if (series := run.batches.get(metric)) is not None:
        lines.append(
            Line(
                TRAINING, tr("training"), series, training_color, smooth=True, steps_per_epoch=steps
            )
        )
    elif (series := run.epochs_logs.get(metric)) is not None:
        lines.append(
            Line(
                TRAINING, tr("training"), series, training_color, points=True, steps_per_epoch=steps
            )
        )
    if (series := run.epochs_logs.get(f"val_{metric}")) is not None:
        lines.append(
            Line(
                VALIDATION,
                tr("validation"),
                series,
                validation_color,
                points=True,
                steps_per_epoch=steps,
            )
        )
    return tuple(lines)


def best_of(run: Run, metric: str, direction: str) -> Best | None:
    """Return the best value at an epoch's end: of validation, where there is one."""
    if metric == "learning_rate":
        return None
    key, series = VALIDATION, run.epochs_logs.get(f"val_{metric}")
    if series is None:
        key, series = TRAINING, run.epochs_logs.get(metric)
    index = None if series is None else _best_index(series, direction)
    if series is None or index is None:
        return None
    step = float(series.x[index])
    epoch = round(step / run.steps_per_epoch) if run.steps_per_epoch else index + 1
    return Best(key, step, float(series.y[index]), max(epoch, 1))


def marks_of(run: Run) -> tuple[Mark, ...]:
    """Return what happened besides progress."""
    marks = [Mark(float(step), tr("resumed")) for step in run.resumed]
    loss = run.batches.get("loss") or run.epochs_logs.get("loss")
    if run.state is RunState.EARLY_STOPPED and loss is not None and len(loss):
        marks.append(Mark(float(loss.x[-1]), tr("stopped early")))
    return tuple(marks)


def planned_steps(run: Run) -> float:
    """Return how far the axis reaches: to the end that is planned, or that it came to."""
    return 0.0 if run.state.over else float(run.epochs * run.steps_per_epoch)


def _best_index(series: Series, direction: str) -> int | None:
    finite = np.isfinite(series.y)
    if not finite.any():
        return None
    if direction == MIN:
        return int(np.argmin(np.where(finite, series.y, np.inf)))
    return int(np.argmax(np.where(finite, series.y, -np.inf)))
