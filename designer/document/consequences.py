"""What follows from a change inside a block: its instances' wires and parameters keep up.

Wires end at ports by name, and a block's ports are the nodes `Input` and `Output` inside it. So
when one of them is renamed or goes, the wires of all instances are renamed or go with it, in the
same edit, wherever the instances stand.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from designer.document.change import Change
from designer.graph.blocks import Block, BlockId, Exposed, block_kind
from designer.graph.graph import Graph
from designer.graph.records import INPUT, OUTPUT, Edge, Endpoint, NodeId
from designer.project.places import mapped
from designer.project.project import Project


@dataclass(frozen=True, slots=True)
class _Ports:
    """New names of ports by their old ones; None where the port is gone."""

    inputs: dict[str, str | None] = field(default_factory=dict)
    outputs: dict[str, str | None] = field(default_factory=dict)


def settled(project: Project, change: Change) -> Project:
    """Return *project* with what follows from *change*; the same where nothing does."""
    scope = change.scope
    if scope is None or scope not in project.blocks or not change.nodes or change.only_drawing:
        return project
    project = _with_exposures(project, project.blocks[scope], change)
    ports = _ports(change)
    if not ports.inputs and not ports.outputs:
        return project
    return mapped(project, lambda graph: _rewired(graph, block_kind(scope), ports))


def without_param(project: Project, block: BlockId, name: str) -> Project:
    """Return *project* where *block* has no parameter *name* any more, nor have its instances."""
    changed = project.blocks[block]
    params = tuple(param for param in changed.params if param.name != name)
    project = _with_block(project, replace(changed, params=params))
    project, ids = _instances_changed(project, block, name, None)
    return _retargeted(project, ids, name, ())


def renamed_param(project: Project, block: BlockId, old: str, new: str) -> Project:
    """Return *project* where the parameter *old* of *block* is called *new* everywhere."""
    changed = project.blocks[block]
    params = tuple(replace(p, name=new) if p.name == old else p for p in changed.params)
    project = _with_block(project, replace(changed, params=params))
    project, ids = _instances_changed(project, block, old, new)
    return _retargeted(project, ids, old, (new,))


def retargeted(
    project: Project,
    scope: BlockId | None,
    target: tuple[NodeId, str],
    new: Iterable[tuple[NodeId, str]],
) -> Project:
    """Return *project* where what the block *scope* fills into *target* goes to *new* instead."""
    if scope is None:
        return project
    block = project.blocks[scope]
    params = _with_targets(block.params, {target: tuple(new)})
    return (
        project if params == block.params else _with_block(project, replace(block, params=params))
    )


def _ports(change: Change) -> _Ports:
    ports = _Ports()
    for step in change.nodes.values():
        before, after = step.before, step.after
        if before is None or before.kind not in (INPUT, OUTPUT):
            continue
        names = ports.inputs if before.kind == INPUT else ports.outputs
        if after is None or after.kind != before.kind:
            names[before.name] = None
        elif after.name != before.name:
            names[before.name] = after.name
    for step in change.nodes.values():  # a port that goes while another takes its name
        after = step.after
        if after is not None and after.kind in (INPUT, OUTPUT):
            names = ports.inputs if after.kind == INPUT else ports.outputs
            if names.get(after.name, "") is None:
                del names[after.name]
    return ports


def _rewired(graph: Graph, kind: str, ports: _Ports) -> Graph:
    ids = {id for id, node in graph.nodes.items() if node.kind == kind}
    if not ids:
        return graph
    edges: dict[str, Edge] = {}
    for id, edge in graph.edges.items():
        kept = _rewired_edge(edge, ids, ports)
        if kept is not None:
            edges[id] = kept
    same = len(edges) == len(graph.edges) and all(edges[i] is graph.edges[i] for i in edges)
    return graph if same else replace(graph, edges=edges)


def _rewired_edge(edge: Edge, ids: set[NodeId], ports: _Ports) -> Edge | None:
    source, target = edge.source, edge.target
    if source.node in ids and source.port in ports.outputs:
        name = ports.outputs[source.port]
        if name is None:
            return None
        source = Endpoint(source.node, name)
    if target.node in ids and target.port in ports.inputs:
        name = ports.inputs[target.port]
        if name is None:
            return None
        target = Endpoint(target.node, name)
    if source is edge.source and target is edge.target:
        return edge
    return replace(edge, source=source, target=target)


def _with_exposures(project: Project, block: Block, change: Change) -> Project:
    """Let parameters of the block follow their targets: gone with them, their value the default."""
    gone = {id for id, step in change.nodes.items() if step.before and step.after is None}
    params = _with_targets(
        block.params, {t: () for p in block.params for t in p.targets if t[0] in gone}
    )
    params = tuple(_with_default(param, change) for param in params)
    touched = any(id in change.nodes for param in params for id, _ in param.targets)
    lost = [param.name for param in params if not param.targets]
    if params != block.params or touched:
        project = _with_block(project, replace(block, params=params))
        project = _with_defaults_filled(project, block.id, params)
    for name in lost:
        project = without_param(project, block.id, name)
    return project


def _with_default(param: Exposed, change: Change) -> Exposed:
    for id, name in param.targets:
        step = change.nodes.get(id)
        if step is None or step.before is None or step.after is None:
            continue
        if name in step.after.params and step.after.params[name] != step.before.params.get(name):
            return replace(param, default=step.after.params[name])
    return param


def _with_defaults_filled(project: Project, id: BlockId, params: Iterable[Exposed]) -> Project:
    """Let the nodes inside show the defaults of the block's parameters."""
    block = project.blocks[id]
    nodes = dict(block.graph.nodes)
    for param in params:
        for target, name in param.targets:
            node = nodes.get(target)
            if node is not None and node.params.get(name, ...) != param.default:
                nodes[target] = node.with_param(name, param.default)
    return _with_block(project, replace(block, graph=replace(block.graph, nodes=nodes)))


