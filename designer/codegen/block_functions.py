"""The functions that blocks become in code: their names, parameters, and order."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from designer.catalog.catalog import Catalog
from designer.catalog.specs import Json, Param
from designer.codegen.expressions import Bracket, Expression, Variable
from designer.codegen.identifiers import Names, identifier
from designer.codegen.values import CannotWrite, value_code
from designer.graph.blocks import (
    DEEPEST,
    REPEAT,
    Block,
    BlockId,
    Blocks,
    BlockStyle,
    block_kind,
    block_of,
    used_blocks,
)
from designer.graph.graph import Graph
from designer.graph.records import Node
from designer.project.build_plan import shared_layers
from designer.project.project import Project

NAME = "name"
TRAINABLE = "trainable"
INDEX = "i"
CALL = "call"
"""The function that a function of kept layers returns."""


class Form(Enum):
    """What the function of a block does."""

    CALL = auto()  # calls new layers, and returns what they give
    LAYERS = auto()  # makes layers, and returns a function that calls them
    MODEL = auto()  # returns a model


@dataclass(frozen=True, slots=True)
class BlockFunction:
    """The function that stands for a block.

    Attributes:
        inputs: the variable of each input port.
        params: the variable of each exposed parameter.
        defaults: the code of those that may be left out.
        freezes: it has a parameter that tells whether the layers are trained.
        may_be_one: variables of counts that are 1 somewhere.
    """

    block: Block
    form: Form
    name: str
    inputs: Mapping[str, str] = field(default_factory=dict)
    params: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, Expression] = field(default_factory=dict)
    freezes: bool = False
    may_be_one: frozenset[str] = frozenset()

    @property
    def outputs(self) -> tuple[str, ...]:
        """The names of the output ports."""
        return tuple(node.name for node in self.block.graph.outputs)

    @property
    def variables(self) -> Mapping[str, Json]:
        """The variables of the exposed parameters, in the place of their values."""
        return {name: Variable(variable) for name, variable in self.params.items()}


def block_functions(
    project: Project,
    catalog: Catalog,
    taken: Collection[str],
    functions_taken: Collection[str] = (),
) -> dict[BlockId, BlockFunction]:
    """Return the functions of the blocks that *project* uses, each after those that it calls.

    Blocks that hold themselves, or stand too deep in others, are left out.

    Args:
        project: the drawing.
        catalog: `catalog_for` the project.
        taken: names that neither functions nor variables may have.
        functions_taken: names that functions may not have.
    """
    blocks = project.blocks
    order = list(_inner_first(project.graph, blocks))
    shared = shared_layers(project.graph, blocks)
    fixed = (NAME, TRAINABLE, INDEX, CALL)
    names = Names((*taken, *functions_taken, *fixed, *_wanted_variables(project, order)))
    freezing = _freezing(project, order)
    found: dict[BlockId, BlockFunction] = {}
    for id in order:
        block = blocks[id]
        form = _form(block, shared)
        wanted = identifier(block.name, "block")
        if form is Form.MODEL:
            wanted = f"build_{wanted}"
        elif wanted in _wanted_variables(project, order) and not wanted.endswith("_block"):
            wanted = f"{wanted}_block"
        found[id] = BlockFunction(block, form, names.take(wanted))
    functions = tuple(function.name for function in found.values())
    return {
        id: _with_parameters(function, project, catalog, (*taken, *functions), id in freezing)
        for id, function in found.items()
    }


def _form(block: Block, shared: frozenset[BlockId]) -> Form:
    if block.style is BlockStyle.MODEL:
        return Form.MODEL
    return Form.LAYERS if block.id in shared else Form.CALL


def _inner_first(graph: Graph, blocks: Blocks) -> Iterator[BlockId]:
    """Yield the blocks that are used, each after those in it, by name where either may come."""
    done: set[BlockId] = set()

    def visit(id: BlockId, outer: tuple[BlockId, ...]) -> Iterator[BlockId]:
        if id in done:
            return
        done.add(id)
        if len(outer) >= DEEPEST or id in used_blocks(blocks[id].graph, blocks):
            return
        for inner in _held(blocks[id].graph, blocks):
            yield from visit(inner, (*outer, id))
        yield id

    for id in _held(graph, blocks):
        yield from visit(id, ())


def _held(graph: Graph, blocks: Blocks) -> list[BlockId]:
    found = {id for node in graph.nodes.values() if (id := block_of(node.kind)) in blocks}
    return sorted((id for id in found if id), key=lambda id: (blocks[id].name, id))


def _wanted_variables(project: Project, used: Iterable[BlockId]) -> set[str]:
    """Return what variables will be called after nodes; a function had better not be."""
    graphs = (project.graph, *(project.blocks[id].graph for id in used))
    return {identifier(node.name) for graph in graphs for node in graph.nodes.values()}


def _freezing(project: Project, order: Iterable[BlockId]) -> set[BlockId]:
    """Return the blocks whose functions must be told whether their layers are trained."""
    blocks, found = project.blocks, set[BlockId]()
    outer_first = list(order)[::-1]
    for held in (project.graph, *(blocks[id].graph for id in outer_first)):
        found |= {
            id
            for node in held.nodes.values()
            if not node.trainable and (id := block_of(node.kind)) in blocks and id
        }
    for id in outer_first:
        if id in found and blocks[id].style is BlockStyle.FUNCTION:
            found.update(_held(blocks[id].graph, blocks))
    return {id for id in found if blocks[id].style is BlockStyle.FUNCTION}


def _with_parameters(
    function: BlockFunction,
    project: Project,
    catalog: Catalog,
    taken: Iterable[str],
    freezes: bool,
) -> BlockFunction:
    block = function.block
    names = Names((*taken, NAME, TRAINABLE, INDEX))
    inputs = {node.name: names.take(node.name, "x") for node in block.graph.inputs}
    params = {exposed.name: names.take(exposed.name, "value") for exposed in block.params}
    return replace(
        function,
        inputs=inputs,
        params=params,
        defaults=dict(_defaults(block, catalog)),
        freezes=freezes,
        may_be_one=frozenset(
            params[name] for name in _counts(block) if _may_be_one(block, name, project)
        ),
    )


def _defaults(block: Block, catalog: Catalog) -> Iterator[tuple[str, Expression]]:
    spec = catalog.layer(block_kind(block.id))
    for exposed in block.params:
        param = spec.param(exposed.name) if spec else None
        if exposed.default is None and _is_needed(block, exposed.targets, catalog):
            continue
        try:
            code = default_code(exposed.default, param, catalog)
        except CannotWrite:
            continue
        if code is not None:
            yield exposed.name, code


def default_code(value: Json, param: Param | None, catalog: Catalog) -> Expression | None:
    """Return the code of a default; None where functions must not share the value."""
    code = value_code(value, param, catalog)
    return code if _is_plain(code) else None


def _is_plain(code: Expression) -> bool:
    match code:
        case str():
            return True
        case Bracket("(", items):
            return all(_is_plain(item.value) for item in items)
        case _:
            return False


def _is_needed(block: Block, targets: Iterable[tuple[str, str]], catalog: Catalog) -> bool:
    for id, name in targets:
        node = block.graph.nodes.get(id)
        spec = catalog.layer(node.kind) if node else None
        param = spec.param(name) if spec else None
        if param is not None and param.required:
            return True
    return False


def _counts(block: Block) -> Iterator[str]:
    """Yield the exposed parameters that say how often something is repeated."""
    for exposed in block.params:
        if any(name == REPEAT for _, name in exposed.targets):
            yield exposed.name


def _may_be_one(block: Block, name: str, project: Project) -> bool:
    default = next(exposed.default for exposed in block.params if exposed.name == name)
    graphs = (project.graph, *(other.graph for other in project.blocks.values()))
    handed_on = {
        (id, inner) for other in project.blocks.values() for p in other.params
        for id, inner in p.targets
    }  # fmt: skip
    instances = (
        node
        for graph in graphs
        for node in graph.nodes.values()
        if node.kind == block_kind(block.id) and node.layer is None
    )
    return any(_counts_one(node, name, default, handed_on) for node in instances)


def _counts_one(node: Node, name: str, default: Json, handed_on: set[tuple[str, str]]) -> bool:
    value = node.params.get(name, default)
    several = isinstance(value, int) and not isinstance(value, bool) and value > 1
    return (node.id, name) in handed_on or not several
