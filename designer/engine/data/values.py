"""What is wrong with the values of the data: missing, infinite, too few."""

from collections.abc import Container, Mapping

import numpy as np

from designer.engine.data.complaints import data_problem, set_option
from designer.engine.data.table import Column
from designer.graph.problems import Problem, Severity
from designer.project.settings import DataSettings, Split


def value_problems(
    source: str, used: Mapping[str, Column], missing: str, fillable: Container[str]
) -> list[Problem]:
    """Return a problem for each column that lacks values, or has infinite ones.

    Args:
        source: what a message calls the data.
        used: the columns that feed an Input or an Output.
        missing: what the user wants done: "error", "drop" or "mean".
        fillable: the columns for which a mean can stand.
    """
    problems = []
    for name, column in used.items():
        filled = missing == "mean" and name in fillable
        if column.missing is not None and missing != "drop" and not filled:
            problems.append(_missing_values(source, name, column, name in fillable))
        if column.values.dtype.kind == "f" and np.isinf(column.values).any():
            problems.append(_infinite_values(source, name, column))
    return problems


def _missing_values(source: str, name: str, column: Column, fillable: bool) -> Problem:
    rows = np.flatnonzero(np.asarray(column.missing))
    where = f"the first in data row {rows[0] + 1}"
    drop = set_option("missing", "drop", "Leave these rows out")
    fill = set_option("missing", "mean", "Fill with the mean")
    way = "leave these rows out, or fill with the mean" if fillable else "leave these rows out"
    return data_problem(
        "missing-values",
        f"{len(rows)} values are missing in {name!r}",
        f"{source}, column {name!r}: expected a value in every row, found {len(rows)} missing "
        f"(empty or NaN), {where}. Correct the data, {way} (data option 'missing').",
        field="data.options.missing",
        remedies=(drop, fill) if fillable else (drop,),
    )


def _infinite_values(source: str, name: str, column: Column) -> Problem:
    flat = np.isinf(column.values).reshape(len(column.values), -1).any(axis=1)
    rows = np.flatnonzero(flat)
    return data_problem(
        "infinite-values",
        f"{name!r} has infinite values",
        f"{source}, column {name!r}: expected finite numbers, found infinity in {len(rows)} rows, "
        f"the first in data row {rows[0] + 1}. Correct the data.",
    )


def share_problems(settings: DataSettings) -> list[Problem]:
    """Return a problem where the shares of validation and test leave nothing to train on."""
    validation, test = settings.validation, settings.test
    if validation >= 0 and test >= 0 and validation + test < 1:
        return []
    return [
        data_problem(
            "data-shares",
            "The shares leave nothing to train on",
            "Expected shares for validation and test of 0 or more that are less than 1 together, "
            f"found {validation:g} and {test:g}. Make them smaller.",
            field="data.validation",
        )
    ]


def part_problems(
    settings: DataSettings,
    parts: Mapping[Split, np.ndarray],
    classes: Mapping[str, tuple[tuple[str, ...], np.ndarray]],
) -> list[Problem]:
    """Return a warning for each part without rows, and for each class that is not trained.

    Args:
        settings: the shares that were asked for.
        parts: the row numbers of each part.
        classes: by target, its class names and the class index of each row.
    """
    problems = []
    for split, share in ((Split.VALIDATION, settings.validation), (Split.TEST, settings.test)):
        if share > 0 and not len(parts[split]):
            problems.append(_empty_part(split, share))
    for field, (names, indices) in classes.items():
        counts = np.bincount(indices[parts[Split.TRAIN]], minlength=len(names))
        untrained = [name for name, count in zip(names, counts, strict=True) if not count]
        if untrained:
            problems.append(_untrained(field, untrained))
    return problems


def _empty_part(split: Split, share: float) -> Problem:
    return data_problem(
        "empty-part",
        f"The {split} part has no rows",
        f"Expected rows for {split}, found that {share:.0%} of the data is less than one row. Use "
        "more data or a larger share.",
        field=f"data.{split}",
        severity=Severity.WARNING,
    )


def _untrained(field: str, names: list[str]) -> Problem:
    shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    return data_problem(
        "class-untrained",
        "Some classes have no training rows",
        f"Expected training rows of every class of {field!r}, found none of {shown}. Use more "
        "rows of these classes, or smaller shares for validation and test.",
        field="data.validation",
        severity=Severity.WARNING,
    )


def no_training_rows(settings: DataSettings, source: str, rows: int) -> Problem:
    """Return the problem of a data set that is too small for its shares."""
    return data_problem(
        "too-few-rows",
        "No rows are left to train on",
        f"{source}: expected at least one training row with every value, found {rows} rows of "
        f"which {settings.validation:.0%} validate and {settings.test:.0%} test. Use more data or "
        "smaller shares.",
        field="data.validation",
    )
