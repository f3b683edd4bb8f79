"""The project's own Python module as descriptions of what it offers; nothing of it is run."""

import ast
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from designer.catalog.catalog import Catalog
from designer.catalog.docstrings import Doc, parse_doc
from designer.catalog.own import OWN, own_kind
from designer.catalog.specs import Family, Json, LayerSpec, ObjectSpec, ParamGroup, Registry, Role
from designer.project.own_calls import Call, call_of, returns_value
from designer.project.own_params import constructor_params, params_of
from designer.project.own_source import Function, NotPython, Source, parse

_BASES: Mapping[str, Registry] = {
    "Layer": Registry.LAYER,
    "Model": Registry.LAYER,
    "Loss": Registry.LOSS,
    "Metric": Registry.METRIC,
    "Initializer": Registry.INITIALIZER,
    "Regularizer": Registry.REGULARIZER,
    "Constraint": Registry.CONSTRAINT,
    "Callback": Registry.CALLBACK,
    "Optimizer": Registry.OPTIMIZER,
    "LearningRateSchedule": Registry.SCHEDULE,
}
_TENSORS = ("x", "inputs", "input", "tensor", "z", "t", "logits", "features")


@dataclass(frozen=True, slots=True)
class OwnModule:
    """What a module offers.

    Attributes:
        objects: registry -> descriptions, those of layers are `LayerSpec`s.
        source: the module as syntax; an empty one where it is no Python.
        failure: why it is no Python; None where it is.
    """

    objects: Mapping[Registry, tuple[ObjectSpec, ...]] = field(default_factory=dict)
    source: Source = field(default_factory=Source)
    failure: NotPython | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Names of everything it offers, in the order of the text."""
        specs = {spec.kind: spec for found in self.objects.values() for spec in found}
        in_order = sorted(specs.values(), key=lambda spec: int(str(spec.facts["line"])))
        return tuple(spec.kind.removeprefix(f"{OWN}.") for spec in in_order)

    def line(self, name: str) -> int | None:
        """Return the line, from 1, at which a class or function begins, or None."""
        found = self.source.classes.get(name) or self.source.functions.get(name)
        return found.lineno if found else None


def fingerprint(text: str) -> str:
    """Return a short text that changes with the module."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@lru_cache(maxsize=32)
def read_module(text: str, base: Catalog) -> OwnModule:
    """Return what the module *text* offers.

    Args:
        text: Python; one with an error in it offers nothing and says why.
        base: the catalogue of Keras, for what classes inherit.
    """
    if not text.strip():
        return OwnModule()
    try:
        source = parse(text)
    except NotPython as error:
        return OwnModule(failure=error)
    objects: dict[Registry, list[ObjectSpec]] = {}
    for spec in _specs(source, base, fingerprint(text)):
        objects.setdefault(spec.registry, []).append(spec)
    return OwnModule({registry: tuple(found) for registry, found in objects.items()}, source)


def _specs(source: Source, base: Catalog, mark: str) -> Iterator[ObjectSpec]:
    for definition in source.classes.values():
        registry = registry_of(source, definition, base)
        if registry is None or definition.name.startswith("_"):
            continue
        if registry is Registry.LAYER:
            yield _layer(source, definition, base, mark)
        else:
            yield _object(source, definition, registry, base, mark)
    for function in source.functions.values():
        if not function.name.startswith("_") and returns_value(function):
            yield from _of_function(source, function, base, mark)


def registry_of(source: Source, definition: ast.ClassDef, base: Catalog) -> Registry | None:
    """Return what a class of the module can be chosen as; None where it is nothing of Keras."""
    for path in source.foreign_bases(definition):
        name = path.rpartition(".")[2]
        if not path.startswith("keras."):
            if ".layers." in path or name == "Layer":
                return Registry.LAYER  # of an installed package
            continue
        if name in _BASES:
            return _BASES[name]
        found = next((r for r in Registry if base.find(r, name) is not None), None)
        if found is not None:
            return found
    return None


def _facts(line: int, mark: str, **more: Json) -> dict[str, Json]:
    return {"line": line, "source": mark, **more}


