"""Takes over what a saved model was compiled with: optimizer, losses and metrics."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from designer.catalog.catalog import Catalog
from designer.catalog.specs import Json, Registry
from designer.engine.importing.assemble import Assembly
from designer.engine.importing.records import ModelRecord
from designer.engine.importing.values import object_of, plain
from designer.graph.records import Node
from designer.project.project import Project


def with_compiled(project: Project, model: ModelRecord, assembly: Assembly) -> Project:
    """Return *project* with the optimizer, losses and metrics of *model*.

    What cannot be represented (a loss that is a function of somebody's own) is said and left out.
    """
    given = _plainly(model.compiled)
    if not given:
        return project
    compile = project.compile
    optimizer = _optimizer(given, assembly)
    if optimizer is not None:
        compile = replace(compile, optimizer=optimizer)
    if given.get("run_eagerly") is True:
        compile = replace(compile, run_eagerly=True)
    steps = given.get("steps_per_execution")
    if isinstance(steps, int) and steps > 1:
        compile = replace(compile, steps_per_execution=steps)
    outputs = project.graph.outputs
    told = {
        "loss": _for_outputs(given.get("loss"), outputs, one=True),
        "loss_weight": _for_outputs(given.get("loss_weights"), outputs, one=True),
        "metrics": _for_outputs(given.get("metrics"), outputs, one=False),
    }
    nodes = dict(project.graph.nodes)
    for number, node in enumerate(outputs):
        nodes[node.id] = _told(node, {name: of[number] for name, of in told.items()}, assembly)
    return replace(project, compile=compile, graph=replace(project.graph, nodes=nodes))


def _plainly(compiled: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the arguments of `compile`; a custom `compile` has no config of them."""
    inner = compiled.get("config")
    return inner if isinstance(inner, dict) and "loss" in inner else compiled


def _optimizer(given: Mapping[str, Any], assembly: Assembly) -> Json:
    raw = given.get("optimizer", given.get("optimizer_config"))
    if isinstance(raw, str):
        raw = {"class_name": raw, "config": {}}
    if not isinstance(raw, dict) or not isinstance(raw.get("class_name"), str):
        return None
    name = raw["class_name"].rpartition(">")[2]
    spec = assembly.catalog.find(Registry.OPTIMIZER, name)
    if spec is None:
        assembly.note(f"The optimizer {name} is not known here; Adam takes its place.")
        return None
    config = raw.get("config")
    kept = {k: v for k, v in config.items() if k != "name"} if isinstance(config, dict) else {}
    raw = {**raw, "class_name": spec.kind, "config": kept}
    made = object_of(raw, Registry.OPTIMIZER, assembly.catalog)
    return _rounded(made if isinstance(made, dict) else {"class_name": spec.kind, "config": {}})


def _rounded(value: Json) -> Json:
    """Return *value* with numbers as people wrote them: 0.001 for 0.0010000000474974513."""
    match value:
        case float():
            return _shortest(value)
        case dict():
            return {name: _rounded(entry) for name, entry in value.items()}
        case list():
            return [_rounded(entry) for entry in value]
        case _:
            return value


def _shortest(value: float) -> float:
    """Return the shortest number that is the same as *value* in float32, where that is it."""
    try:
        if struct.unpack("f", struct.pack("f", value))[0] != value:
            return value
    except OverflowError:
        return value
    for digits in range(1, 9):
        shorter = float(f"{value:.{digits}g}")
        if struct.unpack("f", struct.pack("f", shorter))[0] == value:
            return shorter
    return value


def _for_outputs(given: Any, outputs: Sequence[Node], *, one: bool) -> list[Any]:
    """Return what of a setting belongs to each output.

    Args:
        one: each output has one value (a loss), not a list of them (metrics).
    """
    if _is_by_name(given):
        return [given.get(node.name) for node in outputs]
    if isinstance(given, list) and (len(outputs) > 1 or (one and len(given) == 1)):
        matches = len(given) == len(outputs)
        return [given[n] if matches else None for n in range(len(outputs))]
    return [given if len(outputs) == 1 or one else None for _ in outputs]


def _is_by_name(given: Any) -> bool:
    return isinstance(given, dict) and "class_name" not in given


def _told(node: Node, told: Mapping[str, Any], assembly: Assembly) -> Node:
    params = dict(node.params)
    loss = _object(told["loss"], Registry.LOSS, assembly, node)
    if loss is not None:
        params["loss"] = loss
    weight = told["loss_weight"]
    if isinstance(weight, int | float) and not isinstance(weight, bool) and weight != 1:
        params["loss_weight"] = float(weight)
    raw = told["metrics"]
    raws = raw if isinstance(raw, list) else [raw]
    flat = [entry for each in raws for entry in (each if isinstance(each, list) else [each])]
    metrics = [_object(entry, Registry.METRIC, assembly, node) for entry in flat]
    kept: list[Json] = [metric for metric in metrics if metric is not None]
    if kept:
        params["metrics"] = kept
    return replace(node, params=params)


def _object(raw: Any, registry: Registry, assembly: Assembly, node: Node) -> Json:
    """Return a loss or a metric as a project holds it; None where it is none that is known."""
    if raw is None:
        return None
    raw = _unwrapped(raw)
    value = plain(raw.get("config")) if _is_function(raw) else plain(raw)
    name = value if isinstance(value, str) else _class_name(value)
    known = isinstance(name, str) and _known(name, registry, assembly.catalog)
    if not known:
        assembly.note(
            f"The {registry} {name or value!r} of {node.name} is not known here; it is left out."
        )
        return None
    if isinstance(value, str):
        return value
    made = object_of(raw, registry, assembly.catalog)
    inner = made.get("config") if isinstance(made, dict) else None
    if isinstance(made, dict) and isinstance(inner, dict):
        return {
            **made,
            "config": {k: v for k, v in inner.items() if not _is_derived(k, v, name)},
        }
    return made


def _unwrapped(raw: Any) -> Any:
    """Return the function inside the wrapper that Keras 2 put round metrics given by name."""
    match raw:
        case {"class_name": "MeanMetricWrapper", "config": {"fn": str(name)}}:
            return name
        case _:
            return raw


def _is_derived(argument: str, value: Json, name: object) -> bool:
    return argument == "dtype" or (argument == "name" and value == name)


def _class_name(value: Json) -> Json:
    return value.get("class_name") if isinstance(value, dict) else None


def _is_function(raw: Any) -> bool:
    return (
        isinstance(raw, dict)
        and raw.get("class_name") == "function"
        and isinstance(raw.get("config"), str)
    )


def _known(name: str, registry: Registry, catalog: Catalog) -> bool:
    places = (registry, Registry.LOSS) if registry is Registry.METRIC else (registry,)
    usual = registry is Registry.METRIC and name in ("accuracy", "acc", "crossentropy", "ce")
    return usual or any(catalog.find(place, name) is not None for place in places)
