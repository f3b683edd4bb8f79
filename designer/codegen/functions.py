"""The functions of a script that build the model: one for each block, and `build_model()`."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from designer.catalog.catalog import Catalog
from designer.catalog.operations import is_operation
from designer.codegen.application_code import is_application
from designer.codegen.block_functions import (
    CALL,
    INDEX,
    NAME,
    TRAINABLE,
    BlockFunction,
    Form,
    block_functions,
)
from designer.codegen.comments import docstring
from designer.codegen.expressions import (
    INDENT,
    Expression,
    Item,
    Variable,
    arguments,
    call,
    listing,
    mapping,
    quoted,
    written,
)
from designer.codegen.identifiers import Names
from designer.codegen.instance_code import (
    Functions,
    instance_statements,
    late_model,
    made_layers,
)
from designer.codegen.model_code import layer_constructor, layer_names, node_statements
from designer.codegen.statements import Line, Statement, Writing, comment_lines, line_of
from designer.codegen.values import CannotWrite
from designer.graph.blocks import block_of
from designer.graph.graph import Graph
from designer.graph.records import INPUT, OUTPUT, Endpoint, Node
from designer.graph.topology import Circle, build_order, circles, longest_way
from designer.project.built import built
from designer.project.expansion import CannotExpand, expand, inner_graph
from designer.project.project import OutputStructure, Project

_WORDS = {
    Form.CALL: "Call the layers of {}.",
    Form.LAYERS: "Make the layers of {} and return the function that calls them.",
    Form.MODEL: "Return {} as a model for tensors like those given.",
}
"""What the docstring of a block's function says first, where the notes do not."""
_FEW = 500
"""Layers from which it is worth to look how many stand behind each other."""
_SUMMARY = 75
"""Longer sentences than this make no summary."""


@dataclass(frozen=True, slots=True)
class ModelCode:
    """What builds a model.

    Attributes:
        lines: the statements of `build_model`, indented.
        complete: nothing had to be left out.
        inputs: names of the model's inputs in their order.
        outputs: names of the model's outputs in their order.
        depth: how many layers stand on the longest way through the model; 0 where they are few.
        functions: the functions of the blocks, each after those that it calls.
    """

    lines: tuple[str, ...]
    complete: bool
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    depth: int
    functions: tuple[str, ...] = ()


def model_code(
    project: Project,
    catalog: Catalog,
    taken: Sequence[str] = (),
    functions_taken: Sequence[str] = (),
) -> ModelCode:
    """Return the code that builds the model of *project*.

    Args:
        project: the drawing, finished or not.
        catalog: `catalog_for` the project.
        taken: names that no function and no variable may have.
        functions_taken: names that no function of a block may have.
    """
    project = built(project)
    graph = project.graph
    functions = block_functions(project, catalog, taken, functions_taken)
    names = Names((*taken, *(function.name for function in functions.values())))
    if functions:
        names.take(INDEX)
    graphs = (graph, *(function.block.graph for function in functions.values()))
    layers = layer_names(graphs, catalog)
    writing = Writing(graph, catalog, project.model_name, names, layers)
    texts = [_function(one, catalog, functions, taken, layers) for one in functions.values()]
    body = _body(writing, functions, None)
    ending = list(_ending(writing, project.structure))
    lines = [line_of(part, writing.used) for part in body] + ending
    return ModelCode(
        lines=tuple(lines),
        complete=writing.complete and all(complete for _, complete in texts),
        inputs=tuple(n.name for n in graph.inputs if n.id in writing.inputs),
        outputs=tuple(n.name for n in graph.outputs if n.name in writing.outputs),
        depth=_depth(project),
        functions=tuple(text for text, _ in texts),
    )


def _depth(project: Project) -> int:
    """Return the longest way; 0 where there are too few layers for a long one."""
    try:
        graph = expand(project, models=True)
        return longest_way(graph) if len(graph.nodes) > _FEW else 0
    except (Circle, CannotExpand):
        return 0


def _body(writing: Writing, functions: Functions, around: BlockFunction | None) -> list[Line]:
    lines: list[Line] = []
    for node in _order(writing.graph):
        lines += comment_lines(node) if node.kind != OUTPUT else ()
        if block_of(writing.graph.owner(node).kind) is not None:
            lines += instance_statements(node, writing, functions, around)
        elif node.kind != INPUT or node.id not in writing.inputs:
            lines += node_statements(node, writing)
    for node in writing.graph.outputs:
        lines += comment_lines(node)
    return lines


def _order(graph: Graph) -> tuple[Node, ...]:
    """Return the nodes in the order of building; those on cycles are left out of it."""
    try:
        return build_order(graph)
    except Circle:
        unbuildable = circles(graph)
        kept = {id: node for id, node in graph.nodes.items() if id not in unbuildable}
        on_circle = tuple(graph.nodes[id] for id in sorted(unbuildable))
        return (*build_order(Graph(kept, graph.edges)), *on_circle)


def _ending(writing: Writing, structure: OutputStructure) -> Iterator[str]:
    inputs = [writing.inputs[n.id] for n in writing.graph.inputs if n.id in writing.inputs]
    outputs: Mapping[str, str] = {
        node.name: writing.outputs[node.name]
        for node in writing.graph.outputs
        if node.name in writing.outputs
    }
    if not inputs or not outputs:
        missing = "input" if not inputs else "output"
        writing.complete = False
        yield f"{INDENT}# TODO the model: has no {missing}"
        yield f'{INDENT}raise NotImplementedError("The model has no {missing} yet.")'
        return
    writing.used |= set(inputs)
    made: Expression = mapping({quoted(name): tensor for name, tensor in outputs.items()})
    if len(outputs) == 1 or structure is OutputStructure.LIST:
        made = _one_or_list(list(outputs.values()))
    yield _model(_one_or_list(inputs), made, quoted(writing.name))


