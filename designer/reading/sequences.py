"""Sequential models: layers in a row, called when the model is asked for."""

from collections.abc import Mapping

from designer.reading.layers import call_layer
from designer.reading.machine import Machine, Trace
from designer.reading.models import call_model, make_input, note_model, set_model_name
from designer.reading.values import Layer, Model, Scope, Tensor, Unknown, Use, unknown_in


def make_sequence(
    machine: Machine, positional: list[object], named: Mapping[str, object], line: int
) -> Model:
    """Return what `keras.Sequential(...)` gives."""
    given = dict(zip(("layers", "trainable", "name"), positional, strict=False)) | dict(named)
    model = Model("", line, sequence=[], statement=machine.statement)
    set_model_name(machine, model, given.get("name"), "sequential")
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
        return make_input(machine, [], {}, model.line)
    return make_input(machine, [shape], {}, model.line)
