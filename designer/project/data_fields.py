"""Fields: the named arrays of a data source, described without their values."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Role(StrEnum):
    """What the values of a field are."""

    NUMBER = "number"
    CLASS = "class"  # one of few words or whole numbers
    TEXT = "text"
    IMAGE = "image"


@dataclass(frozen=True, slots=True)
class Field:
    """One array of a data source, one row per sample.

    Attributes:
        dtype: NumPy's name (`float32`, `int64`), or `string`.
        shape: of one row, without the batch axis.
        classes: their names in the order of their indices, for `Role.CLASS`.
        numeric: the values are numbers (class names may be numbers too).
        missing: rows without a value.
        minimum: smallest number; None where it is not known or there are no numbers.
        note: what keeps a column that looks like numbers from being one; may be empty.
    """

    name: str
    dtype: str
    shape: tuple[int, ...] = ()
    role: Role = Role.NUMBER
    classes: tuple[str, ...] = ()
    numeric: bool = True
    missing: int = 0
    minimum: float | None = None
    maximum: float | None = None
    mean: float | None = None
    note: str = ""

    @property
    def size(self) -> int:
        """Numbers in one row."""
        size = 1
        for length in self.shape:
            size *= length
        return size

    def to_json(self) -> dict[str, Any]:
        """Return this field as plain data, as `DataPreviewed` carries it."""
        data = asdict(self)
        data["shape"] = list(self.shape)
        data["role"] = str(self.role)
        data["classes"] = list(self.classes) or None
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Field":
        """Return the field that `to_json` wrote.

        Raises:
            KeyError: if the name, type or shape is missing.
        """
        return cls(
            name=data["name"],
            dtype=data["dtype"],
            shape=tuple(data["shape"]),
            role=Role(data.get("role", Role.NUMBER)),
            classes=tuple(data.get("classes") or ()),
            numeric=data.get("numeric", True),
            missing=data.get("missing", 0),
            minimum=data.get("minimum"),
            maximum=data.get("maximum"),
            mean=data.get("mean"),
            note=data.get("note", ""),
        )
