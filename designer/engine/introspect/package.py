"""The layers, losses and metrics of an installed package, described like Keras's own."""

import ast
import importlib
import inspect
import json
import textwrap
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import keras

from designer.catalog.docstrings import Doc, read_doc
from designer.catalog.guessing import guess
from designer.catalog.reading import to_record
from designer.catalog.specs import Family, ParamType, Registry, Role
from designer.engine.errors import UserError
from designer.engine.introspect.arguments import to_json
from designer.project.files import write_atomically
from designer.project.own_calls import Call, call_of
from designer.project.own_packages import installed_version, package_file
from designer.project.own_source import Function

Record = dict[str, Any]

_BASES = {
    Registry.LAYER: keras.Layer,
    Registry.LOSS: keras.losses.Loss,
    Registry.METRIC: keras.metrics.Metric,
    Registry.INITIALIZER: keras.initializers.Initializer,
    Registry.REGULARIZER: keras.regularizers.Regularizer,
    Registry.CONSTRAINT: keras.constraints.Constraint,
}
_NODE_FIELDS = {"self", "name", "trainable"}
_DEEP = 3
_MOST_SHOWN = 3


def describe_package(package: str) -> int:
    """Write the catalogue of *package* to the cache, and return how many layers it has.

    The package is imported: its code runs. The user named it.

    Raises:
        UserError: if it is not installed, cannot be imported, or has nothing of Keras.
    """
    try:
        path = package_file(package)
        module = importlib.import_module(package)
    except Exception as error:
        raise UserError(f"The package {package} cannot be imported: {error}.") from error
    found = package_records(module)
    if not any(found.values()):
        raise UserError(f"The package {package} has no layers, losses or metrics of Keras.")
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, json.dumps(found).encode())
    return len(found[str(Registry.LAYER)])


def ensure_described(packages: tuple[str, ...]) -> None:
    """Describe those of *packages* that are installed and have no catalogue yet."""
    for package in packages:
        try:
            if installed_version(package) and not package_file(package).is_file():
                describe_package(package)
        except (UserError, ValueError):
            continue  # told at the nodes that need it


def package_records(package: ModuleType) -> dict[str, list[Record]]:
    """Return registry -> records of the public classes of *package*, by their shortest paths."""
    classes: dict[type, str] = {}
    for path, target in _public(package, package.__name__, 0, set()):
        known = classes.get(target)
        if known is None or (path.count("."), path) < (known.count("."), known):
            classes[target] = path
    found: dict[str, list[Record]] = {str(registry): [] for registry in _BASES}
    for target, path in sorted(classes.items(), key=lambda pair: pair[1]):
        registry = _registry_of(target)
        if registry is not None:
            found[str(registry)].append(_record(target, path, registry))
    return found


def _public(
    module: ModuleType, path: str, depth: int, seen: set[str]
) -> Iterator[tuple[str, type]]:
    """Yield the public classes in *module* and in its modules, with where they are found."""
    root = path.partition(".")[0]
    if path in seen or depth > _DEEP:
        return
    seen.add(path)
    for name in sorted(vars(module)):
        target = vars(module)[name]
        if name.startswith("_") or name in ("src", "api", "tests"):
            continue
        if inspect.isclass(target) and target.__module__.partition(".")[0] == root:
            yield f"{path}.{name}", target
        elif inspect.ismodule(target) and target.__name__.partition(".")[0] == root:
            yield from _public(target, f"{path}.{name}", depth + 1, seen)


def _registry_of(target: type) -> Registry | None:
    if issubclass(target, keras.Model):
        return None
    return next((registry for registry, base in _BASES.items() if issubclass(target, base)), None)


def _record(target: type, path: str, registry: Registry) -> Record:
    doc = read_doc(target)
    name, package = target.__name__, path.partition(".")[0]
    params = list(_params(target, doc))
    record: Record = {
        "kind": path,
        "module": path.rpartition(".")[0],
        "summary": doc.summary or f"{name} of {package}.",
        "help": doc.help,
        "params": params,
        "facts": {"package": package},
    }
    if registry is not Registry.LAYER:
        return record
    call = _call(target)
    names = {param["name"] for param in params}
    record["params"] += [to_record(p) for p in call.params if p.name not in names]
    return record | {
        "title": name,
        "family": str(Family.CUSTOM),
        "role": str(Role.CUSTOM),
        "icon": "layers",
        "inputs": [to_record(port) for port in call.inputs],
        "outputs": [to_record(port) for port in call.outputs],
        "call_style": str(call.style),
        "key_params": [param["name"] for param in params[:_MOST_SHOWN]],
        "words": [name, package],
    }


def _params(target: type, doc: Doc) -> Iterator[Record]:
    try:
        signature = inspect.signature(target).parameters.values()
    except (TypeError, ValueError):
        return
    variable = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    for entry in signature:
        if entry.kind in variable or entry.name in _NODE_FIELDS:
            continue
        yield _param(entry, doc.arguments.get(entry.name, ""))


def _param(entry: inspect.Parameter, help: str) -> Record:
    required = entry.default is inspect.Parameter.empty
    try:
        default = None if required else to_json(entry.default)
    except TypeError:
        default = None  # left out: the package takes its own
    record: Record = {"name": entry.name, **guess(entry.name, default, required, help)}
    if required:
        record |= _needed(entry.name, record)
    elif default is not None:
        record["default"] = default
    return {**record, "types": [str(type) for type in record["types"]], "help": help}


def _needed(name: str, record: Record) -> Record:
    """Return what is known of an argument without a default: most are sizes."""
    is_size = any(word in name for word in ("dim", "size", "length", "num_", "units", "filters"))
    types = record["types"]
    if types == [ParamType.INT] or (types == [ParamType.ANY] and is_size):
        start = 4 if "num" in name else 1_000 if "vocab" in name else 64
        return {"required": True, "types": [ParamType.INT], "initial": start}
    return {"required": True}


def _call(target: type) -> Call:
    method = getattr(target, "call", None)
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(method)))  # type: ignore[arg-type]
    except (TypeError, OSError, SyntaxError):
        return Call()
    first = tree.body[0] if tree.body else None
    return call_of(first) if isinstance(first, Function) else Call()
