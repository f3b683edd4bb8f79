"""Where the arrays of a saved model lie: the layouts of Keras 3 and of old HDF5 files."""

from collections.abc import Sequence
from typing import Any, Protocol, TypeAlias

import h5py
import ml_dtypes
import numpy as np

from designer.engine.importing.errors import CannotImport
from designer.engine.weights.safe_hdf5 import members, read_array

Array: TypeAlias = np.ndarray[Any, Any]

_OLD_LAYERS = "_layer_checkpoint_dependencies"


class Store(Protocol):
    """Arrays of one file, by whatever order the file has them in."""

    def at(self, path: str) -> list[Array]:
        """Return the arrays that one object keeps itself; none where it keeps none."""
        ...

    def below(self, path: str) -> list[str]:
        """Return the paths of everything below *path* that keeps arrays."""
        ...


class PathStore:
    """The layout of Keras 3: `layers/dense_1/vars/0`."""

    def __init__(self, file: h5py.File) -> None:
        self._vars: dict[str, h5py.Group] = {}
        self._names: dict[str, str] = {}
        self._below: dict[str, list[str]] = {}
        self._met = 0
        self._index(file, "", 0)
        for place in self._vars:
            parts = place.split("/")
            for length in range(len(parts) + 1):
                self._below.setdefault("/".join(parts[:length]), []).append(place)

    def at(self, path: str) -> list[Array]:
        """Return the arrays under `path/vars`, in the order of their numbers."""
        group = self._vars.get(path)
        return [] if group is None else [_array(item) for item in _datasets(group)]

    def below(self, path: str) -> list[str]:
        """Return the paths under *path* where arrays lie."""
        return self._below.get(path, [])

    def inside(self, path: str) -> dict[str, str]:
        """Return the layers that stand in the model at *path*: name -> path, where it is told."""
        start = f"{path}/layers/" if path else "layers/"
        return {
            name: place
            for place, name in self._names.items()
            if name and place.startswith(start) and "/" not in place.removeprefix(start)
        }

    def _index(self, group: h5py.Group, path: str, depth: int) -> None:
        self._met += 1
        if self._met > _MOST_GROUPS:
            raise CannotImport(f"Expected at most {_MOST_GROUPS:,} layers in the weights.")
        if depth > _DEEPEST:
            raise CannotImport(f"Expected at most {_DEEPEST} levels in the weights, found more.")
        for name, item in members(group):
            if not isinstance(item, h5py.Group):
                continue
            if name == "vars":
                said = item.attrs.get("name")
                self._names[path] = said if isinstance(said, str) else ""
                if len(item):
                    self._vars[path] = item
            elif not path and name == "optimizer":
                continue
            else:
                shown = "layers" if name == _OLD_LAYERS else name
                self._index(item, f"{path}/{shown}" if path else shown, depth + 1)


_DEEPEST = 120
_MOST_GROUPS = 100_000
"""Few groups of a file that link to each other can be met without end."""


class ListStore:
    """The layout of old HDF5 files: for each layer one list, in the order of `weight_names`."""

    def __init__(self, group: h5py.Group) -> None:
        self._group = group
        self._layers = {name: item for name, item in members(group) if isinstance(item, h5py.Group)}
        self._found: dict[str, h5py.Group | None] = {}

    def at(self, path: str) -> list[Array]:
        """Return the arrays of the layer called *path*: those that are trained come first."""
        group = self._layer(path)
        if group is None:
            return []
        return [_array(_inside(group, name)) for name in _texts(group, "weight_names")]

    def part(self, path: str, name: str) -> list[Array]:
        """Return the arrays of the layer *name* inside the model called *path*."""
        group = self._layer(path)
        named = _texts(group, "weight_names") if group is not None else []
        mine = [entry for entry in named if entry.split("/")[-2:-1] == [name]]
        return [_array(_inside(group, entry)) for entry in mine]

    def below(self, path: str) -> list[str]:
        """Return *path* where the layer has arrays."""
        group = self._layer(path)
        return [path] if group is not None and _texts(group, "weight_names") else []

    def names(self) -> list[str]:
        """Return the layers in the order of the file."""
        return _texts(self._group, "layer_names") or sorted(self._layers)

    def _layer(self, name: str) -> h5py.Group | None:
        """Return the group of a layer; a slash in its name made groups of its parts."""
        if name not in self._found:
            head, *rest = name.split("/")
            here = self._layers.get(head)
            for part in rest:
                inner = dict(members(here)).get(part) if here is not None else None
                here = inner if isinstance(inner, h5py.Group) else None
            self._found[name] = here
        return self._found[name]


def _datasets(group: h5py.Group) -> list[h5py.Dataset]:
    found = {name: item for name, item in members(group) if isinstance(item, h5py.Dataset)}
    return [found[name] for name in sorted(found, key=_number)]


def _number(name: str) -> tuple[int, str]:
    return (int(name), "") if name.isdecimal() else (1 << 30, name)


def _array(item: h5py.Dataset) -> Array:
    if item.dtype.kind == "V" and item.dtype.itemsize == 2 and item.dtype.names is None:
        return _half_floats(item)
    return read_array(item)


def _half_floats(item: h5py.Dataset) -> Array:
    """Return an array of bfloat16, which Keras stores as pairs of bytes, as float32."""
    if item.is_virtual or item.external or item.nbytes > _claimable(item):
        raise CannotImport(f"Expected plain weights, found that {item.name} is none.")
    halves: Array = np.asarray(item[()]).view(ml_dtypes.bfloat16)
    return halves.astype(np.float32)


def _claimable(item: h5py.Dataset) -> int:
    return int(item.id.get_storage_size()) * 1100 + (1 << 20)


def _inside(group: h5py.Group, path: str) -> h5py.Dataset:
    """Return the dataset at *path* below *group*, every step of which is the file's own."""
    here: Any = group
    for part in path.split("/"):
        step = dict(members(here)).get(part) if isinstance(here, h5py.Group) else None
        if step is None:
            raise CannotImport(f"Expected weights at {path}, found nothing there.")
        here = step
    if not isinstance(here, h5py.Dataset):
        raise CannotImport(f"Expected an array at {path}, found none.")
    return here


def _texts(group: h5py.Group, name: str) -> list[str]:
    """Return a list of names, which Keras cuts into several attributes where it is long."""
    if name in group.attrs:
        return [_text(entry) for entry in _sequence(group.attrs[name])]
    found: list[str] = []
    number = 0
    while f"{name}{number}" in group.attrs:
        found += [_text(entry) for entry in _sequence(group.attrs[f"{name}{number}"])]
        number += 1
    return found


def _sequence(value: Any) -> Sequence[Any]:
    return list(value) if isinstance(value, np.ndarray | list | tuple) else []


def _text(value: Any) -> str:
    return value.decode("utf8", "replace") if isinstance(value, bytes) else str(value)
