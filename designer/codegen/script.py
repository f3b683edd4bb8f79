"""A project as one Python script that gives the model and the curves that the engine gives."""

from collections.abc import Sequence

from designer.catalog.catalog import Catalog
from designer.codegen.comments import docstring
from designer.codegen.data_code import Places, data_code
from designer.codegen.expressions import INDENT
from designer.codegen.module_text import Section, module_text
from designer.codegen.parts import SCRIPT_HERE, ProjectCode, main_lines, project_code
from designer.project.data_fields import Field
from designer.project.project import Project


def project_script(
    project: Project,
    *,
    catalog: Catalog | None = None,
    fields: Sequence[Field] | None = None,
    data_folder: str = "",
    script_folder: str = "",
    weights: str | None = None,
) -> str:
    """Return *project* as one Python script, formatted as `ruff format` would.

    An unfinished or broken graph gives what can be built of it, with `# TODO` lines for the rest.

    Args:
        project: what to write.
        catalog: what can stand in it; found out where it is None.
        fields: what the data holds, as the preview of the data tells it. Not needed for sets that
            are known by name.
        data_folder: what a relative path of the data is relative to: the project's folder.
        script_folder: where the script will lie; empty: beside the project. Data below it is
            named from there, other data by its full path.
        weights: a file of trained weights beside the script, which `main` loads instead of
            training.
    """
    code = project_code(project, catalog, fields, Places(data_folder, script_folder))
    constants = [SCRIPT_HERE, *code.loading.constants, *_settings(project)]
    loading = Section(functions=code.loading.functions, recipes=code.loading.recipes)
    section = Section(constants) + loading + code.own_section + code.building + code.training
    ending = ['if __name__ == "__main__":', *(INDENT + line for line in main_lines(code, weights))]
    return module_text(title(code), section, "\n".join(ending))


def script_files(project: Project) -> tuple[str, ...]:
    """Return the names of the program's own data files that belong beside the script."""
    return tuple(data_code(project, None).files)


def title(code: ProjectCode) -> str:
    """Return the docstring of a script."""
    project = code.project
    files = "".join(f" It reads {name}, which lies beside it." for name in code.data.files)
    notes = "\n\n".join(part for part in (project.notes.strip(), files.strip()) if part)
    name = " ".join(project.name.split()) or "A model"
    return "\n".join(docstring(f"{name}: a Keras model, made with Keras Designer.", notes, ""))


def _settings(project: Project) -> list[str]:
    return [
        f"EPOCHS = {project.fit.epochs}",
        f"BATCH_SIZE = {project.fit.batch_size}",
        f"SEED = {project.fit.seed}",
    ]
