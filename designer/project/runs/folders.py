"""Where runs are: `PROJECT.runs/<id>/` beside the project file, one folder a run."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from designer.paths import state_dir
from designer.project.runs.status import RunStatus, StoredState, read_status

PROJECT_FILE = "project.kdesign"
_SUFFIX = ".runs"


@dataclass(frozen=True, slots=True)
class RunEntry:
    """A run as the list of runs shows it.

    Attributes:
        state: a word of `StoredState`.
        started: in ISO 8601.
        epochs: epochs done.
        planned: epochs that were asked for.
        best: metric -> {"value", "epoch"}.
        message: why it failed or was killed; may be empty.
    """

    id: str
    folder: Path
    state: str
    started: str = ""
    epochs: int = 0
    planned: int = 0
    best: Mapping[str, Any] = field(default_factory=dict)
    message: str = ""
    seconds: float = 0.0

    @property
    def resumable(self) -> bool:
        """Whether the run can be gone on with."""
        return StoredState(self.state).resumable


def runs_folder(project: Path | None) -> Path:
    """Return where the runs of the project file *project* are.

    Those of a project that was never saved are in the user's state folder.
    """
    if project is None:
        return state_dir() / f"unsaved{_SUFFIX}"
    return project.parent / f"{project.stem}{_SUFFIX}"


def new_run_folder(folder: Path) -> Path:
    """Make and return the folder of a new run, named by the time; two never get the same.

    Raises:
        OSError: if it cannot be made.
    """
    stamp = datetime.now().strftime("%Y-%m-%d_%H-%M-%S")
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, 1000):
        made = folder / (stamp if number == 1 else f"{stamp}_{number}")
        try:
            made.mkdir()
        except FileExistsError:
            continue
        return made
    raise FileExistsError(f"Expected to make a folder in {folder}, found 999 of this second.")


def list_runs(folder: Path) -> tuple[RunEntry, ...]:
    """Return the runs in *folder*, the newest first; none where there is no such folder."""
    try:
        inside = [path for path in folder.iterdir() if path.is_dir()]
    except OSError:
        return ()
    found = [read_entry(path) for path in inside]
    entries = [entry for entry in found if entry is not None]
    return tuple(sorted(entries, key=_age, reverse=True))


def read_entry(folder: Path) -> RunEntry | None:
    """Return the run in *folder*, or None where there is none."""
    status = read_status(folder)
    if status is None:
        if not (folder / PROJECT_FILE).is_file():
            return None
        status = RunStatus(StoredState.KILLED, message="Its engine ended before it began.")
    return RunEntry(
        folder.name,
        folder,
        str(status.state),
        status.started,
        status.epochs,
        status.planned,
        status.best,
        status.message,
        status.seconds,
    )


def newest_run(folder: Path) -> RunEntry | None:
    """Return the newest run in *folder*, or None where there is none."""
    return next(iter(list_runs(folder)), None)


def find_run(folder: Path, word: str) -> RunEntry | None:
    """Return the run whose id is *word* or alone begins with it; `last` is the newest."""
    if word == "last":
        return newest_run(folder)
    entries = list_runs(folder)
    exact = [entry for entry in entries if entry.id == word]
    begins = exact or [entry for entry in entries if word and entry.id.startswith(word)]
    return begins[0] if len(begins) == 1 else None


def delete_run(folder: Path) -> None:
    """Delete a run and everything in its folder.

    Raises:
        ValueError: if it is in progress, or *folder* is no run's.
        OSError: if it cannot be deleted.
    """
    entry = read_entry(folder)
    if entry is None:
        raise ValueError(f"Expected the folder of a run, found {folder}. Choose a run.")
    if entry.state == StoredState.RUNNING:
        raise ValueError(f"Run {entry.id} is in progress. Stop it first.")
    shutil.rmtree(folder)


def move_run(folder: Path, target: Path) -> Path:
    """Move the run in *folder* into the folder of runs *target*; return where it is now.

    Raises:
        OSError: if it cannot be moved, or *target* has a run of this id.
    """
    moved = target / folder.name
    if moved.exists():
        raise FileExistsError(f"{moved} is there already")
    target.mkdir(parents=True, exist_ok=True)
    shutil.move(folder, moved)
    return moved


def _age(entry: RunEntry) -> tuple[str, int, str]:
    """Return the sort key: the id is the time, `_2` after it counts up within a second."""
    stamp, number = entry.id[:19], entry.id[20:]
    return (stamp, int(number) if number.isdigit() else 0, entry.id)
