"""Opens a run: its project as trained and its model."""

from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from designer.engine.data.tables import read_table
from designer.engine.errors import UserError
from designer.engine.own.models import read_model
from designer.engine.training.checkpoints import model_of_run
from designer.engine.training.description import read_fields
from designer.project.bindings import Bindings, bind
from designer.project.built import built
from designer.project.data_fields import Field
from designer.project.files import read_project
from designer.project.project import Project
from designer.project.runs.folders import PROJECT_FILE

_lock = Lock()
_last: dict[tuple[Path, int], Any] = {}  # the model that was used last


@dataclass(frozen=True, slots=True)
class Trained:
    """A run that can be used.

    Attributes:
        fields: of the data it was trained on.
    """

    folder: Path
    project: Project
    model: Any
    fields: dict[str, Field]
    bindings: Bindings


def open_run(run_folder: str, folder: str) -> Trained:
    """Return the run in *run_folder*.

    Args:
        run_folder: the folder of the run.
        folder: what a relative path of the data is relative to.

    Raises:
        UserError: if there is no model in it yet, or it cannot be loaded.
        BadProject: if its project cannot be read.
    """
    place = Path(run_folder)
    if not place.is_dir():
        raise UserError(f"Expected the folder of a run, found none at {place}. Choose a run.")
    project = built(read_project(place / PROJECT_FILE).project)
    model = _load(_model_file(place), project)
    fields = read_fields(place) or read_table(project.data, folder).fields
    bindings = bind(project.graph, fields)
    if bindings.problems:
        raise UserError(bindings.problems[0].text, bindings.problems)
    return Trained(place, project, model, fields, bindings)


def _model_file(folder: Path) -> Path:
    found = model_of_run(folder)
    if found is None:
        raise UserError(
            f"Run {folder.name} has no model yet: it ended before its first epoch did. Resume it, "
            "or choose another run."
        )
    return found


def _load(path: Path, project: Project) -> Any:
    key = (path, path.stat().st_mtime_ns)
    with _lock:
        if key not in _last:
            model = _read(path, project)
            _last.clear()
            _last[key] = model
        return _last[key]


def _read(path: Path, project: Project) -> Any:
    try:
        return read_model(path, project, compile=False)
    except (OSError, ValueError, TypeError, KeyError) as error:
        first = (str(error).strip().splitlines() or [type(error).__name__])[0][:300]
        raise UserError(
            f"The model {path} cannot be loaded: {first}. Resume the run to write it again, or "
            "choose another run."
        ) from error
