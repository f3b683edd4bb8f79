"""Instances of blocks as calls of the functions that the blocks became, in loops where repeated."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from designer.catalog.specs import Json
from designer.codegen.block_functions import INDEX, NAME, BlockFunction, Form
from designer.codegen.expressions import (
    INDENT,
    Expression,
    Item,
    Sequence,
    Variable,
    arguments,
    call,
    flat,
    listing,
)
from designer.codegen.statements import Line, Listed, Loop, Statement, Writing
from designer.codegen.values import CannotWrite, is_default, value_code
from designer.graph.blocks import REPEAT, BlockId, block_of, repeats
from designer.graph.records import Endpoint, Node

MADE_AT_CALL = (
    "is repeated and made for what it is called with, and stands in a block whose layers are "
    "shared; let that block become a nested model"
)

Functions = Mapping[BlockId, BlockFunction]


@dataclass(slots=True)
class _Instance:
    """An instance while its statements are written."""

    node: Node
    owner: Node
    function: BlockFunction
    writing: Writing
    around: BlockFunction | None
    tensors: list[str] = field(default_factory=list)
    targets: tuple[str, ...] = ()

    @property
    def count(self) -> Json:
        """How often it is repeated: a number, or a variable."""
        value = self.owner.params.get(REPEAT, 1)
        return value if isinstance(value, Variable) else repeats(self.owner)

    @property
    def repeated(self) -> bool:
        return self.count != 1

    @property
    def has_twins(self) -> bool:
        return self.owner.id in self.writing.graph.twins


def instance_statements(
    node: Node, writing: Writing, functions: Functions, around: BlockFunction | None
) -> list[Line]:
    """Return what calls the function of one instance; a remark where it cannot be called.

    Args:
        node: the instance.
        writing: of the function in which it stands.
        functions: of the blocks.
        around: the function in which it stands, where that is one of a block.
    """
    writing.asked.clear()
    try:
        instance = _instance(node, writing, functions, around)
        instance.tensors = list(_tensors(instance))
        instance.targets = _targets(instance)
        lines = list(_FORMS[instance.function.form](instance))
    except CannotWrite as error:
        return [writing.todo(node, str(error))]
    writing.used |= writing.asked
    return lines


def made_layers(
    node: Node, writing: Writing, functions: Functions, around: BlockFunction
) -> list[Line]:
    """Return what makes the layers of an instance, which are called later."""
    try:
        instance = _instance(node, writing, functions, around)
        if instance.function.form is Form.LAYERS:
            return list(_kept(instance))
        if instance.repeated:
            raise CannotWrite(MADE_AT_CALL)
        return [late_model(node, writing)]
    except CannotWrite as error:
        return [writing.todo(node, str(error))]


def late_model(node: Node, writing: Writing) -> str:
    """Return the line that begins the variable of a model which is made at its first call."""
    variable = writing.late[node.id] = writing.names.take(f"{node.name}_model", "model")
    return f"{INDENT}{variable} = None"


def _instance(
    node: Node, writing: Writing, functions: Functions, around: BlockFunction | None
) -> _Instance:
    owner = writing.graph.owner(node)
    function = functions.get(block_of(owner.kind) or "")
    if function is None:
        raise CannotWrite("its block is not there, or holds itself")
    if not function.outputs:
        raise CannotWrite(f"the block {function.block.name} has no output")
    return _Instance(node, owner, function, writing, around)


def _tensors(instance: _Instance) -> Iterator[str]:
    for port in instance.function.inputs:
        edges = instance.writing.graph.edges_into(Endpoint(instance.node.id, port))
        if not edges:
            raise CannotWrite(f"has no {port}")
        yield instance.writing.tensor(edges[0])


def _targets(instance: _Instance) -> tuple[str, ...]:
    """Return the variables that take the results."""
    node, writing = instance.node, instance.writing
    if not writing.graph.outgoing(node.id) and not instance.repeated:
        return ()
    variables = []
    for number, port in enumerate(instance.function.outputs):
        variables.append(writing.names.take(f"{node.name}_{port}" if number else node.name))
        writing.tensors[Endpoint(node.id, port)] = variables[-1]
    return tuple(variables)


def _called(instance: _Instance) -> Iterator[Line]:
    """Write an instance whose function calls layers."""
    if instance.node is not instance.owner:
        raise CannotWrite(f"shares the layers of {instance.owner.name}, which are not kept")
    if not instance.repeated:
        yield Statement(instance.targets, _made(instance, instance.tensors))
        return
    yield from _chain(instance)
    again = _made(instance, _again(instance))
    yield Loop(_range(instance), (Statement(instance.targets, again),))


def _kept_and_called(instance: _Instance) -> Iterator[Line]:
    """Write an instance whose function returns a function that calls layers."""
    writing = instance.writing
    if instance.owner.id not in writing.layers:
        _require_own(instance)
        if not instance.repeated and not instance.has_twins:
            made = _made(instance, ())
            yield Statement(instance.targets, call(made, *arguments(instance.tensors)))
            return
        yield from _kept(instance)
    yield from _call_kept(instance)


def _kept(instance: _Instance) -> Iterator[Line]:
    """Write the variable that keeps the layers of an instance, or of its repetitions."""
    writing, name = instance.writing, instance.node.name
    made = _made(instance, ())
    variable = writing.names.take(f"{name}_parts" if instance.repeated else f"{name}_part")
    writing.layers[instance.node.id] = variable
    writing.used.add(variable)
    if instance.repeated:
        yield Listed(variable, made, _range(instance).removesuffix(":"))
    else:
        yield Statement((variable,), made)


def _call_kept(instance: _Instance) -> Iterator[Line]:
    """Write the calls of layers, or of models, that are made already."""
    kept = instance.writing.layers[instance.owner.id]
    instance.writing.asked.add(kept)
    if not instance.repeated:
        yield Statement(instance.targets, call(kept, *_passed(instance, instance.tensors)))
        return
    yield from _chain(instance)
    part = instance.writing.loop_variable("part")
    calls = Statement(instance.targets, call(part, *_passed(instance, _again(instance))))
    yield Loop(f"for {part} in {kept}:", (calls,))


def _nested(instance: _Instance) -> Iterator[Line]:
    """Write an instance that is a model in the model."""
    writing = instance.writing
    if instance.owner.id in writing.layers:
        yield from _call_kept(instance)
        return
    _require_own(instance)
    if instance.owner.id in writing.late:
        yield from _late_model(instance)
        return
    if not instance.repeated:
        yield from _one_model(instance)
        return
    kept = writing.names.take(f"{instance.node.name}_parts") if instance.has_twins else ""
    if kept:
        writing.layers[instance.node.id] = kept
        yield f"{INDENT}{kept} = []"
    yield from _chain(instance)
    yield Loop(_range(instance), tuple(_model_calls(instance, _again(instance), kept)))


def _one_model(instance: _Instance) -> Iterator[Line]:
    kept = instance.writing.names.take(f"{instance.node.name}_model")
    if instance.has_twins:
        instance.writing.layers[instance.node.id] = kept
    yield from _model_calls(instance, instance.tensors, "", kept)


def _late_model(instance: _Instance) -> Iterator[Line]:
    """Write a model that is made when it is first called, in a function that is called again."""
    variable = instance.writing.late[instance.owner.id]
    instance.writing.layers[instance.owner.id] = variable
    made = Statement((variable,), _made(instance, instance.tensors))
    freeze = instance.writing.freeze(instance.owner, variable)
    yield Loop(f"if {variable} is None:", (made, *freeze))
    yield from _call_kept(instance)


def _model_calls(
    instance: _Instance, tensors: list[str], kept: str, variable: str = ""
) -> Iterator[Line]:
    """Write how a model is made, frozen, kept and called."""
    made = _made(instance, tensors)
    passed = _passed(instance, tensors)
    freezes = not instance.node.trainable or bool(instance.writing.frozen_by)
    if not freezes and not instance.has_twins:
        yield Statement(instance.targets, call(made, *passed))
        return
    variable = variable or instance.writing.loop_variable("model")
    instance.writing.used.add(variable)
    yield Statement((variable,), made)
    yield from instance.writing.freeze(instance.node, variable)
    if kept:
        yield f"{INDENT}{kept}.append({variable})"
    yield Statement(instance.targets, call(variable, *passed))


_FORMS = {Form.CALL: _called, Form.LAYERS: _kept_and_called, Form.MODEL: _nested}


def _require_own(instance: _Instance) -> None:
    if instance.node is not instance.owner:
        raise CannotWrite(f"shares the layers of {instance.owner.name}, which is not built")


def _chain(instance: _Instance) -> Iterator[str]:
    """Write that the variables of the results begin as what the instance is given."""
    instance.writing.used |= set(instance.targets)
    pairs = list(zip(instance.targets, instance.tensors, strict=False))
    if pairs:
        targets, tensors = (", ".join(names) for names in zip(*pairs, strict=True))
        yield f"{INDENT}{targets} = {tensors}"


def _again(instance: _Instance) -> list[str]:
    """Return what each repetition is given: results of the one before, then what has none."""
    chained = len(instance.targets)
    return [*instance.targets[: len(instance.tensors)], *instance.tensors[chained:]]


def _range(instance: _Instance) -> str:
    count = instance.count
    return f"for {INDEX} in range({count}):"


def _passed(instance: _Instance, tensors: list[str]) -> tuple[Item, ...]:
    if instance.function.form is not Form.MODEL:
        return arguments(tensors)
    return arguments([listing(tensors)] if len(tensors) > 1 else tensors, dict(_of_call(instance)))


def _of_call(instance: _Instance) -> Iterator[tuple[str, Expression]]:
    """Yield what the call of a model is given besides its tensors."""
    node, catalog = instance.node, instance.writing.catalog
    spec = catalog.layer(instance.owner.kind)
    for param in spec.params if spec else ():
        if param.call and not is_default(value := node.params.get(param.name), param):
            yield param.name, value_code(value, param, catalog)


def _made(instance: _Instance, tensors: "list[str] | tuple[()]") -> Sequence:
    """Return the call of the block's function."""
    function, owner, writing = instance.function, instance.owner, instance.writing
    named = dict(_given(instance))
    if function.freezes:
        named |= writing.trained(owner)
    named[NAME] = _name(instance)
    return call(function.name, *arguments(tensors, named))


def _given(instance: _Instance) -> Iterator[tuple[str, Expression]]:
    """Yield the parameters that differ from their defaults, and those that have none."""
    function, catalog = instance.function, instance.writing.catalog
    spec = catalog.layer(instance.owner.kind)
    for exposed in function.block.params:
        value = instance.owner.params.get(exposed.name, exposed.default)
        param = spec.param(exposed.name) if spec else None
        if exposed.name in function.defaults and param and is_default(value, param):
            continue
        yield function.params[exposed.name], value_code(value, param, catalog)


def _name(instance: _Instance) -> Expression:
    writing, name = instance.writing, instance.owner.name
    if not instance.repeated:
        return writing.layer_name(name)
    numbered = writing.layer_name(name, f"{INDEX} + 1")
    count = instance.count
    if isinstance(count, Variable) and instance.around and count in instance.around.may_be_one:
        return f"{flat(numbered)} if {count} > 1 else {flat(writing.layer_name(name))}"
    return numbered
