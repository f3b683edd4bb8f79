"""A project as a small package: data, model and training apart, with a test and a README."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from designer.catalog.catalog import Catalog
from designer.codegen.comments import docstring, paragraphs
from designer.codegen.data_code import Places
from designer.codegen.expressions import INDENT, Expression, literal, mapping, quoted, written
from designer.codegen.identifiers import identifier
from designer.codegen.module_text import Section, module_text, uses
from designer.codegen.parts import (
    SCRIPT_HERE,
    ProjectCode,
    function_text,
    main_lines,
    project_code,
)
from designer.project.data_fields import Field
from designer.project.own_packages import importable
from designer.project.project import Project
from designer.project.settings import DataKind

MARK = "# Made with Keras Designer."
_RANGES = {
    "keras": "keras>=3.15.1,<3.17",
    "tensorflow": "tensorflow>=2.21,<2.22",
    "numpy": "numpy>=2.1,<3",
    "PIL": "Pillow>=11,<14",
    "h5py": "h5py>=3.12,<4",
}
"""What the code was written for: the versions that the program itself runs with."""
_NEEDS = {DataKind.IMAGE_FOLDER: "PIL", DataKind.HDF5: "h5py"}

Shape = tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """What is known of the model, for the test.

    Attributes:
        inputs: shape by name, batch axis included.
        outputs: shape by name, batch axis included.
    """

    inputs: Mapping[str, Shape] = field(default_factory=dict)
    outputs: Mapping[str, Shape] = field(default_factory=dict)
    parameters: int | None = None


def project_package(
    project: Project,
    *,
    catalog: Catalog | None = None,
    fields: Sequence[Field] | None = None,
    data_folder: str = "",
    package_folder: str = "",
    weights: str | None = None,
    facts: ModelFacts | None = None,
) -> dict[str, str]:
    """Return the files of the package, text by path.

    Args:
        project: what to write.
        catalog: what can stand in it; found out where it is None.
        fields: what the data holds, as the preview of the data tells it.
        data_folder: what a relative path of the data is relative to: the project's folder.
        package_folder: the folder that will hold all; empty: unknown.
        weights: a file of trained weights in that folder, loaded instead of training.
        facts: what the model was found to be, which the test holds it to.
    """
    name = package_name(project)
    inside = f"{package_folder}/{name}" if package_folder else ""
    code = project_code(project, catalog, fields, Places(data_folder, inside))
    modules = {
        f"{name}/__init__.py": _line(f"{_title(project)}, a Keras model."),
        **({f"{name}/data.py": _data(code)} if code.loading.functions else {}),
        f"{name}/model.py": _model(code, name),
        f"{name}/train.py": _train(code, name, weights),
    }
    if code.own.body:
        modules[f"{name}/own.py"] = project.module.rstrip("\n") + "\n"
    tests = {"tests/test_model.py": _test(code, name, facts or ModelFacts())}
    return {
        "README.md": _readme(code, name, weights),
        "pyproject.toml": _pyproject(code, name),
        "requirements.txt": "".join(f"{line}\n" for line in _requirements(code)),
        **modules,
        **(tests if code.model.complete else {}),
    }


def package_name(project: Project) -> str:
    """Return what the package is called; nothing that Python or Keras has already."""
    name = identifier(project.name, "model")
    taken = {*sys.stdlib_module_names, "keras", "tensorflow", "numpy", "tests", "pytest"}
    return f"{name}_model" if name in taken else name


def package_files(project: Project, files: Sequence[str]) -> dict[str, str]:
    """Return where the data files of the program go: path in the package by name."""
    return {file: f"{package_name(project)}/{file}" for file in files}


def _title(project: Project) -> str:
    return " ".join(project.name.split()) or "A model"


def _line(text: str) -> str:
    return "\n".join(docstring(text, "", "")) + "\n"


def _data(code: ProjectCode) -> str:
    section = code.loading
    if any(uses(text, "HERE") for text in (*section.constants, *section.functions)):
        section = Section([SCRIPT_HERE]) + section
    return module_text(f'"""The data of {_quoted_title(code)}."""', section)


def _model(code: ProjectCode, name: str) -> str:
    section = code.building
    section.imports |= _from_own(code, name, section)
    return module_text(f'"""The model {_quoted_title(code)}."""', section, own=[name])


def _train(code: ProjectCode, name: str, weights: str | None) -> str:
    lines = [INDENT + line for line in main_lines(code, weights, "HERE.parent")]
    text = "Train the model, evaluate it" if code.trains else "Build the model"
    text = "Load the trained weights" if weights else text
    main = function_text("main()", f"{text} and save it.", lines)
    section = Section([SCRIPT_HERE]) + code.training + Section(functions=[main])
    body = "\n".join([*section.constants, *section.functions])
    section.imports |= _from_own(code, name, section)
    section.imports |= {f"from {name}.{place} import {what}" for place, what in (
        ("data", "load_data"), ("model", "SEED"), ("model", "build_model"),
    ) if uses(body, what)}  # fmt: skip
    ending = f'if __name__ == "__main__":\n{INDENT}main()'
    does = "Trains" if code.trains else "Builds and saves"
    doc = f'"""{does} {_quoted_title(code)}: `python -m {name}.train`."""'
    return module_text(doc, section, ending, own=[name])


def _from_own(code: ProjectCode, name: str, section: Section) -> set[str]:
    """Return the imports of what a section uses of the project's own module."""
    text = "\n".join([*section.constants, *section.functions])
    return {f"from {name}.own import {own}" for own in code.own.names if uses(text, own)}


