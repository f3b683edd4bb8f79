"""Where the layers' first weights would come from: asked of the engine, shown at the nodes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from designer.document.commands import weights as verbs
from designer.document.document import Document
from designer.graph.graph import Graph
from designer.graph.problems import Problem, Severity
from designer.graph.records import Node
from designer.project.files import project_to_dict
from designer.project.first_weights import (
    IMAGENET,
    asks_for_weights,
    file_of,
    files_named,
    pretrained,
    with_file,
)
from designer.project.places import mapped, way_into
from designer.project.project import Project
from designer.protocol.events import RequestFailed, WeightsChecked, WeightsListed
from designer.protocol.requests import CheckWeights, ListWeights
from designer.session.analysis import Analysis
from designer.session.engine import Engine
from designer.session.imports import IMPORTED
from designer.session.link import Scheduler
from designer.session.runs import Runs
from designer.signal import Signal

OnListed = Callable[[WeightsListed], None]
OnWords = Callable[[str], None]

_QUIET_SECONDS = 0.4  # the whole model is built for it, which edits in a row need not wait for


@dataclass(frozen=True, slots=True)
class WeightMark:
    """What a node says of its first weights.

    Attributes:
        source: what they come from, in words; empty where all of them are fresh.
        fresh: why layers are fresh, each in words; empty where none is.
    """

    source: str = ""
    fresh: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """One line: `weights from run 2026-…` or `fresh: shape (64,) was (32,)`."""
        parts = [f"weights from {self.source}"] if self.source else []
        if self.fresh:
            more = f" and {len(self.fresh) - 1} more" if len(self.fresh) > 1 else ""
            parts.append(f"fresh: {self.fresh[0]}{more}")
        return "; ".join(parts)


class FirstWeights:
    """The marks of all nodes, kept up with the document.

    Attributes:
        changed: told when marks have changed.
        message: why they are not known, in words; empty where they are.
    """

    def __init__(
        self,
        document: Document,
        engine: Engine,
        analysis: Analysis,
        runs: Runs,
        scheduler: Scheduler,
    ) -> None:
        self.changed: Signal[()] = Signal()
        self.message = ""
        self._document, self._engine = document, engine
        self._analysis, self._runs = analysis, runs
        self._scheduler = scheduler
        self._cancel: Callable[[], None] = lambda: None
        self._nodes: Mapping[str, Mapping[str, str]] = {}
        self._marks: Mapping[str, WeightMark] = {}
        self._problems: tuple[Problem, ...] = ()
        self._asked: str | None = None
        self._answered: Project | None = None
        analysis.changed.connect(self._on_analysed)
        document.replaced.connect(self._forget)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What keeps the weights from being read, to be mended before training."""
        return self._problems if asks_for_weights(self._document.project) else ()

    def mark(self, node: str) -> WeightMark | None:
        """Return what a node of the graph in sight says; None where there is nothing to say."""
        if not self._marks:
            return None
        document = self._document
        around: tuple[str, ...] = ()
        if document.scope is not None:
            around = document.path or way_into(document.project, document.scope)
        owner = document.graph.nodes[node].layer or node
        key = "/".join((*around, owner))
        return self._marks.get(key)

    def begin_with_run(self, run_id: str) -> None:
        """Let the drawing begin with what a run learned, wherever shapes fit."""
        verbs.begin_with_run(self._document, self.name_of_run(run_id))

    def name_of_run(self, run_id: str) -> str:
        """Return how the project names a run: beside its file, or in full where it has none."""
        folder = self._runs.folder / run_id
        return f"{folder.parent.name}/{run_id}" if self._runs.path else str(folder)

    def name_of_file(self, path: Path) -> str:
        """Return how the project names a file: from its own folder on, else in full."""
        folder = self._analysis.folder
        if folder is not None and path.is_relative_to(folder):
            return path.relative_to(folder).as_posix()
        return str(path)

    def run_in_use(self) -> str:
        """Return the id of the run with whose weights the drawing begins; empty for none."""
        return self.run_named(self._document.project.weights)

    def run_named(self, source: str) -> str:
        """Return the id of the run that *source* names; empty where it is none of this project."""
        name = Path(source).name
        return name if source and self.name_of_run(name) == source else ""

    def counts(self) -> tuple[int, int]:
        """Return how many layers begin with given weights, and how many begin fresh instead."""
        given = sum(1 for told in self._nodes.values() if told.get("source"))
        return given, len(self._nodes) - given

    def list_layers(self, path: str, on_listed: OnListed, on_failed: OnWords) -> None:
        """Ask which layers a file or a run holds."""
        request = ListWeights(self._engine.new_id(), path, self._folder)
        self._engine.ask(request, on_listed, lambda event: on_failed(event.message))

    def keep_names(self, before: Path | None, folder: Path, stem: str) -> None:
        """Name files and runs so that they are found from *folder*, where the project goes.

        Args:
            before: the project's folder so far; None where it had no file.
            folder: where it will lie.
            stem: of its file's name there.
        """
        project = self._document.project
        renamed = {
            file: new
            for file in files_named(project)
            if (new := self._name_there(file, before, folder, stem)) != file
        }
        if renamed:
            _rename(self._document, renamed)

    def _name_there(self, file: str, before: Path | None, folder: Path, stem: str) -> str:
        path = Path(file)
        if before is None:
            is_run = path.parent == self._runs.folder and path.name in self._runs.homeless
            return f"{stem}.runs/{path.name}" if is_run else file
        found = not path.is_absolute() and (before / file).exists()
        return str(before / file) if found and not (folder / file).exists() else file

    @property
    def _folder(self) -> str:
        return str(self._analysis.folder) if self._analysis.folder else ""

    def _on_analysed(self) -> None:
        project = self._document.project
        if self._analysis.stale or project is self._answered:
            return
        if not asks_for_weights(project):
            self._answered = project
            self._take({}, ())
            return
        self._answered = project
        self._cancel()
        self._cancel = self._scheduler.call_later(_QUIET_SECONDS, self._ask)

    def _ask(self) -> None:
        if self._asked is not None:
            self._engine.forget(self._asked)
        project = self._document.project
        trusted = self._analysis.trust is not None and self._analysis.trust.trusted
        self._asked = self._engine.new_id()
        request = CheckWeights(self._asked, 0, project_to_dict(project), self._folder, trusted)
        self._engine.ask(request, self._on_checked, self._on_failed)

    def _on_checked(self, event: WeightsChecked) -> None:
        self._asked, self.message = None, ""
        self._take(event.nodes, ())

    def _on_failed(self, event: RequestFailed) -> None:
        self._asked, self.message = None, event.message
        problem = Problem(
            "weights-unreadable",
            Severity.ERROR,
            "The first weights cannot be read",
            event.message,
            field="weights",
        )
        is_told = bool(event.problems)  # a model that cannot be built is told at its node
        self._take({}, () if is_told else (problem,))

    def _take(self, nodes: Mapping[str, Mapping[str, str]], problems: tuple[Problem, ...]) -> None:
        if (nodes, problems) != (self._nodes, self._problems):
            self._nodes, self._problems = nodes, problems
            self._marks = _marks(nodes)
            self.changed.emit()

    def _forget(self) -> None:
        self._answered = None
        self._take({}, ())


