"""Files with Python in them: scripts and notebooks."""

import json
from pathlib import Path

from designer.catalog.catalog import Catalog, load_catalog
from designer.reading.beside import beside
from designer.reading.findings import Finding
from designer.reading.reading import Reading, read_code

SUFFIXES = (".py", ".ipynb")
_LARGEST = 64 * 1024 * 1024
_MAGIC = ("%", "!", "?")


def read_source_file(path: Path | str, catalog: Catalog | None = None) -> Reading:
    """Return the models that a script or a notebook makes. Nothing of it runs.

    What it imports from files in its folder is read too.

    Args:
        path: a `.py` or an `.ipynb` file.
        catalog: what Keras offers; the one that comes with the program where it is None.

    Returns:
        The models, and what could not be read with its line; in a notebook lines are counted
        over its code cells, one after the other.
    """
    path = Path(path)
    try:
        text = source_text(path)
    except (OSError, ValueError) as error:
        return Reading((), (Finding(0, f"{path.name} cannot be read.", str(error)),))
    return read_code(text, catalog or load_catalog(), beside=beside(path))


def source_text(path: Path) -> str:
    """Return the Python in a file; of a notebook, its code cells joined.

    Raises:
        OSError: as the system says.
        ValueError: if it is no text, or no notebook.
    """
    if path.stat().st_size > _LARGEST:
        raise ValueError(f"Expected at most {_LARGEST >> 20} MB, found more.")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError("Expected text in UTF-8, found other bytes.") from error
    return notebook_text(text) if path.suffix.lower() == ".ipynb" else text


def notebook_text(text: str) -> str:
    """Return the code of a notebook, its magics as comments.

    Raises:
        ValueError: if *text* is no notebook.
    """
    try:
        data = json.loads(text)
    except RecursionError as error:
        raise ValueError("Expected a notebook, found JSON that is nested too deeply.") from error
    except ValueError as error:
        raise ValueError("Expected a notebook, found no JSON.") from error
    cells = data.get("cells") if isinstance(data, dict) else None
    if cells is None and isinstance(data, dict):  # notebooks of version 3
        sheets = data.get("worksheets")
        cells = sheets[0].get("cells") if isinstance(sheets, list) and sheets else None
    if not isinstance(cells, list):
        raise ValueError("Expected a notebook with cells, found none.")
    return "\n\n".join(_cell_text(cell) for cell in cells if _is_code(cell)) + "\n"


def _is_code(cell: object) -> bool:
    return isinstance(cell, dict) and cell.get("cell_type") == "code"


def _cell_text(cell: object) -> str:
    source = cell.get("source", cell.get("input", "")) if isinstance(cell, dict) else ""
    parts = source if isinstance(source, list) else [source]
    lines = "".join(str(part) for part in parts).splitlines()
    if lines and lines[0].startswith("%%"):
        return "\n".join(f"# {line}" for line in lines)
    return "\n".join(_without_magic(line) for line in lines)


def _without_magic(line: str) -> str:
    """Return a line of a cell as Python: `%matplotlib inline` and `!pip …` become comments."""
    stripped = line.lstrip()
    if stripped.startswith(_MAGIC):
        indent = line[: len(line) - len(stripped)]
        return f"{indent}pass  # {stripped}" if indent else f"# {stripped}"
    return line
