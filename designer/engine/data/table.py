"""A data set in memory: columns of equal length, each with what its values are."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from designer.catalog.specs import Json
from designer.graph.problems import Problem
from designer.project.data_fields import Field, Role


@dataclass(frozen=True, slots=True)
class PictureFiles:
    """How pictures that stay on disk are brought to one form: (height, width, channels)."""

    height: int
    width: int
    channels: int


@dataclass(frozen=True, slots=True)
class Column:
    """The values of one field.

    Attributes:
        values: rows first. Paths where `pictures` is set.
        class_values: the distinct raw values in the order of the classes; None where the values
            are indices already, or no classes.
        missing: true where the row has no value; None where every row has one.
        pictures: set where the values are paths of pictures that stay on disk.
    """

    field: Field
    values: np.ndarray
    class_values: np.ndarray | None = None
    missing: np.ndarray | None = None
    pictures: PictureFiles | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """All columns of a data set.

    Attributes:
        source: what a message calls it: the file's or the set's name.
        test_rows: how many rows at the end the set itself gives as test rows.
        resolved: what options that were "auto" turned out to be.
        problems: what does not prevent reading, but should be known.
    """

    source: str
    columns: Mapping[str, Column]
    test_rows: int = 0
    resolved: Mapping[str, Json] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows there are, test rows included."""
        return next((len(column.values) for column in self.columns.values()), 0)

    @property
    def fields(self) -> dict[str, Field]:
        """The fields by name, in their order."""
        return {name: column.field for name, column in self.columns.items()}


def make_column(
    name: str, values: np.ndarray, role: Role | None = None, classes: tuple[str, ...] = ()
) -> Column:
    """Return *values* as a column, with its role found and its numbers described.

    Args:
        name: the field's name.
        values: rows first; numbers or text.
        role: what the values are; None to find out.
        classes: names of the classes, where the values are their indices.
    """
    if classes:
        shown = Field(name, values.dtype.name, (), Role.CLASS, classes)
        return Column(shown, values)
    if values.dtype.kind in "US":
        return _text_column(name, np.asarray(values, dtype=np.str_), role)
    return _number_column(name, values, role)


def _text_column(name: str, values: np.ndarray, role: Role | None) -> Column:
    missing = values == ""
    distinct = np.unique(values[~missing])
    is_class = role is Role.CLASS or (role is None and _few(len(distinct), values.size))
    shape = values.shape[1:]
    if not is_class or shape or not len(distinct):
        field = Field(name, "string", shape, Role.TEXT, (), False, _rows_missing(missing))
        return Column(field, values, missing=_mask(missing))
    names = tuple(str(value) for value in distinct)
    field = Field(name, "string", (), Role.CLASS, names, False, int(missing.sum()))
    return Column(field, values, distinct, _mask(missing))


def _number_column(name: str, values: np.ndarray, role: Role | None) -> Column:
    missing = np.isnan(values) if values.dtype.kind == "f" else np.zeros(values.shape, dtype=bool)
    known = values[~missing] if missing.any() else values.reshape(-1)
    shown = _array_role(values, role)
    field = Field(name, values.dtype.name, values.shape[1:], shown, missing=_rows_missing(missing))
    field = _with_summary(field, known)
    distinct = _classes(known, role) if values.ndim == 1 else None
    if distinct is not None:
        names = tuple(_word(value) for value in distinct)
        field = replace(field, role=Role.CLASS, classes=names)
    return Column(field, values, distinct, _mask(missing))


def _array_role(values: np.ndarray, role: Role | None) -> Role:
    if role is not None and role is not Role.CLASS:
        return role
    sides = values.shape[1:3]
    colours = values.ndim == 4 and values.shape[-1] in (1, 3, 4) and min(sides) > 3
    greys = values.ndim == 3 and values.dtype == np.uint8 and min(sides) > 7
    return Role.IMAGE if colours or greys else Role.NUMBER


def _with_summary(field: Field, known: np.ndarray) -> Field:
    if not known.size:
        return field
    mean = float(known.mean(dtype=np.float64))
    return replace(field, minimum=float(known.min()), maximum=float(known.max()), mean=mean)


def _classes(known: np.ndarray, role: Role | None) -> np.ndarray | None:
    """Return the distinct values where they are classes, else None."""
    if role is Role.NUMBER or role is Role.TEXT or not known.size:
        return None
    whole = known.dtype.kind in "iub" or bool(np.all(np.isfinite(known) & (known == known.round())))
    if not whole and role is not Role.CLASS:
        return None
    distinct = np.unique(known)
    return distinct if role is Role.CLASS or _few_numbers(distinct, len(known)) else None


def _few_numbers(distinct: np.ndarray, rows: int) -> bool:
    if len(distinct) <= 20:
        return len(distinct) <= max(2, rows // 2)
    counted = distinct[0] in (0, 1) and distinct[-1] - distinct[0] + 1 == len(distinct)
    return bool(counted and len(distinct) <= min(1000, rows // 10))


def _few(distinct: int, rows: int) -> bool:
    return distinct <= max(2, min(1000, rows // 2))


def _word(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else str(value)


def _mask(missing: np.ndarray) -> np.ndarray | None:
    rows = np.asarray(missing.reshape(len(missing), -1).any(axis=1))
    return rows if rows.any() else None


def _rows_missing(missing: np.ndarray) -> int:
    mask = _mask(missing)
    return 0 if mask is None else int(mask.sum())
