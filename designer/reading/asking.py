"""What scripts ask of models and layers: their settings, their layers, their ends."""

from designer.reading.layers import call_layer
from designer.reading.machine import Machine
from designer.reading.models import call_model, calls_between, make_input
from designer.reading.sequences import add_to_sequence
from designer.reading.values import Layer, Model, Tensor, Unknown, Use, tensors_in

_COMPILE = ("optimizer", "loss", "loss_weights", "metrics")
_FIT = ("x", "y", "batch_size", "epochs", "verbose", "callbacks", "validation_split",
        "validation_data", "shuffle", "class_weight")  # fmt: skip


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
        machine.build(model)
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


def application_ends(machine: Machine, layer: Layer, name: str) -> object:
    """Return `base.input` or `base.output` of a model of `keras.applications`."""
    if not layer.calls:
        given = layer.extra.get("input")
        shape = layer.params.get("input_shape")
        if given is None:
            start = make_input(machine, [_pictures(layer, shape)], {}, layer.line)
            call_layer(machine, layer, [start], {}, layer.line)
    call = layer.calls[0]
    tensor = call.inputs[0][1] if name in ("input", "inputs") else Tensor(call)
    return [tensor] if name.endswith("s") else tensor


def _pictures(layer: Layer, shape: object) -> object:
    """Return the shape of the pictures that an application takes."""
    if shape:
        return shape
    size = layer.spec.facts.get("size") if layer.spec else None
    if layer.params.get("include_top", True) and isinstance(size, list):
        return tuple(size)
    return (None, None, 3)


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
