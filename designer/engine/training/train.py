"""Trains in a thread of the engine, from `StartTraining` to `RunEnded`."""

import os
import threading
import traceback
from collections.abc import Callable
from pathlib import Path

from designer.engine.errors import UserError
from designer.engine.failures import failure
from designer.engine.own.requests import own_code_of
from designer.engine.training.checkpoints import Checkpoint, load_checkpoint
from designer.engine.training.control import Control
from designer.engine.training.explanations import explain_failure
from designer.engine.training.fitting import MODEL, Ended, Fitting
from designer.engine.training.run_record import RunRecord
from designer.graph.problems import Problem, Severity
from designer.project.built import built
from designer.project.files import project_from_dict, write_project
from designer.project.project import Project
from designer.project.runs.folders import PROJECT_FILE
from designer.project.runs.status import StoredState, read_status
from designer.protocol.events import Event, RunEnded
from designer.protocol.requests import StartTraining


class Training:
    """A training in the background."""

    def __init__(self, request: StartTraining, emit: Callable[[Event], None]) -> None:
        """Prepare.

        Args:
            request: what to train, and where.
            emit: sends an event; called from the training's thread.
        """
        self._request, self._emit = request, emit
        self._control = Control()
        self._thread = threading.Thread(target=self._run, name="training", daemon=True)

    @property
    def alive(self) -> bool:
        """Whether its thread still works."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Begin in a thread."""
        self._thread.start()

    def stop(self) -> None:
        """End after the batch in hand; the weights are kept."""
        self._control.stop()

    def pause(self) -> None:
        """Hold after the batch in hand."""
        self._control.hold()

    def proceed(self) -> None:
        """Go on after a pause."""
        self._control.proceed()

    def join(self, timeout: float | None = None) -> None:
        """Wait for the end."""
        self._thread.join(timeout)

    def _run(self) -> None:
        try:
            with own_code_of(self._request):
                train(self._request, self._emit, self._control)
        except Exception as error:
            self._emit(failure(self._request, error))


def train(request: StartTraining, emit: Callable[[Event], None], control: Control) -> None:
    """Train in this thread; all that goes wrong once there is a run is told by `RunEnded`.

    Raises:
        BadProject: if the request holds no project.
        UserError: if there is nothing left to train.
        OSError: if the run's folder cannot be written.
    """
    folder = Path(request.run_folder)
    _refuse_busy(folder)
    project = project_from_dict(request.project)
    checkpoint = load_checkpoint(folder) if request.resume else None
    is_saved = (folder / MODEL).exists()  # a full disk can keep a trained model from being saved
    if checkpoint is not None and checkpoint.epoch >= project.fit.epochs and is_saved:
        raise _nothing_left(checkpoint.epoch)
    folder.mkdir(parents=True, exist_ok=True)
    write_project(folder / PROJECT_FILE, project)
    project = built(project)
    record = _open_record(request, project, folder, emit, checkpoint)
    fitting = Fitting(request, project, record, control, checkpoint)
    ended = _fit(fitting, request, project, record)
    record.end(
        RunEnded(
            request.id,
            str(ended.state),
            ended.explanation.message,
            fitting.epochs,
            dict(fitting.best.values),
            [problem.to_json() for problem in ended.explanation.problems],
        )
    )


def _open_record(
    request: StartTraining,
    project: Project,
    folder: Path,
    emit: Callable[[Event], None],
    checkpoint: Checkpoint | None,
) -> RunRecord:
    before = read_status(folder) if request.resume else None
    keep = None if not request.resume else checkpoint.journal if checkpoint else 0
    record = RunRecord(folder, project.fit.epochs, emit, before, keep)
    if request.resume:
        epoch = checkpoint.epoch if checkpoint else 0
        record.log("info", f"Resumed after epoch {epoch}.")
    return record


def _fit(fitting: Fitting, request: StartTraining, project: Project, record: RunRecord) -> Ended:
    try:
        return fitting.run()
    except Exception as error:
        explanation = explain_failure(error, request, project, record.folder)
        record.log("error", explanation.message, "".join(traceback.format_exception(error)))
        return Ended(StoredState.FAILED, explanation)


def _refuse_busy(folder: Path) -> None:
    """Two engines in one run's folder would spoil its journal and its checkpoints."""
    status = read_status(folder)
    if status is not None and status.state is StoredState.RUNNING and status.pid != os.getpid():
        text = (
            f"Run {folder.name} is in progress in another window or command. Stop it there first."
        )
        raise UserError(text, [Problem("run-busy", Severity.ERROR, "The run is in progress", text)])


def _nothing_left(epochs: int) -> UserError:
    text = f"This run has trained all its {epochs} epochs. Give it more epochs to go on."
    problem = Problem(
        "nothing-left", Severity.ERROR, "Nothing is left to train", text, None, "fit.epochs"
    )
    return UserError(text, [problem])
