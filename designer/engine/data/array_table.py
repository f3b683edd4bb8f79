"""Named arrays as a table: what NumPy and HDF5 files have in common."""

from collections.abc import Mapping

import numpy as np

from designer.engine.data.complaints import data_error
from designer.engine.data.table import Table, make_column
from designer.engine.recipes.read_arrays import join_parts


def table_of_arrays(source: str, arrays: dict[str, np.ndarray]) -> Table:
    """Return the arrays of a file as a table; `x_train` and `x_test` become one field `x`.

    Raises:
        UserError: if there are none, they differ in rows, or hold something else than numbers or
            text.
    """
    try:
        joined, test_rows = join_parts(arrays)
    except ValueError as error:
        raise data_error(
            "data-parts",
            "Training and test rows differ",
            f"{source}: expected arrays ending in _train and _test with rows of one shape, found: "
            f"{error}.",
        ) from error
    _require_rows(source, joined)
    columns = {name: make_column(name, _plain(values)) for name, values in joined.items()}
    return Table(source, columns, test_rows)


def _require_rows(source: str, arrays: Mapping[str, np.ndarray]) -> None:
    for name, values in arrays.items():
        if values.dtype.kind not in "biufUS":
            raise data_error(
                "data-type",
                f"{name} holds no numbers",
                f"{source}: expected numbers or text in {name!r}, found {values.dtype}. Save it "
                "as an array of numbers.",
            )
    counts = {name: values.shape[0] if values.ndim else None for name, values in arrays.items()}
    if not counts or None in counts.values():
        found = ", ".join(name for name, count in counts.items() if count is None) or "none"
        raise data_error(
            "data-arrays",
            "There are no rows",
            f"{source}: expected arrays whose first axis is the rows, found single values or "
            f"nothing ({found}). Save arrays with one row per sample.",
        )
    if len(set(counts.values())) > 1:
        shown = ", ".join(f"{name} {count}" for name, count in counts.items())
        raise data_error(
            "data-rows-differ",
            "The arrays differ in rows",
            f"{source}: expected as many rows in each array, found {shown}. Save arrays with one "
            "row per sample, or names that end in _train and _test.",
        )
    if 0 in counts.values():
        raise data_error(
            "data-empty",
            "The data is empty",
            f"{source}: expected rows of data, found none. Choose a file with data.",
        )


def _plain(values: np.ndarray) -> np.ndarray:
    if values.dtype.kind == "S":
        return np.char.decode(values, "utf-8", "replace")
    if values.dtype.kind == "b":
        return values.astype(np.int64)
    return values.astype(values.dtype.newbyteorder("="), copy=False)
