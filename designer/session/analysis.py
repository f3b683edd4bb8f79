"""What is known of the drawing: structure at once, shapes and costs from the engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from designer.catalog.catalog import Catalog
from designer.document.change import Change
from designer.document.document import Document
from designer.graph.bypass import is_bypassed, passing
from designer.graph.connecting import output_ports
from designer.graph.problems import Problem
from designer.graph.records import Endpoint, Node
from designer.project.block_problems import hdf5_problem_of
from designer.project.built import port_order
from designer.project.files import project_to_dict
from designer.project.memory_need import MemoryFigures
from designer.project.own_advice import module_problems
from designer.project.places import way_into
from designer.project.setting_problems import setting_problems
from designer.protocol.events import ProjectChecked, RequestFailed
from designer.protocol.requests import CheckProject
from designer.session.engine import Engine, EngineState
from designer.session.link import Scheduler
from designer.session.problem_places import by_node, stands
from designer.session.structure import Structure
from designer.session.trust import Trust
from designer.signal import Signal

_QUIET_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class TensorSpec:
    """Shape (batch axis first, None where it is free) and dtype of a tensor."""

    shape: tuple[int | None, ...]
    dtype: str


@dataclass(frozen=True, slots=True)
class NodeReport:
    """What Keras says of one node.

    Attributes:
        multiply_adds: of one sample; None where it is not known.
        activation_bytes: of one sample; None where it is not known.
    """

    outputs: Mapping[str, TensorSpec] = field(default_factory=dict)
    parameters: int = 0
    trainable: int = 0
    multiply_adds: int | None = None
    activation_bytes: int | None = None


class Analysis:
    """Reports by node and all problems, kept up with the document.

    Attributes:
        changed: told when reports or problems have changed.
        totals: `parameters`, `trainable`, `multiply_adds`, `activation_bytes`.
        memory: what the model needs of it.
        stale: the reports are older than the drawing.
        failure: why the engine could not answer the last time; empty where it could.
    """

    def __init__(
        self, document: Document, catalog: Catalog, engine: Engine, scheduler: Scheduler
    ) -> None:
        self.changed: Signal[()] = Signal()
        self.totals: Mapping[str, int | None] = {}
        self.memory = MemoryFigures()
        self.stale = True
        self.failure = ""
        self.folder: Path | None = None
        self._trust: Trust | None = None
        self._document, self._catalog = document, catalog
        self._structure = Structure(catalog)
        self._engine, self._scheduler = engine, scheduler
        self._reports: dict[str, NodeReport] = {}
        self._structural: tuple[Problem, ...] = ()
        self._engine_problems: tuple[Problem, ...] = ()
        self._by_node: Mapping[str, tuple[Problem, ...]] = {}
        self._indexed: tuple[object, object] = (None, None)
        self._around = ""
        self._revision = 0
        self._asked: str | None = None
        self._cancel_check = _nothing
        document.changed.connect(self._on_changed)
        document.replaced.connect(self._on_replaced)
        document.entered.connect(self._on_entered)
        engine.changed.connect(self._on_engine_changed)
        self._on_replaced()

    @property
    def trust(self) -> Trust | None:
        """What may run; nothing where there is none."""
        return self._trust

    @trust.setter
    def trust(self, trust: Trust) -> None:
        self._trust = trust
        trust.changed.connect(self._on_trust_changed)

    def check_anew(self) -> None:
        """Check soon: what is known of the kinds, or may run, has changed."""
        self._on_trust_changed()

    def _on_trust_changed(self) -> None:
        self._revision += 1
        self.stale = True
        self._cancel_check()
        self._cancel_check = self._scheduler.call_later(0.0, self.check)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, the structural ones first; the engine's only where nodes still stand."""
        told = {(p.node, p.code) for p in self._structural}
        told |= {(p.inner_node, p.code) for p in self._structural if p.scope is not None}
        project = self._document.project
        later = (
            p
            for p in self._engine_problems
            if stands(project, p) and not {(p.node, p.code), (p.inner_node, p.code)} & told
        )
        return (*self._structural, *later)

    def problems_of(self, node: str) -> tuple[Problem, ...]:
        """Return the problems of one node."""
        return self._index().get(node, ()) if self._document.node(node) else ()

    def _index(self) -> Mapping[str, tuple[Problem, ...]]:
        """The problems by node, sorted anew only when there are others."""
        structural, told = self._indexed
        if structural is not self._structural or told is not self._engine_problems:
            document = self._document
            self._indexed = (self._structural, self._engine_problems)
            place = (document.scope, document.path)
            self._by_node = by_node(self.problems, document.project, *place)
        return self._by_node

    def report(self, node: str) -> NodeReport | None:
        """Return what Keras says of a node; None where it could not be inferred (yet)."""
        record = self._document.node(node)
        if record is not None and is_bypassed(record):
            return self._passed_by(record)
        return self._reports.get(self._around + node)

    def root_report(self, node: str) -> NodeReport | None:
        """Return what Keras says of a node by its id in the expanded model: `n5`, `n5/c2`."""
        return self._reports.get(node)

    def _passed_by(self, node: Node) -> NodeReport | None:
        """Return what a bypassed node gives on: the tensor that comes to its first input."""
        graph = self._document.graph
        order = port_order(graph, self._document.project.blocks)
        ports = output_ports(graph, self._catalog, node)
        end = passing(graph, Endpoint(node.id, ports[0].name if ports else ""), order)
        source = self._reports.get(self._around + end.node) if end is not None else None
        tensor = source.outputs.get(end.port) if source is not None and end is not None else None
        if tensor is None:
            return None
        return NodeReport({port.name: tensor for port in ports}, multiply_adds=0)

    def check(self) -> None:
        """Check now."""
        self._cancel_check()
        self._validate()
        self._ask()

    def _on_engine_changed(self) -> None:
        """Ask again what an engine that was lost had not answered."""
        if self._engine.state is EngineState.READY and self.stale and self._asked is None:
            self._ask()

    def _on_entered(self) -> None:
        """Tell from now on of the layers of this place, in the instance one came through."""
        document = self._document
        path = document.path or way_into(document.project, document.scope)
        self._around = "".join(f"{id}/" for id in path)
        self._indexed = (None, None)

    def _on_replaced(self) -> None:
        self._around = ""
        self._revision += 1
        self.stale = True
        self._reports, self.totals, self._engine_problems = {}, {}, ()
        self.memory = MemoryFigures()
        self._structural = ()
        self.changed.emit()
        self._cancel_check()
        self._cancel_check = self._scheduler.call_later(0.0, self.check)

    def _on_changed(self, change: Change) -> None:
        if change.only_drawing:
            return
        for id, step in change.nodes.items():
            if step.after is None:
                self._reports.pop(id, None)
        self._revision += 1
        self.stale = True
        self._cancel_check()
        self._cancel_check = self._scheduler.call_later(
            0.0 if not self._document.editing else _QUIET_SECONDS, self.check
        )

    def _validate(self) -> None:
        project = self._document.project
        hdf5 = hdf5_problem_of(project)
        structural = (
            *self._structure.problems(project),
            *((hdf5,) if hdf5 else ()),
            *setting_problems(project, self._catalog),
            *module_problems(project),
        )
        if structural != self._structural:
            self._structural = structural
            self.changed.emit()

    def _ask(self) -> None:
        if self._asked is not None:
            self._engine.forget(self._asked)
        self.failure = ""
        id = self._asked = self._engine.new_id()
        request = CheckProject(
            id,
            self._revision,
            project_to_dict(self._document.project),
            str(self.folder) if self.folder else "",
            self._trust is not None and self._trust.trusted,
        )
        self._engine.ask(request, self._on_checked, self._on_failed)

    def _on_checked(self, event: ProjectChecked) -> None:
        self._asked = None
        if event.revision != self._revision:
            return
        self._reports = {id: node_report(data) for id, data in event.nodes.items()}
        self.totals = event.totals
        self.memory = MemoryFigures.from_json(event.memory)
        self._engine_problems = tuple(Problem.from_json(data) for data in event.problems)
        self.stale = False
        self.changed.emit()

    def _on_failed(self, event: RequestFailed) -> None:
        self._asked = None
        self.failure = event.message
        self._engine_problems = tuple(Problem.from_json(data) for data in event.problems)
        self.changed.emit()


def node_report(data: Mapping[str, Any]) -> NodeReport:
    """Return the report that `ProjectChecked` carries as plain data."""
    return NodeReport(
        outputs={
            port: TensorSpec(tuple(spec["shape"]), spec["dtype"])
            for port, spec in data.get("outputs", {}).items()
        },
        parameters=data.get("parameters", 0),
        trainable=data.get("trainable", 0),
        multiply_adds=data.get("multiply_adds"),
        activation_bytes=data.get("activation_bytes"),
    )


def _nothing() -> None:
    """Stand in for a cancel function while nothing is planned."""
