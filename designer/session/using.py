"""What is done with a model: evaluated, predicted with, and taken away as files and code."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from designer.catalog.catalog import Catalog
from designer.codegen.code_form import CodeForm
from designer.document.document import Document
from designer.project.data_fields import Field
from designer.project.files import project_to_dict
from designer.protocol.requests import Evaluate, Export, Predict
from designer.session.analysis import Analysis
from designer.session.data_state import DataState
from designer.session.engine import Engine, OnAnswer
from designer.session.runs import Runs

OnWords = Callable[[str], None]


class Using:
    """Uses the model of one open project, as it stands or as a run has trained it."""

    def __init__(
        self,
        document: Document,
        catalog: Catalog,
        engine: Engine,
        analysis: Analysis,
        data: DataState,
        runs: Runs,
        *,
        trusted: Callable[[], bool],
        path: Callable[[], Path | None],
    ) -> None:
        self._document = document
        self._catalog = catalog
        self._engine = engine
        self._analysis = analysis
        self._data = data
        self._runs = runs
        self._trusted = trusted
        self._path = path

    def evaluate(self, run_id: str, split: str, on_done: OnAnswer, on_failed: OnWords) -> None:
        """Evaluate a run's model on `train`, `validation` or `test`; `on_done(Evaluated)`."""
        folder = str(self._runs.folder / run_id)
        trusted = self._runs.trusts(run_id)
        request = Evaluate(self._engine.new_id(), folder, self._folder, split, trusted)
        self._ask(request, on_done, on_failed)

    def predict(
        self,
        run_id: str,
        source: str | dict[str, Any],
        on_done: OnAnswer,
        on_failed: OnWords,
    ) -> None:
        """Predict on a file, a folder of pictures, or rows by input name; `on_done(Predicted)`."""
        folder = str(self._runs.folder / run_id)
        path, rows = (source, {}) if isinstance(source, str) else ("", source)
        trusted = self._runs.trusts(run_id)
        request = Predict(self._engine.new_id(), folder, self._folder, path, rows, trusted)
        self._ask(request, on_done, on_failed)

    def export(
        self,
        format: str,
        path: str,
        run_id: str | None,
        on_done: OnAnswer,
        on_failed: OnWords,
    ) -> None:
        """Write the model as `keras`, `h5` or `savedmodel`; `on_done(Exported)`."""
        folder = str(self._runs.folder / run_id) if run_id else ""
        project = project_to_dict(self._document.project)
        trusted = self._runs.trusts(run_id) if run_id else self._trusted()
        id = self._engine.new_id()
        request = Export(id, project, format, path, folder, self._folder, trusted)
        self._ask(request, on_done, on_failed)

    def code(self, script_folder: str = "") -> str:
        """Return the project as a Python script, as it stands.

        Args:
            script_folder: where the script will lie; empty: beside the project.
        """
        # Imported when code is first asked for, so that the window is there before it.
        from designer.codegen.script import project_script

        return project_script(
            self._document.project,
            catalog=self._catalog,
            fields=self._fields,
            data_folder=self._folder,
            script_folder=script_folder,
        )

    def export_code(
        self, path: Path, form: CodeForm = CodeForm.PYTHON, run_id: str | None = None
    ) -> tuple[Path, ...]:
        """Write the project, or a run with its weights, as code; see `write_project_code`."""
        from designer.session.taking_away import known_of, write_project_code

        project = self._document.project
        known = known_of(self._analysis, project, self._fields, self._folder)
        run = self._runs.folder / run_id if run_id else None
        return write_project_code(form, path, project, known, run)

    def _ask(self, request: Any, on_done: OnAnswer, on_failed: OnWords) -> None:
        self._engine.ask(request, on_done, lambda failure: on_failed(failure.message))

    @property
    def _fields(self) -> list[Field] | None:
        preview = self._data.preview
        return [Field.from_json(entry) for entry in preview.fields] if preview else None

    @property
    def _folder(self) -> str:
        path = self._path()
        return str(path.parent) if path else ""
