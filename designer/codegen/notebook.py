"""A project as a notebook: data, model, training and evaluation under headings, to run through."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from designer.catalog.catalog import Catalog
from designer.codegen.comments import paragraphs
from designer.codegen.data_code import Places
from designer.codegen.module_text import Section, split_module
from designer.codegen.parts import (
    ProjectCode,
    ending_lines,
    project_code,
    training_lines,
)
from designer.codegen.recipes import recipes_with_needs
from designer.project.data_fields import Field
from designer.project.project import Project

_HERE = "HERE = Path.cwd()"
_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def project_notebook(
    project: Project,
    *,
    catalog: Catalog | None = None,
    fields: Sequence[Field] | None = None,
    data_folder: str = "",
    notebook_folder: str = "",
    weights: str | None = None,
) -> str:
    """Return *project* as the text of an `.ipynb` file (nbformat 4.5), not yet run.

    Args:
        project: what to write.
        catalog: what can stand in it; found out where it is None.
        fields: what the data holds, as the preview of the data tells it.
        data_folder: what a relative path of the data is relative to: the project's folder.
        notebook_folder: where the notebook will lie, from which it has to be run.
        weights: a file of trained weights beside the notebook, loaded instead of training.
    """
    code = project_code(project, catalog, fields, Places(data_folder, notebook_folder))
    cells = [_cell(number, *cell) for number, cell in enumerate(_cells(code, weights), 1)]
    notebook = {"cells": cells, "metadata": _METADATA, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def _cells(code: ProjectCode, weights: str | None) -> Iterator[tuple[str, str]]:
    """Yield kind and text of every cell."""
    sections = (code.loading, code.own_section + code.building, code.training)
    calls = (
        ["training, validation, test = load_data()"] if code.trains else [],
        ["model = build_model()", "model.summary()"],
        training_lines(code, weights),
    )
    ending = ending_lines(code, weights)
    whole = Section([_HERE]) + sections[0] + sections[1] + sections[2]
    head, _ = split_module(whole, "\n".join([*calls[0], *calls[1], *calls[2], *ending]))
    yield "markdown", _title(code)
    yield "code", "\n".join(head)
    pasted: set[str] = set()
    for heading, section, lines in zip(_HEADINGS, sections, calls, strict=True):
        functions = [*section.functions, *_recipes(section, pasted)]
        if functions or lines:
            yield "markdown", heading
        if functions:
            yield "code", "\n\n\n".join(functions)
        if lines:
            yield "code", "\n".join(lines)
    yield "markdown", _LAST if code.trains else _SAVING
    yield "code", "\n".join(ending)


_HEADINGS = (
    "## Data\n\nThe rows for training, validation and test.",
    "## Model",
    "## Training",
)
_LAST = "## Evaluation\n\nOn rows that the model has not seen; then it is saved."
_SAVING = "## Saving\n\nThe whole model, as one file."


def _recipes(section: Section, pasted: set[str]) -> Iterator[str]:
    """Yield the functions that a section needs and no cell above has; constants are on top."""
    for recipe in recipes_with_needs(section.recipes):
        if not recipe.constant and recipe.name not in pasted:
            pasted.add(recipe.name)
            yield recipe.text


def _title(code: ProjectCode) -> str:
    name = " ".join(code.project.name.split()) or "A model"
    files = [f"It reads {name}, which lies beside it." for name in code.data.files]
    made = "A Keras model, made with Keras Designer."
    return "\n\n".join([f"# {name}", made, *paragraphs(code.project.notes), *files])


def _cell(number: int, kind: str, text: str) -> dict[str, Any]:
    cell: dict[str, Any] = {"cell_type": kind, "id": f"cell-{number}", "metadata": {}}
    if kind == "code":
        cell |= {"execution_count": None, "outputs": []}
    return {**cell, "source": list(_lines(text.splitlines()))}


def _lines(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines as a notebook keeps them: all but the last with their ends."""
    *first, last = lines
    yield from (line + "\n" for line in first)
    yield last
