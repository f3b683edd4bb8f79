"""Answers what the window asks about first weights."""

from collections.abc import Mapping
from pathlib import Path

from designer.engine.build import build_model
from designer.engine.weights.first import (
    First,
    build_shapes,
    foresee_first,
    weights_path,
)
from designer.engine.weights.sources import open_source
from designer.project.built import built
from designer.project.files import project_from_dict
from designer.project.first_weights import asks_for_weights
from designer.project.kinds import catalog_for
from designer.protocol.events import WeightsChecked, WeightsListed
from designer.protocol.requests import CheckWeights, ListWeights


def check_weights(request: CheckWeights) -> WeightsChecked:
    """Return which layers would begin with weights of a file, and which would not and why.

    Raises:
        BadProject: if the request holds no project.
        UserError: if the model cannot be built, or a file cannot be read.
    """
    project = built(project_from_dict(request.project))
    found: Mapping[str, First] = {}
    if asks_for_weights(project):
        model = build_shapes(lambda: build_model(project, catalog_for(project)))
        found = foresee_first(model, project, request.folder)
    nodes = {
        key: {"source": first.source, "fresh": first.fresh.text if first.fresh else ""}
        for key, first in found.items()
    }
    return WeightsChecked(request.id, request.revision, nodes)


def list_weights(request: ListWeights) -> WeightsListed:
    """Return the layers that a file of weights, or a run, holds.

    Raises:
        UserError: if it cannot be read.
    """
    path = weights_path(request.path, Path(request.folder))
    with open_source(path) as source:
        layers = {
            name: [list(shape) for shape in shapes] for name, shapes in source.listed().items()
        }
    return WeightsListed(request.id, request.path, layers)
