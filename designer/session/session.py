"""The application without a window: everything that it is and can do."""

from pathlib import Path
from typing import Any

from designer.catalog.catalog import Catalog
from designer.document.commands import remedies
from designer.document.document import Document
from designer.document.history import History
from designer.graph.problems import Problem, Remedy
from designer.project.files import (
    SUFFIX,
    BadProject,
    project_from_dict,
    read_project,
    write_project,
)
from designer.project.own_code import Item
from designer.project.project import Project
from designer.session.analysis import Analysis
from designer.session.beside import keep_data, keep_weights
from designer.session.comparison import Comparison
from designer.session.costs import Costs
from designer.session.data_state import DataState
from designer.session.engine import Engine, EngineState
from designer.session.first_weights import FirstWeights
from designer.session.imports import Imports
from designer.session.library import Library
from designer.session.link import MakeLink, Scheduler
from designer.session.live_catalog import LiveCatalog
from designer.session.log import Log
from designer.session.packages import Packages
from designer.session.preferences import Preferences, RecentFiles
from designer.session.probing import Probing, why_no_steps
from designer.session.recovery import Journal, Recovery, find_recoveries
from designer.session.run import Run
from designer.session.runs import Runs
from designer.session.selection import Selection
from designer.session.spare import Spare
from designer.session.trust import Trust
from designer.session.using import Using
from designer.signal import Signal


