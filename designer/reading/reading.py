"""Python source to projects: every model that a script makes, read without running it."""

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeGuard

from designer.catalog.catalog import Catalog
from designer.graph.problems import Severity
from designer.graph.records import INPUT
from designer.project.project import Project
from designer.reading.beside import Beside, with_modules
from designer.reading.comments import comments_in
from designer.reading.findings import Finding, Refused
from designer.reading.interpreter import Interpreter
from designer.reading.models import calls_between
from designer.reading.previous import Before, before, kept
from designer.reading.projects import BUILD, Drawn, draw, functions_without_needs
from designer.reading.statements import Broken, Continued, Raised, Returned
from designer.reading.values import Layer, Model, OwnClass, Use

LARGEST = 2_000_000
"""Characters that a script may have."""
_LARGEST_NUMBER: Final = 10**4000


@dataclass(frozen=True, slots=True)
class FoundModel:
    """A model of a script as a project.

    Attributes:
        line: where it is made, from 1.
        nested: it is a layer of another model of the script.
        compiled: the script compiles it.
    """

    name: str
    project: Project
    line: int = 0
    nested: bool = False
    compiled: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a script says.

    Attributes:
        models: in the order of the script, those that stand in no other first.
        problems: what could not be read, by line.
    """

    models: tuple[FoundModel, ...] = ()
    problems: tuple[Finding, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The problems that keep something from being drawn as it is written."""
        return tuple(found for found in self.problems if found.severity is Severity.ERROR)


def read_code(
    text: str,
    catalog: Catalog,
    previous: Project | None = None,
    script: str | None = None,
    beside: Beside | None = None,
) -> Reading:
    """Return the models that the Python source *text* makes. Nothing of it runs.

    Args:
        text: a script, or the cells of a notebook.
        catalog: what Keras offers.
        previous: the project that the text was written from. What the code does not carry
            (places, ids, notes, columns of the data …) is taken from it, and only the model
            that `build_model` makes is read.
        script: the text that *previous* is written as now.
        beside: finds the modules that lie beside the script.
    """
    if previous is not None:
        return _read_again(text, catalog, previous, script)
    try:
        machine = _interpreted(text, catalog, beside)
    except Refused as refused:
        return Reading((), (refused.finding,))
    comments = comments_in(text)
    wanted = _wanted(machine)
    nested = _nested(wanted)
    found: list[FoundModel] = []
    for model in wanted:
        if id(model) not in nested:
            _ask_for_shape(machine, model)
        drawn = draw(machine, model, comments)
        project = drawn.project
        found.append(
            FoundModel(project.name, project, model.line, id(model) in nested, drawn.compiled)
        )
    found.sort(key=lambda model: model.nested)
    _say_if_nothing(machine, found)
    return Reading(tuple(found), _sorted(machine.findings.found.values()))


def _read_again(text: str, catalog: Catalog, previous: Project, script: str | None) -> Reading:
    try:
        now, findings = _built(text, catalog)
    except Refused as refused:
        return Reading((), (refused.finding,))
    if now is None:
        return Reading((), findings)
    known = _known(script, previous, catalog)
    project = kept(now, known, comments_in(text), catalog)
    return Reading((FoundModel(project.name, project),), findings)


def _known(script: str | None, previous: Project, catalog: Catalog) -> Before:
    """Return how it was before the text was edited."""
    if script is None:
        return Before(previous)
    return before(_built_once(script, catalog), previous, comments_in(script), catalog)


@lru_cache(maxsize=2)
def _built_once(script: str, catalog: Catalog) -> Drawn | None:
    """Return what *script* builds; remembered, for people type many letters into one script."""
    try:
        return _built(script, catalog)[0]
    except Refused:
        return None


def _built(text: str, catalog: Catalog) -> tuple[Drawn | None, tuple[Finding, ...]]:
    """Return what `build_model` makes, finished or not, and what is wrong with it."""
    machine = _interpreted(text, catalog)
    models = [m for m in machine.models if m.function == BUILD and not m.is_value]
    if not models and not any(
        isinstance(node, ast.FunctionDef) and node.name == BUILD for node in machine.tree.body
    ):
        models = _wanted(machine)[-1:]
    nested = _nested(models)
    outer = [model for model in models if id(model) not in nested]
    model = outer[-1] if outer else None
    if model is not None:
        machine.build(model)
        if model.trouble is not None:
            _say_trouble(machine, model)
            return None, _sorted(machine.findings.found.values())
    elif not any(
        isinstance(node, ast.FunctionDef) and node.name == BUILD for node in machine.tree.body
    ):
        machine.findings.add(
            0,
            "There is no model here.",
            "Expected a function build_model() that returns keras.Model(...).",
        )
        return None, _sorted(machine.findings.found.values())
    drawn = draw(machine, model, comments_in(text), placed=False)
    return drawn, _sorted(machine.findings.found.values())


