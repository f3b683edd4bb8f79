"""What `compile` and `fit` say, as settings of a project: where they are plain."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from designer.catalog.catalog import Catalog
from designer.catalog.specs import Json, Param, ParamType, Registry
from designer.graph.graph import Graph
from designer.graph.records import Node
from designer.project.settings import CompileSettings, FitSettings
from designer.reading.constants import NotPlain, plain
from designer.reading.findings import Findings
from designer.reading.values import Model, Reference, Thing, Unknown

_LOSS = Param("loss", (ParamType.OBJECT,), registry=Registry.LOSS)
_METRIC = Param("metrics", (ParamType.OBJECT,), registry=Registry.METRIC)
_OPTIMIZER = Param("optimizer", (ParamType.OBJECT,), registry=Registry.OPTIMIZER)
_CALLBACK = Param("callbacks", (ParamType.OBJECT,), registry=Registry.CALLBACK)


class TrainingReader:
    """Reads the settings of one model."""

    def __init__(self, catalog: Catalog, findings: Findings) -> None:
        self._catalog = catalog
        self._findings = findings

    def compiled(self, model: Model, before: CompileSettings) -> CompileSettings:
        """Return the settings that `compile` was given."""
        if model.compiled is None:
            return before
        line, given = model.compiled
        optimizer = given.get("optimizer", before.optimizer)
        made = self._plain(optimizer, _OPTIMIZER, line, "the optimizer")
        return replace(
            before,
            optimizer=before.optimizer if made is None else made,
            run_eagerly=given.get("run_eagerly") is True,
            jit_compile=_choice(given.get("jit_compile", "auto")),
            steps_per_execution=_steps(given.get("steps_per_execution", 1), before),
        )

    def on_outputs(self, model: Model, graph: Graph, outputs: Sequence[Node]) -> Graph:
        """Return *graph* with losses, their weights and metrics at its outputs."""
        if model.compiled is None:
            return graph
        line, given = model.compiled
        losses = self._each(given.get("loss"), model, outputs)
        weights = self._each(given.get("loss_weights"), model, outputs)
        metrics = self._each(given.get("metrics"), model, outputs, many=True)
        nodes = dict(graph.nodes)
        for node in outputs:
            params = {
                name: value
                for name, value in node.params.items()
                if name not in ("loss", "loss_weight", "metrics")
            }
            params.update(self._of_output(node, losses, weights, metrics, line))
            nodes[node.id] = replace(node, params=params)
        return replace(graph, nodes=nodes)

    def _of_output(
        self,
        node: Node,
        losses: Mapping[str, object],
        weights: Mapping[str, object],
        metrics: Mapping[str, object],
        line: int,
    ) -> dict[str, Json]:
        found: dict[str, Json] = {}
        loss = self._plain(losses.get(node.id), _LOSS, line, f"the loss of {node.name}")
        if loss is not None:
            found["loss"] = loss
        weight = weights.get(node.id)
        if isinstance(weight, int | float) and weight != 1.0:
            found["loss_weight"] = weight
        wanted = metrics.get(node.id)
        entries = wanted if isinstance(wanted, list | tuple) else [wanted]
        made = [self._plain(entry, _METRIC, line, f"a metric of {node.name}") for entry in entries]
        kept: list[Json] = [entry for entry in made if entry is not None]
        if kept:
            found["metrics"] = kept
        return found

    def _each(
        self, value: object, model: Model, outputs: Sequence[Node], many: bool = False
    ) -> dict[str, object]:
        """Return what each output is given, by the id of its node."""
        if isinstance(value, dict):
            found = {}
            for node, names in zip(outputs, _names(model, outputs), strict=False):
                for name in names:
                    if name in value:
                        found[node.id] = value[name]
            return found
        several = isinstance(value, list | tuple)
        if len(outputs) == 1:
            return {outputs[0].id: value if many or not several else _first(value)}
        if several and isinstance(value, list | tuple) and len(value) == len(outputs):
            return {node.id: entry for node, entry in zip(outputs, value, strict=True)}
        return {node.id: value for node in outputs}

    def fitted(self, model: Model, seed: object, before: FitSettings) -> FitSettings:
        """Return the settings that `fit` was given."""
        result = replace(before, seed=_whole(seed)) if _is_whole(seed) else before
        if model.fitted is None:
            return result
        line, given = model.fitted
        batches = given.get("x")
        if isinstance(batches, Batches):
            given = {**given, **batches.given}
        for name in ("epochs", "batch_size"):
            if _is_whole(given.get(name)):
                result = replace(result, **{name: given[name]})  # type: ignore[arg-type]
        if isinstance(given.get("shuffle"), bool):
            result = replace(result, shuffle=given["shuffle"])  # type: ignore[arg-type]
        elif isinstance(batches, Batches):
            result = replace(result, shuffle=True)
        callbacks = given.get("callbacks")
        if isinstance(callbacks, list | tuple):
            made = [self._plain(c, _CALLBACK, line, "a callback") for c in callbacks]
            result = replace(result, callbacks=tuple(c for c in made if c is not None))
        weights = given.get("class_weight")
        if isinstance(weights, dict) and all(isinstance(w, int | float) for w in weights.values()):
            result = replace(result, class_weight={str(k): w for k, w in weights.items()})
        return result

    def _plain(self, value: object, param: Param, line: int, what: str) -> Json:
        if value is None:
            return None
        try:
            return self._short(plain(value, param, self._catalog, line), value)
        except NotPlain as error:
            self._findings.warn(
                line,
                f"{what[0].upper()}{what[1:]} is not known before the script runs.",
                f"It is {error.unknown.words}. It is left as it was.",
            )
            return None

    def _short(self, made: Json, value: object) -> Json:
        """Return a class without arguments (`Adam`) as the object that Keras makes of it."""
        if isinstance(value, Reference) and isinstance(made, str):
            return made
        return made


class Batches(dict[str, object]):
    """What `training_batches` of an exported script was given."""

    @property
    def given(self) -> dict[str, object]:
        """The settings among it."""
        return dict(self)


def _names(model: Model, outputs: Sequence[Node]) -> list[list[str]]:
    """Return the names under which `compile` may speak of each output."""
    found = []
    values = list(model.outputs.values()) if isinstance(model.outputs, dict) else None
    tensors = values or (
        model.outputs if isinstance(model.outputs, list | tuple) else [model.outputs]
    )
    keys = list(model.outputs) if isinstance(model.outputs, dict) else [None] * len(outputs)
    for node, key, tensor in zip(outputs, keys, tensors, strict=False):
        maker = getattr(getattr(tensor, "call", None), "maker", None)
        names = [str(key)] if key is not None else []
        found.append([*names, getattr(maker, "name", ""), node.name])
    return found


def _first(value: object) -> object:
    return value[0] if isinstance(value, list | tuple) and value else None


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _choice(value: object) -> Json:
    return value if isinstance(value, bool) else "auto"


def _steps(value: object, before: CompileSettings) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, Unknown) or not isinstance(value, Thing):
        return before.steps_per_execution
    steps = value.config.get("steps")
    return steps if isinstance(steps, int) else before.steps_per_execution