def _quoted_title(code: ProjectCode) -> str:
    (line,) = docstring(_title(code.project), "", "")
    return line.strip('"')


def _test(code: ProjectCode, name: str, facts: ModelFacts) -> str:
    functions = list(_tests(code, facts))
    section = Section(functions=functions, imports={f"from {name}.model import build_model"})
    return module_text('"""The model is the one that was drawn."""', section, own=[name])


def _tests(code: ProjectCode, facts: ModelFacts) -> Iterator[str]:
    names = list(code.model.inputs)
    lines = [f"{INDENT}names = [tensor.name for tensor in build_model().inputs]"]
    lines.append(written(literal(names), INDENT, "assert names == "))
    yield function_text("test_the_model_is_fed_by_name()", "Its inputs have their names.", lines)
    if set(names) == set(facts.inputs):
        shapes = literal([facts.inputs[name] for name in names])
        lines = [f"{INDENT}shapes = [tuple(tensor.shape) for tensor in build_model().inputs]"]
        lines.append(written(shapes, INDENT, "assert shapes == "))
        yield function_text("test_the_shapes_of_the_inputs()", "They are those drawn.", lines)
    if set(code.model.outputs) == set(facts.outputs):
        lines = list(_output_lines(code, facts))
        yield function_text("test_the_shapes_of_the_outputs()", "They are those drawn.", lines)
    if facts.parameters is not None:
        lines = [f"{INDENT}assert build_model().count_params() == {facts.parameters}"]
        yield function_text("test_the_number_of_parameters()", "It is as drawn.", lines)


def _output_lines(code: ProjectCode, facts: ModelFacts) -> Iterator[str]:
    """Yield the statements that compare the shapes of what the model gives."""
    names = code.model.outputs
    shapes: Expression
    if len(names) > 1 and not code.relists:
        yield f"{INDENT}outputs = build_model().output.items()"
        yield f"{INDENT}shapes = {{name: tuple(tensor.shape) for name, tensor in outputs}}"
        shapes = mapping({quoted(name): literal(facts.outputs[name]) for name in names})
    else:
        yield f"{INDENT}shapes = [tuple(tensor.shape) for tensor in build_model().outputs]"
        shapes = literal([facts.outputs[name] for name in names])
    yield written(shapes, INDENT, "assert shapes == ")


def _requirements(code: ProjectCode) -> list[str]:
    needed = ["keras", "tensorflow", "numpy"]
    if extra := _NEEDS.get(code.project.data.kind):
        needed.append(extra)
    packages = [name.replace("_", "-") for name in importable(code.project.packages)]
    return [*(_RANGES[name] for name in needed), *sorted(packages)]


def _pyproject(code: ProjectCode, name: str) -> str:
    dependencies = "".join(f"    {json.dumps(line)},\n" for line in _requirements(code))
    title = json.dumps(f"{_title(code.project)}, a Keras model.", ensure_ascii=False)
    return f"""{MARK}
[build-system]
requires = ["setuptools>=77"]
build-backend = "setuptools.build_meta"

[project]
name = "{name.replace("_", "-")}"
version = "0.1.0"
description = {title}
readme = "README.md"
requires-python = ">=3.11"
dependencies = [
{dependencies}]

[project.optional-dependencies]
test = ["pytest>=8"]

[tool.setuptools]
packages = ["{name}"]

[tool.setuptools.package-data]
{name} = ["*.npz"]

[tool.pytest.ini_options]
pythonpath = ["."]
testpaths = ["tests"]
"""


def _readme(code: ProjectCode, name: str, weights: str | None) -> str:
    does = "loads the trained weights and saves the model"
    if not weights:
        does = "trains, evaluates and saves the model" if code.trains else "builds and saves it"
    files = [
        *([("`data.py`", "reads the data and splits its rows")] if code.loading.functions else []),
        ("`model.py`", "builds the model"),
        *([("`own.py`", "the layers and functions of its own")] if code.own.body else []),
        ("`train.py`", does),
    ]
    rows = "\n".join(f"- {file}: {what}" for file, what in files)
    commands = f"pip install -r requirements.txt pytest\npython -m {name}.train\npython -m pytest\n"
    parts = [
        f"# {_title(code.project)}",
        "A Keras model, made with Keras Designer.",
        *paragraphs(code.project.notes),
        f"```sh\n{commands}```",
        f"In `{name}/`:",
        rows,
        f"The finished model is saved beside this file, as `{code.file_name}.keras`.",
    ]
    return "\n\n".join(parts) + "\n"
