"""The part of a script that compiles and trains the model."""

from collections.abc import Iterator, Mapping, Sequence

from designer.catalog.catalog import Catalog
from designer.catalog.specs import Json, Registry
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
from designer.codegen.values import CannotWrite, object_code
from designer.graph.records import INPUT, Node
from designer.graph.topology import build_order
from designer.project.project import Project


def named_object(value: Json, registry: Registry, catalog: Catalog) -> Expression:
    """Return an optimizer, loss, metric or callback: a short name or a constructor.

    Raises:
        CannotWrite: if there is no way to write it.
    """
    match value:
        case {"class_name": str(name), **rest}:
            config = rest.get("config")
            return object_code(name, config if isinstance(config, dict) else {}, registry, catalog)
        case str():
            return quoted(value)
        case _:
            raise CannotWrite(f"expected a name or an object, found {value!r}")


def compile_lines(project: Project, catalog: Catalog, outputs: Sequence[Node]) -> Iterator[str]:
    """Return the statement that compiles the model, after remarks on what has no place in it."""
    todos: list[str] = []
    settings = project.compile
    optimizer = _object_or_todo(
        "the optimizer", settings.optimizer, Registry.OPTIMIZER, catalog, todos
    )
    losses = _losses(outputs, catalog, todos)
    metrics = _metrics(outputs, catalog, todos)
    weights = {node.name: literal(node.params.get("loss_weight", 1.0)) for node in outputs}
    weighted = any(node.params.get("loss_weight", 1.0) != 1.0 for node in outputs)
    named: dict[str, Expression | None] = {
        "optimizer": optimizer,
        "loss": _one_or_each(losses, outputs),
        "loss_weights": _one_or_each(weights, outputs) if weighted else None,
        "metrics": _one_or_each(metrics, outputs),
        "run_eagerly": "True" if settings.run_eagerly else None,
        "steps_per_execution": None
        if settings.steps_per_execution == 1
        else literal(settings.steps_per_execution),
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
            code = _object_or_todo(f"loss of {node.name}", value, Registry.LOSS, catalog, todos)
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
            _object_or_todo(f"metric of {node.name}", value, Registry.METRIC, catalog, todos)
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


def _object_or_todo(
    what: str, value: Json, registry: Registry, catalog: Catalog, todos: list[str]
) -> Expression | None:
    try:
        return named_object(value, registry, catalog)
    except CannotWrite as error:
        todos.append(todo(what, str(error)))
        return None


def fit_lines(project: Project, catalog: Catalog, data: DataCode) -> Iterator[str]:
    """Return the statements that train the model and return its history."""
    fit = project.fit
    todos: list[str] = []
    callbacks = [
        code
        for value in fit.callbacks
        if (code := _object_or_todo("a callback", value, Registry.CALLBACK, catalog, todos))
        is not None
    ]
    yield from todos
    weight_lines, weights = _class_weight(fit.class_weight, data)
    yield from weight_lines
    shuffle = {} if fit.shuffle else {"shuffle": "False"}
    batches = arguments(["x", "y", "BATCH_SIZE", "EPOCHS", "SEED"], shuffle)
    yield written(call("training_batches", *batches), INDENT, "batches = ")
    rows = "len(keras.tree.flatten(x)[0])" if data.several_inputs else "len(x)"
    steps = call("math.ceil", *arguments([f"{rows} / BATCH_SIZE"]))
    named: dict[str, Expression] = {"epochs": "EPOCHS", "steps_per_epoch": steps}
    if project.data.validation > 0:
        yield f"{INDENT}validation = tf.data.Dataset.from_tensor_slices(validation)"
        named["validation_data"] = "validation.batch(BATCH_SIZE)"
    if weights:
        named["class_weight"] = weights
    if callbacks:
        named["callbacks"] = listing(callbacks)
    named["shuffle"] = "False"
    yield written(call("model.fit", *arguments(["batches"], named)), INDENT, "return ")


def _class_weight(wanted: Json, data: DataCode) -> tuple[list[str], Expression | None]:
    if not wanted or len(data.targets) != 1 or not data.targets[0].classes:
        return [], None
    if isinstance(wanted, dict):
        weights = {index: weight for index, weight in wanted.items() if index.isdecimal()}
        return [], mapping({index: literal(weight) for index, weight in weights.items()})
    labels = {"one_hot": "y.argmax(axis=1)", "binary": "y[:, 0].astype(int)"}
    count = len(data.targets[0].classes)
    return [
        f"{INDENT}labels = {labels.get(data.targets[0].encoding, 'y')}",
        f"{INDENT}counts = np.bincount(labels, minlength={count})",
        f"{INDENT}class_weight = {{",
        f"{INDENT * 2}index: len(labels) / ({count} * int(count))",
        f"{INDENT * 2}for index, count in enumerate(counts)",
        f"{INDENT * 2}if count",
        f"{INDENT}}}",
    ], "class_weight"


def adapt_lines(project: Project, catalog: Catalog, several_inputs: bool) -> Iterator[str]:
    """Return the statements that let layers learn from the training rows before `fit`."""
    graph = project.graph
    for node in build_order(graph):
        spec = catalog.layer(node.kind)
        edges = graph.incoming(node.id)
        if spec is None or not spec.needs_adapt or not edges or node.layer is not None:
            continue
        source = graph.nodes.get(edges[0].source.node)
        layer = f"model.get_layer({quoted(node.name)})"
        if source is not None and source.kind == INPUT:
            rows = f"x[{quoted(source.name)}]" if several_inputs else "x"
            yield f"{INDENT}{layer}.adapt({rows})"
        else:
            yield f"{INDENT}above = keras.Model(model.inputs, {layer}.input)"
            yield f"{INDENT}{layer}.adapt(above.predict(x, verbose=0))"
