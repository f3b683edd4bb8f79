"""What is known of the data: its head, shapes, balance, and what is wrong with it."""

from collections.abc import Callable
from pathlib import Path

from designer.document.change import Change
from designer.document.document import Document
from designer.graph.problems import Problem
from designer.graph.records import INPUT, OUTPUT
from designer.project.files import project_to_dict
from designer.project.settings import DataKind, DataSettings
from designer.protocol.events import DataPreviewed, RequestFailed
from designer.protocol.requests import PreviewData
from designer.session.engine import Engine, EngineState
from designer.session.link import Scheduler
from designer.session.trust import Trust
from designer.signal import Signal

_QUIET_SECONDS = 0.3
_OUTSIDE = (
    "This project reads {path}, which lies outside of its folder. It is not read until you trust "
    "this file, or choose the data here again."
)


class DataState:
    """The preview of the project's data, kept up with its settings.

    Attributes:
        changed: told when a preview has come, failed or is under way.
        preview: the last one; None before the first, and where there is no data.
        message: why there is none, in words.
        loading: a preview is under way.
    """

    def __init__(self, document: Document, engine: Engine, scheduler: Scheduler) -> None:
        self.changed: Signal[()] = Signal()
        self.preview: DataPreviewed | None = None
        self.message = ""
        self.problems: tuple[Problem, ...] = ()
        self.loading = False
        self.folder: Path | None = None
        self._trust: Trust | None = None
        self._document, self._engine, self._scheduler = document, engine, scheduler
        self._asked: str | None = None
        self._cancel: Callable[[], None] = _nothing
        document.changed.connect(self._on_changed)
        document.replaced.connect(self._on_replaced)
        engine.changed.connect(self._on_engine_changed)
        self._lost = self._download = self._away = False
        self._on_replaced()

    @property
    def trust(self) -> Trust | None:
        """What may be read outside of the project's folder; all of it where there is none."""
        return self._trust

    @trust.setter
    def trust(self, trust: Trust) -> None:
        self._trust = trust
        trust.changed.connect(self._on_trust_changed)

    def _on_trust_changed(self) -> None:
        if self._away or self._outside():
            self._look()

    def _outside(self) -> str:
        """Return the path of the data that is not read until the user trusts it, or nothing."""
        needed = self._trust.needed if self._trust else ()
        return next((item.content for item in needed if item.where == "data.path"), "")

    def refresh(self) -> None:
        """Read the data's head again, because the user asks: it may be downloaded."""
        self._download = True
        self._look()

    def _look(self) -> None:
        self._cancel()
        if self._asked is not None:
            self._engine.forget(self._asked)
            self._asked = None
        if self._document.project.data.kind is DataKind.NONE:
            self._show(None, "", ())
            return
        self._away = bool(path := self._outside())
        if path:
            self._show(None, _OUTSIDE.format(path=path), ())
            return
        self.loading = True
        id = self._asked = self._engine.new_id()
        folder = str(self.folder) if self.folder else ""
        request = PreviewData(
            id,
            project_to_dict(self._document.project),
            folder,
            download=self._download,
            trusted=self._trust is not None and self._trust.trusted,
        )
        self._engine.ask(request, self._on_previewed, self._on_failed)
        self.changed.emit()

    def _on_engine_changed(self) -> None:
        """Ask again what an engine that was lost had not answered."""
        if self._engine.state is EngineState.READY and self._lost:
            self._lost = False
            self._look()

    def _on_replaced(self) -> None:
        self.preview, self._download = None, False
        self._look()

    def _on_changed(self, change: Change) -> None:
        step = change.settings.get("data")
        if step is not None and _source(step.before) != _source(step.after):
            self._download = True
        if step is not None or _touches_ends(change):
            self._cancel()
            self._cancel = self._scheduler.call_later(_QUIET_SECONDS, self._look)

    def _on_previewed(self, event: DataPreviewed) -> None:
        self._show(event, "", tuple(Problem.from_json(data) for data in event.problems))

    def _on_failed(self, event: RequestFailed) -> None:
        self._lost = self._engine.state is not EngineState.READY
        problems = tuple(Problem.from_json(data) for data in event.problems)
        self._show(None, event.message, problems)

    def _show(
        self, preview: DataPreviewed | None, message: str, problems: tuple[Problem, ...]
    ) -> None:
        self._asked, self.loading = None, False
        self.preview, self.message, self.problems = preview, message, problems
        self.changed.emit()


def _source(settings: DataSettings) -> tuple[str, str]:
    return (settings.kind, settings.name)


def _touches_ends(change: Change) -> bool:
    """Whether an Input or Output was changed in more than its place."""
    for step in change.nodes.values():
        node = step.after or step.before
        if node is not None and node.kind in (INPUT, OUTPUT) and not change.only_drawing:
            return True
    return False


def _nothing() -> None:
    """Stand in for a cancel function while nothing is planned."""