def _one_or_list(variables: Sequence[str]) -> Expression:
    return variables[0] if len(variables) == 1 else listing(variables)


def _model(inputs: Expression, outputs: Expression, name: Expression) -> str:
    named = {"inputs": inputs, "outputs": outputs, "name": name}
    return written(call("keras.Model", *arguments((), named)), INDENT, "return ")


def _function(
    function: BlockFunction,
    catalog: Catalog,
    functions: Functions,
    taken: Sequence[str],
    layers: frozenset[str],
) -> tuple[str, bool]:
    """Return the function of a block, and whether nothing had to be left out of it."""
    graph = inner_graph(function.block, function.variables)
    variables = (*function.inputs.values(), *function.params.values(), NAME, TRAINABLE, INDEX)
    names = Names((*taken, *(other.name for other in functions.values()), *variables))
    writing = Writing(graph, catalog, function.block.name, names, layers)
    writing.frozen_by = TRAINABLE if function.freezes else ""
    writing.prefix = "" if function.form is Form.MODEL else NAME
    lines: list[Line] = []
    for node in graph.inputs:
        variable = writing.inputs[node.id] = function.inputs[node.name]
        writing.tensors[Endpoint(node.id, "output")] = variable
        writing.used.add(variable)
        if function.form is Form.MODEL:
            lines.append(Statement((variable,), _inner_input(node, variable)))
    if function.form is Form.LAYERS:
        texts = _kept_body(writing, functions, function)
    else:
        lines += _body(writing, functions, function)
        ending = _result(writing, function)
        texts = [*(line_of(part, writing.used) for part in lines), *ending]
    words = docstring(*_words(function))
    head = written(call(function.name, *_parameters(function)), "", "def ", ":")
    return "\n".join([head, *words, *texts]), writing.complete


def _words(function: BlockFunction) -> tuple[str, str]:
    """Return summary and body of the docstring: the notes, below a sentence where they lack one."""
    first, _, rest = function.block.notes.strip().partition("\n")
    is_sentence = first[:1].isupper() and first[-1:] in (".", "!", "?") and len(first) < _SUMMARY
    if is_sentence and not rest.partition("\n")[0].strip():
        return first, rest.strip()
    return _WORDS[function.form].format(function.block.name), function.block.notes


def _inner_input(node: Node, variable: str) -> Expression:
    like = {"batch_shape": f"{variable}.shape", "dtype": f"{variable}.dtype"}
    return call("keras.Input", *arguments((), {**like, "name": quoted(node.name)}))


def _parameters(function: BlockFunction) -> tuple[Item, ...]:
    tensors = [] if function.form is Form.LAYERS else list(function.inputs.values())
    needed = [v for name, v in function.params.items() if name not in function.defaults]
    named = {
        variable: function.defaults[name]
        for name, variable in function.params.items()
        if name in function.defaults
    }
    if function.freezes:
        named[TRAINABLE] = "True"
    named[NAME] = quoted(function.block.name)
    return arguments([*tensors, *needed], named)


def _result(writing: Writing, function: BlockFunction) -> Iterator[str]:
    """Yield the statement that returns what the Outputs are wired to."""
    tensors = [writing.outputs.get(name) for name in function.outputs]
    known = [tensor for tensor in tensors if tensor is not None]
    if not known or len(known) < len(tensors):
        writing.complete = False
        yield f'{INDENT}raise NotImplementedError("The block is not complete yet.")'
    elif function.form is Form.MODEL:
        inputs = _one_or_list(list(function.inputs.values()))
        yield _model(inputs, _one_or_list(known), Variable(NAME))
    else:
        yield f"{INDENT}return {', '.join(known)}"


def _kept_body(writing: Writing, functions: Functions, function: BlockFunction) -> list[str]:
    """Return statements that make all layers, and a function that calls them."""
    writing.keeps_layers = True
    made: list[Line] = []
    for node in _order(writing.graph):
        if node.layer is None and node.kind not in (INPUT, OUTPUT):
            made += _made(node, writing, functions, function)
    calls = _body(writing, functions, function)
    inner = [line_of(part, writing.used, INDENT * 2) for part in calls]
    if writing.late:
        inner.insert(0, f"{INDENT * 2}nonlocal {', '.join(writing.late.values())}")
    inner += [textwrap.indent(line, INDENT) for line in _result(writing, function)]
    head = written(call(CALL, *arguments(function.inputs.values())), INDENT, "def ", ":")
    makers = [line_of(part, writing.used) for part in made]
    return [*makers, "", head, *inner, "", f"{INDENT}return {CALL}"]


def _made(
    node: Node, writing: Writing, functions: Functions, function: BlockFunction
) -> list[Line]:
    if block_of(node.kind) is not None:
        return made_layers(node, writing, functions, function)
    spec = writing.catalog.layer(node.kind)
    if spec is not None and is_application(spec):
        return [late_model(node, writing)]
    if spec is None or is_operation(spec) or spec.facts.get("function"):
        return []
    try:
        maker = layer_constructor(node, spec, writing)
    except CannotWrite as error:
        return [writing.todo(node, str(error))]
    variable = writing.names.take(f"{node.name}_layer", "layer")
    writing.layers[node.id] = variable
    writing.used.add(variable)
    return [Statement((variable,), maker)]
