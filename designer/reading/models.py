"""Functional models that a script makes, their inputs, and what calling them gives."""

from collections.abc import Mapping

from designer.reading.layers import make_layer, note_call
from designer.reading.machine import Machine
from designer.reading.values import (
    Call,
    Layer,
    Model,
    NameHole,
    ShapeOf,
    Tensor,
    TypeOf,
    Unknown,
    Use,
    tensors_in,
    unknown_in,
)

_MODEL = ("inputs", "outputs", "name", "trainable")


# ---- inputs ----


def make_input(
    machine: Machine, positional: list[object], named: Mapping[str, object], line: int
) -> object:
    """Return what `keras.Input(...)` gives."""
    given = dict(zip(("shape", "batch_size", "dtype", "sparse", "batch_shape"), positional,
                     strict=False)) | dict(named)  # fmt: skip
    tensor = given.pop("tensor", None) or given.pop("input_tensor", None)
    if isinstance(tensor, Tensor):
        return tensor
    batch_shape = given.pop("batch_shape", None) or given.pop("batch_input_shape", None)
    if isinstance(batch_shape, list | tuple):
        given["shape"] = tuple(batch_shape[1:])
        given["batch_size"] = batch_shape[0]
    elif "input_shape" in given:
        given["shape"] = given.pop("input_shape")
    if isinstance(given.get("shape"), int):
        given["shape"] = (given["shape"],)
    for name in ("shape", "dtype"):
        if isinstance(given.get(name), ShapeOf | TypeOf):
            del given[name]
    spec = machine.catalog.layer("Input")
    kept = ("shape", "batch_size", "dtype", "sparse", "optional", "name")
    given = {name: v for name, v in given.items() if name in kept and v is not None}
    layer = make_layer(machine, "Input", spec, [], given, line)
    if not layer.named:
        layer.name = layer.name.replace("input", "input_layer", 1)
    return placeholder(machine, layer, line)


def placeholder(machine: Machine, layer: Layer, line: int) -> Tensor:
    """Return the tensor of an input."""
    call = Call(layer, (), line, machine.next_place(), statement=machine.statement)
    result = note_call(machine, call, ("output",))
    assert isinstance(result, Tensor)
    return result


# ---- functional models ----


def make_model(
    machine: Machine, positional: list[object], named: Mapping[str, object], line: int
) -> Model:
    """Return what `keras.Model(...)` gives."""
    given = dict(zip(_MODEL, positional, strict=False)) | dict(named)
    aliases = {"input": "inputs", "output": "outputs"}
    given = {aliases.get(name, name): value for name, value in given.items()}
    model = Model("", line, statement=machine.statement)
    set_model_name(machine, model, given.get("name"), "functional")
    inputs, outputs = given.get("inputs"), given.get("outputs")
    model.trouble = unknown_in([inputs, outputs])
    model.inputs = tensors_in(inputs)
    if isinstance(inputs, dict):
        model.input_names = [str(key) for key in inputs]
    model.outputs = _single(outputs)
    if model.trouble is None and not (model.inputs and tensors_in(outputs)):
        model.trouble = Unknown(line, "a model without inputs or outputs")
    note_model(machine, model)
    return model


def _single(outputs: object) -> object:
    if isinstance(outputs, list | tuple) and len(outputs) == 1:
        return outputs[0]
    return outputs


def set_model_name(machine: Machine, model: Model, name: object, stem: str) -> None:
    """Name a model as the script does, or else as Keras would."""
    if isinstance(name, str) and name:
        model.name, model.named = name, True
    elif isinstance(name, NameHole) and not name.ending:
        model.name, model.named = "", True
    else:
        model.name = machine.trace.names.next(stem)


def note_model(machine: Machine, model: Model) -> None:
    """Note a model that the script has made."""
    home = machine.scope.names.get("\0home")
    model.function = machine.functions[-1] if machine.functions else ""
    model.inside = [call for call in machine.trace.calls if call.home is home]
    if not machine.trace.is_template:
        machine.models.append(model)


def call_model(
    machine: Machine,
    maker: Model | Use,
    positional: list[object],
    named: Mapping[str, object],
    line: int,
) -> object:
    """Return what a nested model gives for these tensors."""
    lost = unknown_in([*positional, *(v for k, v in named.items() if k != "training")])
    if lost is not None:
        return lost
    given = _in_order(maker, positional, named)
    tensors = tensors_in(given)
    if not tensors:
        return Unknown(line, f"the result of {maker.name}, called on no tensor of a model")
    if isinstance(maker, Model) and maker.sequence is not None:
        shape = tensors[0].call.shape if tensors[0].port in ("output", "#0") else None
        maker.input_shape = maker.input_shape or (shape[1:] if shape else None)
        machine.build(maker)
    if isinstance(maker, Model) and maker.trouble is not None:
        return maker.trouble
    call = Call(
        maker,
        tuple((f"#{place}", tensor) for place, tensor in enumerate(tensors)),
        line,
        machine.next_place(),
        statement=machine.statement,
    )
    if isinstance(named.get("training"), bool) and _is_model(maker):
        call.params["training"] = named["training"] is True
    outputs = maker.outputs if isinstance(maker, Model) else _outputs_of(maker)
    note_call(machine, call, ("#0",))
    return shaped(outputs, call)


def _is_model(maker: Model | Use) -> bool:
    return isinstance(maker, Model) or maker.template.model is not None


def _outputs_of(use: Use) -> object:
    return use.template.returned


def shaped(outputs: object, call: Call) -> object:
    """Return the results of *call* in the structure of *outputs*."""
    count = iter(range(len(tensors_in(outputs))))

    def one(value: object) -> object:
        match value:
            case Tensor():
                return Tensor(call, f"#{next(count)}")
            case list():
                return [one(entry) for entry in value]
            case tuple():
                return tuple(one(entry) for entry in value)
            case dict():
                return {key: one(entry) for key, entry in value.items()}
            case _:
                return value

    return one(outputs)


def _in_order(maker: Model | Use, positional: list[object], named: Mapping[str, object]) -> object:
    if isinstance(maker, Use) and maker.template.keeps:
        by_name = dict(zip(maker.template.ports, positional, strict=False)) | dict(named)
        return [by_name[name] for name in maker.template.ports if name in by_name]
    given = positional[0] if positional else named.get("inputs")
    if isinstance(given, dict) and isinstance(maker, Model):
        names = maker.input_names or [tensor.call.maker.name for tensor in maker.inputs]
        return [given[name] for name in names if name in given]
    return given


def calls_between(model: Model) -> list[Call]:
    """Return the calls from the outputs of *model* back to its inputs, in order."""
    starts = {id(tensor.call) for tensor in model.inputs}
    seen: dict[int, Call] = {}
    waiting = [tensor.call for tensor in (*tensors_in(model.outputs), *model.inputs)]
    while waiting:
        call = waiting.pop()
        if id(call) in seen:
            continue
        seen[id(call)] = call
        if id(call) not in starts:
            waiting += [tensor.call for _, tensor in call.inputs]
    return sorted(seen.values(), key=lambda call: call.place)
