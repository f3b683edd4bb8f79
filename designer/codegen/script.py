"""A project as one Python script that gives the model and the curves that the engine gives."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from designer.catalog.catalog import Catalog
from designer.codegen.comments import comment
from designer.codegen.data_code import DataCode, Places, data_code
from designer.codegen.expressions import INDENT, WIDTH, arguments, call, literal, quoted, written
from designer.codegen.functions import ModelCode, model_code
from designer.codegen.identifiers import identifier
from designer.codegen.own_code import code_imports, own_text, package_imports
from designer.codegen.recipes import recipes_with_needs
from designer.codegen.training_code import adapt_names, compile_lines, fit_lines
from designer.project.data_fields import Field
from designer.project.kinds import catalog_for
from designer.project.project import Project

_TAKEN = ("keras", "layers", "ops", "np", "tf", "math", "sys", "Path", "HERE", "DATA", "SEED")
_OPERATION, _ARRAY = re.compile(r"(?<![\w.\"])ops\."), re.compile(r"(?<![\w.\"])np\.array\(")
_DEEP = 900
"""Layers on one way through a model from which Python's recursion limit is too low for Keras."""
_STANDARD = {"csv", "math", "os", "sys", "pathlib", "typing", "collections", "itertools", "json"}


@dataclass(slots=True)
class _Script:
    """A script in the making."""

    imports: set[str] = field(default_factory=set)
    constants: list[str] = field(default_factory=list)
    recipes: list[str] = field(default_factory=list)
    functions: list[str] = field(default_factory=list)

    def text(self, docstring: str, ending: str) -> str:
        pasted = recipes_with_needs(self.recipes)
        imports = self.imports.union(*(recipe.imports for recipe in pasted))
        head = [docstring, "", *_grouped(imports)]
        constants = [*self.constants, *(r.text for r in pasted if r.constant)]
        parts = [
            "\n".join([*head, "", *constants] if constants else head),
            *self.functions,
            *(recipe.text for recipe in pasted if not recipe.constant),
            ending,
        ]
        return "\n\n\n".join(parts) + "\n"


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
        catalog: what Keras offers; the one that comes with the program where it is None.
        fields: what the data holds, as the preview of the data tells it. Not needed for sets that
            are known by name.
        data_folder: what a relative path of the data is relative to: the project's folder.
        script_folder: where the script will lie; empty: beside the project. Data below it is
            named from there, other data by its full path.
        weights: a file of trained weights beside the script, which `main` loads instead of
            training.
    """
    catalog = catalog or catalog_for(project)
    data = data_code(project, fields, Places(data_folder, script_folder))
    model = model_code(project, catalog, _TAKEN)
    script = _Script(constants=["HERE = Path(__file__).resolve().parent"])
    script.imports |= {"from pathlib import Path", "import keras"}
    _add_constants(script, project, data)
    _add_data(script, data)
    _add_model(script, project, model)
    trains = data.complete and model.complete
    if trains:
        _add_training(script, project, catalog, data)
    return script.text(_docstring(project, data), _main(project, trains, weights))


def script_files(project: Project) -> tuple[str, ...]:
    """Return the names of the program's own data files that belong beside the script."""
    return tuple(data_code(project, None).files)


def _add_constants(script: _Script, project: Project, data: DataCode) -> None:
    script.constants += data.constants
    script.constants += [
        f"EPOCHS = {project.fit.epochs}",
        f"BATCH_SIZE = {project.fit.batch_size}",
        f"SEED = {project.fit.seed}",
    ]


def _add_data(script: _Script, data: DataCode) -> None:
    script.recipes += data.recipes
    title = '"""Return inputs and targets of the rows for training, validation and test."""'
    script.functions.append(_function("load_data()", title, data.lines))
    if any("np." in line for line in data.lines):
        script.imports.add("import numpy as np")


