"""What first weights can come from: our own file, a run, a model of Keras or its weights alone."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Protocol, TypeAlias

import h5py

from designer.engine.importing.blueprints import variable_places
from designer.engine.importing.importing import import_model
from designer.engine.importing.stores import ListStore, PathStore
from designer.engine.training.checkpoints import model_of_run
from designer.engine.weights.places import NamePath, layer_places
from designer.engine.weights.safe_hdf5 import BadWeights, members, open_hdf5
from designer.engine.weights.store import Array, WeightsFile, is_ours, read_weights
from designer.project.built import built
from designer.project.expansion import CannotExpand
from designer.project.files import BadProject, read_project
from designer.project.runs.folders import PROJECT_FILE

Shapes: TypeAlias = tuple[tuple[int, ...], ...]

_HDF5: Final = b"\x89HDF\r\n\x1a\n"
_MODEL: Final = "model_config"


class Source(Protocol):
    """Weights of layers, in the order of `layer.weights`."""

    def of_node(self, key: str, layer: Any) -> list[Array] | None:
        """Return the weights of the node with the path id *key*; None where there are none.

        Sources that do not know nodes always give None.
        """
        ...

    def of_name(self, names: NamePath, layer: Any) -> list[Array] | None:
        """Return the weights of the layer with that name; None where there are none."""
        ...

    def listed(self) -> Mapping[str, Shapes]:
        """Return the shapes of every layer's weights by its name, `base/conv1` in a model."""
        ...


@dataclass(frozen=True, slots=True)
class OwnSource:
    """A file of ours: by node."""

    file: WeightsFile

    def of_node(self, key: str, layer: Any) -> list[Array] | None:
        """Return the weights of a node."""
        return self.file.arrays(key) if key in self.file else None

    def of_name(self, names: NamePath, layer: Any) -> list[Array] | None:
        """Return the weights of the layer that was called so, or of the node with that id."""
        wanted = "/".join(names)
        if wanted in self.file:
            return self.file.arrays(wanted)
        key = next((key for key, name in self.file.names.items() if name == wanted), None)
        return None if key is None else self.file.arrays(key)

    def listed(self) -> Mapping[str, Shapes]:
        """Return what there is, by name where the file has one."""
        return {self.file.names[key] or key: self.file.shapes(key) for key in self.file}


@dataclass(frozen=True, slots=True)
class NamedSource:
    """A whole model that was read, or a run's: by name, and by node where nodes are known."""

    by_name: Mapping[NamePath, list[Array]]
    by_node: Mapping[str, NamePath] = field(default_factory=dict)

    def of_node(self, key: str, layer: Any) -> list[Array] | None:
        """Return the weights of a node of the run's project."""
        names = self.by_node.get(key)
        return None if names is None else self.of_name(names, layer)

    def of_name(self, names: NamePath, layer: Any) -> list[Array] | None:
        """Return the weights of a layer; of a model, those of all layers in it."""
        if names in self.by_name:
            return self.by_name[names]
        inside = [arrays for path, arrays in self.by_name.items() if path[: len(names)] == names]
        return _of_model(self, names, layer) or _in_order(inside, _leaves(layer), layer)

    def listed(self) -> Mapping[str, Shapes]:
        """Return what there is."""
        return {"/".join(names): _shapes(arrays) for names, arrays in self.by_name.items()}


@dataclass(frozen=True, slots=True)
class PathSource:
    """Weights alone, as Keras 3 writes them: by name, where the file tells the names."""

    store: PathStore

    def of_node(self, key: str, layer: Any) -> list[Array] | None:
        """Return nothing: nodes are not known."""
        return None

    def of_name(self, names: NamePath, layer: Any) -> list[Array] | None:
        """Return the weights of a layer, put in order by what the built layer is made of."""
        place = ""
        for name in names:
            place = self.store.inside(place).get(name, "")
            if not place:
                return None
        slots = {id(variable): slot for variable, slot in variable_places(layer)}
        found: list[Array] = []
        for variable in layer.weights:
            path, number = slots.get(id(variable), ("", len(found)))
            arrays = self.store.at("/".join(part for part in (place, path) if part))
            if number >= len(arrays):
                return None
            found.append(arrays[number])
        return found or None

    def listed(self) -> Mapping[str, Shapes]:
        """Return what there is."""
        return dict(self._listed("", ()))

    def _listed(self, place: str, names: NamePath) -> Iterator[tuple[str, Shapes]]:
        for name, inside in sorted(self.store.inside(place).items()):
            if self.store.inside(inside):
                yield from self._listed(inside, (*names, name))
            elif shapes := tuple(
                tuple(array.shape)
                for below in sorted(self.store.below(inside))
                for array in self.store.at(below)
            ):
                yield "/".join((*names, name)), shapes


