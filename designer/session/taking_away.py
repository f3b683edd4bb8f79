"""Writing the code of a project: as it stands, or as a run was trained, with the run's weights."""

from pathlib import Path

from designer.codegen.code_form import CodeForm
from designer.codegen.package import ModelFacts, package_files
from designer.codegen.writing import Known, write_code
from designer.project.data_fields import Field
from designer.project.files import read_project
from designer.project.first_weights import first_weights_file, without_files
from designer.project.project import Project
from designer.project.runs.folders import PROJECT_FILE
from designer.session.analysis import Analysis

_MODEL = "model.keras"


def first_weights_place(form: CodeForm, path: Path, project: Project) -> Path | None:
    """Return where the weights go with which exported code begins; None where there are none.

    They are written by the engine: `session.using.export("weights", place, ...)`.
    """
    name = first_weights_file(project)
    if not name:
        return None
    if form is CodeForm.PACKAGE:
        return path / package_files(project, [name])[name]
    return path.parent / name


def write_project_code(
    form: CodeForm,
    path: Path,
    project: Project,
    known: Known,
    run: Path | None = None,
) -> tuple[Path, ...]:
    """Write code to *path*; return the files that were written, the code first.

    Args:
        form: what to write.
        path: of the file, or of the package's folder.
        project: as it stands; that of the run is written where there is one.
        known: of the project as it stands.
        run: the folder of a run, whose weights the code loads instead of training.

    Raises:
        OSError: if something cannot be written, or the run has no model.
        BadProject: if the run's project cannot be read.
    """
    if run is None:
        return write_code(form, path, project, known)
    weights = run / _MODEL
    if not weights.is_file():
        raise FileNotFoundError(
            f"Expected a trained model in the run {run.name}, found none: it is not at its end. "
            "Train it to its end, or export the code without a run."
        )
    trained = without_files(read_project(run / PROJECT_FILE).project)
    fields = known.fields if trained.data == project.data else None
    return write_code(form, path, trained, Known(fields, known.data_folder, None, weights))


def facts_of(analysis: Analysis, project: Project) -> ModelFacts | None:
    """Return shapes and parameters of the model; None where they are not known as it stands."""
    total = analysis.totals.get("parameters")
    if analysis.stale or not total:
        return None
    shapes: list[dict[str, tuple[int | None, ...]]] = []
    for nodes in (project.graph.inputs, project.graph.outputs):
        found = {}
        for node in nodes:
            report = analysis.root_report(node.id)
            if report is None or "output" not in report.outputs:
                return None
            found[node.name] = report.outputs["output"].shape
        shapes.append(found)
    return ModelFacts(shapes[0], shapes[1], total)


def known_of(
    analysis: Analysis, project: Project, fields: list[Field] | None, folder: str
) -> Known:
    """Return what is known of a project as it stands."""
    return Known(fields, folder, facts_of(analysis, project))
