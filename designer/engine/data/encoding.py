"""Columns as the arrays that the model takes and is compared with."""

from collections.abc import Mapping

import numpy as np

from designer.engine.data.table import Column
from designer.engine.recipes.encode import class_indices, one_hot
from designer.project.data_fields import Role
from designer.project.input_binding import InputBinding
from designer.project.output_binding import OutputBinding


def encode_input(binding: InputBinding, columns: Mapping[str, Column]) -> np.ndarray:
    """Return what is fed to one Input: all rows, in its shape and dtype.

    Numbers that are missing stay NaN. Pictures that stay on disk are returned as paths.
    """
    chosen = [columns[name] for name in binding.fields]
    if chosen[0].pictures is not None:
        return chosen[0].values
    if binding.dtype == "string":
        parts = [column.values for column in chosen]
    else:
        parts = [_numbers(column, binding.encoding) for column in chosen]
    dtype = np.dtype(np.str_) if binding.dtype == "string" else _dtype(binding.dtype)
    return _joined(parts, binding.shape, dtype)


def encode_output(binding: OutputBinding, columns: Mapping[str, Column]) -> np.ndarray:
    """Return the targets of one Output: all rows, int64 indices or float32."""
    chosen = [columns[name] for name in binding.fields]
    match binding.encoding:
        case "integer" | "one_hot" | "binary" if chosen[0].field.role is Role.CLASS:
            indices = indices_of(chosen[0])
            if binding.encoding == "one_hot":
                return one_hot(indices, len(binding.classes))
            if binding.encoding == "integer":
                return indices
            return _joined([indices], binding.shape, np.dtype(np.float32))
        case "integer":
            return _joined([chosen[0].values], binding.shape, np.dtype(np.int64))
        case _:
            parts = [_numbers(column, "none") for column in chosen]
            return _joined(parts, binding.shape, np.dtype(np.float32))


def indices_of(column: Column) -> np.ndarray:
    """Return the class index of each row, as int64; of a missing value some index."""
    if column.class_values is None:
        return column.values.astype(np.int64)
    indices = class_indices(column.values, column.class_values)
    return indices.clip(max=len(column.class_values) - 1)


def _numbers(column: Column, encoding: str) -> np.ndarray:
    """Return the values of a column as numbers, its classes by *encoding*."""
    if column.field.role is not Role.CLASS:
        return column.values
    if encoding == "one_hot" or (encoding == "words" and not column.field.numeric):
        return one_hot(indices_of(column), len(column.field.classes))
    return column.values if column.field.numeric else indices_of(column)


def _joined(parts: list[np.ndarray], shape: tuple[int, ...], dtype: np.dtype) -> np.ndarray:
    rows = len(parts[0])
    if len(parts) == 1:
        return parts[0].reshape(rows, *shape).astype(dtype, copy=False)
    flat = [part.reshape(rows, -1).astype(dtype, copy=False) for part in parts]
    return np.concatenate(flat, axis=1).reshape(rows, *shape)


def _dtype(name: str) -> np.dtype:
    """Return NumPy's dtype of that name; float32 for those that NumPy lacks (bfloat16)."""
    try:
        return np.dtype(name)
    except TypeError:
        return np.dtype(np.float32)
