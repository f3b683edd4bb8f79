"""Makes a project's graph and blocks of the records of a saved model."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from designer.catalog.catalog import Catalog
from designer.catalog.operations import is_operation
from designer.catalog.specs import Json, LayerSpec
from designer.engine.importing.identify import Identified, identify, names_file, unknown_objects
from designer.engine.importing.inputs import input_params
from designer.engine.importing.masks import Masks
from designer.engine.importing.placed import PlacedModel
from designer.engine.importing.records import (
    Call,
    LayerRecord,
    ModelRecord,
    Tensor,
    tensors_in,
)
from designer.engine.importing.tensorflow_functions import translated
from designer.engine.importing.wiring import Wired, wire
from designer.graph.blocks import Block, BlockId, BlockStyle, block_kind
from designer.graph.graph import Graph
from designer.graph.naming import legal_name, unique_name
from designer.graph.records import INPUT, OUTPUT, Edge, Endpoint, Node, NodeId

_INPUT_CLASSES = frozenset({"InputLayer", "Input"})


@dataclass(slots=True)
class Assembly:
    """What is shared by all graphs of one import.

    Attributes:
        notes: what could not be taken over as it was, in the user's words.
    """

    catalog: Catalog
    blocks: dict[BlockId, Block] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    packages: set[str] = field(default_factory=set)

    def new_id(self, prefix: str) -> str:
        """Return an id that no other record of this import has."""
        self.counts[prefix] += 1
        return f"{prefix}{self.counts[prefix]}"

    def note(self, words: str) -> None:
        """Say something once."""
        if words not in self.notes:
            self.notes.append(words)


def assemble(
    assembly: Assembly, model: ModelRecord, *, nested: bool = False
) -> tuple[Graph, PlacedModel]:
    """Return the graph of *model*; models inside it become blocks of the assembly.

    Args:
        nested: it stands in another model, which tells it the shapes of its inputs.
    """
    return _Builder(assembly, model, nested=nested).build()


class _Builder:
    """Makes one graph."""

    def __init__(self, assembly: Assembly, model: ModelRecord, *, nested: bool) -> None:
        self._assembly, self._model, self._nested = assembly, model, nested
        self._records = {record.name: record for record in model.layers}
        self._masks = Masks(model)
        self._nodes: dict[NodeId, Node] = {}
        self._edges: list[Edge] = []
        self._names: set[str] = set()
        self._calls: dict[tuple[str, int], NodeId] = {}
        self._found: dict[str, Identified] = {}
        self._placed = PlacedModel(model)

    def build(self) -> tuple[Graph, PlacedModel]:
        """Return the graph and where each layer stands."""
        for record in self._model.layers:
            self._names.add(legal_name(record.name))
        for record in self._model.layers:
            self._place(record)
        wires = [
            (id, wired)
            for record in self._model.layers
            for number, call in enumerate(record.calls)
            for id, wired in self._wired(record, number, call)
        ]
        for id, wired in wires:
            self._wire(id, wired)
        self._outputs()
        return Graph.of(self._nodes.values(), self._edges), self._placed

    # ---- nodes ----

    def _place(self, record: LayerRecord) -> None:
        if self._masks.is_folded(record.name):
            return
        if record.class_name in _INPUT_CLASSES and not record.calls:
            self._place_input(record)
            return
        found = self._identified(record)
        self._found[record.name] = found
        owner: NodeId | None = None
        for number in range(max(len(record.calls), 1)):
            shares = None if found.spec is not None and is_operation(found.spec) else owner
            node = self._node(record, found, number, shares)
            self._nodes[node.id] = node
            self._calls[(record.name, number)] = node.id
            owner = owner or node.id
        assert owner is not None
        self._placed.owners[record.name] = owner

    def _node(
        self, record: LayerRecord, found: Identified, number: int, shares: NodeId | None
    ) -> Node:
        name = legal_name(record.name) if number == 0 else self._free(record.name)
        return Node(
            self._assembly.new_id("n"),
            found.kind,
            name,
            dict(found.params) if shares is None else {},
            layer=shares,
            trainable=record.config.get("trainable", True) is not False,
            extra=dict(found.extra),
        )

    def _place_input(self, record: LayerRecord) -> None:
        ends = [tensor.layer for tensor in tensors_in(self._model.inputs)]
        params = input_params(record.config)
        if self._model.sequential and not _is_stateful(self._model):
            params.pop("batch_size", None)  # of the first batch that it was called with
        if "shape" not in params and not self._nested:
            self._assembly.note(
                f"The file does not say which shape {record.name} has. Set it at the Input."
            )
        if len(ends) > 1 and record.name in ends:
            params["index"] = ends.index(record.name)
        name = self._input_name(record)
        node = Node(self._assembly.new_id("n"), INPUT, name, params)
        self._nodes[node.id] = node
        self._calls[(record.name, 0)] = node.id
        self._placed.owners[record.name] = node.id

    def _input_name(self, record: LayerRecord) -> str:
        """Return the key under which data comes in where the model takes a dictionary."""
        named = self._model.inputs
        if isinstance(named, dict):
            keys = [k for k, t in named.items() if isinstance(t, Tensor) and t.layer == record.name]
            if keys and keys[0] not in self._names:
                self._names.add(keys[0])
                return str(keys[0])
        return legal_name(record.name)

    def _identified(self, record: LayerRecord) -> Identified:
        if record.model is not None:
            return self._block(record, record.model)
        found = identify(record, self._assembly.catalog)
        self._say(record, found)
        return found

    def _block(self, record: LayerRecord, model: ModelRecord) -> Identified:
        id = self._assembly.new_id("b")
        graph, placed = assemble(self._assembly, model, nested=True)
        self._placed.inside[record.name] = placed
        self._assembly.blocks[id] = Block(id, model.name, graph, style=BlockStyle.MODEL)
        return Identified(block_kind(id))

    def _say(self, record: LayerRecord, found: Identified) -> None:
        note = self._assembly.note
        if found.package:
            self._assembly.packages.add(found.package)
            note(
                f"{record.name} is a layer of the package {found.package}, which has to be "
                "installed and trusted for it."
            )
            return
        if found.spec is None:
            note(
                f"{record.name} is of the class {found.kind}, which is no part of Keras. It is "
                "kept as it was, and the model can be built when that class is given."
            )
            return
        if "bytecode" in found.extra:
            note(
                f"{record.name} has a function that was saved as bytecode. It is kept, and neither "
                "shown nor run; write the function anew."
            )
        for param, name in unknown_objects(found.spec, found.params, self._assembly.catalog):
            note(
                f"{record.name} has {name} as {param}, which is no part of Keras. It is kept, and "
                "the layer can be built when that is given, or another chosen."
            )
        for name in names_file(found.spec, found.params):
            del found.params[name]
            note(
                f"{record.name} names a file for {name}. Files that a model names are not read; "
                "give the values yourself."
            )
        if "'class_name': 'Functional'" in repr(found.params):
            note(
                f"{record.name} wraps a model that is no plain chain of layers. It is kept as it "
                "was, but cannot be built here."
            )
        for name in found.lost:
            note(f"{record.name} had {name} set, which {found.kind} does not have in Keras 3.")

    # ---- wires ----

    def _wired(
        self, record: LayerRecord, number: int, call: Call
    ) -> Iterator[tuple[NodeId, Wired]]:
        """Give the node of a call its parameters, and return what is to be wired to it."""
        target = self._calls.get((record.name, number))
        found = self._found.get(record.name)
        if target is None or found is None:
            return
        folded = self._masks.without(record.name, call)
        if found.translation:
            folded = translated(folded, found.translation)
        wired = self._block_wires(record, folded) if record.model else wire(found.spec, folded)
        if wired.params:
            node = self._nodes[target]
            self._nodes[target] = replace(node, params={**node.params, **wired.params})
        for name in wired.lost:
            self._assembly.note(
                f"{record.name} was called with {name}, which a project cannot hold; it is left "
                "out."
            )
        yield target, wired

    def _wire(self, target: NodeId, wired: Wired) -> None:
        orders: Counter[str] = Counter()
        for port, tensor in wired.wires:
            source = self._source(tensor)
            if source is not None:
                end = Endpoint(target, port)
                self._edges.append(Edge(self._assembly.new_id("e"), source, end, orders[port]))
                orders[port] += 1

    def _block_wires(self, record: LayerRecord, call: Call) -> Wired:
        """Return the wires into an instance: tensors in their order, dictionaries by name."""
        assert record.model is not None
        ports = _ports(self._assembly, self._found[record.name].kind, INPUT)
        first = call.args[0] if call.args else None
        wired = Wired()
        given = record.model.inputs
        if isinstance(first, dict) and isinstance(given, dict) and set(first) <= set(given):
            inner = [first.get(name) for name in sorted(given)]
            wired.wires = [
                (p, t) for p, t in zip(ports, inner, strict=False) if isinstance(t, Tensor)
            ]
        else:
            wired.wires = list(zip(ports, tensors_in(first), strict=False))
        wired.lost = [
            name
            for name, value in call.kwargs.items()
            if value is not None and name not in ("training", "mask")
        ]
        if isinstance(call.kwargs.get("training"), bool):
            wired.params["training"] = call.kwargs["training"]
        return wired

    def _source(self, tensor: Tensor) -> Endpoint | None:
        id = self._calls.get((tensor.layer, tensor.call))
        if id is None:
            self._assembly.note(
                f"A wire comes from {tensor.layer}, which the file does not describe; it is left "
                "out."
            )
            return None
        return Endpoint(id, self._output_port(tensor))

    def _output_port(self, tensor: Tensor) -> str:
        found = self._found.get(tensor.layer)
        if found is None:
            return "output"
        if self._records[tensor.layer].model is not None:
            ports = _ports(self._assembly, found.kind, OUTPUT)
        else:
            id = self._calls[(tensor.layer, tensor.call)]
            ports = _output_names(found.spec, {**found.params, **self._nodes[id].params})
        if tensor.index < len(ports):
            return ports[tensor.index]
        return "output" if tensor.index == 0 else f"output_{tensor.index}"

    # ---- outputs ----

    def _outputs(self) -> None:
        ends = list(_named_ends(self._model.outputs))
        taken: set[str] = set()
        for index, (key, tensor) in enumerate(ends):
            wanted = "output" if len(ends) == 1 and not key else key or legal_name(tensor.layer)
            name = unique_name(wanted, taken)
            taken.add(name)
            params: dict[str, Json] = {"index": index} if len(ends) > 1 else {}
            node = Node(self._assembly.new_id("n"), OUTPUT, name, params)
            self._nodes[node.id] = node
            source = self._source(tensor)
            if source is not None:
                end = Endpoint(node.id, "inputs")
                self._edges.append(Edge(self._assembly.new_id("e"), source, end))

    def _free(self, name: str) -> str:
        free = unique_name(legal_name(name), self._names)
        self._names.add(free)
        return free


def _named_ends(outputs: Any) -> Iterator[tuple[str, Tensor]]:
    """Return the tensors that a model gives, with the key of each where they have one."""
    if isinstance(outputs, dict):
        for key in sorted(outputs, key=str):
            inner = list(tensors_in(outputs[key]))
            for number, tensor in enumerate(inner):
                yield (str(key) if len(inner) == 1 else f"{key}_{number}"), tensor
    else:
        for tensor in tensors_in(outputs):
            yield "", tensor


def _ports(assembly: Assembly, kind: str, end: str) -> list[str]:
    block = assembly.blocks[kind.partition(":")[2]]
    nodes = block.graph.inputs if end == INPUT else block.graph.outputs
    return [node.name for node in nodes]


def _output_names(spec: LayerSpec | None, params: dict[str, Json]) -> list[str]:
    return [port.name for port in spec.output_ports(params)] if spec else []


def _is_stateful(model: ModelRecord) -> bool:
    """Tell whether a layer keeps its state from batch to batch, which fixes their size."""
    return any("'stateful': True" in repr(record.config) for record in model.layers)
