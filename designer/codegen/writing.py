"""Writes the code of a project, and beside it the data of the program and weights that it reads."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from designer import paths
from designer.codegen.code_form import CodeForm
from designer.codegen.notebook import project_notebook
from designer.codegen.package import MARK, ModelFacts, package_files, project_package
from designer.codegen.script import project_script, script_files
from designer.project.data_fields import Field
from designer.project.files import write_atomically
from designer.project.project import Project


@dataclass(frozen=True, slots=True)
class Known:
    """What is known besides the project.

    Attributes:
        fields: what the data holds.
        data_folder: the project's folder, to which relative paths of the data belong.
        facts: what the model was found to be.
        weights: a file of trained weights, which the code loads instead of training.
    """

    fields: Sequence[Field] | None = None
    data_folder: str = ""
    facts: ModelFacts | None = None
    weights: Path | None = None


def write_code(
    form: CodeForm, path: Path, project: Project, known: Known | None = None
) -> tuple[Path, ...]:
    """Write *project* as code to *path*; return the files that were written, the code first.

    Args:
        form: what to write.
        path: of the file, or of the folder of a package.
        project: what to write.
        known: what else is known.

    Raises:
        OSError: if a file cannot be written, or the folder holds other things; whatever stood
            there is whole.
    """
    path, known = path.absolute(), known or Known()
    weights = f"{path.stem}_trained.keras" if known.weights else None
    match form:
        case CodeForm.PACKAGE:
            return _write_package(path, project, known, weights)
        case CodeForm.NOTEBOOK:
            text = project_notebook(
                project,
                fields=known.fields,
                data_folder=known.data_folder,
                notebook_folder=str(path.parent),
                weights=weights,
            )
        case CodeForm.PYTHON:
            text = project_script(
                project,
                fields=known.fields,
                data_folder=known.data_folder,
                script_folder=str(path.parent),
                weights=weights,
            )
    beside = _put_beside(path.parent, {name: name for name in script_files(project)})
    beside += _put_weights(path.parent, known, weights)
    write_atomically(path, text.encode())
    return (path, *beside)


def write_script(
    path: Path, project: Project, *, fields: Sequence[Field] | None = None, data_folder: str = ""
) -> tuple[Path, ...]:
    """Write *project* as a script to *path*; see `write_code`."""
    return write_code(CodeForm.PYTHON, path, project, Known(fields, data_folder))


def _write_package(
    folder: Path, project: Project, known: Known, weights: str | None
) -> tuple[Path, ...]:
    _require_place(folder)
    files = project_package(
        project,
        fields=known.fields,
        data_folder=known.data_folder,
        package_folder=str(folder),
        weights=weights,
        facts=known.facts,
    )
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
    beside = _put_beside(folder, package_files(project, script_files(project)))
    beside += _put_weights(folder, known, weights)
    written = [folder / name for name in files]
    for path, text in zip(written, files.values(), strict=True):
        write_atomically(path, text.encode())
    return (*written, *beside)


def _require_place(folder: Path) -> None:
    """Refuse a folder with other things in it than a package that was written before."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    marked = folder / "pyproject.toml"
    if marked.is_file() and marked.read_text(encoding="utf-8", errors="replace").startswith(MARK):
        return
    raise FileExistsError(
        f"Expected a new folder for the package, found {folder} with other things in it. "
        "Choose another name, so that nothing of it is lost."
    )


def _put_beside(folder: Path, places: Mapping[str, str]) -> list[Path]:
    """Copy data files of the program; *places* are their paths in *folder* by name."""
    copies = []
    for name, place in places.items():
        copy = folder / place
        content = (paths.resources() / "data" / name).read_bytes()
        if not copy.is_file() or copy.read_bytes() != content:
            write_atomically(copy, content)
        copies.append(copy)
    return copies


def _put_weights(folder: Path, known: Known, name: str | None) -> list[Path]:
    if known.weights is None or name is None:
        return []
    shutil.copyfile(known.weights, folder / name)
    return [folder / name]
