"""What a script built as a project: calls become nodes, nested models and functions blocks."""

import ast
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from designer.catalog.specs import Json
from designer.graph.blocks import REPEAT, Block, BlockId, BlockStyle, Exposed, block_kind
from designer.graph.graph import Graph
from designer.graph.naming import unique_name
from designer.graph.records import INPUT, OUTPUT, Edge, Endpoint, Node, NodeId
from designer.reading.comments import Comments, notes_of
from designer.reading.findings import Findings
from designer.reading.folding import Folded, fold
from designer.reading.models import calls_between
from designer.reading.values import Call, Layer, Model, Template, Tensor, Use, tensors_in


@dataclass(slots=True)
class Drawing:
    """A project in the making.

    Attributes:
        blocks: the blocks that were made, by the model or function they were made of.
        unnamed: nodes whose names the script does not say.
        order: the nodes of each graph in the order of the script, by block (None is the root).
    """

    findings: Findings
    comments: Comments
    blocks: dict[int, Block] = field(default_factory=dict)
    order: dict[BlockId | None, list[NodeId]] = field(default_factory=dict)
    kept: list[object] = field(default_factory=list)
    unnamed: set[NodeId] = field(default_factory=set)
    nodes: int = 0
    edges: int = 0

    def node_id(self) -> NodeId:
        """Return an id that no node of the project has."""
        self.nodes += 1
        return f"n{self.nodes}"

    def edge_id(self) -> str:
        """Return an id that no edge of the project has."""
        self.edges += 1
        return f"e{self.edges}"