def _add_model(script: _Script, project: Project, model: ModelCode) -> None:
    lines = list(model.lines)
    written_ones = [*model.functions, *lines]
    if any("layers." in line for line in written_ones):
        script.imports.add("from keras import layers")
    if any(_OPERATION.search(line) for line in written_ones):
        script.imports.add("from keras import ops")
    if any("name_operation(" in line for line in written_ones):
        script.recipes.append("name_operation")
    if any(_ARRAY.search(line) for line in written_ones):
        script.imports.add("import numpy as np")
    if model.depth > _DEEP:
        script.imports.add("import sys")
        script.constants.append(f"sys.setrecursionlimit({model.depth * 20})  # for a deep model")
    script.functions += model.functions
    own = own_text(project)
    script.imports |= {*own.imports, *package_imports(project)}
    script.functions += [own.body] if own.body else []
    script.imports |= code_imports(lines)
    lines.insert(0, f"{INDENT}keras.utils.set_random_seed(SEED)")
    script.functions.append(
        _function("build_model()", '"""Return the model with its first weights."""', lines)
    )


def _add_training(script: _Script, project: Project, catalog: Catalog, data: DataCode) -> None:
    fit = list(fit_lines(project, catalog, data))
    names = adapt_names(project)
    adapting = "adapt_inner_layers" if any("/" in name for name in names) else "adapt_layers"
    adapt = call(adapting, *arguments(["model", literal(list(names)), "x"]))
    lines = [
        f"{INDENT}x, y = training",
        f"{INDENT}steps = math.ceil({data.rows} / BATCH_SIZE)",
        *([written(adapt, INDENT)] if names else []),
        *compile_lines(project, catalog, project.graph.outputs),
        *fit,
    ]
    script.recipes += [adapting] if names else []
    script.recipes += ["whole_executions"] if project.compile.steps_per_execution > 1 else []
    script.imports.add("import math")
    if project.data.validation > 0:
        script.imports.add("import tensorflow as tf")
    if any("np." in line for line in fit):
        script.imports.add("import numpy as np")
    script.recipes.append("training_batches")
    title = '"""Train the model and return its history."""'
    script.functions.append(_function("train(model, training, validation)", title, lines))


def _function(head: str, docstring: str, lines: Iterable[str]) -> str:
    return "\n".join((f"def {head}:", INDENT + docstring, *lines))


def _docstring(project: Project, data: DataCode) -> str:
    notes = [
        part
        for line in project.notes.splitlines()
        for part in textwrap.wrap(_plain(line), WIDTH) or [""]
    ]
    title = _plain(project.name) or "A model"
    body = "\n".join(notes).strip()
    files = "".join(f" It reads {name}, which lies beside it." for name in data.files)
    lines = [f'"""{title}: a Keras model, made with Keras Designer.']
    if body:
        lines += ["", body]
    if files:
        lines += ["", files.strip()]
    return "\n".join((*lines, '"""')) if len(lines) > 1 else lines[0] + '"""'


def _plain(text: str) -> str:
    """Return *text* as it may stand in a docstring."""
    return comment(text).replace("\\", "/").replace('"', "'")


def _main(project: Project, trains: bool, weights: str | None) -> str:
    name = identifier(project.name, "model")
    lines = ['if __name__ == "__main__":']
    if trains:
        lines.append(f"{INDENT}training, validation, test = load_data()")
    lines += [f"{INDENT}model = build_model()", f"{INDENT}model.summary()"]
    if trains and weights:
        lines.append(f"{INDENT}model.load_weights(HERE / {quoted(weights)})")
    elif trains:
        lines.append(f"{INDENT}train(model, training, validation)")
    if trains and project.data.test > 0:
        lines.append(f"{INDENT}model.evaluate(*test, batch_size=BATCH_SIZE)")
    lines.append(f'{INDENT}model.save(HERE / "{name}.keras")')
    return "\n".join(lines)


def _grouped(imports: Iterable[str]) -> Iterator[str]:
    """Yield import statements as isort orders them: standard library first."""
    groups: list[list[str]] = [[], []]
    for statement in _merged(imports):
        package = statement.split()[1].split(".")[0]
        groups[package not in _STANDARD].append(statement)
    for number, group in enumerate(groups):
        if number and groups[0] and group:
            yield ""
        yield from sorted(group, key=lambda s: (s.startswith("from"), s.split()[1].lower(), s))


def _merged(imports: Iterable[str]) -> Iterator[str]:
    """Yield import statements, those from one module as one."""
    names: dict[str, set[str]] = {}
    for statement in imports:
        module, _, name = statement.partition(" import ")
        if name:
            names.setdefault(module, set()).add(name)
        else:
            yield statement
    for module, found in names.items():
        ordered = sorted(found, key=lambda name: (name.islower(), name))
        yield f"{module} import {', '.join(ordered)}"
