"""What a table of fields is good for: what could be predicted, and from what."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from designer.project.data_fields import Field, Role

_USUAL: Final = ("label", "target", "labels", "targets", "class", "y")
_MOST_WORDS: Final = 40
"""Classes of one column that still become one number each."""


class DataTask(StrEnum):
    """What kind of data feeds a model."""

    TABLE = "table"
    PICTURES = "pictures"
    SEQUENCES = "sequences"
    TOKENS = "tokens"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class DataEnds:
    """What goes into a model for some data, and what comes out.

    Attributes:
        sources: the fields that are fed side by side: one array, one text, or columns of numbers.
        words: columns of words that become one-hot beside the numbers.
        target: what is predicted.
        left_out: fields that a starter model does not use.
    """

    task: DataTask
    sources: tuple[Field, ...]
    words: tuple[Field, ...]
    target: Field
    left_out: tuple[Field, ...] = ()

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of one row of what is fed from `sources`."""
        first = self.sources[0] if self.sources else None
        if first is not None and first.shape:
            return first.shape
        return (len(self.sources),)


def find_target(fields: Sequence[Field]) -> Field | None:
    """Return the field that is to be predicted: by its name, else the last class or number."""
    scalar = [f for f in fields if not f.shape and f.role in (Role.CLASS, Role.NUMBER)]
    named = [field for field in scalar if field.name.lower() in _USUAL]
    classes = [field for field in scalar if field.role is Role.CLASS]
    found = named or classes[-1:] or scalar[-1:]
    return found[0] if found else None


def find_ends(fields: Sequence[Field], target: str | None = None) -> DataEnds | None:
    """Return what a model for these fields is fed with and predicts; None where there is nothing.

    Args:
        target: the name of what is to be predicted; None lets `find_target` choose.
    """
    chosen = next((f for f in fields if f.name == target), None) or find_target(fields)
    if chosen is None:
        return None
    free = [field for field in fields if field.name != chosen.name]
    arrays = [f for f in free if f.role is Role.IMAGE] or [
        f for f in free if f.shape and f.numeric and f.role is Role.NUMBER
    ]
    if arrays:
        return DataEnds(_task_of(arrays[0]), (arrays[0],), (), chosen)
    numbers = tuple(f for f in free if not f.shape and f.numeric and f.role is not Role.TEXT)
    words = tuple(f for f in free if _is_short_choice(f))
    texts = tuple(f for f in free if f.role is Role.TEXT and not f.shape)
    if texts and not numbers and not words:
        return DataEnds(DataTask.TEXT, texts[:1], (), chosen, texts[1:])
    if not numbers and not words:
        return None
    used = {f.name for f in (*numbers, *words)}
    rest = tuple(field for field in free if field.name not in used)
    return DataEnds(DataTask.TABLE, numbers, words, chosen, rest)


def possible_targets(fields: Sequence[Field]) -> tuple[Field, ...]:
    """Return the fields that a starter model can predict."""
    return tuple(f for f in fields if not f.shape and f.role in (Role.CLASS, Role.NUMBER))


def _task_of(field: Field) -> DataTask:
    if len(field.shape) == 1 and field.dtype.startswith(("int", "uint")):
        return DataTask.TOKENS if field.name.startswith("token") else DataTask.TABLE
    match len(field.shape):
        case 1:
            return DataTask.TABLE
        case 2 if field.role is not Role.IMAGE:
            return DataTask.SEQUENCES
        case _:
            return DataTask.PICTURES


def _is_short_choice(field: Field) -> bool:
    short = not field.numeric and field.role is Role.CLASS and not field.shape
    return short and len(field.classes) <= _MOST_WORDS