@dataclass(slots=True)
class _Sheet:
    """One graph in the making: the root, or that of a block."""

    drawing: Drawing
    nodes: dict[NodeId, Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    ends: dict[tuple[int, str], Endpoint] = field(default_factory=dict)
    owners: dict[int, NodeId] = field(default_factory=dict)
    targets: dict[str, list[tuple[NodeId, str]]] = field(default_factory=dict)

    def add(self, node: Node) -> None:
        self.nodes[node.id] = node
        self.names.add(node.name)


def draw_model(drawing: Drawing, model: Model, loose: Iterable[Call] = ()) -> Graph:
    """Return the graph of a model.

    Args:
        loose: further calls that belong to it, though nothing of theirs reaches an output.
    """
    calls = {call.place: call for call in (*calls_between(model), *loose)}
    sheet = _draw(
        drawing, [calls[place] for place in sorted(calls)], model.inputs, output_names(model)
    )
    _comment_output(sheet, model.statement)
    drawing.order[None] = list(sheet.nodes)
    return Graph.of(sheet.nodes.values(), sheet.edges)


def draw_loose(drawing: Drawing, calls: Sequence[Call]) -> Graph:
    """Return the graph of calls that do not make a model yet."""
    sheet = _draw(drawing, sorted(calls, key=lambda call: call.place), [], [])
    drawing.order[None] = list(sheet.nodes)
    return Graph.of(sheet.nodes.values(), sheet.edges)


def output_names(model: Model | Template) -> list[tuple[str, Tensor]]:
    """Return the outputs of a model with the names that they have by themselves."""
    outputs = model.outputs
    if isinstance(outputs, dict):
        return [(str(k), tensor) for k, value in outputs.items() for tensor in tensors_in(value)]
    tensors = tensors_in(outputs)
    if len(tensors) == 1:
        return [("output", tensors[0])]
    return [(tensor.call.maker.name, tensor) for tensor in tensors]


def _draw(
    drawing: Drawing,
    calls: Sequence[Call],
    inputs: Sequence[Tensor],
    outputs: Sequence[tuple[str, Tensor]],
) -> _Sheet:
    sheet = _Sheet(drawing)
    starts = {id(tensor.call) for tensor in inputs}
    for call in calls:  # explicit names first: names that are made up keep out of their way
        if isinstance(call.maker, Layer | Model | Use) and call.maker.named:
            sheet.names.add(call.maker.name)
    taken = set(sheet.names)
    for folded in fold(calls, [tensor for _, tensor in outputs]):
        _draw_call(sheet, folded, taken, starts)
    for name, tensor in outputs:
        _draw_output(sheet, name, tensor)
    return sheet


def _draw_output(sheet: _Sheet, name: str, tensor: Tensor) -> None:
    taken = {node.name for node in sheet.nodes.values() if node.kind == OUTPUT}
    node = Node(sheet.drawing.node_id(), OUTPUT, unique_name(name, taken))
    sheet.nodes[node.id] = node
    _wire(sheet, tensor, Endpoint(node.id, "inputs"), 0)


def _comment_output(sheet: _Sheet, statement: ast.stmt | None) -> None:
    """Let the first output keep the comment above the statement that makes the model."""
    output = next((node for node in sheet.nodes.values() if node.kind == OUTPUT), None)
    extra = sheet.drawing.comments.above(statement)
    if output is not None and extra:
        sheet.nodes[output.id] = replace(output, extra=extra)


def _wire(sheet: _Sheet, tensor: Tensor, target: Endpoint, order: int) -> None:
    source = sheet.ends.get((id(tensor.call), tensor.port))
    if source is not None:
        sheet.edges.append(Edge(sheet.drawing.edge_id(), source, target, order))


def _draw_call(sheet: _Sheet, folded: Folded, taken: set[str], starts: set[int]) -> None:
    call = folded.first
    maker = call.maker
    if id(call) in starts and not is_input(call):
        _draw_cut(sheet, call, taken)
        return
    owner = sheet.owners.get(id(maker)) if not _is_operation(maker) else None
    kind, ports, results = _form(sheet, call, starts)
    id_ = sheet.drawing.node_id()
    node = Node(
        id=id_,
        kind=kind,
        name=_name(sheet, folded, taken, owner is not None),
        params=_params(sheet, folded, owner is not None),
        layer=owner,
        trainable=maker.trainable or owner is not None,
        extra=sheet.drawing.comments.of(call, owner is None),
    )
    sheet.owners.setdefault(id(maker), id_)
    if (owner or _is_operation(maker)) and not call.label and not folded.count > 1:
        sheet.drawing.unnamed.add(id_)
    sheet.add(node)
    for name, hole in {**({} if owner else maker_holes(maker)), **call.holes}.items():
        sheet.targets.setdefault(hole, []).append((id_, name))
    if id(call) not in starts:
        _draw_wires(sheet, call, id_, ports)
    for port, shown in results.items():
        sheet.ends[(id(folded.last), port)] = Endpoint(id_, shown)


def is_input(call: Call) -> bool:
    """Tell whether *call* is what `keras.Input` gave."""
    return isinstance(call.maker, Layer) and call.maker.kind == INPUT


def _draw_cut(sheet: _Sheet, call: Call, taken: set[str]) -> None:
    """Draw an input in the place of a layer whose result a model begins with."""
    name = unique_name(f"{call.maker.name}_input", sheet.names | taken)
    sizes: list[Json] | None = list(call.shape[1:]) if call.shape else None
    params: dict[str, Json] = {"shape": sizes} if sizes is not None else {}
    node = Node(sheet.drawing.node_id(), INPUT, name, params)
    sheet.add(node)
    for port in ("output", "#0"):
        sheet.ends[(id(call), port)] = Endpoint(node.id, "output")


def maker_holes(maker: Layer | Model | Use) -> dict[str, str]:
    """Return which arguments of what is called are parameters of the block around it."""
    return maker.holes if isinstance(maker, Layer | Use) else {}


def _draw_wires(sheet: _Sheet, call: Call, id_: NodeId, ports: dict[str, str]) -> None:
    orders: dict[str, int] = {}
    for port, tensor in call.inputs:
        name = ports.get(port, port)
        order = orders.get(name, 0)
        orders[name] = order + 1
        _wire(sheet, tensor, Endpoint(id_, name), order)


def _is_operation(maker: Layer | Model | Use) -> bool:
    return isinstance(maker, Layer) and maker.kind.startswith("ops.")


def _form(
    sheet: _Sheet, call: Call, starts: set[int]
) -> tuple[str, dict[str, str], dict[str, str]]:
    """Return the kind of a node, and the names of its ports as the calls have them."""
    maker = call.maker
    if isinstance(maker, Layer):
        if id(call) in starts:
            return INPUT, {}, {"output": "output"}
        return maker.kind, {}, {port: port for port in _ports_of(call)}
    block = _block_of(sheet.drawing, maker)
    ports = {f"#{n}": node.name for n, node in enumerate(block.graph.inputs)}
    results = {f"#{n}": node.name for n, node in enumerate(block.graph.outputs)}
    return block_kind(block.id), ports, results


def _ports_of(call: Call) -> tuple[str, ...]:
    maker = call.maker
    if not isinstance(maker, Layer) or maker.spec is None:
        return ("output",)
    ports = maker.spec.output_ports({**maker.params, **call.params})
    return tuple(port.name for port in ports) or ("output",)


def _name(sheet: _Sheet, folded: Folded, taken: set[str], shares: bool) -> str:
    call = folded.first
    maker = call.maker
    if shares or _is_operation(maker):
        wanted = call.label or (call.variable if folded.count > 1 else "") or maker.name
    else:
        wanted = folded.stem or maker.name or call.label
        if maker.named and wanted not in {n.name for n in sheet.nodes.values()}:
            return wanted
    return unique_name(wanted or "layer", sheet.names | taken)


def _params(sheet: _Sheet, folded: Folded, shares: bool) -> dict[str, Json]:
    call = folded.first
    maker = call.maker
    params: dict[str, Json] = {}
    if isinstance(maker, Layer):
        for name, lost in maker.unknown.items():
            sheet.drawing.findings.add(
                maker.line,
                f"`{name}` of {maker.name} is not known before the script runs.",
                f"It is {lost.words} (line {lost.line})."
                + ("" if "make a layer" in lost.words else " Write the value itself."),
            )
    if not shares and isinstance(maker, Layer | Use):
        params.update(maker.params)
    params.update(call.params)
    if folded.count > 1 and not shares:
        params[REPEAT] = folded.count
    return params


# ---- blocks ----


def _block_of(drawing: Drawing, maker: Model | Use) -> Block:
    made_of: Model | Template = maker if isinstance(maker, Model) else maker.template
    if id(made_of) not in drawing.blocks:
        drawing.kept.append(made_of)
        block = (
            _model_block(drawing, made_of)
            if isinstance(made_of, Model)
            else _function_block(drawing, made_of)
        )
        drawing.blocks[id(made_of)] = block
    return drawing.blocks[id(made_of)]


def _model_block(drawing: Drawing, model: Model) -> Block:
    sheet = _draw(drawing, calls_between(model), model.inputs, output_names(model))
    return _made(drawing, sheet, model.name or "model", BlockStyle.MODEL, model.inputs, ())


def _function_block(drawing: Drawing, template: Template) -> Block:
    starts = [Tensor(call) for call in template.ports.values()]
    calls = sorted((*template.ports.values(), *template.calls), key=lambda call: call.place)
    sheet = _draw(drawing, calls, starts, _port_names(template))
    if isinstance(template.function.node, ast.FunctionDef):
        _comment_output(sheet, template.function.node.body[-1])
    exposed = tuple(
        Exposed(name, default, tuple(sheet.targets.get(name, ())))
        for name, default in template.holes.items()
        if sheet.targets.get(name)
    )
    style = BlockStyle.MODEL if template.model is not None else BlockStyle.FUNCTION
    name = template.default_name or template.name
    block = _made(drawing, sheet, name, style, starts, exposed)
    return replace(block, notes=notes_of(template.function.node))


def _port_names(template: Template) -> list[tuple[str, Tensor]]:
    """Return what a function returns, under names that the variables of its uses tell."""
    names = list(template.outputs)
    for use in template.uses:
        for call in use.calls:
            first, *others = call.variables or ("",)
            if len(others) == len(names) - 1 and all(o.startswith(f"{first}_") for o in others):
                names[1:] = [other.removeprefix(f"{first}_") for other in others]
                return list(zip(names, template.outputs.values(), strict=True))
    return list(template.outputs.items())


def _made(
    drawing: Drawing,
    sheet: _Sheet,
    name: str,
    style: BlockStyle,
    inputs: Sequence[Tensor],
    exposed: tuple[Exposed, ...],
) -> Block:
    id_ = f"b{len(drawing.blocks) + 1}"
    while any(block.id == id_ for block in drawing.blocks.values()):
        id_ += "_"
    drawing.order[id_] = list(sheet.nodes)
    taken = {block.name for block in drawing.blocks.values()}
    graph = _in_order(sheet, inputs)
    return Block(id_, unique_name(name, taken), graph, exposed, style)


def _in_order(sheet: _Sheet, inputs: Sequence[Tensor]) -> Graph:
    """Return the graph of a block whose inputs and outputs stand in their order for now."""
    places = {
        sheet.ends[(id(tensor.call), tensor.port)].node: number
        for number, tensor in enumerate(inputs)
        if (id(tensor.call), tensor.port) in sheet.ends
    }
    outputs = [node.id for node in sheet.nodes.values() if node.kind == OUTPUT]
    places.update({id_: number for number, id_ in enumerate(outputs)})
    nodes = [
        replace(node, position=(float(places.get(node.id, 0)), 0.0))
        for node in sheet.nodes.values()
    ]
    return Graph.of(nodes, sheet.edges)
