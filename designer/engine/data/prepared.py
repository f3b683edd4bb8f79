"""The arrays of a project: bound to its Inputs and Outputs, encoded, split."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from designer.engine.data.complaints import failure
from designer.engine.data.encoding import encode_input, encode_output, indices_of
from designer.engine.data.table import Column, PictureFiles, Table
from designer.engine.data.tables import read_table
from designer.engine.data.values import no_training_rows, share_problems, value_problems
from designer.engine.recipes.encode import fill_missing
from designer.engine.recipes.split import split_rows
from designer.graph.problems import Problem
from designer.project.bindings import Bindings, bind
from designer.project.project import Project
from designer.project.settings import DataSettings, Split

Arrays: TypeAlias = np.ndarray | dict[str, np.ndarray]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the data.

    Attributes:
        x: one Input: its array; several: by the Input's name. In the Inputs' dtype (float32
            unless set). Pictures that stay on disk are their paths: `PreparedData.pictures`.
        y: one Output: its array; several: by the Output's name, those with a loss alone; None
            where no Output has a loss. Class indices int64 of shape (rows,), else float32.
        row_numbers: which rows of the data these are, counted from 0.
    """

    x: Arrays
    y: Arrays | None
    row_numbers: np.ndarray

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.row_numbers)


@dataclass(frozen=True, slots=True)
class PreparedData:
    """What `fit` and `evaluate` need.

    Attributes:
        classes: Output name -> class names, where its target is a class.
        pictures: Input name -> how its paths are read, where pictures stay on disk.
        fingerprint: SHA-256 of all values and of the split.
    """

    parts: Mapping[Split, Part]
    bindings: Bindings
    classes: Mapping[str, tuple[str, ...]]
    pictures: Mapping[str, PictureFiles]
    fingerprint: str

    @property
    def train(self) -> Part:
        """The training rows."""
        return self.parts[Split.TRAIN]

    @property
    def validation(self) -> Part:
        """The validation rows; there may be none."""
        return self.parts[Split.VALIDATION]

    @property
    def test(self) -> Part:
        """The test rows; there may be none."""
        return self.parts[Split.TEST]


def prepare(project: Project, folder: Path | str = "") -> PreparedData:
    """Return the data of *project*, ready to train.

    Args:
        project: with data settings, and what its Inputs and Outputs are bound to.
        folder: what a relative path of the data is relative to.

    Raises:
        UserError: if it cannot be read, bound or used; with all problems that were found.
    """
    table = read_table(project.data, folder)
    bindings = bind(project.graph, table.fields)
    if bindings.problems:
        raise failure(bindings.problems)
    problems = table_problems(project.data, table, bindings)
    if problems:
        raise failure(problems)
    return _assemble(table, bindings, split_table(project.data, table, bindings))


def table_problems(settings: DataSettings, table: Table, bindings: Bindings) -> list[Problem]:
    """Return what is wrong with the values of the columns that are used, and with the shares."""
    missing = str(settings.options.get("missing", "error"))
    used = _used(bindings, table)
    found = value_problems(table.source, used, missing, bindings.fillable(table.fields))
    return found + share_problems(settings)


def split_table(
    settings: DataSettings, table: Table, bindings: Bindings
) -> dict[Split, np.ndarray]:
    """Return the row numbers of each part.

    Test rows that the set itself gives stay test rows, and validation rows are taken from the
    others. Rows that lack a value are left out where the settings say so.

    Raises:
        UserError: if no row is left to train on.
    """
    if share_problems(settings):
        raise failure(share_problems(settings))
    parts = _split(settings, table, bindings)
    if not len(parts[Split.TRAIN]):
        raise failure([no_training_rows(settings, table.source, table.rows)])
    return parts


def _split(settings: DataSettings, table: Table, bindings: Bindings) -> dict[Split, np.ndarray]:
    keep = np.arange(table.rows)
    if settings.options.get("missing") == "drop":
        keep = keep[~_incomplete(_used(bindings, table), table.rows)]
    classes = _stratify(settings, table, bindings)
    own = table.rows - table.test_rows
    if not table.test_rows:
        chosen = None if classes is None else classes[keep]
        share = (settings.validation, settings.test)
        train, validation, test = split_rows(len(keep), *share, settings.seed, chosen)
        return _parts(keep[train], keep[validation], keep[test])
    given = keep[keep < own]
    chosen = None if classes is None else classes[given]
    train, validation, _ = split_rows(len(given), settings.validation, 0.0, settings.seed, chosen)
    return _parts(given[train], given[validation], keep[keep >= own])


def _parts(train: np.ndarray, validation: np.ndarray, test: np.ndarray) -> dict[Split, np.ndarray]:
    return {Split.TRAIN: train, Split.VALIDATION: validation, Split.TEST: test}


def _stratify(settings: DataSettings, table: Table, bindings: Bindings) -> np.ndarray | None:
    """Return the class of each row of the first target that is a class."""
    if not settings.stratify:
        return None
    for output in bindings.targets:
        if output.classes:
            return indices_of(table.columns[output.fields[0]])
    return None


def _used(bindings: Bindings, table: Table) -> dict[str, Column]:
    names = [name for bound in bindings.inputs for name in bound.fields]
    names += [name for bound in bindings.targets for name in bound.fields]
    return {name: table.columns[name] for name in dict.fromkeys(names)}


def _incomplete(used: Mapping[str, Column], rows: int) -> np.ndarray:
    result = np.zeros(rows, dtype=bool)
    for column in used.values():
        if column.missing is not None:
            result |= column.missing
    return result


def _assemble(table: Table, bindings: Bindings, rows: Mapping[Split, np.ndarray]) -> PreparedData:
    train = rows[Split.TRAIN]
    x = {b.name: _filled(encode_input(b, table.columns), train) for b in bindings.inputs}
    y = {b.name: _filled(encode_output(b, table.columns), train) for b in bindings.targets}
    several = len(bindings.outputs) > 1
    parts = {
        split: Part(_pick(x, chosen, len(x) > 1), _pick(y, chosen, several) if y else None, chosen)
        for split, chosen in rows.items()
    }
    pictures = {
        bound.name: form
        for bound in bindings.inputs
        if (form := table.columns[bound.fields[0]].pictures) is not None
    }
    classes = {bound.name: bound.classes for bound in bindings.outputs if bound.classes}
    return PreparedData(parts, bindings, classes, pictures, _fingerprint(x, y, rows))


def _filled(values: np.ndarray, train: np.ndarray) -> np.ndarray:
    if values.dtype.kind != "f" or not np.isnan(values).any():
        return values
    return fill_missing(values, train).astype(values.dtype)


def _pick(arrays: Mapping[str, np.ndarray], rows: np.ndarray, several: bool) -> Arrays:
    chosen = {name: values[rows] for name, values in arrays.items()}
    return chosen if several else next(iter(chosen.values()))


def _fingerprint(
    x: Mapping[str, np.ndarray], y: Mapping[str, np.ndarray], rows: Mapping[Split, np.ndarray]
) -> str:
    digest = hashlib.sha256()
    named: Sequence[tuple[str, Any]] = [*x.items(), *y.items(), *rows.items()]
    for name, values in named:
        digest.update(f"{name} {values.dtype} {values.shape}".encode())
        digest.update(np.ascontiguousarray(values).view(np.uint8).data)
    return digest.hexdigest()
