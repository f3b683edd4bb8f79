"""Models that a script makes: functional ones, sequences of layers, and those of applications."""

from collections.abc import Mapping

from designer.reading.layers import call_layer, input_ports, make_layer, note_call
from designer.reading.machine import Machine, Trace
from designer.reading.values import (
    Call,
    Layer,
    Model,
    NameHole,
    Scope,
    ShapeOf,
    Tensor,
    TypeOf,
    Unknown,
    Use,
    tensors_in,
    unknown_in,
)

_MODEL = ("inputs", "outputs", "name", "trainable")
_COMPILE = ("optimizer", "loss", "loss_weights", "metrics")
_FIT = ("x", "y", "batch_size", "epochs", "verbose", "callbacks", "validation_split",
        "validation_data", "shuffle", "class_weight")  # fmt: skip


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
    elif "input_shape" in given:
        given["shape"] = given.pop("input_shape")
    if isinstance(given.get("shape"), int):
        given["shape"] = (given["shape"],)
    for name in ("shape", "dtype"):
        if isinstance(given.get(name), ShapeOf | TypeOf):
            del given[name]
    given.pop("batch_size", None)
    spec = machine.catalog.layer("Input")
    given = {name: v for name, v in given.items() if name in ("shape", "dtype", "name")}
    if given.get("dtype", ...) is None:
        del given["dtype"]
    name = given.pop("name", None)
    inside = machine.trace.is_template
    if inside and isinstance(name, str):  # inputs of a nested model are named in the model only
        layer = make_layer(machine, "Input", spec, [], given, line)
        layer.name, layer.named = name, True
    else:
        layer = make_layer(machine, "Input", spec, [], {**given, "name": name}, line)
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
    _set_model_name(machine, model, given.get("name"), "functional")
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


def _set_model_name(machine: Machine, model: Model, name: object, stem: str) -> None:
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
    lost = unknown_in([*positional, *named.values()])
    if lost is not None:
        return lost
    given = _in_order(maker, positional[0] if positional else named.get("inputs"))
    tensors = tensors_in(given)
    if not tensors:
        return Unknown(line, f"the result of {maker.name}, called on no tensor of a model")
    if isinstance(maker, Model) and maker.sequence is not None:
        build_sequence(machine, maker)
    if isinstance(maker, Model) and maker.trouble is not None:
        return maker.trouble
    call = Call(
        maker,
        tuple((f"#{place}", tensor) for place, tensor in enumerate(tensors)),
        line,
        machine.next_place(),
        statement=machine.statement,
    )
    if isinstance(named.get("training"), bool):
        call.params["training"] = bool(named["training"])
    outputs = maker.outputs if isinstance(maker, Model) else _outputs_of(maker)
    note_call(machine, call, ("#0",))
    return shaped(outputs, call)


def _outputs_of(use: Use) -> object:
    model = use.template.model
    return model.outputs if model is not None else use.template.outputs


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


def _in_order(maker: Model | Use, given: object) -> object:
    if isinstance(given, dict) and isinstance(maker, Model):
        names = maker.input_names or [tensor.call.maker.name for tensor in maker.inputs]
        return [given[name] for name in names if name in given]
    return given


# ---- sequences of layers ----


def make_sequence(
    machine: Machine, positional: list[object], named: Mapping[str, object], line: int
) -> Model:
    """Return what `keras.Sequential(...)` gives."""
    given = dict(zip(("layers", "trainable", "name"), positional, strict=False)) | dict(named)
    model = Model("", line, sequence=[], statement=machine.statement)
    _set_model_name(machine, model, given.get("name"), "sequential")
    layers = given.get("layers")
    if isinstance(layers, Unknown):
        model.trouble = layers
    for entry in layers if isinstance(layers, list | tuple) else []:
        add_to_sequence(machine, model, entry, line)
    note_model(machine, model)
    return model


def add_to_sequence(machine: Machine, model: Model, entry: object, line: int) -> None:
    """Put a layer behind those that a Sequential model has."""
    model.built = False
    if isinstance(entry, Tensor) and not entry.call.inputs:
        model.inputs = [entry]
    elif isinstance(entry, Layer | Model | Use) and model.sequence is not None:
        model.sequence.append(entry)
        if isinstance(entry, Model) and entry.sequence is not None:
            model.input_shape = model.input_shape or entry.input_shape
    elif isinstance(entry, Unknown):
        model.trouble = model.trouble or entry
    else:
        model.trouble = Unknown(line, "something that is no layer, put into a Sequential model")


def build_sequence(machine: Machine, model: Model) -> None:
    """Call the layers of a Sequential model one after the other."""
    if model.built or model.sequence is None:
        return
    model.built = True
    with (
        machine.noting_in(Trace(names=machine.trace.names)),
        machine.inside(Scope(machine.module), model.line),
    ):
        machine.statement = model.statement
        tensor: object = model.inputs[0] if model.inputs else _first_input(machine, model)
        model.inputs = [tensor] if isinstance(tensor, Tensor) else []
        for entry in model.sequence:
            machine.statement = entry.statement
            tensor = (
                call_layer(machine, entry, [tensor], {}, entry.line)
                if isinstance(entry, Layer)
                else call_model(machine, entry, [tensor], {}, entry.line)
            )
            if isinstance(tensor, list):
                tensor = tensor[0]
    model.outputs = tensor
    model.trouble = model.trouble or unknown_in(tensor)
    if not model.sequence:
        model.trouble = Unknown(model.line, "a Sequential model without layers")


