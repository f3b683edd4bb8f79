"""What the user gives to predict on, as the arrays that the model takes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from designer.engine.data.csv_source import read_csv_table
from designer.engine.data.encoding import encode_input
from designer.engine.data.numpy_source import read_checked
from designer.engine.data.options import checked_options
from designer.engine.errors import UserError
from designer.engine.evaluation.like_training import column_like
from designer.engine.evaluation.pictures import SUFFIXES, list_pictures, read_pictures, scale_of
from designer.engine.evaluation.trained import Trained
from designer.project.input_binding import InputBinding
from designer.project.settings import DataKind, DataSettings

_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Given:
    """Rows to predict on.

    Attributes:
        arrays: by the Input's name.
        labels: what each row was made from.
        notes: what the user should know.
    """

    arrays: Mapping[str, np.ndarray]
    labels: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def rows_given(trained: Trained, source: str, rows: Mapping[str, Any]) -> Given:
    """Return what *source* (a file or folder) or else *rows* hold.

    Raises:
        UserError: what was expected, what was found, what to do.
    """
    given = _from_source(trained, Path(source)) if source else _from_named(trained, rows)
    counts = {len(array) for array in given.arrays.values()}
    if len(counts) > 1:
        raise UserError(f"Expected as many rows for every Input, found {sorted(counts)}.")
    count = counts.pop()
    if not count:
        raise UserError("Expected at least one row, found none.")
    labels = given.labels or [str(number) for number in range(1, count + 1)]
    if count <= _MOST:
        return Given(given.arrays, labels, given.notes)
    arrays = {name: array[:_MOST] for name, array in given.arrays.items()}
    return Given(arrays, labels[:_MOST], [*given.notes, _first_of(count)])


def _first_of(count: int) -> str:
    return f"These are the first {_MOST} of {count} rows."


def _from_source(trained: Trained, path: Path) -> Given:
    if not path.exists():
        raise UserError(f"Expected a file or folder, found none at {path}. Choose another.")
    suffix = path.suffix.lower()
    if path.is_dir() or suffix in SUFFIXES:
        return _from_pictures(trained, path)
    if suffix in (".npy", ".npz"):
        return _from_named(trained, _read_arrays(path))
    if suffix in (".csv", ".tsv", ".txt"):
        return _from_csv(trained, path)
    raise UserError(
        f"{path.name}: expected a CSV, NPY or NPZ file, a picture ({', '.join(SUFFIXES)}) or a "
        "folder of pictures. Choose another file."
    )


def _from_pictures(trained: Trained, path: Path) -> Given:
    if len(trained.bindings.inputs) != 1:
        names = ", ".join(bound.name for bound in trained.bindings.inputs)
        raise UserError(f"Pictures can feed one Input; this model has {names}. Give an NPZ file.")
    bound = trained.bindings.inputs[0]
    paths = list_pictures(path)
    if not paths:
        raise UserError(f"{path}: expected pictures ({', '.join(SUFFIXES)}), found none.")
    on_disk = trained.project.data.kind is DataKind.IMAGE_FOLDER
    scale = scale_of(None if on_disk else trained.fields.get(bound.fields[0]))
    notes = [_first_of(len(paths))] if len(paths) > _MOST else []
    paths = paths[:_MOST]  # before they are read: all of them may not fit into memory
    array, unreadable = read_pictures(paths, bound, scale)
    if not len(array):
        raise UserError(f"{unreadable[0].name} is no picture that can be read. Choose another.")
    notes += [scale.note] if scale.note else []
    if unreadable:
        names = ", ".join(file.name for file in unreadable[:3])
        notes.append(f"{len(unreadable)} pictures could not be read: {names}.")
    base = path if path.is_dir() else path.parent
    labels = [str(file.relative_to(base)) for file in paths if file not in unreadable]
    return Given({bound.name: array.astype(np.float32)}, labels, notes)


def _read_arrays(path: Path) -> dict[str, np.ndarray]:
    try:
        return read_checked(path)
    except (OSError, MemoryError) as error:
        raise UserError(f"{path.name} cannot be read as NumPy arrays: {error}.") from error


def _from_csv(trained: Trained, path: Path) -> Given:
    settings = trained.project.data
    own = settings.options if settings.kind is DataKind.CSV else {}
    options = {
        name: value
        for name, value in checked_options(DataSettings(DataKind.CSV, options=own)).items()
        if name != "column_types"
    }
    table = read_csv_table(path, {**options, "column_types": {}})
    arrays = {name: column.values for name, column in table.columns.items()}
    needed = [name for bound in trained.bindings.inputs for name in bound.fields]
    if all(name in arrays for name in needed):
        return _from_named(trained, {name: arrays[name] for name in dict.fromkeys(needed)})
    bound = trained.bindings.inputs[0]
    size = int(np.prod(bound.shape))
    numbers = [values for values in arrays.values() if values.dtype.kind in "iuf"]
    if len(trained.bindings.inputs) == 1 and len(numbers) == len(arrays) == size:
        note = "Columns were taken in their order, because their names are not those of the data."
        given = _from_named(trained, {bound.name: np.stack(numbers, axis=1)})
        return Given(given.arrays, given.labels, [note])
    missing = ", ".join(name for name in needed if name not in arrays)
    raise UserError(
        f"{path.name}: expected the columns {', '.join(needed[:12])}; missing: {missing[:300]}. "
        f"A table without them needs {size} columns of numbers."
    )


def _from_named(trained: Trained, values: Mapping[str, Any]) -> Given:
    """Return arrays that are named after Inputs, or after fields of the data."""
    inputs = trained.bindings.inputs
    if len(values) == 1 == len(inputs) and not _knows(trained, next(iter(values))):
        values = {inputs[0].name: next(iter(values.values()))}
    arrays = {}
    for bound in inputs:
        if bound.name in values and bound.fields != (bound.name,):
            arrays[bound.name] = _shaped(bound, values[bound.name])
        elif all(name in values for name in bound.fields):
            arrays[bound.name] = _encoded(trained, bound, values)
        else:
            expected = ", ".join(one.name for one in inputs)
            found = ", ".join(values) or "nothing"
            raise UserError(f"Expected values for {expected}; found {found[:300]}.")
    return Given(arrays)


def _knows(trained: Trained, name: str) -> bool:
    return name in trained.fields or any(name == bound.name for bound in trained.bindings.inputs)


def _encoded(trained: Trained, bound: InputBinding, values: Mapping[str, Any]) -> np.ndarray:
    fill = trained.project.data.options.get("missing") == "mean"
    columns = {name: column_like(trained.fields[name], values[name], fill) for name in bound.fields}
    sizes = {len(column.values) for column in columns.values()}
    if len(sizes) > 1:
        raise UserError(f"Expected as many rows in every column, found {sorted(sizes)}.")
    try:
        return encode_input(bound, columns)
    except ValueError as error:
        raise _wrong_shape(bound, columns[bound.fields[0]].values.shape[1:]) from error


def _shaped(bound: InputBinding, values: Any) -> np.ndarray:
    """Return rows in the Input's own shape; one row alone may lack the row axis."""
    is_text = bound.dtype == "string"
    try:
        array = np.asarray(values, dtype=np.str_ if is_text else np.float64)
    except (ValueError, TypeError) as error:
        raise UserError(f"Input {bound.name}: expected rows of numbers: {error}.") from error
    if array.shape == bound.shape:
        array = array[np.newaxis]
    size = int(np.prod(bound.shape))
    if not array.ndim or not array.size or array[0].size != size:
        raise _wrong_shape(bound, array.shape[1:])
    if not is_text and not np.isfinite(array).all():
        raise UserError(f"Input {bound.name}: expected finite numbers, found NaN or infinity.")
    shaped = array.reshape(len(array), *bound.shape)
    return shaped if is_text else shaped.astype(np.float32 if "float" in bound.dtype else np.int64)


def _wrong_shape(bound: InputBinding, found: tuple[int, ...]) -> UserError:
    return UserError(
        f"Input {bound.name}: expected rows of shape {list(bound.shape)}, found {list(found)}."
    )
