"""Compiles a model as its project says: the same arguments as in an exported script."""

from collections.abc import Iterator
from typing import Any

from designer.catalog.catalog import Catalog
from designer.catalog.specs import Json, Registry
from designer.engine.construct import make_object
from designer.engine.errors import UserError
from designer.graph.problems import Problem, Severity
from designer.graph.records import Node
from designer.project.losses import loss_name
from designer.project.project import Project


def compile_model(model: Any, project: Project, catalog: Catalog, steps: int = 1) -> list[str]:
    """Compile *model* and return the names that its logs will have, without "val_".

    Args:
        model: built from *project*.
        project: its optimizer, and the losses and metrics of its Outputs.
        catalog: of Keras's objects.
        steps: batches that one execution takes.

    Raises:
        UserError: if an object cannot be made; with its node and field.
    """
    outputs = project.graph.outputs
    targets = [node for node in outputs if loss_name(node.params.get("loss"))]
    if not targets:
        raise _no_loss(outputs)
    losses = {n.name: _made(Registry.LOSS, n.params["loss"], catalog, n, "loss") for n in targets}
    metrics = {n.name: list(_metrics(n, catalog)) for n in targets}
    weights = {n.name: float(str(n.params.get("loss_weight", 1.0))) for n in targets}
    settings = project.compile
    arguments: dict[str, Any] = {
        "optimizer": _made(
            Registry.OPTIMIZER, settings.optimizer, catalog, None, "compile.optimizer"
        ),
        "loss": losses,
        "metrics": {name: made for name, made in metrics.items() if made},
        "steps_per_execution": steps,
        "jit_compile": settings.jit_compile,
        "run_eagerly": settings.run_eagerly,
    }
    if any(weight != 1.0 for weight in weights.values()):
        arguments["loss_weights"] = weights
    single = len(outputs) == 1
    for name in ("loss", "metrics", "loss_weights"):
        if single and name in arguments:
            arguments[name] = next(iter(arguments[name].values()), None)
    model.compile(**arguments)
    return _log_names(metrics, single)


def metric_directions(model: Any) -> dict[str, str]:
    """Return metric name -> "up" or "down", as far as Keras's metrics tell."""
    found: dict[str, str] = {}
    waiting = list(model.metrics)
    while waiting:
        metric = waiting.pop()
        waiting.extend(getattr(metric, "metrics", ()))
        direction = getattr(metric, "_direction", None)
        if direction in ("up", "down"):
            found[metric.name] = direction
    return found


def _metrics(node: Node, catalog: Catalog) -> Iterator[Any]:
    values = node.params.get("metrics") or []
    for value in values if isinstance(values, list) else [values]:
        yield _made(Registry.METRIC, value, catalog, node, "metrics")


def _made(registry: Registry, value: Json, catalog: Catalog, node: Node | None, field: str) -> Any:
    try:
        return make_object(registry, value, catalog)
    except Exception as error:
        what = f"{node.name}: " if node else ""
        shown = value.get("class_name") if isinstance(value, dict) else value
        text = f"{what}The {registry} {shown} cannot be made: {_first_line(error)}"
        problem = Problem(
            f"cannot-make-{registry}",
            Severity.ERROR,
            f"The {registry} {shown} cannot be made",
            text,
            node.id if node else None,
            field,
        )
        raise UserError(text, [problem]) from error


def _log_names(metrics: dict[str, list[Any]], single: bool) -> list[str]:
    names = ["loss"]
    if len(metrics) > 1:
        names += [f"{output}_loss" for output in metrics]
    for output, made in metrics.items():
        for metric in made:
            name = metric if isinstance(metric, str) else _log_name(metric)
            name = name if single else f"{output}_{name}"
            count = sum(known == name or known.startswith(f"{name}_#") for known in names)
            names.append(f"{name}_{count}" if count else name)
    return names


def _log_name(metric: Any) -> str:
    """Return how Keras calls a metric in its logs; one that is a function by its name."""
    name = getattr(metric, "name", None) or getattr(metric, "__name__", "")
    return str(name)


def _no_loss(outputs: tuple[Node, ...]) -> UserError:
    text = "No Output has a loss, so there is nothing to train towards. Choose a loss."
    node = outputs[0].id if outputs else None
    return UserError(text, [Problem("no-loss", Severity.ERROR, "No loss", text, node, "loss")])


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:300] if lines else type(error).__name__
