"""What one layer needs of memory, as inference remembers it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from math import prod
from typing import Any

from designer.engine.memory.habits import Habit, habit_of
from designer.engine.tensors import Shape


@dataclass(frozen=True, slots=True)
class LayerMemory:
    """Weights of a layer in bytes, and what a call of it keeps.

    Attributes:
        weights: bytes of all weights.
        trainable: of them, those that training changes.
        largest: bytes of the largest trainable one.
        variables: how many weights training changes.
        layers: how many layers it stands for; above 1 for a model in the model.
        habit: how a call uses memory, in numbers of one sample.
    """

    weights: int = 0
    trainable: int = 0
    largest: int = 0
    variables: int = 0
    layers: int = 1
    habit: Habit = field(default_factory=Habit)

    def to_json(self) -> dict[str, Any]:
        """Return this as plain data."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "LayerMemory":
        """Return what `to_json` wrote."""
        return cls(**{**data, "habit": Habit(**data["habit"])})


def layer_memory(
    layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape], *, shared: bool = False
) -> LayerMemory:
    """Return what a built *layer* needs when it is called.

    Args:
        layer: a Keras layer or operation; its weights need no values.
        inputs: shapes that it was called with, batch axis included.
        outputs: shapes that it returned.
        shared: its weights are counted elsewhere.
    """
    habit = habit_of(layer, inputs, outputs)
    if shared or not hasattr(layer, "weights"):
        return LayerMemory(habit=habit)
    trainable = [weight_bytes(weight) for weight in layer.trainable_weights]
    return LayerMemory(
        sum(weight_bytes(weight) for weight in layer.weights),
        sum(trainable),
        max(trainable, default=0),
        len(trainable),
        habit=habit,
    )


def weight_bytes(weight: Any) -> int:
    """Return the bytes of a Keras variable."""
    bits = "".join(letter for letter in str(weight.dtype) if letter.isdigit())
    return int(prod(weight.shape)) * max(1, int(bits or 32) // 8)
