"""Shapes as people read them: a free axis has a letter, `(B, 8, 8, 32)`, in place of None."""

from collections.abc import Iterator, Sequence

BATCH = "B"
_FREE = {1: "T", 2: "HW", 3: "DHW"}


def symbolic(shape: Sequence[int | None]) -> tuple[str, ...]:
    """Return the axes of a tensor's shape, batch axis first, as words.

    `B` is the batch. Another free axis is `T`; two are `H` and `W`, three `D`, `H` and `W`.
    """
    free = sum(axis is None for axis in shape[1:])
    letters = _letters(free)
    first = [BATCH if axis is None else str(axis) for axis in shape[:1]]
    return (*first, *(next(letters) if axis is None else str(axis) for axis in shape[1:]))


def symbolic_text(shape: Sequence[int | None]) -> str:
    """Return a tensor's shape as Python writes a tuple: `(B, T, 64)`."""
    axes = symbolic(shape)
    return f"({axes[0]},)" if len(axes) == 1 else f"({', '.join(axes)})"


def _letters(free: int) -> Iterator[str]:
    return iter(_FREE.get(free) or [f"T{number}" for number in range(1, free + 1)])
