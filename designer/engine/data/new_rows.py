"""Rows that the model has not seen, given for a prediction, in the form of its Inputs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from designer.catalog.specs import Json
from designer.engine.data.complaints import data_error
from designer.engine.data.csv_source import read_csv_table
from designer.engine.data.encoding import encode_input
from designer.engine.data.new_pictures import picture_rows, pictures_of
from designer.engine.data.numpy_source import read_numpy_table
from designer.engine.data.options import checked_options
from designer.engine.data.table import Column, Table
from designer.engine.data.tables import read_table
from designer.engine.errors import UserError
from designer.project.bindings import bind
from designer.project.data_fields import Role
from designer.project.data_options import PICTURE_SUFFIXES
from designer.project.input_binding import InputBinding
from designer.project.project import Project
from designer.project.settings import DataKind, DataSettings


@dataclass(frozen=True, slots=True)
class NewRows:
    """What to predict.

    Attributes:
        x: one Input: its array; several: by the Input's name.
        labels: what each row was made from: a picture's name, or the row's number from 1.
    """

    x: np.ndarray | dict[str, np.ndarray]
    labels: tuple[str, ...]


def read_new_rows(project: Project, folder: Path | str, source: Path | str) -> NewRows:
    """Return the rows of a file, encoded as the training rows were.

    Pictures are brought to the size and the range of the training pictures. Columns are found by
    name; where a field is a vector, as many number columns as it is long stand for it.

    Args:
        project: as it was trained; its data tells classes and ranges.
        folder: what a relative path of the training data is relative to.
        source: a CSV, NPY, NPZ or picture file, or a folder of pictures.

    Raises:
        UserError: if the file cannot be read, or does not hold what an Input takes.
    """
    path = Path(source)
    trained = read_table(project.data, folder)
    inputs = bind(project.graph, trained.fields).inputs
    if path.is_dir() or path.suffix.lower() in PICTURE_SUFFIXES:
        paths = pictures_of(path)
        arrays = {b.name: picture_rows(paths, b, trained.columns) for b in inputs}
        return NewRows(_one_or_named(arrays), tuple(found.name for found in paths))
    table = _read_file(project, path)
    arrays = {bound.name: _encoded(bound, table, trained) for bound in inputs}
    return _numbered(arrays)


def given_rows(project: Project, folder: Path | str, rows: Mapping[str, Any]) -> NewRows:
    """Return rows that were given directly, by the names of the Inputs.

    Raises:
        UserError: if an Input is missing, or its rows have another shape.
    """
    inputs = bind(project.graph, read_table(project.data, folder).fields).inputs
    arrays = {bound.name: _given(bound, rows.get(bound.name)) for bound in inputs}
    return _numbered(arrays)


def _numbered(arrays: dict[str, np.ndarray]) -> NewRows:
    counts = {name: len(values) for name, values in arrays.items()}
    if len(set(counts.values())) > 1:
        raise _wrong("the inputs", "as many rows for each Input", f"{counts}")
    labels = tuple(str(number) for number in range(1, next(iter(counts.values())) + 1))
    return NewRows(_one_or_named(arrays), labels)


def _one_or_named(arrays: dict[str, np.ndarray]) -> np.ndarray | dict[str, np.ndarray]:
    return arrays if len(arrays) > 1 else next(iter(arrays.values()))


def _given(bound: InputBinding, rows: Any) -> np.ndarray:
    dtype = np.str_ if bound.dtype == "string" else np.dtype(bound.dtype)
    try:
        values = np.asarray(rows, dtype=dtype)
    except (ValueError, TypeError) as error:
        raise _wrong(bound.name, f"rows of shape {list(bound.shape)}", f"{error}") from error
    if values.shape == bound.shape:
        values = values[np.newaxis]
    if rows is None or values.shape[1:] != bound.shape:
        found = "none" if rows is None else f"shape {list(values.shape)}"
        raise _wrong(bound.name, f"rows of shape {list(bound.shape)}", found)
    return values


def _read_file(project: Project, path: Path) -> Table:
    if not path.is_file():
        raise _wrong(str(path), "a CSV, NPY, NPZ or picture file", "nothing there")
    match path.suffix.lower():
        case ".csv" | ".tsv" | ".txt":
            return read_csv_table(path, _csv_options(project))
        case ".npy" | ".npz":
            return read_numpy_table(path)
        case suffix:
            raise _wrong(path.name, "a CSV, NPY, NPZ or picture file", suffix or "no ending")


def _csv_options(project: Project) -> dict[str, Json]:
    """Return how CSV files are read: as the training file, without its column types."""
    known = project.data if project.data.kind is DataKind.CSV else DataSettings(DataKind.CSV)
    return {**checked_options(known), "column_types": {}}


def _encoded(bound: InputBinding, table: Table, trained: Table) -> np.ndarray:
    columns = {name: _column(name, bound, table, trained) for name in bound.fields}
    return encode_input(bound, columns)


def _column(name: str, bound: InputBinding, table: Table, trained: Table) -> Column:
    """Return the new values of one training field."""
    known = trained.columns[name]
    found = table.columns.get(name)
    values = found.values if found is not None else _unnamed(bound, table, known)
    if values is None:
        raise _wrong(table.source, f"a column {name!r}", ", ".join(table.columns))
    if known.field.numeric and values.dtype.kind not in "biuf":
        raise _wrong(f"{table.source}, column {name!r}", "numbers", "text")
    if not known.field.numeric and values.dtype.kind in "biuf":
        values = np.array([f"{value:g}" for value in values])
    _require_values(table.source, name, values, known)
    shape = (len(values), *known.field.shape)
    if values.size != int(np.prod(shape)):
        wanted = f"rows of shape {list(known.field.shape)}"
        raise _wrong(f"{table.source}, {name!r}", wanted, f"{list(values.shape[1:])}")
    return Column(known.field, values.reshape(shape), known.class_values)


def _unnamed(bound: InputBinding, table: Table, known: Column) -> np.ndarray | None:
    """Return the values of a field that the file does not name, where it is clear which."""
    only = next(iter(table.columns.values()))
    if len(bound.fields) == 1 and len(table.columns) == 1:
        row = only.values.shape == known.field.shape
        return only.values[np.newaxis] if row and known.field.shape else only.values
    numbers = [c.values for c in table.columns.values() if c.field.numeric and not c.field.shape]
    if len(bound.fields) == 1 and known.field.shape and len(numbers) == known.field.size:
        return np.stack(numbers, axis=-1)
    return None


def _require_values(source: str, name: str, values: np.ndarray, known: Column) -> None:
    """Complain about what is missing, and about classes that training did not have."""
    empty = values == "" if values.dtype.kind == "U" else ~np.isfinite(values)
    if empty.any():
        row = int(np.flatnonzero(empty.reshape(len(values), -1).any(axis=1))[0])
        raise _wrong(f"{source}, column {name!r}", "a value in every row", f"none in row {row + 1}")
    if known.field.role is Role.CLASS and known.class_values is not None:
        strange = values[~np.isin(values, known.class_values)]
        if strange.size and not known.field.numeric:
            raise _wrong(
                f"{source}, column {name!r}", _shown(known.field.classes), repr(str(strange[0]))
            )


def _shown(names: Sequence[str]) -> str:
    return "one of " + ", ".join(names[:12]) + (" ..." if len(names) > 12 else "")


def _wrong(source: str, expected: str, found: str) -> UserError:
    return data_error(
        "predict-rows",
        "The rows do not fit the model",
        f"{source}: expected {expected}, found {found}. Give rows like those it was trained on.",
        field="predict",
    )
