"""NumPy files, read without pickle and only if their headers agree with their size."""

import zipfile
from pathlib import Path
from typing import IO

import numpy as np
from numpy.lib import format as npy

from designer.engine.data.array_table import table_of_arrays
from designer.engine.data.complaints import data_error
from designer.engine.data.memory import require_memory
from designer.engine.data.table import Table
from designer.engine.errors import UserError
from designer.engine.recipes.read_arrays import read_numpy


def read_numpy_table(path: Path) -> Table:
    """Return the arrays of a .npy or .npz file as a table.

    Raises:
        UserError: if `read_checked` refuses it, or its arrays do not belong together.
    """
    return table_of_arrays(path.name, read_checked(path))


def read_checked(path: Path) -> dict[str, np.ndarray]:
    """Return the arrays of a .npy or .npz file that a stranger may have written.

    Raises:
        UserError: if it is no such file, holds Python objects, or claims more than it holds.
    """
    try:
        with path.open("rb") as file:
            zipped = file.read(4).startswith(b"PK")
        if zipped:
            _check_archive(path)
        else:
            with path.open("rb") as file:
                _check_array(path.name, file, path.stat().st_size)
        return read_numpy(str(path))
    except (ValueError, EOFError, zipfile.BadZipFile, KeyError) as error:
        raise _unreadable(path.name, str(error)) from error


def _check_archive(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        require_memory(path.name, sum(member.file_size for member in members))
        for member in members:
            with archive.open(member) as file:
                _check_array(f"{path.name}, {member.filename}", file, member.file_size)


def _check_array(source: str, file: IO[bytes], size: int) -> None:
    """Complain unless the header of a .npy file agrees with its *size* in bytes."""
    version = npy.read_magic(file)
    read_header = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
    shape, _, dtype = read_header(file)
    if dtype.hasobject:
        raise data_error(
            "data-pickle",
            "The file holds Python objects",
            f"{source}: expected numbers or text, found Python objects, which could run code when "
            "read. Save arrays of numbers, without dtype object.",
        )
    wanted = int(np.prod(shape, dtype=object)) * dtype.itemsize
    found = size - file.tell()
    if wanted != found:
        raise _unreadable(source, f"{found} bytes of values where {wanted} belong")
    require_memory(source, wanted)


def _unreadable(source: str, found: str) -> UserError:
    return data_error(
        "data-numpy",
        "The NumPy file cannot be read",
        f"{source}: expected a whole .npy or .npz file, found: {found}. Save it again with "
        "numpy.save or numpy.savez.",
    )
