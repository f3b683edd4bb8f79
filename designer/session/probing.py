"""Will it fit: a few steps of training in an engine of their own, and what follows from them."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from designer.document.change import Change
from designer.document.document import Document
from designer.graph.problems import Problem, Severity
from designer.project.files import project_to_dict
from designer.project.project import Project
from designer.project.settings import DataKind
from designer.protocol.events import Logged, MemoryProbed, RequestFailed
from designer.protocol.requests import ProbeMemory
from designer.session.engine import Engine
from designer.session.link import EngineLink
from designer.session.log import Log
from designer.session.runs import Runs
from designer.session.spare import Spare
from designer.signal import Signal


class ProbeState(StrEnum):
    """How far the probe is."""

    NONE = "none"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Probing:
    """At most one probe at a time; its answer stands until the model is edited.

    Attributes:
        changed: told when the state or the answer has changed.
        state: how far it is.
        result: what was measured, once it is done.
        words: why it failed, in one clear sentence.
    """

    def __init__(
        self,
        document: Document,
        engine: Engine,
        log: Log,
        spare: Spare,
        runs: Runs,
    ) -> None:
        self.changed: Signal[()] = Signal()
        self.state = ProbeState.NONE
        self.result: MemoryProbed | None = None
        self.words = ""
        self._document, self._engine, self._log, self._runs = document, engine, log, runs
        self._spare = spare
        self._link: EngineLink | None = None
        self._id = ""
        document.changed.connect(self._on_changed)
        document.replaced.connect(self.forget)

    @property
    def need(self) -> float | None:
        """Bytes for the batch size as it is now; None before it is measured."""
        if self.result is None:
            return None
        return self.result.fixed + self.result.each * self._document.project.fit.batch_size

    @property
    def fits(self) -> bool | None:
        """Whether the batch size as it is now fits; None where it is not known."""
        if self.result is None or self.result.largest is None:
            return None
        return self._document.project.fit.batch_size <= self.result.largest

    def start(self) -> None:
        """Begin a probe; one that runs is given up."""
        self._end()
        project = self._document.project
        self._id = self._engine.new_id()
        link = self._link = self._spare.open(
            self._on_received, self._on_ended, self._log.add_output
        )
        folder = str(self._runs.path.parent) if self._runs.path else ""
        trusted = self._runs.trust is not None and self._runs.trust.allows(project)
        link.send(ProbeMemory(self._id, project_to_dict(project), folder, trusted))
        self._set(ProbeState.RUNNING)

    def cancel(self) -> None:
        """Give up the probe that runs."""
        if self.state is ProbeState.RUNNING:
            self._end()
            self._set(ProbeState.NONE)

    def forget(self) -> None:
        """Give up what runs and forget what was measured."""
        if self.state is not ProbeState.NONE:
            self._end()
            self._set(ProbeState.NONE)

    def close(self) -> None:
        """End the engine of a probe."""
        self._end()

    def _on_changed(self, change: Change) -> None:
        """Forget what holds no more; the batch size is no part of what was measured."""
        only_fit = not (change.nodes or change.edges) and set(change.settings) <= {"fit", "notes"}
        if change.only_drawing or self.state is ProbeState.NONE:
            return
        if only_fit and self.state is ProbeState.DONE:
            self.changed.emit()
        else:
            self.forget()

    def _on_received(self, event: Any) -> None:
        if isinstance(event, Logged):
            self._log.add(event.level, event.text)
        elif isinstance(event, MemoryProbed) and event.id == self._id:
            self._end()
            self._set(ProbeState.DONE, event)
        elif isinstance(event, RequestFailed) and event.id == self._id:
            if event.detail:
                self._log.add("error", event.detail)
            self._end()
            self._set(ProbeState.FAILED, words=event.message)

    def _on_ended(self, words: str) -> None:
        """Tell that the process died, which is what happens where memory is too short for it."""
        self._link = None
        text = (
            "The probe's own process ended before it had an answer, which is how too little memory "
            "shows itself: even a batch of a few rows does not fit. Make the model smaller."
        )
        self._log.add("error", words or text)
        self._set(ProbeState.FAILED, words=text)

    def _end(self) -> None:
        """End the engine: it holds the memory that the probe took."""
        if self._link is not None:
            link, self._link = self._link, None
            link.ended.disconnect(self._on_ended)
            link.kill()
            self._spare.prepare()

    def _set(self, state: ProbeState, result: MemoryProbed | None = None, words: str = "") -> None:
        self.state, self.result, self.words = state, result, words
        self.changed.emit()


def why_no_steps(
    project: Project, problems: Iterable[Problem], *, with_data: bool = False
) -> str | None:
    """Return why the model of *project* cannot take a step of training; None where it can.

    Args:
        with_data: rows of chance will not do.
    """
    if not project.graph.nodes:
        return "There is no model yet. Place some layers, or open an example."
    if with_data and project.data.kind is DataKind.NONE:
        return "There is no data yet. Choose some in the Data workspace."
    for problem in problems:
        if problem.severity is Severity.ERROR:
            return f"There is something to mend first: {problem.title}."
    if not any(node.params.get("loss") for node in project.graph.outputs):
        return "No Output has a loss. Choose one at an Output."
    return None
