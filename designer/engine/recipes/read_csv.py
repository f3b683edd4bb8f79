"""A CSV file as columns."""

import csv

import numpy as np


def csv_form(
    path: str,
    delimiter: str = "auto",
    encoding: str = "auto",
    header: str = "auto",
    decimal: str = "auto",
) -> dict[str, object]:
    """Return how a CSV file is written, as the arguments of `read_csv`.

    What is not "auto" stays as it is. The delimiter is the one that cuts the first rows
    into the most columns; there is a header unless the first row holds a number.
    """
    with open(path, "rb") as file:
        start = file.read(1 << 20)
    encoding = _csv_encoding(path, start, encoding)
    lines = start.decode(encoding, errors="replace").splitlines(keepends=True)[:200]
    if len(start) == 1 << 20 and len(lines) > 1:
        lines.pop()  # it may be cut

    def rows_with(mark: str) -> list[list[str]]:
        rows = csv.reader(lines, delimiter=mark, skipinitialspace=True)
        return [row for row in rows if any(cell.strip() for cell in row)]

    def columns_with(mark: str) -> int:
        widths = [len(row) for row in rows_with(mark)]
        usual = max(set(widths), key=widths.count, default=0)
        is_usual = usual > 1 and widths.count(usual) >= 0.8 * len(widths)
        return usual if is_usual and widths[0] == usual else 0

    if delimiter == "auto":
        delimiter = max((",", ";", "\t", "|"), key=columns_with)
    rows = rows_with(delimiter)
    cells = [cell.strip() for row in rows[1:] for cell in row]
    if decimal == "auto":
        decimal = "." if delimiter == "," else _decimal_mark(cells)
    first = rows[0] if rows else []
    named = (
        not any(_is_number(cell, decimal) for cell in first)
        if header == "auto"
        else None
    )
    return {
        "delimiter": delimiter,
        "encoding": encoding,
        "header": header == "yes" if named is None else named,
        "decimal": decimal,
    }


def _csv_encoding(path: str, start: bytes, encoding: str) -> str:
    if encoding == "auto":
        marked = start[:2] in (b"\xff\xfe", b"\xfe\xff")
        encoding = "utf-16" if marked else "utf-8-sig"
    if encoding == "utf-8-sig":
        try:
            with open(path, encoding=encoding) as text:
                while text.read(1 << 20):
                    pass
        except UnicodeDecodeError:
            return "cp1252"
    return encoding


def _decimal_mark(cells: list[str]) -> str:
    with_comma = any(
        _is_number(cell, ",") and not _is_number(cell, ".") for cell in cells
    )
    with_point = any("." in cell and _is_number(cell, ".") for cell in cells)
    return "," if with_comma and not with_point else "."


def _is_number(cell: str, decimal: str) -> bool:
    try:
        float(cell.replace(decimal, ".") if decimal == "," else cell)
    except ValueError:
        return False
    return True


def read_csv(
    path: str,
    delimiter: str = ",",
    encoding: str = "utf-8-sig",
    header: bool = True,
    decimal: str = ".",
) -> dict[str, np.ndarray]:
    """Return the columns of a CSV file by name, and in their order.

    A column in which every cell is a number or missing is float64 with NaN for what is
    missing; any other is text with "" for what is missing.

    Raises:
        ValueError: if rows differ in length, a name appears twice or there are no rows.
    """
    rows: list[list[str]] = []
    with open(path, newline="", encoding=encoding) as file:
        reader = csv.reader(file, delimiter=delimiter, skipinitialspace=True)
        for row in reader:
            if len(row) < 2 and not "".join(row).strip():
                continue  # an empty line
            if rows and len(row) != len(rows[0]):
                raise ValueError(
                    f"{path}, line {reader.line_num}: expected {len(rows[0])} values, "
                    f"as in the first row, found {len(row)}. Correct that line, or "
                    f"choose another delimiter than {delimiter!r}."
                )
            rows.append(row)
    names = [f"column_{number}" for number in range(1, len(rows[0]) + 1 if rows else 1)]
    if header and rows:
        names = [
            cell.strip() or name for cell, name in zip(rows.pop(0), names, strict=True)
        ]
    for number, name in enumerate(names):
        if name in names[:number]:
            raise ValueError(
                f"{path}: expected a different name for each column, found {name!r} in "
                f"columns {names.index(name) + 1} and {number + 1}. Rename one of them "
                "in the first row."
            )
    if not rows:
        raise ValueError(
            f"{path}: expected rows of values, found none. Choose a file with data."
        )
    columns = zip(*rows, strict=True)
    return {
        name: csv_column(cells, decimal)
        for name, cells in zip(names, columns, strict=True)
    }


def csv_column(cells: tuple[str, ...], decimal: str = ".") -> np.ndarray:
    """Return the cells of one column as numbers; as text where one is no number."""
    texts = [cell.strip() for cell in cells]
    texts = [
        "" if text.lower() in ("na", "n/a", "nan", "null", "?") else text
        for text in texts
    ]
    numbers = [text.replace(decimal, ".") if decimal == "," else text for text in texts]
    try:
        return np.array([text or "nan" for text in numbers], dtype=np.float64)
    except ValueError:
        return np.array(texts)