@dataclass(frozen=True, slots=True)
class ListSource:
    """Weights alone, as Keras 2 writes them and `keras.applications` fetches them."""

    store: ListStore

    def of_node(self, key: str, layer: Any) -> list[Array] | None:
        """Return nothing: nodes are not known."""
        return None

    def of_name(self, names: NamePath, layer: Any) -> list[Array] | None:
        """Return the weights of a layer, trained ones first in the file."""
        arrays = self.store.at("/".join(names))
        if not arrays and len(names) > 1:
            arrays = self.store.part(names[0], names[-1])
        if arrays:
            return _in_saved_order(arrays, layer)
        if names:
            return None
        found = [entry for name in self.store.names() if (entry := self.store.at(name))]
        tops = [entry for entry in getattr(layer, "layers", ()) if entry.weights]
        if len(found) == len(tops):
            found = [_in_saved_order(e, t) for e, t in zip(found, tops, strict=True)]
        return _of_model(self, names, layer) or _in_order(found, tops, layer)

    def listed(self) -> Mapping[str, Shapes]:
        """Return what there is."""
        found = {name: self.store.at(name) for name in self.store.names()}
        return {name: _shapes(arrays) for name, arrays in found.items() if arrays}


def _of_model(source: Source, names: NamePath, model: Any) -> list[Array] | None:
    """Return the weights of all layers in *model*, in the order of its weights."""
    by_variable: dict[int, Array] = {}
    for layer in getattr(model, "layers", ()):
        if not layer.weights:
            continue
        arrays = source.of_name((*names, layer.name), layer)
        if arrays is None or len(arrays) != len(layer.weights):
            return None
        by_variable |= {id(v): a for v, a in zip(layer.weights, arrays, strict=True)}
    return [by_variable[id(variable)] for variable in model.weights] if by_variable else None


def _in_order(found: list[list[Array]], layers: list[Any], model: Any) -> list[Array] | None:
    """Return the weights of *model* where its layers have other names: one layer after another.

    Keras numbers layers without a name through a whole process, so `conv2d_1` of one model is
    `conv2d_95` of the next.
    """
    if not found or len(found) != len(layers):
        return None
    by_variable: dict[int, Array] = {}
    for arrays, layer in zip(found, layers, strict=True):
        if _shapes(arrays) != _shapes(layer.weights):
            return None
        by_variable |= {id(v): a for v, a in zip(layer.weights, arrays, strict=True)}
    return [by_variable[id(variable)] for variable in model.weights]


def _in_saved_order(arrays: list[Array], layer: Any) -> list[Array]:
    """Return what Keras 2 saved with trained ones first in the order of `layer.weights`."""
    saved = [id(v) for v in (*layer.trainable_weights, *layer.non_trainable_weights)]
    if len(saved) != len(arrays):
        return arrays
    return [arrays[saved.index(id(variable))] for variable in layer.weights]


def _leaves(model: Any) -> list[Any]:
    """Return the layers with weights in *model* that are no models, in its order."""
    found: list[Any] = []
    for layer in getattr(model, "layers", ()):
        if hasattr(layer, "layers"):
            found += _leaves(layer)
        elif layer.weights:
            found.append(layer)
    return found


def _shapes(arrays: Iterable[Any]) -> Shapes:
    return tuple(tuple(array.shape) for array in arrays)


@contextmanager
def open_source(path: Path) -> Iterator[Source]:
    """Open what holds weights. Nothing in it runs.

    Raises:
        BadWeights: if there are none that can be read, in one sentence.
        UserError: if it is a model that cannot be read.
    """
    if path.is_dir():
        yield _of_run(path)
    elif not path.is_file():
        raise BadWeights(
            f"Expected a file with weights at {path}, found nothing. Choose where it is now."
        )
    elif not _is_hdf5(path):
        yield _of_model_file(path)
    else:
        with ExitStack() as stack:
            yield _of_hdf5(path, stack)


def _is_hdf5(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_HDF5)) == _HDF5


def _of_hdf5(path: Path, stack: ExitStack) -> Source:
    file: h5py.File = stack.enter_context(open_hdf5(path))
    if is_ours(file):
        return OwnSource(stack.enter_context(read_weights(path)))
    if _MODEL in file.attrs:
        return _of_model_file(path)
    if "layer_names" in file.attrs or "layer_names0" in file.attrs:
        return ListSource(ListStore(file))
    store = PathStore(file)
    if not store.inside(""):
        held = ", ".join(sorted(name for name, _ in members(file))[:4]) or "nothing"
        raise BadWeights(
            f"Expected weights of a Keras model in {path.name}, with the names of its layers; "
            f"found {held}. Choose another file, or save the model as .keras."
        )
    return PathSource(store)


def _of_model_file(path: Path) -> NamedSource:
    imported = import_model(path, fold=False)
    names = {place.key: place.names for place in layer_places(imported.project)}
    return NamedSource({names[k]: arrays for k, arrays in imported.weights.items() if k in names})


def _of_run(folder: Path) -> NamedSource:
    """Return the weights that a run came to, by the nodes of the project that it trained."""
    file = model_of_run(folder)
    try:
        project = built(read_project(folder / PROJECT_FILE).project)
    except (BadProject, OSError) as error:
        raise BadWeights(
            f"Expected the folder of a run at {folder}, found none that can be read. Choose "
            "another run."
        ) from error
    if file is None:
        raise BadWeights(
            f"Expected a trained model in the run {folder.name}, found none: it has not ended an "
            "epoch. Choose another run."
        )
    try:
        by_node = {place.key: place.names for place in layer_places(project)}
    except CannotExpand as error:
        raise BadWeights(f"The project of the run {folder.name} cannot be used. {error}") from error
    return NamedSource(_of_model_file(file).by_name, by_node)
