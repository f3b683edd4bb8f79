"""The part of a script that compiles and trains the model."""

from collections.abc import Iterator, Mapping, Sequence

from designer.catalog.catalog import Catalog
from designer.catalog.specs import Json, Registry
from designer.codegen.callback_code import callback_code
from designer.codegen.comments import todo
from designer.codegen.data_code import DataCode
from designer.codegen.expressions import (
    INDENT,
    Expression,
    arguments,
    call,
    listing,
    literal,
    mapping,
    quoted,
    written,
)
from designer.codegen.objects import object_or_todo
from designer.graph.records import Node
from designer.graph.topology import Circle
from designer.project.adapting import layers_to_adapt
from designer.project.expansion import CannotExpand
from designer.project.losses import loss_name
from designer.project.project import Project


def compile_lines(project: Project, catalog: Catalog, outputs: Sequence[Node]) -> Iterator[str]:
    """Return the statement that compiles the model, after remarks on what has no place in it."""
    todos: list[str] = []
    settings = project.compile
    optimizer = object_or_todo(
        "the optimizer", settings.optimizer, Registry.OPTIMIZER, catalog, todos
    )
    targets = [node for node in outputs if loss_name(node.params.get("loss"))]
    losses = _losses(targets, catalog, todos)
    metrics = _metrics(targets, catalog, todos)
    weights = {node.name: literal(node.params.get("loss_weight", 1.0)) for node in targets}
    weighted = any(node.params.get("loss_weight", 1.0) != 1.0 for node in targets)
    named: dict[str, Expression | None] = {
        "optimizer": optimizer,
        "loss": _one_or_each(losses, outputs),
        "loss_weights": _one_or_each(weights, outputs) if weighted else None,
        "metrics": _one_or_each(metrics, outputs),
        "run_eagerly": "True" if settings.run_eagerly else None,
        "steps_per_execution": None
        if settings.steps_per_execution == 1
        else f"whole_executions(steps, {settings.steps_per_execution})",
        "jit_compile": None if settings.jit_compile == "auto" else literal(settings.jit_compile),
    }
    given = {name: value for name, value in named.items() if value is not None}
    yield from todos
    yield written(call("model.compile", *arguments((), given)), INDENT)


def _losses(outputs: Sequence[Node], catalog: Catalog, todos: list[str]) -> dict[str, Expression]:
    found: dict[str, Expression] = {}
    for node in outputs:
        value = node.params.get("loss")
        if value is not None:
            code = object_or_todo(f"loss of {node.name}", value, Registry.LOSS, catalog, todos)
            if code is not None:
                found[node.name] = code
    if not found:
        todos.append(todo("the training", "no output has a loss"))
    return found


def _metrics(outputs: Sequence[Node], catalog: Catalog, todos: list[str]) -> dict[str, Expression]:
    found: dict[str, Expression] = {}
    for node in outputs:
        values = node.params.get("metrics") or []
        codes = [
            object_or_todo(f"metric of {node.name}", value, Registry.METRIC, catalog, todos)
            for value in (values if isinstance(values, list) else [values])
        ]
        written_ones = [code for code in codes if code is not None]
        if written_ones:
            found[node.name] = listing(written_ones)
    return found


def _one_or_each(values: Mapping[str, Expression], outputs: Sequence[Node]) -> Expression | None:
    if not values:
        return None
    if len(outputs) == 1:
        return next(iter(values.values()))
    return mapping({quoted(name): value for name, value in values.items()})


def fit_lines(project: Project, catalog: Catalog, data: DataCode) -> Iterator[str]:
    """Return the statements that train the model and return its history."""
    fit = project.fit
    weight_lines, weights = _class_weight(fit.class_weight, data)
    yield from weight_lines
    shuffle = {} if fit.shuffle else {"shuffle": "False"}
    batches = arguments(["x", "y", "BATCH_SIZE", "EPOCHS", "SEED"], shuffle)
    yield written(call("training_batches", *batches), INDENT, "batches = ")
    named: dict[str, Expression] = {"epochs": "EPOCHS", "steps_per_epoch": "steps"}
    if project.data.validation > 0:
        yield f"{INDENT}validation = tf.data.Dataset.from_tensor_slices(validation)"
        named["validation_data"] = "validation.batch(BATCH_SIZE)"
    if weights:
        named["class_weight"] = weights
    lines, callbacks = callback_code(fit.callbacks, catalog)
    yield from lines
    if callbacks:
        named["callbacks"] = listing(callbacks)
    named["shuffle"] = "False"
    yield written(call("model.fit", *arguments(["batches"], named)), INDENT, "return ")


def _class_weight(wanted: Json, data: DataCode) -> tuple[list[str], Expression | None]:
    if not wanted or len(data.targets) != 1 or not data.targets[0].classes:
        return [], None
    if isinstance(wanted, dict):
        # Keras fails on a class beyond the last that has a weight.
        weights: dict[str, Json] = {str(i): 1.0 for i in range(len(data.targets[0].classes))}
        weights |= {index: weight for index, weight in wanted.items() if index.isdecimal()}
        return [], mapping({index: literal(weight) for index, weight in weights.items()})
    labels = {"one_hot": "y.argmax(axis=1)", "binary": "y[:, 0].astype(int)"}
    count = len(data.targets[0].classes)
    return [
        f"{INDENT}labels = {labels.get(data.targets[0].encoding, 'y')}",
        f"{INDENT}counts = np.bincount(labels, minlength={count})",
        f"{INDENT}class_weight = {{",
        f"{INDENT * 2}index: len(labels) / ({count} * int(count)) if count else 1.0",
        f"{INDENT * 2}for index, count in enumerate(counts)",
        f"{INDENT}}}",
    ], "class_weight"


def adapt_names(project: Project) -> tuple[str, ...]:
    """Return the names of the layers that learn from the training rows before `fit`."""
    try:
        return layers_to_adapt(project.graph, project.blocks)
    except (Circle, CannotExpand):
        return ()


def named_outputs(names: Sequence[str]) -> str:
    """Return the function that gives a model, whose outputs are a list, with outputs by name."""
    outputs = mapping({quoted(name): f"model.outputs[{n}]" for n, name in enumerate(names)})
    made = call(
        "keras.Model",
        *arguments((), {"inputs": "model.inputs", "outputs": outputs, "name": "model.name"}),
    )
    title = "Return the same layers as a model with outputs by name, as it is trained."
    head = f'def with_named_outputs(model):\n{INDENT}"""{title}"""'
    return f"{head}\n{written(made, INDENT, 'return ')}"
