"""Our own file of weights: arrays by the path id of the node that owns the layer.

An HDF5 file with the ending `.weights.hdf5` (Keras's own `.weights.h5` is laid out otherwise):
one group for each layer, called after the node's path id as in `expand` (`n5/c2`) in per cent
escapes, with the attributes `key` (that id) and `name` (the layer's name), and in it the datasets
`0`, `1` ... in the order of Keras's `layer.weights`.
"""

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TypeAlias
from urllib.parse import quote

import h5py
import numpy as np

from designer.engine.weights.safe_hdf5 import (
    BadWeights,
    check_array,
    members,
    open_hdf5,
    read_array,
)
from designer.project.files import keep_mode

SUFFIX: Final = ".weights.hdf5"
_FORMAT: Final = "keras-designer-weights"
_VERSION: Final = 1

Array: TypeAlias = np.ndarray[Any, Any]


class WeightsFile:
    """An open file of weights; arrays are read when they are asked for.

    Attributes:
        names: path id of the node -> name of the layer when it was written.
    """

    def __init__(self, file: h5py.File) -> None:
        self._groups = {
            _text(group.attrs.get("key")): group
            for _, group in members(file)
            if isinstance(group, h5py.Group)
        }
        self.names: Mapping[str, str] = {
            key: _text(group.attrs.get("name")) for key, group in self._groups.items()
        }

    def __contains__(self, key: str) -> bool:
        return key in self._groups

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys())

    def keys(self) -> tuple[str, ...]:
        """Return the path ids of all nodes that have weights here, sorted."""
        return tuple(sorted(self._groups))

    def shapes(self, key: str) -> tuple[tuple[int, ...], ...]:
        """Return the shapes of one layer's arrays without reading them.

        Raises:
            KeyError: if there is no such layer.
            BadWeights: if they are not safe to read.
        """
        return tuple(check_array(item) for item in self._items(key))

    def arrays(self, key: str) -> list[Array]:
        """Return one layer's arrays in the order of `layer.weights`.

        Raises:
            KeyError: if there is no such layer.
            BadWeights: if they are not safe to read.
        """
        return [read_array(item) for item in self._items(key)]

    def _items(self, key: str) -> list[h5py.Dataset]:
        found = {
            name: item
            for name, item in members(self._groups[key])
            if isinstance(item, h5py.Dataset) and name.isdecimal()
        }
        return [found[name] for name in sorted(found, key=int)]


def write_weights(
    path: Path,
    weights: Mapping[str, Iterable[Array]] | Iterable[tuple[str, Iterable[Array]]],
    names: Mapping[str, str] | None = None,
) -> None:
    """Write a file of weights; an older one is replaced only when the new one is whole.

    Args:
        path: should end in `SUFFIX`.
        weights: arrays in the order of `layer.weights` by path id of the owning node; pairs
            where not all of them are to be in memory at once.
        names: of the layers, by path id.

    Raises:
        OSError: if it cannot be written.
    """
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    os.close(handle)
    try:
        with h5py.File(temporary, "w") as file:
            file.attrs["format"], file.attrs["version"] = _FORMAT, _VERSION
            for key, arrays in weights.items() if isinstance(weights, Mapping) else weights:
                _write_layer(file, key, (names or {}).get(key, ""), arrays)
        keep_mode(path, temporary)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


@contextmanager
def read_weights(path: Path) -> Iterator[WeightsFile]:
    """Open a file of weights.

    Raises:
        BadWeights: if it is none, is damaged, or is not safe to read.
    """
    with open_hdf5(path) as file:
        if not is_ours(file):
            raise BadWeights(
                f"Expected weights that Keras Designer wrote in {path.name}, found another HDF5 "
                "file. Choose another file."
            )
        if file.attrs.get("version") != _VERSION:
            raise BadWeights(
                f"Expected version {_VERSION} of weights in {path.name}, found "
                f"{file.attrs.get('version')!r}. Update Keras Designer, or choose another file."
            )
        yield WeightsFile(file)


def is_ours(file: h5py.File) -> bool:
    """Tell whether an open HDF5 file is one of those that `write_weights` writes."""
    return bool(file.attrs.get("format") == _FORMAT)


def _write_layer(file: h5py.File, key: str, name: str, arrays: Iterable[Array]) -> None:
    group = file.create_group(quote(key, safe="").replace(".", "%2E"))
    group.attrs["key"], group.attrs["name"] = key, name
    for number, array in enumerate(arrays):
        group.create_dataset(str(number), data=_plain(np.asarray(array)))


def _plain(array: Array) -> Array:
    """Return an array of a type that HDF5 holds; bfloat16 fits into float32 without loss."""
    return array.astype(np.float32) if array.dtype.kind == "V" else array


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
