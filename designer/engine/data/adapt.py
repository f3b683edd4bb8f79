"""Layers that learn from the data are adapted on the training rows alone."""

from typing import Any

from designer.engine.data.batches import input_batches
from designer.engine.data.prepared import PreparedData
from designer.engine.recipes.adapt import adapt_inner_layers, adapt_layers
from designer.project.adapting import layers_to_adapt
from designer.project.project import Project


def adapt_model(model: Any, project: Project, data: PreparedData) -> tuple[str, ...]:
    """Adapt the layers of *model* that need it; return their names.

    Args:
        model: the Keras model built from *project*; its layers have the nodes' names.
        project: tells which layers need it: those whose statistics or vocabulary are not given.
        data: whose training rows are used.
    """
    names = layers_to_adapt(project.graph, project.blocks)
    if names:
        adapt = adapt_inner_layers if any("/" in name for name in names) else adapt_layers
        adapt(model, list(names), input_batches(data) if data.pictures else data.train.x)
    return names
