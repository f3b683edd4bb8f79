"""The data sets that come with the program."""

import numpy as np

from designer import paths
from designer.engine.data.complaints import data_error
from designer.engine.data.table import Column, Table, make_column
from designer.engine.errors import UserError
from designer.project.data_fields import Role
from designer.project.data_sets import BUILTIN_SETS, NamedSet


def read_builtin_table(name: str) -> Table:
    """Return the built-in set called *name*.

    Raises:
        UserError: if there is none of that name.
    """
    known = BUILTIN_SETS.get(name)
    if known is None:
        raise unknown_set(name, tuple(BUILTIN_SETS))
    with np.load(paths.resources() / "data" / f"{name}.npz") as arrays:
        return table_of(known, {field.name: arrays[field.name] for field in known.fields})


def unknown_set(name: str, names: tuple[str, ...]) -> UserError:
    """Return the error for a data set that does not exist."""
    found = f"found {name!r}" if name else "found none chosen"
    return data_error(
        "data-unknown-set",
        "There is no such data set",
        f"Expected one of the data sets {', '.join(names)}; {found}. Choose one of them.",
        field="data.name",
    )


def table_of(known: NamedSet, arrays: dict[str, np.ndarray], test_rows: int = 0) -> Table:
    """Return a set's arrays as a table, with the roles and class names that are known of it."""
    columns: dict[str, Column] = {}
    for field in known.fields:
        role = None if field.role is Role.CLASS else field.role
        columns[field.name] = make_column(field.name, arrays[field.name], role, field.classes)
    return Table(known.title, columns, test_rows)
