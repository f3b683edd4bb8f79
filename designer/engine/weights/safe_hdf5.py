"""Reads HDF5 files of strangers: nothing outside the file, nothing that swells when it is read."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import h5py
import numpy as np

from designer.engine.errors import UserError

_RATIO = 1100  # deflate packs no tighter than 1032 to 1
_SPARE = 1 << 20
_MOST_RANK = 16
_MOST_MEMBERS = 200_000


class BadWeights(UserError):
    """A file from which no weights can be read, in one clear sentence."""


class Named(Protocol):
    """A path, or an open file that knows what it is called."""

    @property
    def name(self) -> str:
        """What the file is called, without its folder."""
        ...


@contextmanager
def open_hdf5(path: Named) -> Iterator[h5py.File]:
    """Open an HDF5 file for reading; damage that is met while it is open is told in words.

    Raises:
        BadWeights: if it is none, or is damaged.
    """
    try:
        with h5py.File(path, "r") as file:
            yield file
    except FileNotFoundError as error:
        raise BadWeights(
            f"Expected a file with weights at {path}, found nothing. Choose where it is now."
        ) from error
    except (OSError, RuntimeError, KeyError, ValueError, TypeError) as error:
        first = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise BadWeights(
            f"Expected a whole HDF5 file in {path.name}, found: {first}. Choose another file."
        ) from error


def members(group: h5py.Group) -> Iterator[tuple[str, h5py.Group | h5py.Dataset]]:
    """Return what a group holds itself, by name.

    Raises:
        BadWeights: if it links to somewhere else, or holds more than any model does.
    """
    if len(group) > _MOST_MEMBERS:
        raise _refused(group, f"{len(group):,} entries in one group")
    for name in group:
        if not isinstance(group.get(name, getlink=True), h5py.HardLink):
            raise _refused(group, f"that {name} is a link to another place")
        item = group[name]
        if isinstance(item, h5py.Group | h5py.Dataset):
            yield name, item


def read_array(item: h5py.Dataset) -> np.ndarray[Any, Any]:
    """Return the numbers of a dataset.

    Raises:
        BadWeights: if its values lie in another file, are no numbers or are claimed, not stored.
    """
    check_array(item)
    return np.asarray(item[()])


def check_array(item: h5py.Dataset) -> tuple[int, ...]:
    """Return the shape of a dataset that is safe to read.

    Raises:
        BadWeights: as `read_array`.
    """
    if item.is_virtual or item.external:
        raise _refused(item, "values that lie in another file")
    if item.dtype.kind not in "biufc" or item.shape is None or len(item.shape) > _MOST_RANK:
        raise _refused(item, f"values of the type {item.dtype}")
    stored = item.id.get_storage_size()
    if item.nbytes > stored * _RATIO + _SPARE:
        raise _refused(item, f"{item.nbytes:,} bytes claimed where {stored:,} are stored")
    return tuple(int(size) for size in item.shape)


def _refused(item: h5py.Group | h5py.Dataset, found: str) -> BadWeights:
    place = Path(item.file.filename).name
    return BadWeights(
        f"Expected plain weights in {place}, found {found} ({item.name}). The file is not used; "
        "choose another."
    )
