"""A run in words: when, how it stands, how good it got."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from designer.project.files import read_project
from designer.project.runs import RunEntry, StoredState
from designer.project.settings import DataKind
from designer.ui.plots.words import duration, metric_value
from designer.ui.translate import tr

STATE_ICONS: Final = {
    StoredState.RUNNING: ("play", "accent"),
    StoredState.COMPLETED: ("circle-check", "done"),
    StoredState.STOPPED: ("stop", "muted"),
    StoredState.EARLY_STOPPED: ("flag", "done"),
    StoredState.FAILED: ("circle-alert", "error"),
    StoredState.KILLED: ("zap", "warning"),
}
_STATES: Final = {
    StoredState.RUNNING: "in progress",
    StoredState.COMPLETED: "completed",
    StoredState.STOPPED: "stopped",
    StoredState.EARLY_STOPPED: "stopped early",
    StoredState.FAILED: "failed",
    StoredState.KILLED: "killed: can be resumed",
}


@dataclass(frozen=True, slots=True)
class Trained:
    """What a run was trained with."""

    data: str = ""
    seed: str = ""


def state_words(entry: RunEntry) -> str:
    """Return how a run stands."""
    return tr(_STATES[StoredState(entry.state)])


def started_words(entry: RunEntry, today: date) -> str:
    """Return when a run began: `today 14:03:22`, `20 Nov 14:03`."""
    try:
        at = datetime.fromisoformat(entry.started).astimezone()
    except ValueError:
        return entry.id
    if at.date() == today:
        return tr("today {time}", time=at.strftime("%H:%M:%S"))
    year = f" {at.year}" if at.year != today.year else ""
    return f"{at.day} {at.strftime('%b')}{year} {at.strftime('%H:%M')}"


def epochs_words(entry: RunEntry) -> str:
    """Return epochs done, and of how many."""
    if entry.epochs == entry.planned or not entry.planned:
        return str(entry.epochs)
    return tr("{n} of {of}", n=entry.epochs, of=entry.planned)


def best_words(entry: RunEntry) -> str:
    """Return the best values of validation, else of training: `val_accuracy 0.981 at 12`."""
    names = [name for name in entry.best if name.startswith("val_")] or list(entry.best)
    names.sort(key=lambda name: (name.endswith("loss"), name))
    return " · ".join(
        tr(
            "{name} {value} at {epoch}",
            name=name,
            value=metric_value(entry.best[name].get("value")),
            epoch=entry.best[name].get("epoch"),
        )
        for name in names[:2]
    )


def seconds_words(entry: RunEntry) -> str:
    """Return how long a run took."""
    return duration(entry.seconds) if entry.seconds else "–"


def trained_with(folder: Path) -> Trained:
    """Return the data and the seed of a run, as its copy of the project tells.

    Takes a tenth of a second where the project is large: not for the window's thread.
    """
    try:
        project = read_project(folder / "project.kdesign").project
    except (OSError, ValueError):
        return Trained()
    data = project.data
    name = data.name or Path(data.path).name
    return Trained("" if data.kind is DataKind.NONE else name, str(project.fit.seed))
