"""Verbs for the parameters of a block: what may differ from instance to instance."""

from dataclasses import replace
from keyword import iskeyword

from designer.catalog.catalog import Catalog
from designer.catalog.specs import Json
from designer.document.commands.refused import CommandRefused
from designer.document.consequences import renamed_param, without_param
from designer.document.document import Document
from designer.graph.blocks import REPEAT, Block, BlockId, Exposed
from designer.graph.connecting import params_of
from designer.graph.graph import Graph
from designer.graph.naming import unique_name
from designer.graph.records import NodeId
from designer.project.project import Project


def expose(
    document: Document,
    catalog: Catalog,
    block: BlockId,
    node: NodeId,
    param: str,
    name: str | None = None,
) -> str:
    """Make a parameter of a node inside a block one of the block.

    Where the block has a parameter called *name* already, its value goes here too.

    Args:
        name: None is *param* itself, or with a number where that is taken.

    Returns:
        The name that the parameter has at the instances.

    Raises:
        CommandRefused: if it is exposed already, or cannot be.
    """
    record = document.project.blocks[block]
    graph = record.graph
    owner = graph.owner(graph.nodes[node])
    if (found := exposed_as(record, owner.id, param)) is not None:
        raise CommandRefused(f"{param} of {owner.name} is the parameter {found} already.")
    known = {one.name for one in record.params}
    name = unique_name(param, {*known, REPEAT}) if name is None else name.strip()
    if name not in known:
        _refuse_name(name)
    value = _value(graph, catalog, owner.id, param)
    with document.edit(f"Expose {param}") as edit:
        params = _with_target(record.params, name, (owner.id, param), value)
        edit.become(_with_params(edit.project, record, params))
    return name


def unexpose(document: Document, block: BlockId, name: str) -> None:
    """Take a parameter from a block: inside it keeps the default, in every instance."""
    with document.edit(f"Stop exposing {name}") as edit:
        edit.become(without_param(edit.project, block, name))


def rename_exposed(document: Document, block: BlockId, old: str, new: str) -> None:
    """Give a parameter of a block another name, at all its instances.

    Raises:
        CommandRefused: if the name is taken or cannot be one in code.
    """
    new = new.strip()
    if new == old:
        return
    _refuse_name(new)
    if any(param.name == new for param in document.project.blocks[block].params):
        raise CommandRefused(f"The block has a parameter called {new} already.")
    with document.edit("Rename parameter") as edit:
        edit.become(renamed_param(edit.project, block, old, new))


def set_exposed_default(document: Document, block: BlockId, name: str, value: Json) -> None:
    """Set what instances have that do not say otherwise."""
    with document.edit(f"Set default of {name}") as edit:
        record = edit.project.blocks[block]
        params = tuple(
            replace(param, default=value) if param.name == name else param
            for param in record.params
        )
        edit.become(_with_params(edit.project, record, params))


def exposed_as(block: Block, node: NodeId, param: str) -> str | None:
    """Return under which name a parameter inside a block is one of the block; None: it is not."""
    found = (one.name for one in block.params if (node, param) in one.targets)
    return next(found, None)


def _refuse_name(name: str) -> None:
    if not name.isidentifier() or iskeyword(name) or name in ("x", "name"):
        raise CommandRefused(
            f"Expected a name as code has them, such as filters, found {name or 'nothing'}."
        )
    if name == REPEAT:
        raise CommandRefused("Every block has a parameter called repeat already.")


def _value(graph: Graph, catalog: Catalog, node: NodeId, param: str) -> Json:
    record = graph.nodes[node]
    params = params_of(graph, record)
    spec = catalog.layer(record.kind)
    found = spec.param(param) if spec else None
    if param not in params and found is None:
        raise CommandRefused(f"{record.name} has no parameter called {param}.")
    return params.get(param, found.default if found else None)


def _with_target(
    params: tuple[Exposed, ...], name: str, target: tuple[NodeId, str], value: Json
) -> tuple[Exposed, ...]:
    if all(param.name != name for param in params):
        return (*params, Exposed(name, value, (target,)))
    return tuple(
        replace(param, targets=(*param.targets, target)) if param.name == name else param
        for param in params
    )


def _with_params(project: Project, block: Block, params: tuple[Exposed, ...]) -> Project:
    """Return *project* with these parameters; the nodes inside show their defaults."""
    nodes = dict(block.graph.nodes)
    for param in params:
        for id, name in param.targets:
            if id in nodes and nodes[id].params.get(name, ...) != param.default:
                nodes[id] = nodes[id].with_param(name, param.default)
    changed = replace(block, params=params, graph=replace(block.graph, nodes=nodes))
    return replace(project, blocks={**project.blocks, block.id: changed})
