"""The model that is exported: that of a run, or an untrained one."""

from dataclasses import dataclass
from pathlib import Path

import keras

from designer.engine.build import build_model
from designer.engine.data.adapt import adapt_model
from designer.engine.data.prepared import prepare
from designer.engine.errors import UserError
from designer.engine.export.formats import first_line
from designer.engine.own.models import read_model
from designer.engine.training.checkpoints import model_of_run
from designer.engine.weights.first import give_first
from designer.project.adapting import layers_to_adapt
from designer.project.built import built
from designer.project.files import BadProject, project_from_dict, read_project
from designer.project.project import Project
from designer.project.settings import DataKind
from designer.protocol.requests import Export


@dataclass(frozen=True, slots=True)
class ExportedModel:
    """A model and the project it belongs to, as it was trained."""

    model: keras.Model
    project: Project
    trained: bool


def model_to_export(request: Export) -> ExportedModel:
    """Return the model that *request* asks for.

    Raises:
        UserError: if the run has no model, its file cannot be read, or the project has errors.
    """
    if request.run_folder:
        return _of_run(Path(request.run_folder))
    project = built(project_from_dict(request.project))
    model = build_model(project)
    _adapt(model, project, request.folder)
    give_first(model, project, request.folder)
    return ExportedModel(model, project, trained=False)


def _adapt(model: keras.Model, project: Project, folder: str) -> None:
    """Let layers such as Normalization learn from the data, where there is any."""
    if layers_to_adapt(project.graph, project.blocks) and project.data.kind is not DataKind.NONE:
        adapt_model(model, project, prepare(project, folder))


def _of_run(folder: Path) -> ExportedModel:
    file = model_of_run(folder)
    if file is None:
        raise UserError(
            f"Expected a trained model in the run {folder.name}, found none: it has not ended an "
            "epoch. Train it, or export without a run."
        )
    try:
        project = built(read_project(folder / "project.kdesign").project)
    except BadProject as error:
        raise UserError(f"The run {folder.name} cannot be exported. {error}") from error
    try:
        model = read_model(file, project)
    except UserError:
        raise
    except Exception as error:
        raise UserError(
            f"Expected a Keras model in {file}, found that it cannot be read: "
            f"{first_line(error)} Train the model again."
        ) from error
    return ExportedModel(model, project, trained=True)
