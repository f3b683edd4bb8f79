"""The runs of a project: the one in progress, with an engine of its own, and those before."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from designer.document.document import Document
from designer.project.files import BadProject, project_to_dict, read_project
from designer.project.project import Project
from designer.project.runs import (
    RunEntry,
    StoredState,
    delete_run,
    list_runs,
    move_run,
    new_run_folder,
    read_events,
    runs_folder,
)
from designer.project.runs.folders import PROJECT_FILE
from designer.protocol.events import Logged, RunStarted
from designer.protocol.requests import (
    ContinueTraining,
    PauseTraining,
    StartTraining,
    StopTraining,
)
from designer.session.engine import Engine
from designer.session.link import EngineLink
from designer.session.log import Log
from designer.session.run import Run, RunState
from designer.session.spare import Spare
from designer.session.trust import Trust
from designer.signal import Signal


class Runs:
    """Starts, steers and remembers trainings.

    Attributes:
        changed: told when a run began, ended, was shown or deleted (progress is told by the run).
        active: the run in progress.
        shown: the run whose curves are shown: the active one, or one that was opened.
        all: the project's runs on disk, the newest first.
    """

    def __init__(self, document: Document, engine: Engine, log: Log, spare: Spare) -> None:
        self.changed: Signal[()] = Signal()
        self.active: Run | None = None
        self.shown: Run | None = None
        self.all: tuple[RunEntry, ...] = ()
        self.path: Path | None = None
        self.trust: Trust | None = None
        self._document, self._engine, self._log = document, engine, log
        self._spare = spare
        self._link: EngineLink | None = None
        self._homeless: list[Run] = []

    @property
    def folder(self) -> Path:
        """Where the runs of this project are."""
        return runs_folder(self.path)

    def refresh(self) -> None:
        """Look again which runs are on disk."""
        found = list_runs(self.folder)
        own = self.homeless
        self.all = tuple(e for e in found if e.id in own) if self.path is None else found
        self.changed.emit()

    @property
    def homeless(self) -> tuple[str, ...]:
        """Ids of the runs of a project that has no file yet; all such projects share a folder."""
        return tuple(run.id for run in self._homeless)

    def adopt(self, ids: Iterable[str]) -> None:
        """Take runs as those of the present project, which never had a file."""
        known = {entry.id for entry in list_runs(self.folder)}
        self._homeless += [Run(id, self.folder / id) for id in ids if id in known]
        self.refresh()

    def leave(self, path: Path | None) -> None:
        """Turn to another project, whose file is *path*; the runs so far stay where they are."""
        self._homeless.clear()
        self.path, self.shown = path, None

    def follow(self, path: Path) -> None:
        """Follow the project to another file: runs from before it had one come along."""
        self.path = path
        self._bring_along()
        self.refresh()

    def entry(self, run_id: str) -> RunEntry | None:
        """Return the run on disk with this id, or None."""
        return next((entry for entry in self.all if entry.id == run_id), None)

    def trusts(self, run_id: str) -> bool:
        """Return whether the code may run with which a run was trained."""
        try:
            project = read_project(self.folder / run_id / PROJECT_FILE).project
        except (BadProject, OSError):
            return False
        return self.trust is not None and self.trust.allows(project)

    def start(self) -> Run:
        """Train the document's project as a new run.

        Raises:
            OSError: if its folder cannot be made.
        """
        folder = new_run_folder(self.folder)
        return self._begin(folder, self._document.project, resume=False)

    def resume(self, run_id: str, epochs: int | None = None) -> Run:
        """Go on with a run from its last checkpoint, to *epochs* where that is given.

        Raises:
            BadProject: if the project as trained cannot be read.
        """
        folder = self.folder / run_id
        project = read_project(folder / "project.kdesign").project
        if epochs is not None:
            project = replace(project, fit=replace(project.fit, epochs=epochs))
        return self._begin(folder, project, resume=True)

    def stop(self) -> None:
        """End the run after the batch in hand; its weights are kept."""
        if self.active is not None and self._link is not None:
            self.active.mark_stopping()
            self._link.send(StopTraining(self.active.request_id))

    def pause(self) -> None:
        """Hold the run after the batch in hand."""
        if self.active is not None and self._link is not None:
            self._link.send(PauseTraining(self.active.request_id))

    def proceed(self) -> None:
        """Go on with a paused run."""
        if self.active is not None and self._link is not None:
            self._link.send(ContinueTraining(self.active.request_id))

    def kill(self) -> None:
        """End the run's engine at once; the run can be resumed from its last checkpoint."""
        if self._link is not None:
            self._link.kill()

    def close(self) -> None:
        """End the run and its engine: the weights up to here are kept."""
        self._spare.close()
        if self._link is not None:
            link, self._link = self._link, None
            link.close()

    def show(self, run_id: str) -> None:
        """Show the curves of a run on disk."""
        if self.active is not None and self.active.id == run_id:
            self.shown = self.active
        else:
            self.shown = load_run(self.folder / run_id, self.entry(run_id))
        self.changed.emit()

    def delete(self, run_id: str) -> None:
        """Delete a run from disk.

        Raises:
            OSError: if its folder cannot be deleted.
            ValueError: if it is in progress.
        """
        if self.active is not None and self.active.id == run_id:
            raise ValueError("This run is in progress. Stop it first.")
        delete_run(self.folder / run_id)
        if self.shown is not None and self.shown.id == run_id:
            self.shown = None
        self.refresh()

    def _begin(self, folder: Path, project: Project, *, resume: bool) -> Run:
        if self.active is not None:
            raise ValueError("A run is in progress already.")
        run = load_run(folder, None) if resume else Run(folder.name, folder)
        run.state, run.message, run.problems = RunState.STARTING, "", ()
        run.request_id = self._engine.new_id()
        self.active = self.shown = run
        if self.path is None:
            self._homeless.append(run)
        self._engine.training = True
        link = self._link = self._spare.open(
            self._on_received, self._on_ended, self._log.add_output
        )
        data_folder = str(self.path.parent) if self.path else ""
        trusted = self.trust is not None and self.trust.allows(project)
        given = project_to_dict(project)
        link.send(StartTraining(run.request_id, given, str(folder), data_folder, resume, trusted))
        self._engine.changed.emit()
        self.changed.emit()
        return run

    def _on_received(self, event: Any) -> None:
        if isinstance(event, Logged):
            self._log.add(event.level, event.text)
            return
        run = self.active
        if run is None or getattr(event, "id", None) != run.request_id:
            return
        if isinstance(event, RunStarted) and (event.epoch > 0 or run.batches):
            run.rebuild(read_events(run.folder))
        run.apply(event)
        if run.state.over:
            self._finish(run)

    def _on_ended(self, words: str) -> None:
        run, self._link = self.active, None
        if run is not None:
            run.lose(words or "The engine ended before the run did.")
            self._finish(run)

    def _finish(self, run: Run) -> None:
        level = "error" if run.state in (RunState.FAILED, RunState.KILLED) else "info"
        self._log.add(level, f"Run {run.id}: {run.phase}. {run.message}".strip())
        self.active = None
        if self._link is not None:
            link, self._link = self._link, None
            link.ended.disconnect(self._on_ended)
            link.close()
        self._engine.training = False
        self._engine.changed.emit()
        self._spare.prepare()
        self._bring_along()
        self.refresh()

    def _bring_along(self) -> None:
        """Move runs of the time before the project had a file to where its runs are now."""
        if self.path is None:
            return
        for run in [run for run in self._homeless if run is not self.active]:
            self._homeless.remove(run)
            try:
                run.folder = move_run(run.folder, self.folder)
            except OSError as error:
                self._log.add("warning", f"Run {run.id} stays in {run.folder.parent}: {error}.")
            if self.shown is not None and self.shown.id == run.id:
                self.shown.folder = run.folder


def load_run(folder: Path, entry: RunEntry | None) -> Run:
    """Return a run as its journal tells it."""
    run = Run(folder.name, folder)
    run.replay(read_events(folder))
    if entry is not None:
        run.state = _STATES[entry.state]
        run.best = entry.best or run.best
        run.message = entry.message
    return run


_STATES: Mapping[str, RunState] = {
    **{state.value: state for state in RunState},
    StoredState.RUNNING.value: RunState.TRAINING,
}
