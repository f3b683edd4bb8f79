"""HDF5 files: datasets are fields; what leads to other files is refused."""

from pathlib import Path

import h5py

from designer.engine.data.array_table import table_of_arrays
from designer.engine.data.complaints import data_error
from designer.engine.data.memory import require_memory
from designer.engine.data.table import Table
from designer.engine.errors import UserError
from designer.engine.recipes.read_arrays import read_hdf5

_RATIO = 1100  # deflate packs no tighter than 1032 to 1
_DEPTH = 16


def read_hdf5_table(path: Path) -> Table:
    """Return the datasets of an HDF5 file.

    Raises:
        UserError: if it is none, is damaged, links to other files or claims more than it holds.
    """
    try:
        with h5py.File(path, "r") as file:
            require_memory(path.name, _check_group(path.name, file, 0))
        arrays = read_hdf5(str(path))
    except (OSError, RuntimeError, KeyError, ValueError, TypeError) as error:
        raise data_error(
            "data-hdf5",
            "The HDF5 file cannot be read",
            f"{path.name}: expected a whole HDF5 file, found: {_first(error)}. Save it again, or "
            "choose another file.",
        ) from error
    return table_of_arrays(path.name, arrays)


def _check_group(source: str, group: h5py.Group, depth: int) -> int:
    """Complain about what leads out of the file; return the bytes of all datasets."""
    if depth > _DEPTH:
        raise _refused(source, group.name, f"groups more than {_DEPTH} deep")
    size = 0
    for name in group:
        link = group.get(name, getlink=True)
        if isinstance(link, h5py.ExternalLink):
            raise _refused(source, name, "a link to another file")
        if isinstance(link, h5py.SoftLink):
            continue  # what it leads to is found by its own name; `visititems` skips it too
        item = group[name]
        if isinstance(item, h5py.Group):
            size += _check_group(source, item, depth + 1)
        elif isinstance(item, h5py.Dataset):
            size += _check_dataset(source, item)
    return size


def _check_dataset(source: str, item: h5py.Dataset) -> int:
    if item.is_virtual or item.external:
        raise _refused(source, item.name, "values that lie in another file")
    stored = item.id.get_storage_size()
    if item.nbytes > stored * _RATIO + (1 << 20):
        raise _refused(
            source, item.name, f"{item.nbytes} bytes claimed where {stored} bytes are stored"
        )
    return int(item.nbytes)


def _refused(source: str, name: str, found: str) -> UserError:
    return data_error(
        "data-hdf5-refused",
        "The HDF5 file is refused",
        f"{source}, {name}: expected values inside this file, found {found}. Save the values "
        "themselves into one file.",
    )


def _first(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
