"""A look at data that is not the project's yet: its fields, without a change to anything."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from designer.graph.problems import Problem
from designer.project.data_fields import Field
from designer.project.data_sets import BUILTIN_SETS, KERAS_SETS
from designer.project.files import project_to_dict
from designer.project.project import Project
from designer.project.settings import DataKind, DataSettings
from designer.protocol.events import DataPreviewed, RequestFailed
from designer.protocol.requests import PreviewData
from designer.session.engine import Engine

OnFound: TypeAlias = Callable[[Sequence[Field], int], None]
OnFailed: TypeAlias = Callable[[str], None]


class DataLook:
    """Asks the engine for the fields of one source at a time; the last question counts."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._asked: str | None = None

    def look(self, data: DataSettings, on_found: OnFound, on_failed: OnFailed) -> None:
        """Tell the fields of *data* and how many rows there are, or why they cannot be told.

        Of sets that are known by name both are told at once; the engine then adds what only the
        values say, such as the range of a column. Nothing is downloaded.
        """
        self.drop()
        known = {DataKind.BUILTIN: BUILTIN_SETS, DataKind.KERAS: KERAS_SETS}.get(data.kind, {})
        named = known.get(data.name)
        if named is not None:
            on_found(named.fields, named.rows)
        if data.kind is DataKind.KERAS:
            return
        id = self._asked = self._engine.new_id()
        request = PreviewData(id, project_to_dict(Project(data=data)), "", trusted=True)

        def found(event: DataPreviewed) -> None:
            self._asked = None
            if event.fields:
                fields = [Field.from_json(entry) for entry in event.fields]
                on_found(fields, event.counts.get("total", 0))
            elif named is None:
                on_failed(_why(event.problems))

        def failed(event: RequestFailed) -> None:
            self._asked = None
            if named is None:
                on_failed(event.message)

        self._engine.ask(request, found, failed)

    def drop(self) -> None:
        """Wait for no answer any more."""
        if self._asked is not None:
            self._engine.forget(self._asked)
            self._asked = None


def _why(problems: Sequence[Mapping[str, Any]]) -> str:
    """Return what keeps the data from being read, in words."""
    told = [Problem.from_json(problem) for problem in problems]
    return told[0].text or told[0].title if told else "There are no columns in this data."
