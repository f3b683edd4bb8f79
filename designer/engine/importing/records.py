"""What is read from a saved model before it becomes a project: layers, calls and tensors.

Every format ends up in these records, so that only one place makes nodes of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Tensor:
    """A tensor: which layer gave it, at which of its calls, at which place.

    Attributes:
        call: counted from 0 in the order of the calls of the model at hand.
    """

    layer: str
    call: int = 0
    index: int = 0
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a layer; values are `Tensor`s, plain JSON, and lists and dicts of both."""

    args: tuple[Any, ...] = ()
    kwargs: dict[str, Any] = field(default_factory=dict)

    def tensors(self) -> Iterator[Tensor]:
        """Return every tensor that goes in."""
        yield from tensors_in([*self.args, *self.kwargs.values()])


@dataclass(frozen=True, slots=True)
class LayerRecord:
    """One layer or operation as it was saved.

    Attributes:
        module: `keras.layers`, `keras.src.ops.numpy` ...; empty in files of Keras 1 and 2.
        registered: the name under which a custom class was registered; else empty.
        model: the graph inside, where the layer is a model.
    """

    name: str
    class_name: str
    module: str = ""
    registered: str = ""
    config: dict[str, Any] = field(default_factory=dict)
    calls: tuple[Call, ...] = ()
    model: "ModelRecord | None" = None


@dataclass(frozen=True, slots=True)
class ModelRecord:
    """A model as it was saved.

    Attributes:
        inputs: tensors in lists and dicts, as the model takes them.
        outputs: tensors in lists and dicts, as the model gives them.
        sequential: it was saved as `Sequential`.
        compiled: what `compile` got, as it was saved; empty where it never was.
    """

    name: str
    layers: tuple[LayerRecord, ...] = ()
    inputs: Any = None
    outputs: Any = None
    trainable: bool = True
    sequential: bool = False
    compiled: dict[str, Any] = field(default_factory=dict)
    keras_version: str = ""


def tensors_in(value: Any) -> Iterator[Tensor]:
    """Return the tensors of a structure in Keras's order: dicts by their sorted keys."""
    match value:
        case Tensor():
            yield value
        case list() | tuple():
            for entry in value:
                yield from tensors_in(entry)
        case dict():
            for name in sorted(value, key=str):
                yield from tensors_in(value[name])
        case _:
            return


def has_tensor(value: Any) -> bool:
    """Tell whether there is a tensor in a structure."""
    return next(tensors_in(value), None) is not None
