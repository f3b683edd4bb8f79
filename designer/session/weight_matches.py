"""Which layer of a file most likely belongs to a layer of the drawing."""

from collections.abc import Mapping, Sequence
from math import prod
from typing import TypeAlias

Shapes: TypeAlias = Sequence[Sequence[int]]
Layers: TypeAlias = Mapping[str, Shapes]
"""Name of a layer in a file -> shapes of its weights."""


def numbers_in(shapes: Shapes) -> int:
    """Return how many numbers arrays of these shapes hold."""
    return sum(prod(shape) for shape in shapes)


def best_match(name: str, parameters: int | None, layers: Layers) -> str:
    """Return the layer that belongs to the one called *name*; empty where none does.

    It has the same name, also in a model inside the model, or it is the only one of its size.

    Args:
        parameters: of the layer of the drawing; None where they are not known.
        layers: what the file holds.
    """
    fits = [
        other
        for other, shapes in layers.items()
        if parameters is None or numbers_in(shapes) == parameters
    ]
    if name in fits:
        return name
    inside = [other for other in fits if other.rpartition("/")[2] == name]
    if len(inside) == 1:
        return inside[0]
    return fits[0] if parameters and len(fits) == 1 else ""
