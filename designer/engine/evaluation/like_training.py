"""Values that the user gives, as a column that is encoded as in training."""

from typing import Any

import numpy as np

from designer.engine.data.table import Column
from designer.engine.errors import UserError
from designer.project.data_fields import Field, Role


def column_like(field: Field, values: Any, fill: bool = False) -> Column:
    """Return *values* as a column of *field*.

    Args:
        field: of the training data.
        values: rows first; words or numbers.
        fill: the mean of the training data stands for a missing number.

    Raises:
        UserError: if a value is missing, no number, or a class that training did not know.
    """
    array = np.asarray(values)
    if field.role is Role.CLASS:
        return _classes(field, array)
    if not field.numeric:
        return Column(field, array.astype(np.str_))
    try:
        numbers = array.astype(np.float64)
    except (ValueError, TypeError):
        found = next((value for value in array.reshape(-1) if not _is_number(value)), "text")
        raise UserError(f"{field.name}: expected numbers, found {str(found)!r}.") from None
    missing = ~np.isfinite(numbers)
    if missing.any():
        if not fill or field.mean is None:
            row = int(np.argwhere(missing)[0][0]) + 1
            raise UserError(f"{field.name}: expected a number, found none in row {row}.")
        numbers = np.where(missing, field.mean, numbers)
    if field.shape and numbers.shape == field.shape:
        numbers = numbers[np.newaxis]
    return Column(field, np.atleast_1d(numbers))


def _classes(field: Field, array: np.ndarray) -> Column:
    words = [_word(value) for value in np.atleast_1d(array)]
    places = {name: index for index, name in enumerate(field.classes)}
    unknown = next((word for word in words if word not in places), None)
    if unknown is not None:
        known = ", ".join(field.classes[:12])
        raise UserError(f"{field.name}: expected one of {known}; found {unknown!r}.")
    indices = np.array([places[word] for word in words], dtype=np.int64)
    if field.numeric and all(_is_number(name) for name in field.classes):
        values = np.array([float(name) for name in field.classes])
        return Column(field, values[indices], values)
    return Column(field, indices)


def _word(value: Any) -> str:
    if isinstance(value, np.floating | float) and float(value).is_integer():
        return str(int(value))
    return str(value)


def _is_number(value: Any) -> bool:
    try:
        float(value)
    except (TypeError, ValueError):
        return False
    return True
