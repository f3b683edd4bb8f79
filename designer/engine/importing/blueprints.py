"""The Keras layers of an imported project, built without memory: which weights each has.

Layers that are made of layers (recurrent ones, attention, wrappers) keep their arrays in several
places of a file; the built layer tells in which order they belong. The model is built under a
`StatelessScope`, so that nothing is allocated, whatever sizes a file claims.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any, TypeAlias

from keras.src.saving import saving_lib
from keras.src.saving.keras_saveable import KerasSaveable

from designer.catalog.catalog import Catalog
from designer.engine.build import build_model
from designer.engine.weightless import weightless
from designer.graph.naming import snake_case
from designer.graph.records import INPUT, OUTPUT
from designer.project.expansion import expand
from designer.project.project import Project

Slots: TypeAlias = list[tuple[str, int]]
"""Of each weight, in the order of `layer.weights`: path below the layer, and number there."""

_COMPOSITE = frozenset(
    [
        "Bidirectional",
        "TimeDistributed",
        "SpectralNormalization",
        "RNN",
        "MultiHeadAttention",
        "GroupQueryAttention",
    ]
)


class Blueprints:
    """What the layers of one project look like, once they are built; built when first asked."""

    def __init__(self, project: Project, catalog: Catalog) -> None:
        self._project, self._catalog = project, catalog

    def is_composite(self, class_name: str) -> bool:
        """Tell whether layers of this class are made of layers."""
        return class_name in _COMPOSITE

    def slots(self, key: str) -> Slots | None:
        """Return where the weights of a node's layer lie; None where it could not be built."""
        layer = self._layers.get(key)
        if layer is None:
            return None
        places = {id(v): place for v, place in variable_places(layer)}
        return [places[id(v)] for v in layer.weights if id(v) in places]

    def saved_order(self, key: str) -> list[int] | None:
        """Return for each weight its place among those of old files: trained ones first."""
        layer = self._layers.get(key)
        if layer is None:
            return None
        saved = [id(v) for v in (*layer.trainable_weights, *layer.non_trainable_weights)]
        return [saved.index(id(v)) for v in layer.weights]

    def trained(self, key: str) -> list[int]:
        """Return which of a layer's weights are trained."""
        return self._numbers(key, "trainable_weights")

    def kept(self, key: str) -> list[int]:
        """Return which of a layer's weights are not trained, in the order of old files."""
        return self._numbers(key, "non_trainable_weights")

    def _numbers(self, key: str, which: str) -> list[int]:
        layer = self._layers.get(key)
        if layer is None:
            return []
        order = [id(v) for v in layer.weights]
        return [order.index(id(v)) for v in getattr(layer, which)]

    @cached_property
    def _layers(self) -> dict[str, Any]:
        graph = expand(self._project, models=True)
        flat = replace(self._project, graph=graph, blocks={})
        try:
            with weightless():
                model = build_model(flat, self._catalog)
        except Exception:  # whatever cannot be built is told by the check, at its node
            return {}
        by_name = {layer.name: layer for layer in model.layers}
        return {
            node.id: by_name[node.name]
            for node in graph.nodes.values()
            if node.layer is None and node.kind not in (INPUT, OUTPUT) and node.name in by_name
        }


def variable_places(layer: Any) -> Iterator[tuple[Any, tuple[str, int]]]:
    """Return the variables of a built layer, each with its path below the layer and its number.

    Those are the places that Keras's own files give them.
    """
    return _places(layer, "", set())


def _places(saveable: Any, path: str, seen: set[int]) -> Iterator[tuple[Any, tuple[str, int]]]:
    """Return the variables of *saveable* with the places that Keras's own files give them."""
    if id(saveable) in seen:
        return
    seen.add(id(saveable))
    yield from ((variable, (path, number)) for number, variable in enumerate(_own(saveable)))
    # WORKAROUND: Keras has no public way to ask where it saves a variable.
    for name, child in saving_lib._walk_saveable(saveable):
        place = f"{path}/{name}" if path else name
        if isinstance(child, KerasSaveable):
            yield from _places(child, place, seen)
        elif isinstance(child, list | tuple | dict):
            yield from _contained(child, place, seen)


def _own(saveable: Any) -> list[Any]:
    """Return the variables that *saveable* keeps itself, in the order of Keras's files."""
    mode = getattr(saveable, "quantization_mode", None)
    names = getattr(saveable, "variable_serialization_spec", {}).get(mode) if mode else None
    if names is not None:
        found = [getattr(saveable, f"_{n}", getattr(saveable, n, None)) for n in names]
        return [variable for variable in found if variable is not None]
    return [
        *getattr(saveable, "_trainable_variables", ()),
        *getattr(saveable, "_non_trainable_variables", ()),
    ]


def _contained(container: Any, path: str, seen: set[int]) -> Iterator[tuple[Any, tuple[str, int]]]:
    used: Counter[str] = Counter()
    for entry in container.values() if isinstance(container, dict) else container:
        if isinstance(entry, KerasSaveable):
            name = snake_case(type(entry).__name__)
            place = f"{path}/{name}_{used[name]}" if used[name] else f"{path}/{name}"
            used[name] += 1
            yield from _places(entry, place, seen)
