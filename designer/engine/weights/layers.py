"""Finds the Keras layer of each node of a project in the model that was built of it."""

from collections.abc import Iterable
from typing import Any

from designer.engine.weights.places import LayerPlace, NamePath, layer_places
from designer.project.project import Project


def layers_by_node(model: Any, project: Project) -> dict[str, Any]:
    """Return the layers that nodes own, by the nodes' path ids (`n5/c2` inside a block).

    Args:
        model: what `build_model` made of *project*, or what it was saved as and read back.

    Returns:
        Nodes that own no layer (ends, operations, those that call another's layer) and nodes
        whose layer is not in the model are missing. A block that is a model inside the model
        is not in it itself, the nodes inside it are.
    """
    return {place.key: layer for place, layer in placed_layers(model, layer_places(project))}


def placed_layers(model: Any, places: Iterable[LayerPlace]) -> list[tuple[LayerPlace, Any]]:
    """Return the nodes whose layers are in *model*, with them."""
    known: dict[NamePath, dict[str, Any]] = {}
    found = []
    for place in places:
        inside = _layers(model, place.names[:-1], known)
        if place.names[-1] in inside:
            found.append((place, inside[place.names[-1]]))
    return found


def _layers(model: Any, path: NamePath, known: dict[NamePath, dict[str, Any]]) -> dict[str, Any]:
    """Return the layers by name of the model at *path* inside of *model*."""
    if path not in known:
        within = model if not path else _layers(model, path[:-1], known).get(path[-1])
        known[path] = {layer.name: layer for layer in getattr(within, "layers", ())}
    return known[path]
