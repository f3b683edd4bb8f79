"""Takes back the masks that Keras writes into configs as if somebody had drawn them.

In Keras 3 an `Embedding` with `mask_zero` puts an operation `NotEqual` into the config, `Masking`
an `Any` of one, and every layer that takes the mask gets it as an argument. All of it comes back
by itself when the layers are called, so it is no part of the drawing.
"""

from collections.abc import Iterable
from dataclasses import replace

from designer.engine.importing.records import Call, LayerRecord, ModelRecord, Tensor, tensors_in

_MASKS = ("mask", "query_mask", "key_mask", "value_mask")
_OPERATIONS = frozenset(
    [
        "NotEqual",
        "Any",
        "LogicalAnd",
        "Concatenate",
        "ExpandDims",
        "BroadcastTo",
        "Reshape",
        "Tile",
        "GetItem",
        "Repeat",
        "OnesLike",
        "ZerosLike",
        "FullLike",
        "Cast",
        "All",
        "LogicalOr",
        "Transpose",
        "Where",
        "Flip",
        "Squeeze",
        "Stack",
        "Maximum",
        "MaxPool",
    ]
)


class Masks:
    """The masks of one model that come by themselves."""

    def __init__(self, model: ModelRecord) -> None:
        self._records = {record.name: record for record in model.layers}
        self._makers = _makers(model.layers)
        self._implied: dict[Tensor, bool] = {}
        self._folded = self._superfluous(model) if self._makers else frozenset()

    def is_folded(self, layer: str) -> bool:
        """Tell whether the operation *layer* only makes masks that come by themselves."""
        return layer in self._folded

    def without(self, layer: str, call: Call) -> Call:
        """Return *call* without the masks that come by themselves."""
        if not self._makers:
            return call
        kept = {
            name: value
            for name, value in call.kwargs.items()
            if name not in _MASKS or not self._comes_by_itself(value)
        }
        return replace(call, kwargs=kept) if len(kept) < len(call.kwargs) else call

    def _comes_by_itself(self, value: object) -> bool:
        tensors = list(tensors_in(value))
        return bool(tensors) and all(self._is_implied(tensor) for tensor in tensors)

    def _is_implied(self, tensor: Tensor) -> bool:
        """Tell whether *tensor* is made by mask operations alone, from what a maker was given."""
        key = replace(tensor, rank=None)
        if key not in self._implied:
            self._implied[key] = False
            record = self._records.get(tensor.layer)
            self._implied[key] = record is not None and self._is_made_of_masks(record)
        return self._implied[key]

    def _is_made_of_masks(self, record: LayerRecord) -> bool:
        if not _is_operation(record) or record.class_name not in _OPERATIONS:
            return False
        if record.class_name == "NotEqual":
            return any(self._is_makers_mask(call) for call in record.calls)
        inner = [tensor for call in record.calls for tensor in call.tensors()]
        implied = [self._is_implied(tensor) for tensor in inner]
        if record.class_name in ("BroadcastTo", "OnesLike", "Where", "Reshape", "Tile"):
            return any(implied) or (record.class_name == "OnesLike" and bool(inner))
        return bool(implied) and all(implied)

    def _is_makers_mask(self, call: Call) -> bool:
        first = next(iter(call.tensors()), None)
        if first is None or len(call.args) < 2:
            return False
        return any(
            first.layer == given.layer and first.index == given.index and call.args[1] == value
            for given, value in self._makers
        )

    def _superfluous(self, model: ModelRecord) -> frozenset[str]:
        """Return the mask operations that nothing else needs."""
        candidates = {r.name for r in model.layers if _is_operation(r) and self._made(r)}
        while True:
            needed = {tensor.layer for tensor in tensors_in([model.inputs, model.outputs])}
            for record in model.layers:
                if record.name in candidates:
                    continue
                for call in record.calls:
                    kept = self.without(record.name, call)
                    needed |= {tensor.layer for tensor in kept.tensors()}
            fewer = candidates - needed
            if fewer == candidates:
                return frozenset(candidates)
            candidates = fewer

    def _made(self, record: LayerRecord) -> bool:
        return self._is_implied(Tensor(record.name))


def _makers(layers: Iterable[LayerRecord]) -> list[tuple[Tensor, object]]:
    """Return what each maker of a mask is given, and the value that its mask leaves out."""
    found: list[tuple[Tensor, object]] = []
    for record in layers:
        masks = record.class_name == "Masking" or (
            record.class_name in ("Embedding", "ReversibleEmbedding")
            and record.config.get("mask_zero") is True
        )
        if masks:
            value = record.config.get("mask_value", 0) if record.class_name == "Masking" else 0
            found += [(tensor, value) for call in record.calls for tensor in call.tensors()]
    return found


def _is_operation(record: LayerRecord) -> bool:
    return record.module.startswith("keras.src.ops") or record.module.startswith("keras.ops")