def _interpreted(text: str, catalog: Catalog, beside: Beside | None = None) -> Interpreter:
    """Return the interpreter after it has read *text*.

    Raises:
        Refused: if that is no Python, or takes too long.
    """
    tree = _parsed(text)
    if beside is not None:
        tree, text = with_modules(tree, text, beside)
    machine = Interpreter(tree, catalog, text)
    try:
        _run(machine)
        for name in () if machine.models else functions_without_needs(machine):
            if name not in machine.called:
                _try_function(machine, name)
    except RecursionError:
        raise Refused(
            machine.statement.lineno if machine.statement else 0,
            "Something here is nested too deeply to be read.",
            "Write it in several statements.",
        ) from None
    return machine


def _run(machine: Interpreter) -> None:
    for node in machine.tree.body:
        try:
            machine.run([node])
        except (Returned, Broken, Continued):
            continue
        except Raised:
            break


def _try_function(machine: Interpreter, name: str) -> None:
    function = machine.module.names.get(name)
    statement = next(
        n for n in machine.tree.body if isinstance(n, ast.FunctionDef) and n.name == name
    )
    machine.statement = statement
    try:
        machine.call(function, [], {}, statement.lineno)
    except Raised:
        return


def _parsed(text: str) -> ast.Module:
    if len(text) > LARGEST:
        raise Refused(
            0, f"The script is longer than {LARGEST:,} characters.", "No model needs that many."
        )
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        raise Refused(
            error.lineno or 0, f"This is no Python: {error.msg}.", "Mend the line, or take it back."
        ) from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise Refused(0, "This text cannot be read as Python.", str(error)[:200]) from error
    long = next((node for node in ast.walk(tree) if _is_too_long(node)), None)
    if long is not None:
        raise Refused(
            long.lineno, "This number has too many digits.", "No layer needs one as long as that."
        )
    return tree


def _is_too_long(node: ast.AST) -> TypeGuard[ast.Constant]:
    """Tell whether *node* is a number that Python itself refuses to write in digits."""
    value = node.value if isinstance(node, ast.Constant) else None
    return isinstance(value, int) and value > _LARGEST_NUMBER


def _wanted(machine: Interpreter) -> list[Model]:
    """Return the models to draw; say what is wrong with the others."""
    found: list[Model] = []
    for model in machine.models:
        if model.is_value and not model.compiled:
            continue
        machine.build(model)
        if model.trouble is not None:
            _say_trouble(machine, model)
        elif model.inputs and any(call.inputs for call in calls_between(model)):
            found.append(model)
    return found


def _say_trouble(machine: Interpreter, model: Model) -> None:
    trouble = model.trouble
    if trouble is None or (model.line, trouble.line) in machine.told:
        return
    machine.told.add((model.line, trouble.line))
    machine.findings.add(
        trouble.line or model.line,
        f"The model {model.name} (line {model.line}) cannot be drawn.",
        f"It needs {trouble.words}, which only a run could tell. The layers and operations of "
        "Keras and the functions of this file can be read; put anything else in a class of your "
        "own that derives from keras.layers.Layer.",
    )


def _nested(models: Iterable[Model]) -> set[int]:
    """Return the ids of the models that are layers of another one."""
    found: set[int] = set()
    for model in models:
        for call in calls_between(model):
            maker = call.maker
            if isinstance(maker, Model):
                found.add(id(maker))
            elif isinstance(maker, Use) and maker.template.model is not None:
                found.add(id(maker.template.model))
    return found


def _ask_for_shape(machine: Interpreter, model: Model) -> None:
    for tensor in model.inputs:
        maker = tensor.call.maker
        if isinstance(maker, Layer) and maker.kind == INPUT and "shape" not in maker.params:
            machine.findings.warn(
                model.line,
                f"The shape of the input of {model.name} is not known.",
                "Set it at the Input, or begin the model with keras.Input(shape=...).",
            )


def _say_if_nothing(machine: Interpreter, found: list[FoundModel]) -> None:
    if found or any(f.severity is Severity.ERROR for f in machine.findings.found.values()):
        return
    own = [v for v in machine.module.names.values() if isinstance(v, OwnClass) and v.is_model]
    if own:
        machine.findings.add(
            own[0].node.lineno,
            f"{own[0].name} is a class of its own that derives from keras.Model.",
            "What its call() does is known only when it runs. Write it with keras.Input and "
            "keras.Model(inputs, outputs), or import the saved model.",
        )
        return
    waiting = _makers(machine)
    if waiting:
        node = waiting[0]
        names = ", ".join(a.arg for a in node.args.args) or "its arguments"
        machine.findings.add(
            node.lineno,
            f"{node.name}() makes a model, but nothing here calls it.",
            f"Call it in the script with values for {names}.",
        )
        return
    machine.findings.add(
        0,
        "No model was found in this script.",
        "Expected keras.Model(inputs, outputs) or keras.Sequential([...]), at the top of the file "
        "or in a function that can be called without arguments.",
    )


def _makers(machine: Interpreter) -> list[ast.FunctionDef]:
    """Return the functions that make models and were not called."""
    words = ("Model(", "Sequential(")
    return [
        node
        for node in ast.walk(machine.tree)
        if isinstance(node, ast.FunctionDef)
        and node.name not in machine.called
        and any(word in ast.unparse(node) for word in words)
    ]


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda found: (found.line, found.title)))