def _layer(source: Source, definition: ast.ClassDef, base: Catalog, mark: str) -> LayerSpec:
    doc = parse_doc(ast.get_docstring(definition) or "")
    method = source.method(definition, "call") or source.method(definition, "__call__")
    call = call_of(method) if method else _inherited_call(source, definition, base)
    params = constructor_params(source, definition, doc, base)
    known = {param.name for param in params}
    of_call = (param for param in call.params if param.name not in known)
    main = [param.name for param in params if param.group is ParamGroup.MAIN]
    return LayerSpec(
        kind=own_kind(definition.name),
        title=definition.name,
        module=OWN,
        registry=Registry.LAYER,
        params=(*params, *of_call),
        summary=doc.summary or f"The own layer {definition.name}.",
        help=doc.help,
        facts=_facts(definition.lineno, mark),
        family=Family.CUSTOM,
        inputs=call.inputs,
        outputs=call.outputs,
        call_style=call.style,
        placeable=not any(port.name == "states" for port in call.inputs),
        key_params=tuple(main[:3]),
        words=(definition.name, "own", "custom"),
        icon="file-code",
        role=Role.CUSTOM,
    )


def _inherited_call(source: Source, definition: ast.ClassDef, base: Catalog) -> Call:
    """Return how the layer of Keras is called from which a class derives."""
    for path in source.foreign_bases(definition):
        spec = base.layer(path.rpartition(".")[2]) if path.startswith("keras.") else None
        if spec is not None:
            params = tuple(param for param in spec.params if param.call)
            return Call(spec.inputs, spec.outputs, spec.call_style, params)
    return Call()


def _object(
    source: Source, definition: ast.ClassDef, registry: Registry, base: Catalog, mark: str
) -> ObjectSpec:
    doc = parse_doc(ast.get_docstring(definition) or "")
    return ObjectSpec(
        kind=own_kind(definition.name),
        module=OWN,
        registry=registry,
        params=constructor_params(source, definition, doc, base),
        summary=doc.summary or f"The own {registry} {definition.name}.",
        help=doc.help,
        facts=_facts(definition.lineno, mark),
    )


def _of_function(
    source: Source, function: Function, base: Catalog, mark: str
) -> Iterator[ObjectSpec]:
    """Yield what a function can be chosen as: a loss and metric, an activation, a node."""
    needed = _needed(function)
    doc = parse_doc(ast.get_docstring(function) or "")
    facts = _facts(function.lineno, mark, function=True)
    summary = doc.summary or f"The own function {function.name}."
    kind = own_kind(function.name)
    if len(needed) == 2 and needed[0] == "y_true":
        for registry in (Registry.LOSS, Registry.METRIC):
            yield ObjectSpec(kind, OWN, registry, (), (), summary, doc.help, facts=facts)
    elif needed and all(name in _TENSORS or len(name) == 1 for name in needed):
        if len(needed) == 1:
            activation = Registry.ACTIVATION
            yield ObjectSpec(kind, OWN, activation, (), (), summary, doc.help, facts=facts)
        yield _function_node(source, function, doc, base, facts)


def _needed(function: Function) -> tuple[str, ...]:
    """Return the arguments without a default."""
    names = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
    only = zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True)
    needed = names[: len(names) - len(function.args.defaults)]
    return (*needed, *(argument.arg for argument, default in only if default is None))


def _function_node(
    source: Source, function: Function, doc: Doc, base: Catalog, facts: Mapping[str, Json]
) -> LayerSpec:
    call = call_of(function)
    count = len(_needed(function))
    params = tuple(params_of(source, function, doc, base, skip=count))
    return LayerSpec(
        kind=own_kind(function.name),
        title=function.name,
        module=OWN,
        registry=Registry.LAYER,
        params=params,
        summary=doc.summary or f"The own function {function.name}.",
        help=doc.help,
        facts=facts,
        family=Family.CUSTOM,
        inputs=call.inputs[:count],
        outputs=call.outputs,
        call_style=call.style,
        key_params=tuple(param.name for param in params[:3]),
        words=(function.name, "own", "custom", "function"),
        icon="file-code",
        role=Role.CUSTOM,
    )
