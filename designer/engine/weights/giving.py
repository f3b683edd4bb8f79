"""Takes weights from a model and gives weights to one, layer by layer, where every shape fits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeAlias

import keras
import numpy as np

from designer.engine.weights.layers import layers_by_node
from designer.engine.weights.store import Array, WeightsFile, read_weights, write_weights
from designer.project.project import Project

Shapes: TypeAlias = tuple[tuple[int, ...], ...]


class Fresh(StrEnum):
    """Why a layer keeps the weights of its initializers."""

    MISSING = "missing"  # the file has none for it
    SHAPE = "shape"  # it has others
    WANTED = "wanted"  # the node says so


@dataclass(frozen=True, slots=True)
class StaysFresh:
    """Why one layer stays fresh.

    Attributes:
        expected: the shapes that the layer has.
        found: the shapes that the file has.
    """

    why: Fresh
    expected: Shapes = ()
    found: Shapes = ()

    @property
    def text(self) -> str:
        """The reason in words: `shape (64,) was (32,)`."""
        match self.why:
            case Fresh.MISSING:
                return "no weights for it in the file"
            case Fresh.WANTED:
                return "as chosen"
            case Fresh.SHAPE:
                return _shape_words(self.expected, self.found)


@dataclass(frozen=True, slots=True)
class Given:
    """What a model got.

    Attributes:
        given: path ids of the nodes whose layers got weights.
        fresh: those that did not, with the reason; layers without weights are in neither.
    """

    given: tuple[str, ...] = ()
    fresh: Mapping[str, StaysFresh] = field(default_factory=dict)


def collect(model: Any, project: Project) -> dict[str, list[Array]]:
    """Return the weights of every layer that has some, by path id of its node."""
    found = layers_by_node(model, project)
    return {key: arrays for key, layer in found.items() if (arrays := layer.get_weights())}


def save(model: Any, project: Project, path: Path) -> None:
    """Write the weights of *model* to a file of ours, one layer after the other.

    Raises:
        OSError: if it cannot be written.
    """
    layers = {k: one for k, one in layers_by_node(model, project).items() if one.weights}
    arrays = ((key, layer.get_weights()) for key, layer in layers.items())
    write_weights(path, arrays, {key: layer.name for key, layer in layers.items()})


def apply(model: Any, project: Project, path: Path) -> Given:
    """Give *model* what a file of ours holds for its nodes; see `give`.

    Raises:
        BadWeights: if the file cannot be read.
    """
    with read_weights(path) as file:
        return give(model, project, file)


def give(model: Any, project: Project, weights: WeightsFile) -> Given:
    """Give each layer of *model* its weights, where all of its shapes fit.

    Raises:
        BadWeights: if an array is not safe to read.
    """
    given: list[str] = []
    fresh: dict[str, StaysFresh] = {}
    for key, layer in layers_by_node(model, project).items():
        if not layer.weights:
            continue
        why = why_not(layer, weights.shapes(key) if key in weights else None)
        if why is None:
            set_weights(layer, weights.arrays(key))
            given.append(key)
        else:
            fresh[key] = why
    return Given(tuple(given), fresh)


def why_not(layer: Any, found: Shapes | None) -> StaysFresh | None:
    """Return why *layer* cannot have arrays of these shapes; None where it can."""
    if found is None:
        return StaysFresh(Fresh.MISSING)
    expected = tuple(tuple(weight.shape) for weight in layer.weights)
    return None if expected == found else StaysFresh(Fresh.SHAPE, expected, found)


def set_weights(layer: Any, arrays: Sequence[Array]) -> None:
    """Give *layer* arrays of its shapes, with what it works out of them (Normalization)."""
    for variable, array in zip(layer.weights, arrays, strict=True):
        variable.assign(np.asarray(array, dtype=variable.dtype))
    finish_state(layer)


def finish_state(layer: Any) -> None:
    """Let layers that work out something of their weights do so, nested ones too."""
    for part in [layer, *layer._flatten_layers(include_self=False, recursive=True)]:
        if isinstance(part, keras.layers.Normalization):
            part.finalize_state()


def _shape_words(expected: Shapes, found: Shapes) -> str:
    differing = [(e, f) for e, f in zip(expected, found, strict=False) if e != f]
    if differing:
        return f"shape {differing[0][0]} was {differing[0][1]}"
    return f"{len(expected)} arrays were {len(found)}"
