"""The head of the data, its fields, its balance and what is wrong with it, for the window."""

import math
from contextlib import nullcontext
from typing import Any

import numpy as np

from designer.engine.data.encoding import indices_of
from designer.engine.data.keras_source import NOT_HERE, without_network
from designer.engine.data.prepared import split_table, table_problems
from designer.engine.data.preview_pictures import write_picture
from designer.engine.data.table import Column, Table
from designer.engine.data.tables import read_table
from designer.engine.data.values import part_problems
from designer.engine.errors import UserError
from designer.graph.problems import Problem
from designer.project.bindings import Bindings, bind
from designer.project.data_fields import Role
from designer.project.data_sets import named_fields
from designer.project.files import project_from_dict
from designer.project.project import Project
from designer.protocol.events import DataPreviewed
from designer.protocol.requests import PreviewData

_ROWS = 200  # at most
_NUMBERS = 64  # of one row, at most


def preview_data(request: PreviewData) -> DataPreviewed:
    """Return the head of the data that the request's project names.

    What prevents reading is among the problems of the answer, which is empty otherwise. Of a set
    that would have to be downloaded, unasked, the answer has the fields alone.

    Raises:
        BadProject: if the request holds no project.
    """
    project = project_from_dict(request.project)
    try:
        with nullcontext() if request.download else without_network():
            table = read_table(project.data, request.folder)
        return _preview(request, project, table)
    except UserError as error:
        problems = [problem.to_json() for problem in error.problems]
        is_away = any(problem.code == NOT_HERE for problem in error.problems)
        known = named_fields(project.data) if is_away else None
        fields = [field.to_json() for field in known or ()]
        return DataPreviewed(request.id, fields, {}, _no_rows(), {}, problems)


def _no_rows() -> dict[str, int]:
    return {"train": 0, "validation": 0, "test": 0, "total": 0}


def _preview(request: PreviewData, project: Project, table: Table) -> DataPreviewed:
    bindings = bind(project.graph, table.fields)
    problems: list[Problem] = [*table.problems, *bindings.problems]
    counts = {**_no_rows(), "total": table.rows}
    problems += table_problems(project.data, table, bindings)
    try:
        parts = split_table(project.data, table, bindings)
        counts |= {str(split): len(rows) for split, rows in parts.items()}
        problems += part_problems(project.data, parts, _target_classes(table, bindings))
    except UserError as error:
        problems += error.problems
    rows = max(0, min(request.rows, _ROWS, table.rows))
    return DataPreviewed(
        request.id,
        [field.to_json() for field in table.fields.values()],
        {name: _head(column, rows) for name, column in table.columns.items()},
        counts,
        {n: _balance(c) for n, c in table.columns.items() if c.field.role is Role.CLASS},
        [problem.to_json() for problem in problems],
        dict(table.resolved),
    )


def _target_classes(
    table: Table, bindings: Bindings
) -> dict[str, tuple[tuple[str, ...], np.ndarray]]:
    names = [bound.fields[0] for bound in bindings.targets if bound.classes]
    return {name: (table.fields[name].classes, indices_of(table.columns[name])) for name in names}


def _head(column: Column, rows: int) -> list[Any]:
    if column.field.role is Role.IMAGE:
        return [write_picture(column, row) for row in range(rows)]
    if column.field.role is Role.CLASS:
        return _class_names(column, rows)
    return [_plain(value) for value in column.values[:rows]]


def _class_names(column: Column, rows: int) -> list[str | None]:
    names = column.field.classes
    found: list[str | None] = [names[index] for index in indices_of(column)[:rows]]
    if column.missing is not None:
        for row in np.flatnonzero(column.missing[:rows]):
            found[row] = None
    return found


def _plain(value: Any) -> Any:
    """Return numbers as JSON has them; what is missing is None."""
    if isinstance(value, np.ndarray):
        shown = value if value.size <= _NUMBERS else value.reshape(-1)[:_NUMBERS]
        return _without_nan(shown.tolist())
    return _without_nan(value.item())


def _without_nan(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_nan(entry) for entry in value]
    if isinstance(value, float):
        return None if math.isnan(value) else value
    return value or None if isinstance(value, str) else value


def _balance(column: Column) -> dict[str, int]:
    indices = indices_of(column)
    if column.missing is not None:
        indices = indices[~column.missing]
    counts = np.bincount(indices, minlength=len(column.field.classes))
    return {name: int(count) for name, count in zip(column.field.classes, counts, strict=True)}