def _first_input(machine: Machine, model: Model) -> object:
    first = model.sequence[0] if model.sequence else None
    shape = model.input_shape or (first.input_shape if isinstance(first, Layer) else None)
    while shape is None and isinstance(first, Model) and first.sequence:
        inner = first.inputs[0].call.maker if first.inputs else None
        shape = inner.params.get("shape") if isinstance(inner, Layer) else first.input_shape
        first = first.sequence[0]
        shape = shape or (first.input_shape if isinstance(first, Layer) else None)
    if isinstance(first, Layer) and first.kind == "Embedding" and shape is None:
        shape = (None,)
    if shape is None or isinstance(shape, Unknown):
        machine.findings.warn(
            model.line,
            f"The shape of the input of {model.name} is not known.",
            "Set it at the Input, or begin the Sequential model with keras.Input(shape=...).",
        )
        return make_input(machine, [], {}, model.line)
    return make_input(machine, [shape], {}, model.line)


# ---- what is asked of models ----


def use_model(
    machine: Machine,
    model: Model,
    method: str,
    positional: list[object],
    named: dict[str, object],
    line: int,
) -> object:
    """Return what a method of a model gives; its settings are noted."""
    match method:
        case "add" if model.sequence is not None and positional:
            add_to_sequence(machine, model, positional[0], line)
            if machine.statement is not None and isinstance(positional[0], Layer):
                positional[0].statement = machine.statement
            return None
        case "pop" if model.sequence:
            model.built = False
            return model.sequence.pop()
        case "compile":
            model.compiled = (line, dict(zip(_COMPILE, positional, strict=False)) | named)
            return None
        case "fit":
            model.fitted = (line, dict(zip(_FIT, positional, strict=False)) | named)
            return Unknown(line, f"the history of {model.name}")
        case "build":
            shape = positional[0] if positional else named.get("input_shape")
            if isinstance(shape, list | tuple) and model.sequence is not None:
                model.input_shape = tuple(shape[1:])
            return None
        case "get_layer":
            return _layer_of(machine, model, positional, named, line)
        case "call":
            return call_model(machine, model, positional, named, line)
        case _:
            return Unknown(line, f"the result of {model.name}.{method}()")


def layers_of(machine: Machine, model: Model) -> list[object]:
    """Return the layers of a model in the order in which they are called."""
    if model.sequence is not None:
        return list(model.sequence)
    found: dict[int, object] = {}
    for call in calls_between(model):
        found.setdefault(id(call.maker), call.maker)
    return list(found.values())


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


def _layer_of(
    machine: Machine, model: Model, positional: list[object], named: dict[str, object], line: int
) -> object:
    wanted = named.get("name", positional[0] if positional else None)
    index = named.get("index")
    layers = layers_of(machine, model)
    if isinstance(index, int) and -len(layers) <= index < len(layers):
        return layers[index]
    for layer in layers:
        if isinstance(layer, Layer | Model | Use) and layer.name == wanted:
            return layer
    return Unknown(line, f"the layer {wanted} of {model.name}, which is not in this script")


def model_attribute(machine: Machine, model: Model, name: str, line: int) -> object:
    """Return `model.name`."""
    if model.sequence is not None and name in ("input", "inputs", "output", "outputs"):
        build_sequence(machine, model)
    match name:
        case "inputs":
            return list(model.inputs)
        case "input":
            return model.inputs[0] if len(model.inputs) == 1 else list(model.inputs)
        case "output":
            return model.trouble or model.outputs
        case "outputs":
            return tensors_in(model.outputs)
        case "layers":
            return layers_of(machine, model)
        case "name":
            return model.name
        case "trainable":
            return model.trainable
        case _:
            return None


def freeze(model: Model, trainable: bool) -> None:
    """Let everything in a model learn, or nothing."""
    model.trainable = trainable


def application_ends(machine: Machine, layer: Layer, name: str) -> object:
    """Return `base.input` or `base.output` of a model of `keras.applications`."""
    if not layer.calls:
        given = layer.extra.get("input")
        shape = layer.params.get("input_shape")
        if given is None:
            start = make_input(machine, [shape] if shape else [], {}, layer.line)
            call_layer(machine, layer, [start], {}, layer.line)
    call = layer.calls[0]
    tensor = call.inputs[0][1] if name in ("input", "inputs") else Tensor(call)
    return [tensor] if name.endswith("s") else tensor


def layer_ends(machine: Machine, layer: Layer, name: str, line: int) -> object:
    """Return `layer.input` or `layer.output`: of its first call."""
    if layer.kind.startswith("applications."):
        return application_ends(machine, layer, name)
    if not layer.calls:
        return Unknown(line, f"the {name} of {layer.name}, which was not called yet")
    call = layer.calls[0]
    if name == "output":
        return Tensor(call)
    tensors = [tensor for _, tensor in call.inputs]
    return tensors[0] if len(tensors) == 1 else tensors


__all__ = ["input_ports", "make_input", "make_model", "make_sequence"]
