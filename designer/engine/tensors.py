"""Shape and type of a tensor as a value: what inference hands from node to node."""

from dataclasses import dataclass
from functools import cache, cached_property
from math import prod
from typing import Any

import keras

Shape = tuple[int | None, ...]

_BYTES = {"bool": 1, "string": 16, "complex64": 8, "complex128": 16}


@dataclass(frozen=True)
class TensorSpec:
    """A tensor without its values; the first axis of `shape` is the batch."""

    shape: Shape
    dtype: str
    sparse: bool = False

    @classmethod
    def of(cls, tensor: Any) -> "TensorSpec":
        """Return the description of a Keras tensor."""
        dtype = keras.backend.standardize_dtype(tensor.dtype)
        return cls(tuple(tensor.shape), dtype, bool(getattr(tensor, "sparse", False)))

    def symbolic(self) -> Any:
        """Return a fresh Keras tensor of this shape and type."""
        return keras.KerasTensor(self.shape, dtype=self.dtype, sparse=self.sparse)

    @cached_property
    def key(self) -> str:
        """Text that is equal where the values are equal."""
        return f"{self.shape}{self.dtype}{'s' if self.sparse else ''}"

    @property
    def row(self) -> Shape:
        """The shape of one sample."""
        return self.shape[1:]

    @cached_property
    def bytes(self) -> int | None:
        """Memory of one sample; None where an axis is not known."""
        size = size_of(self.row)
        return None if size is None else size * _item_bytes(self.dtype)

    def to_json(self) -> dict[str, Any]:
        """Return this as `ProjectChecked` carries it."""
        return {"shape": list(self.shape), "dtype": self.dtype}


def size_of(shape: Shape) -> int | None:
    """Return how many numbers *shape* holds; None where an axis is not known."""
    known = [length for length in shape if length is not None]
    return prod(known) if len(known) == len(shape) else None


def written(shape: Shape) -> str:
    """Return *shape* as the user reads it: `4 × 4 × 32`."""
    return " × ".join("any" if length is None else str(length) for length in shape)


@cache
def _item_bytes(dtype: str) -> int:
    if dtype in _BYTES:
        return _BYTES[dtype]
    bits = "".join(letter for letter in dtype if letter.isdigit())
    return 1 if dtype.startswith("float8") else max(1, int(bits or 32) // 8)
