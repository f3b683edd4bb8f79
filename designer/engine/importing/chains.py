"""Models inside wrappers: chains of layers as `Sequential`, which a parameter can hold."""

from collections.abc import Mapping
from typing import Any

from designer.engine.importing.configs import holds_model, read_model
from designer.engine.importing.records import LayerRecord, ModelRecord, Tensor

_OPERATIONS = ("keras.src.ops", "keras.ops")


def chain_of(raw: Mapping[str, Any]) -> list[LayerRecord] | None:
    """Return the layers of a saved model that are called one after the other; None if not so."""
    if not holds_model(raw):
        return None
    model = read_model(raw, "a wrapped model")
    layers = [record for record in model.layers if record.class_name != "InputLayer"]
    return layers if layers and _is_chain(model, layers) else None


def _is_chain(model: ModelRecord, layers: list[LayerRecord]) -> bool:
    if not isinstance(model.inputs, Tensor | list) or not isinstance(model.outputs, Tensor):
        return False
    before = _only(model.inputs)
    for record in layers:
        if before is None or len(record.calls) != 1 or record.module.startswith(_OPERATIONS):
            return False
        call = record.calls[0]
        (first, *rest) = call.args or (None,)
        given = [*rest, *(v for name, v in call.kwargs.items() if name != "training")]
        if first is None or not isinstance(first, Tensor) or any(v is not None for v in given):
            return False
        if (first.layer, first.index) != (before, 0):
            return False
        before = record.name
    return model.outputs.layer == before


def _only(inputs: Any) -> str | None:
    match inputs:
        case Tensor(layer=name) | [Tensor(layer=name)]:
            return name
        case _:
            return None
