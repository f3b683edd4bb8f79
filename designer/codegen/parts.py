"""All that a project is in code, before it is laid out as a script, a notebook or a package."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from designer.catalog.catalog import Catalog
from designer.codegen.data_code import DataCode, Places, data_code
from designer.codegen.expressions import INDENT, arguments, call, literal, quoted, written
from designer.codegen.functions import ModelCode, model_code
from designer.codegen.identifiers import identifier
from designer.codegen.module_text import Section
from designer.codegen.own_code import OwnText, own_text, package_imports
from designer.codegen.recipes import all_recipes
from designer.codegen.training_code import adapt_names, compile_lines, fit_lines, named_outputs
from designer.project.built import built
from designer.project.data_fields import Field
from designer.project.first_weights import first_weights_file
from designer.project.kinds import catalog_for
from designer.project.project import OutputStructure, Project
from designer.project.settings import DataKind

TAKEN = ("keras", "layers", "ops", "np", "tf", "math", "sys", "Path", "HERE", "DATA", "SEED")
"""Names that no variable may have, because they mean something else everywhere."""
_FUNCTIONS = ("load_data", "build_model", "train", "with_named_outputs", "main")
_DEEP = 900
"""Layers on one way through a model from which Python's recursion limit is too low for Keras."""
SCRIPT_HERE = "HERE = Path(__file__).resolve().parent"


@dataclass(slots=True)
class ProjectCode:
    """The parts of the code of a project.

    Attributes:
        trains: there is data, a whole model, and so a function that trains it.
        own: the project's own module, where something of it is used.
        loading: the function that reads the data.
        building: the functions that build the model.
        training: the functions that train it.
    """

    project: Project
    data: DataCode
    model: ModelCode
    trains: bool
    own: OwnText
    loading: Section = field(default_factory=Section)
    building: Section = field(default_factory=Section)
    training: Section = field(default_factory=Section)

    @property
    def relists(self) -> bool:
        """The model returns a list, and has to be trained by the names of its outputs."""
        several = len(self.model.outputs) > 1
        return several and self.project.structure is OutputStructure.LIST

    @property
    def own_section(self) -> Section:
        """The project's own module as it is pasted."""
        body = [self.own.body] if self.own.body else []
        return Section(functions=body, imports=set(self.own.imports))

    @property
    def file_name(self) -> str:
        """The name of the model as one of a file."""
        return identifier(self.project.name, "model")


def project_code(
    project: Project,
    catalog: Catalog | None = None,
    fields: Sequence[Field] | None = None,
    places: Places | None = None,
) -> ProjectCode:
    """Return the parts of the code of *project*; what cannot be written is said in its place.

    Args:
        project: what to write.
        catalog: what can stand in it; found out where it is None.
        fields: what the data holds, as the preview of the data tells it.
        places: of the data and of the code.
    """
    project = built(project)
    catalog = catalog or catalog_for(project)
    data = data_code(project, fields, places)
    own = own_text(project)
    taken = (*TAKEN, *own.names)
    model = model_code(project, catalog, taken, (*_FUNCTIONS, *all_recipes()))
    code = ProjectCode(project, data, model, data.complete and model.complete, own)
    code.loading = _loading(project, data)
    code.building = _building(project, model)
    if code.trains:
        code.training = _training(code, catalog)
    return code


def function_text(head: str, docstring: str, lines: Iterable[str]) -> str:
    """Return a function of finished lines."""
    return "\n".join((f"def {head}:", f'{INDENT}"""{docstring}"""', *lines))


def main_lines(code: ProjectCode, weights: str | None, folder: str = "HERE") -> list[str]:
    """Return the statements that do everything once, from the data to the saved model.

    Args:
        code: of the project.
        weights: a file of trained weights, which are loaded instead of training.
        folder: the expression of the folder with the weights, and for the model.
    """
    lines = ["training, validation, test = load_data()"] if code.trains else []
    lines += ["model = build_model()", "model.summary()"]
    return [*lines, *training_lines(code, weights, folder), *ending_lines(code, weights, folder)]


def training_lines(code: ProjectCode, weights: str | None, folder: str = "HERE") -> list[str]:
    """Return the statements that train the model, or load the weights that it has been given.

    Where there is nothing to train it with, it gets what it would begin with.
    """
    if weights:
        model = "with_named_outputs(model)" if code.trains and code.relists else "model"
        return [f"{model}.load_weights({folder} / {quoted(weights)})"]
    if not code.trains:
        ready = code.model.complete and code.project.data.kind is DataKind.NONE
        return _first_weights(code.project) if ready else []
    if not code.relists:
        return ["train(model, training, validation)"]
    return ["named = with_named_outputs(model)", "train(named, training, validation)"]


def ending_lines(code: ProjectCode, weights: str | None, folder: str = "HERE") -> list[str]:
    """Return the statements that evaluate the model and save it."""
    trained = code.trains and not weights
    save = [f"model.save({folder} / {quoted(f'{code.file_name}.keras')})"]
    return [*(evaluation_lines(code) if trained else []), *save]


def evaluation_lines(code: ProjectCode) -> list[str]:
    """Return the statement that evaluates the model on the test rows, where there are some."""
    model = "named" if code.relists else "model"
    tests = code.trains and code.project.data.test > 0
    return [f"{model}.evaluate(*test, batch_size=BATCH_SIZE)"] if tests else []


def _loading(project: Project, data: DataCode) -> Section:
    if project.data.kind is DataKind.NONE:
        return Section()
    title = "Return inputs and targets of the rows for training, validation and test."
    function = function_text("load_data()", title, data.lines)
    return Section(list(data.constants), [function], list(data.recipes))


def _building(project: Project, model: ModelCode) -> Section:
    lines = [f"{INDENT}keras.utils.set_random_seed(SEED)", *model.lines]
    title = "Return the model with its first weights."
    functions = [*model.functions, function_text("build_model()", title, lines)]
    section = Section([f"SEED = {project.fit.seed}"], functions)
    section.imports |= package_imports(project)
    if any("name_operation(" in text for text in functions):
        section.recipes.append("name_operation")
    if model.depth > _DEEP:
        limit = f"sys.setrecursionlimit({model.depth * 20})  # for a deep model"
        section.constants.append(limit)
    return section


def _first_weights(project: Project) -> list[str]:
    """Return the statement that loads what the model begins with, after what it was adapted to."""
    name = first_weights_file(project)
    return [f"model.load_weights(HERE / {quoted(name)})"] if name else []


def _training(code: ProjectCode, catalog: Catalog) -> Section:
    project, data = code.project, code.data
    section = Section([f"EPOCHS = {project.fit.epochs}", f"BATCH_SIZE = {project.fit.batch_size}"])
    names = adapt_names(project)
    adapting = "adapt_inner_layers" if any("/" in name for name in names) else "adapt_layers"
    adapt = call(adapting, *arguments(["model", literal(list(names)), "x"]))
    lines = [
        f"{INDENT}x, y = training",
        f"{INDENT}steps = math.ceil({data.rows} / BATCH_SIZE)",
        *([written(adapt, INDENT)] if names else []),
        *(INDENT + line for line in _first_weights(project)),
        *compile_lines(project, catalog, project.graph.outputs),
        *fit_lines(project, catalog, data),
    ]
    section.recipes += [adapting] if names else []
    section.recipes += ["whole_executions"] if project.compile.steps_per_execution > 1 else []
    section.recipes.append("training_batches")
    if code.relists:
        section.functions.append(named_outputs(code.model.outputs))
    title = "Train the model and return its history."
    head = "train(model, training, validation)"
    section.functions.append(function_text(head, title, lines))
    return section
