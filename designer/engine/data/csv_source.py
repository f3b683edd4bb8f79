"""CSV files: how they are written is found out, what is wrong with them is said with its place."""

import csv
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from designer.catalog.specs import Json
from designer.engine.data.complaints import data_error, data_problem, set_option
from designer.engine.data.memory import require_memory
from designer.engine.data.table import Column, Table, make_column
from designer.engine.errors import UserError
from designer.engine.recipes.read_csv import csv_form, read_csv
from designer.graph.problems import Problem, Severity
from designer.project.data_fields import Field, Role

_TEXT_COST = 8  # bytes of memory for a byte of the file while it is read
_MOSTLY = 0.8  # from this share of numbers on, a column is meant to be numbers


def read_csv_table(path: Path, options: Mapping[str, Json]) -> Table:
    """Return the columns of a CSV file.

    Args:
        path: the file.
        options: `delimiter`, `encoding`, `header`, `decimal`, `column_types`, checked already.

    Raises:
        UserError: if it cannot be read; with its name, and with line and column where it has one.
    """
    _refuse_binary(path)
    require_memory(path.name, path.stat().st_size * _TEXT_COST)
    try:
        form = csv_form(
            str(path),
            *(str(options[name]) for name in ("delimiter", "encoding", "header", "decimal")),
        )
        arrays = read_csv(str(path), **form)  # type: ignore[arg-type]
    except UnicodeError as error:
        raise _bad_encoding(path, str(options["encoding"]), error) from error
    except LookupError as error:
        raise data_error(
            "csv-encoding",
            "Unknown encoding",
            f"{path.name}: expected an encoding such as utf-8, found {options['encoding']!r}. "
            "Choose one of the list, or auto.",
            field="data.options.encoding",
        ) from error
    except (csv.Error, ValueError) as error:
        text = _sentence(path, error)
        raise data_error("csv-unreadable", "The CSV file cannot be read", text) from error
    columns = _typed(path, arrays, options["column_types"], str(form["decimal"]))
    resolved: dict[str, Json] = {
        **{name: str(form[name]) for name in ("delimiter", "encoding", "decimal")},
        "header": "yes" if form["header"] else "no",
    }
    return Table(path.name, columns, 0, resolved, _stray_problems(columns))


def _refuse_binary(path: Path) -> None:
    with path.open("rb") as file:
        start = file.read(4096)
    if not start.strip():
        raise data_error(
            "csv-empty",
            "The CSV file is empty",
            f"{path.name}: expected rows of values, found an empty file. Choose a file with data.",
        )
    if b"\0" in start and start[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise data_error(
            "csv-binary",
            "This is no CSV file",
            f"{path.name}: expected text with one row a line, found binary data. Save the table "
            "as CSV from the program that made it.",
        )


def _sentence(path: Path, error: Exception) -> str:
    text = str(error).replace(str(path), path.name)
    if text.startswith(path.name):
        return text
    return (
        f"{path.name}: expected rows of values, found: {text}. Check that every quotation mark is "
        "closed, or choose another delimiter."
    )


def _bad_encoding(path: Path, encoding: str, error: UnicodeError) -> UserError:
    place = f" at byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""
    return data_error(
        "csv-encoding",
        "The CSV file has another encoding",
        f"{path.name}: expected text in {encoding}, found bytes that are none{place}. "
        "Set the encoding to auto or cp1252, or save the file as UTF-8.",
        field="data.options.encoding",
        remedies=[set_option("encoding", "auto", "Find the encoding")],
    )


def _typed(
    path: Path, arrays: Mapping[str, np.ndarray], types: Json, decimal: str
) -> dict[str, Column]:
    wanted = types if isinstance(types, dict) else {}
    for name, word in wanted.items():
        if name not in arrays or word not in ("number", "class", "text"):
            raise data_error(
                "csv-column-type",
                "A column type cannot be set",
                f"{path.name}: expected the name of a column and number, class or text; found "
                f"{name!r}: {word!r}. The columns are {', '.join(arrays)}.",
                field="data.options.column_types",
            )
    return {
        name: _column(name, values, wanted.get(name), decimal) for name, values in arrays.items()
    }


def _column(name: str, values: np.ndarray, wanted: Json, decimal: str) -> Column:
    role = Role(wanted) if isinstance(wanted, str) else None
    if values.dtype.kind == "f":
        if role is Role.TEXT:
            values = np.array([_as_text(value) for value in values])
        return make_column(name, values, role)
    note = _stray(values, decimal, role is Role.NUMBER) if role in (None, Role.NUMBER) else ""
    column = make_column(name, values, Role.TEXT if note else role)
    if not note:
        return column
    shown = Field(name, "string", (), Role.TEXT, (), False, column.field.missing, note=note)
    return Column(shown, column.values, None, column.missing)


def _as_text(value: float) -> str:
    if np.isnan(value):
        return ""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def _stray(values: np.ndarray, decimal: str, asked: bool) -> str:
    """Return what keeps a column of text from being numbers, where it is meant to be."""
    filled = np.flatnonzero(values != "")
    sample = [not _is_number(str(values[row]), decimal) for row in filled[:200]]
    if not asked and sum(sample) > len(sample) / 2:
        return ""
    odd = [row for row in filled if not _is_number(str(values[row]), decimal)]
    if not asked and len(odd) > (1 - _MOSTLY) * len(filled):
        return ""
    count = f"{len(odd)} cells" if len(odd) > 1 else "one cell"
    return f"data row {odd[0] + 1}: expected a number, found {str(values[odd[0]])!r} ({count})"


def _is_number(text: str, decimal: str) -> bool:
    try:
        float(text.replace(decimal, "."))
    except ValueError:
        return False
    return True


def _stray_problems(columns: Mapping[str, Column]) -> tuple[Problem, ...]:
    return tuple(
        data_problem(
            "csv-stray-text",
            f"Text among the numbers of {name!r}",
            f"Column {name!r}, {column.field.note}. Correct the cell or leave it empty.",
            severity=Severity.WARNING,
        )
        for name, column in columns.items()
        if column.field.note
    )
