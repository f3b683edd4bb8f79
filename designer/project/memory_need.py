"""How much memory a model needs with a batch size and a precision: the figures, and sums on them.

The engine walks through the model once and names its fullest moments: bytes that grow with the
batch, and bytes that do not. From these the need of any batch size follows without the engine.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias

Moment: TypeAlias = tuple[float, float]
"""Bytes of each sample, and bytes besides."""

MOST_SAMPLES = 1 << 20
"""Nobody wants larger batches than this."""


class Precision(StrEnum):
    """What Keras calls the dtype policy: what layers count in."""

    FLOAT32 = "float32"
    MIXED_FLOAT16 = "mixed_float16"
    MIXED_BFLOAT16 = "mixed_bfloat16"

    @property
    def share(self) -> float:
        """The memory of an activation, as a share of that in single precision."""
        return 1.0 if self is Precision.FLOAT32 else 0.5


class Use(StrEnum):
    """What the model is used for."""

    TRAINING = "training"
    INFERENCE = "inference"


@dataclass(frozen=True, slots=True)
class MemoryFigures:
    """What the engine knows of a model's memory.

    Attributes:
        weights: bytes of all weights.
        slots: numbers that the optimizer keeps for each trainable one.
        optimizer: bytes of them all.
        moments: the fullest moments, by use and by `float32` or `mixed`.
        host: bytes that TensorFlow needs besides on the computer itself, for the graph of each
            use; they are not on a graphics card.
        unknown: the node whose size is not known, where the moments are therefore missing.
    """

    weights: float = 0.0
    slots: float = 0.0
    optimizer: float = 0.0
    moments: Mapping[str, tuple[Moment, ...]] = field(default_factory=dict)
    host: Mapping[str, float] = field(default_factory=dict)
    unknown: str = ""

    def need(self, use: Use, batch: int, precision: Precision) -> float | None:
        """Return the bytes of the fullest moment with *batch* samples; None where not known."""
        moments = self.moments.get(_key(use, precision))
        return need(moments, batch) if moments else None

    def on_host(self, use: Use, batch: int, precision: Precision) -> float | None:
        """Return the same with what TensorFlow needs besides where it counts on the processor."""
        bytes = self.need(use, batch, precision)
        return None if bytes is None else bytes + self.host.get(use, 0.0)

    def largest_batch(
        self, use: Use, precision: Precision, available: float, *, on_host: bool
    ) -> int | None:
        """Return the largest batch that fits into *available* bytes, 0 where none does."""
        moments = self.moments.get(_key(use, precision))
        if not moments:
            return None
        room = available - (self.host.get(use, 0.0) if on_host else 0.0)
        return largest_batch(moments, room)

    def to_json(self) -> dict[str, Any]:
        """Return this as plain data."""
        return {
            "weights": self.weights,
            "slots": self.slots,
            "optimizer": self.optimizer,
            "moments": {key: [list(m) for m in moments] for key, moments in self.moments.items()},
            "host": dict(self.host),
            "unknown": self.unknown,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "MemoryFigures":
        """Return what `to_json` wrote; empty data are empty figures."""
        if not data:
            return cls()
        moments = {
            key: tuple((float(each), float(fixed)) for each, fixed in entries)
            for key, entries in data["moments"].items()
        }
        return cls(
            data["weights"],
            data["slots"],
            data["optimizer"],
            moments,
            data["host"],
            data.get("unknown", ""),
        )


def moments_key(use: Use, *, mixed: bool) -> str:
    """Return the key of moments in `MemoryFigures.moments`."""
    return f"{use} {'mixed' if mixed else 'float32'}"


def _key(use: Use, precision: Precision) -> str:
    return moments_key(use, mixed=precision is not Precision.FLOAT32)


def need(moments: Iterable[Moment], batch: int) -> float:
    """Return the bytes needed with *batch* samples at once."""
    return max((each * batch + fixed for each, fixed in moments), default=0.0)


def largest_batch(moments: Iterable[Moment], available: float) -> int:
    """Return the largest batch whose need is not above *available* bytes; 0 where none fits."""
    found = float(MOST_SAMPLES)
    for each, fixed in moments:
        if fixed > available:
            return 0
        if each > 0:
            found = min(found, (available - fixed) // each)
    return int(found)


def fullest(moments: Iterable[Moment]) -> tuple[Moment, ...]:
    """Return those moments that are the fullest for some batch, from small batches to large."""
    best: dict[float, float] = {}
    for each, fixed in moments:
        best[each] = max(best.get(each, 0.0), fixed)
    hull: list[Moment] = []
    for each in sorted(best, reverse=True):
        new = (each, best[each])
        if hull and new[1] <= hull[-1][1]:
            continue
        while len(hull) > 1 and _is_hidden(hull[-2], hull[-1], new):
            hull.pop()
        hull.append(new)
    return tuple(reversed(hull))


def _is_hidden(first: Moment, middle: Moment, last: Moment) -> bool:
    """Tell whether *middle* is nowhere fuller than both its neighbours."""
    (a1, f1), (a2, f2), (a3, f3) = first, middle, last
    return (f3 - f1) * (a1 - a2) >= (f2 - f1) * (a1 - a3)
