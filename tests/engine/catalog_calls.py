"""Makes and calls a layer of every kind, as a new node of that kind would be."""

import keras
import numpy as np

from designer.catalog.specs import CallStyle, LayerSpec, ObjectSpec
from designer.engine.calls import nested_by_key

_SHAPES = {
    "Embedding": (7,),
    "ReversibleEmbedding": (7,),
    "MelSpectrogram": (8000,),
    "STFTSpectrogram": (8000, 1),
    "RandomCrop": (40, 40, 3),
    "CenterCrop": (40, 40, 3),
    "PReLU": (16,),
    "GroupNormalization": (8, 8, 32),
    "SpectralNormalization": (8,),
    "Permute": (8, 4),
    "TextVectorization": (1,),
    "TimeDistributed": (4, 8),
    "Bidirectional": (8, 16),
    "RNN": (8, 16),
    "HashedCrossing": (1,),
    "StringLookup": (8,),
    "CategoryEncoding": (8,),
    "Dot": (8,),
    "RepeatVector": (8,),
}
_BY_RANK = {2: (8,), 3: (8, 16), 4: (16, 16, 4), 5: (8, 8, 8, 4), 6: (4, 8, 8, 8, 2)}
_BOXES = {
    "MaxNumBoundingBoxes": {
        "boxes": keras.KerasTensor((None, 5, 4)),
        "labels": keras.KerasTensor((None, 5)),
    }
}
_TEXT = {"StringLookup", "TextVectorization", "Hashing", "HashedCrossing"}
_WHOLE = {"Embedding", "ReversibleEmbedding", "IntegerLookup", "CategoryEncoding"}


def initial_params(spec: ObjectSpec) -> dict[str, object]:
    """Return what a new node starts with."""
    return {p.name: p.initial for p in spec.params if p.initial is not None and not p.call}


def call(layer: keras.Layer, spec: LayerSpec, more: dict[str, object] | None = None) -> object:
    """Return the results of *layer*, called on symbolic tensors at every port it needs."""
    tensors = {
        port.name: [symbolic(spec)] * max(2, port.minimum) if port.many else symbolic(spec)
        for port in spec.inputs
        if not port.optional
    }
    first, *rest = tensors
    if spec.call_style is CallStyle.PACKED:
        return layer(list(tensors.values()), **(more or {}))
    if spec.call_style is CallStyle.DICT:
        return layer(nested_by_key(spec, tensors | _BOXES.get(spec.kind, {})), **(more or {}))
    return layer(tensors[first], **{name: tensors[name] for name in rest}, **(more or {}))


def symbolic(spec: LayerSpec) -> keras.KerasTensor:
    """Return a tensor that suits a layer."""
    rank = max(spec.input_ranks, default=3)
    shape = _SHAPES.get(spec.kind, _BY_RANK[rank])
    if spec.kind.startswith(("Random", "Aug", "Auto", "Rand", "Contrast", "Equal", "Solar")):
        shape = (*shape[:-1], 3)
    dtype = "string" if spec.kind in _TEXT else "int32" if spec.kind in _WHOLE else "float32"
    return keras.KerasTensor((None, *shape), dtype=dtype)


def adapt(layer: keras.Layer, spec: LayerSpec) -> None:
    """Let a layer that learns from the data learn from a little."""
    match spec.kind:
        case "StringLookup" | "TextVectorization":
            layer.set_vocabulary(["a", "b"])
        case "IntegerLookup":
            layer.set_vocabulary([1, 2])
        case "Normalization":
            layer.adapt(np.ones((4, 8, 16)))
        case "Discretization":
            layer.adapt(np.arange(32.0))