def _with_targets(
    params: Iterable[Exposed],
    new: Mapping[tuple[NodeId, str], tuple[tuple[NodeId, str], ...]],
) -> tuple[Exposed, ...]:
    return tuple(
        replace(param, targets=tuple(found for t in param.targets for found in new.get(t, (t,))))
        for param in params
    )


def _instances_changed(
    project: Project, block: BlockId, old: str, new: str | None
) -> tuple[Project, set[NodeId]]:
    """Take a parameter from all instances, or give it another name; return their ids too."""
    ids: set[NodeId] = set()

    def change(graph: Graph) -> Graph:
        nodes = dict(graph.nodes)
        for id, node in graph.nodes.items():
            if node.kind != block_kind(block):
                continue
            ids.add(id)
            if old in node.params:
                value = node.params[old]
                node = node.without_param(old)
                nodes[id] = node if new is None else node.with_param(new, value)
        same = all(nodes[id] is node for id, node in graph.nodes.items())
        return graph if same else replace(graph, nodes=nodes)

    return mapped(project, change), ids


def _retargeted(project: Project, ids: set[NodeId], old: str, new: tuple[str, ...]) -> Project:
    """Let blocks around follow, that expose the parameter *old* of the instances *ids*."""
    for block in tuple(project.blocks.values()):
        hit = {
            t: tuple((t[0], n) for n in new)
            for p in block.params
            for t in p.targets
            if t[0] in ids and t[1] == old
        }
        if not hit:
            continue
        params = _with_targets(block.params, hit)
        project = _with_block(project, replace(project.blocks[block.id], params=params))
        for param in params:
            if not param.targets:
                project = without_param(project, block.id, param.name)
    return project


def _with_block(project: Project, block: Block) -> Project:
    return replace(project, blocks={**project.blocks, block.id: block})
