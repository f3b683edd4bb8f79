"""What is wrong with a drawing, told at once and without Keras: structure and values."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol, TypeAlias

from designer.catalog.specs import Json, LayerSpec, Param, Port
from designer.graph.blocks import block_of
from designer.graph.connecting import Layers, input_ports, output_ports
from designer.graph.graph import Graph
from designer.graph.naming import legal_name, name_refusal, unique_name
from designer.graph.problems import Problem, Remedy, Severity
from designer.graph.records import INPUT, OUTPUT, Edge, EdgeId, Endpoint, Node, NodeId
from designer.graph.topology import above, find_cycle
from designer.graph.unknown_kinds import unknown_words
from designer.graph.wiring_advice import with_sources


class ValueCheck(Protocol):
    """A check of one value against its parameter: words where it is wrong, else None."""

    def __call__(self, param: Param, value: Json) -> str | None:
        """Return what is wrong with *value*."""


_Seen: TypeAlias = tuple[Node, Node, tuple[Edge, ...], tuple[Edge, ...], LayerSpec | None]


class Validator:
    """Finds structural problems, and remembers those of nodes that have not changed.

    An edit of one node of five thousand then costs what that node costs.
    """

    def __init__(self, catalog: Layers, check_value: ValueCheck) -> None:
        self._catalog, self._check_value = catalog, check_value
        self._known: dict[NodeId, tuple[_Seen, tuple[Problem, ...]]] = {}
        self._wires: tuple[Mapping[EdgeId, Edge], int] | None = None
        self._cycle: tuple[Problem, ...] = ()

    def problems(self, graph: Graph) -> tuple[Problem, ...]:
        """Return every structural problem of *graph*, ordered by node name."""
        found = [
            *_missing_ends(graph),
            *self._cycles(graph),
            *_names(graph),
            *_unreached(graph),
        ]
        for node in graph.nodes.values():
            found.extend(self._of_node(graph, node))
        found = with_sources(graph, self._catalog, found)
        self._forget(graph)
        nodes = graph.nodes
        return tuple(
            sorted(
                found,
                key=lambda p: (nodes[p.node].name if p.node else "", p.code, p.field or ""),
            )
        )

    def _of_node(self, graph: Graph, node: Node) -> tuple[Problem, ...]:
        owner = graph.owner(node)
        spec = self._catalog.layer(owner.kind)
        seen = (node, owner, graph.incoming(node.id), graph.outgoing(node.id), spec)
        known = self._known.get(node.id)
        instance = block_of(graph.owner(node).kind) is not None  # its ports may have changed
        if known is not None and known[0] == seen and not instance:
            return known[1]
        problems = tuple(_node_problems(graph, self._catalog, self._check_value, node))
        self._known[node.id] = (seen, problems)
        return problems

    def _cycles(self, graph: Graph) -> tuple[Problem, ...]:
        if not graph.edges:
            return ()
        if self._wires is None or self._wires != (graph.edges, len(graph.nodes)):
            self._wires = (graph.edges, len(graph.nodes))
            self._cycle = tuple(_cycle(graph))
        return self._cycle

    def _forget(self, graph: Graph) -> None:
        for id in self._known.keys() - graph.nodes.keys():
            del self._known[id]


def validate(graph: Graph, catalog: Layers, check_value: ValueCheck) -> tuple[Problem, ...]:
    """Return every structural problem of *graph*, ordered by node name."""
    return Validator(catalog, check_value).problems(graph)


def _node_problems(
    graph: Graph, catalog: Layers, check_value: ValueCheck, node: Node
) -> Iterator[Problem]:
    spec = catalog.layer(graph.owner(node).kind)
    if spec is None and block_of(node.kind) is not None:
        yield Problem(
            "unknown-block",
            Severity.ERROR,
            "Its block is not in the project",
            f"{node.name} is an instance of a block that is gone, or that holds itself. "
            "Delete it, or bring the block back.",
            node.id,
            remedies=(Remedy("delete", "Delete it", {"ids": [node.id]}),),
        )
        return
    if spec is None:
        yield Problem(
            "unknown-kind",
            Severity.ERROR,
            f"{node.kind} is not known here",
            f"{node.name} is {unknown_words(node.kind)} It is kept in the file.",
            node.id,
        )
        return
    yield from _sharing(graph, node)
    yield from _arity(graph, catalog, node)
    if node.layer is None:
        yield from _values(node, spec, check_value)


def _missing_ends(graph: Graph) -> Iterator[Problem]:
    if not graph.nodes:
        return
    if not graph.inputs:
        yield Problem(
            "no-input",
            Severity.ERROR,
            "The model has no Input",
            "A model begins at one or more Input nodes. Add one and wire it to the first layer.",
            remedies=_input_remedies(graph),
        )
    if not graph.outputs:
        yield Problem(
            "no-output",
            Severity.ERROR,
            "The model has no Output",
            "An Output names what the model gives and carries its loss. "
            "Add one after the last layer.",
            remedies=_output_remedies(graph),
        )


def _input_remedies(graph: Graph) -> tuple[Remedy, ...]:
    starts = [n for n in graph.nodes.values() if not graph.incoming(n.id) and n.kind != OUTPUT]
    first = min(starts, key=lambda n: (n.position[1], n.id), default=None)
    if first is None:
        return (Remedy("add_input", "Add an Input", {}),)
    arguments: dict[str, Json] = {"node": first.id, "port": "inputs"}
    return (Remedy("add_input", f"Add an Input before {first.name}", arguments),)


def _output_remedies(graph: Graph) -> tuple[Remedy, ...]:
    ends = [n for n in graph.nodes.values() if not graph.outgoing(n.id)]
    last = max(ends, key=lambda n: (n.position[1], n.id), default=None)
    if last is None:
        return ()
    return (Remedy("add_output", f"Add an Output after {last.name}", {"node": last.id}),)


def _cycle(graph: Graph) -> Iterator[Problem]:
    cycle = find_cycle(graph)
    if cycle:
        names = " → ".join(graph.nodes[id].name for id in (*cycle, cycle[0]))
        yield Problem(
            "cycle",
            Severity.ERROR,
            "The wires form a circle",
            f"A layer cannot depend on itself: {names}. Take one of these wires away.",
            cycle[0],
        )


def _names(graph: Graph) -> Iterator[Problem]:
    """Outputs are labels of results and may be called as the layer that gives them."""
    by_name: defaultdict[tuple[str, bool], list[Node]] = defaultdict(list)
    for node in graph.nodes.values():
        by_name[node.name, node.kind == OUTPUT].append(node)
    taken = {name for name, _ in by_name}
    for (name, _), nodes in by_name.items():
        for node in sorted(nodes, key=lambda node: node.id)[1:]:
            free = unique_name(name, taken)
            yield Problem(
                "duplicate-name",
                Severity.ERROR,
                f"Two layers are called {name}",
                "Names are unique in a model: Keras saves weights by them.",
                node.id,
                "name",
                (Remedy("rename", f"Rename to {free}", {"node": node.id, "name": free}),),
            )
        if len(nodes) == 1 and (why := name_refusal(graph, name, nodes[0].id)):
            free = unique_name(legal_name(name), taken)
            yield Problem(
                "bad-name",
                Severity.ERROR,
                "This name cannot be used",
                why,
                nodes[0].id,
                "name",
                (Remedy("rename", f"Rename to {free}", {"node": nodes[0].id, "name": free}),),
            )


def _unreached(graph: Graph) -> Iterator[Problem]:
    if not graph.outputs:
        return
    used = above(graph, [node.id for node in graph.outputs])
    for node in graph.nodes.values():
        if node.id not in used:
            yield Problem(
                "unused",
                Severity.WARNING,
                "Nothing uses this layer" if node.kind != INPUT else "Nothing uses this input",
                f"No path leads from {node.name} to an Output, so it is no part of the model. "
                "Wire it on, or delete it.",
                node.id,
                remedies=(Remedy("delete", "Delete it", {"ids": [node.id]}),),
            )


def _sharing(graph: Graph, node: Node) -> Iterator[Problem]:
    if node.layer is None:
        return
    owner = graph.nodes.get(node.layer)
    if owner is None or owner.layer is not None or owner.kind != node.kind:
        yield Problem(
            "bad-sharing",
            Severity.ERROR,
            "The shared layer is missing",
            f"{node.name} calls the layer of another node, which is gone or of another kind.",
            node.id,
        )


def _arity(graph: Graph, catalog: Layers, node: Node) -> Iterator[Problem]:
    ports = {port.name: port for port in input_ports(graph, catalog, node)}
    if not graph.incoming(node.id) and _are_all_constant(ports.values()):
        yield _missing_input(node, next(iter(ports.values())), 0, len(ports) > 1)
    for port in ports.values():
        count = len(graph.edges_into(Endpoint(node.id, port.name)))
        if not port.optional and count < port.minimum:
            yield _missing_input(node, port, count, len(ports) > 1)
        elif port.maximum is not None and count > port.maximum:
            yield Problem(
                "too-many-inputs",
                Severity.ERROR,
                f"{count} inputs, {port.maximum} expected",
                f"{node.name} takes {port.maximum} at {port.name}. "
                f"Take {count - port.maximum} away.",
                node.id,
                port.name,
            )
    for edge in graph.incoming(node.id):
        if edge.source.node not in graph.nodes:
            yield _dangling(node, edge.id, "a wire from a layer that is gone")
        elif edge.target.port not in ports:
            why = f"no input called {edge.target.port} with its present settings"
            yield _dangling(node, edge.id, why)
    outs = {port.name for port in output_ports(graph, catalog, node)}
    for edge in graph.outgoing(node.id):
        if edge.target.node not in graph.nodes:
            yield _dangling(node, edge.id, "a wire to a layer that is gone")
        elif edge.source.port not in outs:
            why = f"no output called {edge.source.port} with its present settings"
            yield _dangling(node, edge.id, why)


def _are_all_constant(ports: Iterable[Port]) -> bool:
    """Tell whether constants stand everywhere: something of the model has to come in."""
    return any(port.constant for port in ports) and all(port.optional for port in ports)


def _missing_input(node: Node, port: Port, count: int, several: bool) -> Problem:
    what = f"its input {port.name}" if several else "its input"
    minimum = port.minimum
    remedies: tuple[Remedy, ...] = ()
    if minimum == 1:
        title = f"Nothing is wired to {what}"
        if node.kind != OUTPUT:
            arguments: dict[str, Json] = {"node": node.id, "port": port.name}
            remedies = (Remedy("add_input", "Add an Input before it", arguments),)
    else:
        title = f"{count} of {minimum} inputs"
    wires = "a wire" if minimum == 1 else f"{minimum} wires"
    more = ", or give it a constant" if port.constant and not port.optional else ""
    text = (
        f"{node.name} needs {wires} at {port.name}, found {count or 'none'}. "
        f"Drag one from another layer to it{more}."
    )
    return Problem("missing-input", Severity.ERROR, title, text, node.id, port.name, remedies)


def _dangling(node: Node, edge: str, why: str) -> Problem:
    return Problem(
        "dangling-edge",
        Severity.ERROR,
        "A wire leads nowhere",
        f"{node.name} has {why}. Remove the wire, or draw it anew.",
        node.id,
        remedies=(Remedy("delete", "Remove the wire", {"ids": [edge]}),),
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _values(node: Node, spec: LayerSpec, check_value: ValueCheck) -> Iterator[Problem]:
    for param in spec.params:
        if param.name not in node.params:
            if param.required:
                yield Problem(
                    "missing-value",
                    Severity.ERROR,
                    f"{param.name} is not set",
                    f"{node.name} cannot be made without {param.name}. {_sentence(param.help)}",
                    node.id,
                    param.name,
                    _initial_remedy(node, param),
                )
        elif why := check_value(param, node.params[param.name]):
            yield Problem(
                "bad-value",
                Severity.ERROR,
                f"{param.name} is not possible",
                why,
                node.id,
                param.name,
                (
                    Remedy(
                        "unset_param",
                        f"Default {param.name}",
                        {"node": node.id, "name": param.name},
                    ),
                )
                if not param.required
                else _initial_remedy(node, param),
            )
    known = {param.name for param in spec.params}
    for name in sorted(node.params.keys() - known):
        yield Problem(
            "unknown-value",
            Severity.WARNING,
            f"{name} is not known",
            f"{spec.called} has no argument {name} in this version of Keras. "
            "It is kept, but not used.",
            node.id,
            name,
            (Remedy("unset_param", f"Remove {name}", {"node": node.id, "name": name}),),
        )


def _initial_remedy(node: Node, param: Param) -> tuple[Remedy, ...]:
    if param.initial is None:
        return ()
    arguments: dict[str, Json] = {"node": node.id, "name": param.name, "value": param.initial}
    return (Remedy("set_param", f"Set {param.name} to {param.initial}", arguments),)
