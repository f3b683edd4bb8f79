"""Saves a model, imports it, builds the project, gives it the weights, and compares."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import keras
import numpy as np

from designer.engine.build import build_model
from designer.engine.importing.importing import Imported, import_model
from designer.engine.weights.giving import set_weights
from designer.engine.weights.layers import layers_by_node
from designer.project.expansion import expand
from designer.project.kinds import catalog_for
from designer.project.project import Project


def flat(project: Project) -> Project:
    """Return *project* without blocks: the layers themselves."""
    return replace(project, graph=expand(project, models=True), blocks={})


def with_weights(imported: Imported) -> Any:
    """Return the Keras model of what was imported, with the weights that came along."""
    project = imported.project
    model = build_model(project, catalog_for(project))
    for key, layer in layers_by_node(model, project).items():
        if layer.weights:
            set_weights(layer, imported.weights[key])
    return model


def outputs(model: Any, given: Any, names: Sequence[str] = ()) -> list[Any]:
    """Return what *model* gives, in the order of *names* where it gives a dictionary."""
    result = model(given, training=False)
    if isinstance(result, dict) and names:
        return [np.asarray(result[name]) for name in names]
    return [np.asarray(part) for part in keras.tree.flatten(result)]


def difference(found: Sequence[Any], wanted: Sequence[Any]) -> float:
    """Return the greatest difference between two lists of arrays."""
    pairs = list(zip(found, wanted, strict=True))
    return max(float(np.max(np.abs(a.astype("f8") - b.astype("f8")))) for a, b in pairs)


def round_trip(model: Any, given: Any, path: Path) -> tuple[float, Imported]:
    """Return how far the model differs from itself once it was saved and imported."""
    wanted = outputs(model, given)
    model.save(path)
    imported = import_model(path)
    names = [node.name for node in imported.project.graph.outputs]
    return difference(outputs(with_weights(imported), given, names), wanted), imported