def source_words(source: str) -> str:
    """Return what people call a file or a run that a project names."""
    if not source or source == IMAGENET:
        return "ImageNet" if source else ""
    name = Path(source).name
    if Path(source).parent.name == IMPORTED:
        return "the opened model"
    return f"run {name}" if Path(source).parent.name.endswith(".runs") else name


def _marks(nodes: Mapping[str, Mapping[str, str]]) -> Mapping[str, WeightMark]:
    """Return the mark of each node and of each instance around one."""
    marks: dict[str, WeightMark] = {}
    for key, told in nodes.items():
        source, fresh = told.get("source", ""), told.get("fresh", "")
        mark = WeightMark(source_words(source), (fresh,) if fresh else ())
        for place in _around(key):
            marks[place] = _joined(marks.get(place), mark)
    return marks


def _around(key: str) -> list[str]:
    """Return a path id and those of the instances around it, repetitions counted as one."""
    parts = key.split("/")
    plain = [part.split("#")[0] for part in parts[:-1]]
    return ["/".join((*plain, parts[-1])), *("/".join(plain[:n]) for n in range(1, len(parts)))]


def _joined(one: WeightMark | None, other: WeightMark) -> WeightMark:
    if one is None:
        return other
    sources = dict.fromkeys(filter(None, (*one.source.split(" and "), other.source)))
    return WeightMark(" and ".join(sources), tuple(dict.fromkeys((*one.fresh, *other.fresh))))


def _rename(document: Document, renamed: Mapping[str, str]) -> None:
    with document.edit("Name files of weights") as edit:
        project = edit.project
        named = replace(project, weights=renamed.get(project.weights, project.weights))
        edit.become(mapped(named, lambda graph: _with_names(graph, renamed)))


def _with_names(graph: Graph, renamed: Mapping[str, str]) -> Graph:
    nodes = {id: _with_name(node, renamed) for id, node in graph.nodes.items()}
    same = all(nodes[id] is node for id, node in graph.nodes.items())
    return graph if same else replace(graph, nodes=nodes)


def _with_name(node: Node, renamed: Mapping[str, str]) -> Node:
    if (new := renamed.get(file_of(node.weights))) is not None:
        node = replace(node, weights=with_file(node.weights, file_of(node.weights), new))
    if (new := renamed.get(pretrained(node))) is not None:
        node = node.with_param("weights", new)
    return node