class Session:
    """One open project with its engine, runs and problems.

    Attributes:
        changed: told when the path, the title or the saved state has changed.
        path: the project's file; None where it was never saved.
        read_only: the file was written by a newer program; it can be saved under another name.
        recovered: what is open are edits that a killed program has left.
    """

    def __init__(
        self,
        catalog: Catalog,
        make_link: MakeLink,
        scheduler: Scheduler,
        *,
        config: Path | None = None,
        state: Path | None = None,
        warm_spare: bool = False,
    ) -> None:
        self.changed: Signal[()] = Signal()
        self.path: Path | None = None
        self.read_only = self.recovered = False
        self.log = Log()
        self.preferences = Preferences(config)
        self.recent = RecentFiles(config)
        self.document = Document()
        self.library = Library(config)
        self.catalog = LiveCatalog(catalog, self.document, self.library)
        self.history = History(self.document)
        self.trusts = Trust(self.document, config)
        self.selection = Selection(self.document)
        self.engine = Engine(make_link, self.log)
        self.analysis = Analysis(self.document, self.catalog, self.engine, scheduler)
        self.comparison = Comparison(self.document)
        self.costs = Costs(self.document, self.analysis, self.preferences)
        self.data = DataState(self.document, self.engine, scheduler)
        self._spare = Spare(make_link, wanted=warm_spare)
        self.data.trust = self.analysis.trust = self.trusts
        self.packages = Packages(self.document, self.engine, self.catalog, self.analysis)
        self.runs = Runs(self.document, self.engine, self.log, self._spare)
        self.probing = Probing(self.document, self.engine, self.log, self._spare, self.runs)
        self.using = Using(
            self.document,
            self.catalog,
            self.engine,
            self.analysis,
            self.data,
            self.runs,
            trusted=lambda: self.trusted,
            path=lambda: self.path,
        )
        self.weights = FirstWeights(self.document, self.engine, self.analysis, self.runs, scheduler)
        self._state = state
        self._journal = Journal(
            state, self.document, self.history, scheduler, self.log, lambda: self.runs.homeless
        )
        self.imports = Imports(self.document, self.engine, state)
        self._template: str | None = None
        self._connect()

    def _connect(self) -> None:
        self.runs.trust = self.trusts
        self.runs.changed.connect(self._on_runs_changed)
        self.history.changed.connect(self.changed.emit)
        self.engine.changed.connect(self._on_engine_changed)

    # ---- files ----

    @property
    def title(self) -> str:
        """What the window calls the project."""
        return self.path.stem if self.path else self._template or "untitled"

    def new(self, project: Project | None = None, template: str | None = None) -> None:
        """Begin a new project, empty or as a copy of *project*.

        Args:
            template: what to call it until it is saved.
        """
        self._template = template
        self._become(None, project or Project(), read_only=False)

    def open(self, path: Path | str) -> None:
        """Open a project file. The caller asks first where edits are not saved.

        Raises:
            BadProject: in one clear sentence; the present project stays open then.
        """
        path = Path(path)
        file = read_project(path)
        self._become(path.resolve(), file.project, read_only=file.newer)
        self.recent.add(path)

    def save(self) -> None:
        """Write the project to its file.

        Raises:
            BadProject: if it has no file yet, or may not be overwritten.
            OSError: if the file cannot be written; the old one stands then.
        """
        if self.path is None:
            raise BadProject("This project has no file yet. Choose one with Save As.")
        if self.read_only:
            raise BadProject(
                f"{self.path.name} was written by a newer Keras Designer and would lose what this "
                "one does not know. Save it under another name."
            )
        write_project(self.path, self.document.project)
        self.trusts.keep()
        self.history.mark_saved()

    def save_as(self, path: Path | str) -> None:
        """Write the project to another file, which becomes its own.

        Raises:
            OSError: if the file cannot be written.
        """
        path = Path(path)
        path = (path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)).resolve()
        keep_data(self.document, self.path, path.parent)
        keep_weights(self.document, self.imports, self.path, path)
        self.weights.keep_names(self.path and self.path.parent, path.parent, path.stem)
        write_project(path, self.document.project)
        self.trusts.keep()
        self.read_only = False
        self._set_path(path)
        self.runs.follow(path)
        self.recent.add(path)
        self.history.mark_saved()

    def open_imported(self, model: dict[str, Any]) -> None:
        """Open one model of what `imports` has read, as a new project that is not saved."""
        self.imports.spare(model["weights"])
        self.new(project_from_dict(model["project"]), template=model["name"])
        with self.document.edit("Import") as edit:  # what the user imports, they trust
            edit.set("weights", model["weights"])
        self.imports.adopt()
        self.history.forget()
        self.history.mark_unsaved()
        self._journal.write()

    def recoverable(self) -> list[Recovery]:
        """Return unsaved edits that a program left when it was killed."""
        return find_recoveries(self._state)

    def recover(self, recovery: Recovery) -> None:
        """Open unsaved edits; they count as unsaved still."""
        newer = _is_newer(recovery.path)
        self._become(recovery.path, recovery.project, read_only=newer, recovered=True)
        self.history.mark_unsaved()
        self.imports.adopt()
        if recovery.path is None:
            self.runs.adopt(recovery.runs)
        if self._journal.write():
            self.discard(recovery)

    def discard(self, recovery: Recovery) -> None:
        """Throw unsaved edits away."""
        recovery.journal.unlink(missing_ok=True)

    def close(self) -> None:
        """End engines and runs, and drop the journal: the user has decided what is kept."""
        self.trusts.keep()
        self._journal.remove()
        self.probing.close()
        self.runs.close()
        self.imports.drop()
        self.engine.close()

    # ---- trust ----

    @property
    def trusted(self) -> bool:
        """Whether everything in the project may run."""
        return self.trusts.trusted

    @property
    def needs_trust(self) -> list[Item]:
        """What would run, or be read, if the user trusted the file."""
        return list(self.trusts.needed)

    def trust(self) -> None:
        """Trust everything in the project, now and whenever the same comes again."""
        self.trusts.give()

    def take(self, remedy: Remedy) -> None:
        """Do what a remedy offers.

        Raises:
            CommandRefused: if it is not possible any more.
        """
        if remedy.action == "trust":
            self.trusts.ask()
        else:
            remedies.take(self.document, self.catalog, remedy)

    # ---- training ----

    @property
    def can_train(self) -> str | None:
        """Why training cannot begin; None where it can."""
        if self.runs.active is not None:
            return "A run is in progress."
        return why_no_steps(self.document.project, self.problems, with_data=True)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the drawing and with the data."""
        of_drawing = self.analysis.problems
        told = {(problem.node, problem.code) for problem in of_drawing}
        of_data = (p for p in self.data.problems if (p.node, p.code) not in told)
        return (*of_drawing, *of_data, *self.weights.problems)

    def start_training(self) -> Run:
        """Train the project as it stands, as a new run.

        Raises:
            ValueError: if it cannot be trained; the words say why.
            OSError: if the run's folder cannot be made.
        """
        if why := self.can_train:
            raise ValueError(why)
        self.trusts.keep()
        return self.runs.start()

    def resume_run(self, run_id: str, epochs: int | None = None) -> Run:
        """Go on with a run that was stopped, killed or failed."""
        return self.runs.resume(run_id, epochs)

    def stop_training(self) -> None:
        """End the run after the batch in hand; its weights are kept."""
        self.runs.stop()

    def pause_training(self) -> None:
        """Hold the run after the batch in hand."""
        self.runs.pause()

    def continue_training(self) -> None:
        """Go on with a paused run."""
        self.runs.proceed()

    def kill_training(self) -> None:
        """End the run's engine at once; it can be resumed from its last checkpoint."""
        self.runs.kill()

    # ---- inside ----

    def _become(
        self, path: Path | None, project: Project, *, read_only: bool, recovered: bool = False
    ) -> None:
        if self.document.editing:
            raise RuntimeError("Expected no open edit while another project is opened.")
        if self.runs.active is not None:
            self.runs.stop()
        self._journal.remove()
        self.imports.drop()
        self.read_only, self.recovered = read_only, recovered
        self.runs.leave(path)
        self._set_path(path)
        self.document.replace(project)
        self.history.forget()
        self.runs.refresh()

    def _set_path(self, path: Path | None) -> None:
        self.path = self._journal.path = path
        self.analysis.folder = self.data.folder = path.parent if path else None
        self.trusts.follow(path.parent if path else None)
        self.changed.emit()

    def _on_runs_changed(self) -> None:
        """Note the runs of a project without a file, so that a killed window loses none."""
        if self.path is None and self.runs.homeless:
            self._journal.write()

    def _on_engine_changed(self) -> None:
        if self.engine.state is EngineState.READY and self.runs.active is None:
            self._spare.prepare()


def _is_newer(path: Path | None) -> bool:
    """Whether a newer program wrote the file; not where there is none that can be read."""
    try:
        return path is not None and read_project(path).newer
    except BadProject:
        return False
