"""Reads which inputs and outputs the signature of a SavedModel has, without loading it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from google.protobuf.message import DecodeError
from tensorflow.core.framework import types_pb2
from tensorflow.core.protobuf import saved_model_pb2

from designer.engine.importing.errors import CannotImport

_MOST_BYTES = 2 << 30
_USUAL = ("serve", "serving_default")
_DTYPES = {
    types_pb2.DT_FLOAT: "float32",
    types_pb2.DT_DOUBLE: "float64",
    types_pb2.DT_HALF: "float16",
    types_pb2.DT_BFLOAT16: "bfloat16",
    types_pb2.DT_INT8: "int8",
    types_pb2.DT_INT16: "int16",
    types_pb2.DT_INT32: "int32",
    types_pb2.DT_INT64: "int64",
    types_pb2.DT_UINT8: "uint8",
    types_pb2.DT_BOOL: "bool",
    types_pb2.DT_STRING: "string",
}


@dataclass(frozen=True, slots=True)
class Signature:
    """One endpoint of a SavedModel.

    Attributes:
        inputs: name, shape with the batch axis (None where it is not known) and dtype.
    """

    name: str
    inputs: tuple[tuple[str, list[int | None] | None, str], ...]
    outputs: tuple[str, ...]


def read_signature(path: Path) -> Signature:
    """Return the endpoint that Keras calls unless told otherwise.

    Raises:
        CannotImport: if the file is damaged or has no endpoint.
    """
    message = saved_model_pb2.SavedModel()
    if path.stat().st_size > _MOST_BYTES:
        raise CannotImport(f"Expected {path.name} to be of 2 GB at most, found more.")
    try:
        message.ParseFromString(path.read_bytes())
    except DecodeError as error:
        raise CannotImport(f"Expected a SavedModel, found that {path.name} is damaged.") from error
    for graph in message.meta_graphs:
        names = [*_USUAL, *sorted(n for n in graph.signature_def if not n.startswith("__"))]
        for name in names:
            if name in graph.signature_def:
                return _signature(name, graph.signature_def[name])
    raise CannotImport(
        "Expected a signature to call in the SavedModel, found none. Save it with one."
    )


def _signature(name: str, found: Any) -> Signature:
    inputs = []
    for given, info in sorted(found.inputs.items()):
        shape = [dim.size if dim.size >= 0 else None for dim in info.tensor_shape.dim]
        known = None if info.tensor_shape.unknown_rank else shape
        inputs.append((given, known, _DTYPES.get(info.dtype, "float32")))
    return Signature(name, tuple(inputs), tuple(sorted(found.outputs)))
