"""The parameters of a class or function of the own module: signature, annotations, docstring."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from designer.catalog.catalog import Catalog
from designer.catalog.docstrings import Doc
from designer.catalog.guessing import guess
from designer.catalog.specs import Json, Param, ParamGroup, ParamType, Registry
from designer.project.own_source import Function, Source

_NODE_FIELDS = {"self", "cls", "name", "trainable"}
_MISSING = object()
_ANNOTATED: Mapping[str, ParamType] = {
    "int": ParamType.INT,
    "float": ParamType.FLOAT,
    "bool": ParamType.BOOL,
    "str": ParamType.STRING,
    "dict": ParamType.DICT,
    "list": ParamType.ANY,
    "tuple": ParamType.ANY,
    "Path": ParamType.PATH,
    "Callable": ParamType.ANY,
}
_SEQUENCES = {"list", "tuple", "List", "Tuple", "Sequence", "Iterable"}
_LISTS: Mapping[ParamType, ParamType] = {
    ParamType.INT: ParamType.INT_LIST,
    ParamType.FLOAT: ParamType.ARRAY,
    ParamType.STRING: ParamType.STRING_LIST,
}


def constructor_params(
    source: Source, definition: ast.ClassDef, doc: Doc, base: Catalog
) -> tuple[Param, ...]:
    """Return what the constructor of a class takes, what it inherits from Keras included."""
    made = source.method(definition, "__init__")
    if made is None:
        return _inherited(source, definition, base)
    own = tuple(params_of(source, made, doc, base))
    if made.args.kwarg is None:
        return own
    known = {param.name for param in own}
    passed_on = (p for p in _inherited(source, definition, base) if p.name not in known)
    return (*own, *passed_on)


def params_of(
    source: Source, function: Function, doc: Doc, base: Catalog, skip: int = 0
) -> Iterator[Param]:
    """Yield a description of every argument of *function* but the first *skip*.

    Args:
        source: the module, for what its names stand for.
        function: a function or a method; `self`, `name` and `trainable` are left out.
        doc: what the docstring says of the arguments.
        base: the catalogue of Keras: arguments that are called like Keras's take their limits.
        skip: how many arguments are no parameters.
    """
    arguments = [*function.args.posonlyargs, *function.args.args]
    defaults = [None] * (len(arguments) - len(function.args.defaults)) + [*function.args.defaults]
    pairs = [*zip(arguments, defaults, strict=True)]
    pairs += zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True)
    for argument, default in pairs[skip:]:
        if argument.arg not in _NODE_FIELDS:
            yield _param(source, argument, default, doc.arguments.get(argument.arg, ""), base)


def _param(
    source: Source, argument: ast.arg, default: ast.expr | None, help: str, base: Catalog
) -> Param:
    name, required = argument.arg, default is None
    value = None if default is None else _value(source, default)
    known = None if value is _MISSING else value
    said = _annotated(source, argument.annotation) if argument.annotation else {}
    guessed = guess(name, known, required, help)  # type: ignore[arg-type]
    like = _keras_params(base).get(name)
    if like is not None and _is_like(like, guessed, required):
        return _as_keras(like, name, known, required, help, said)  # type: ignore[arg-type]
    fields = {**guessed, **said}
    return Param(
        name,
        tuple(fields["types"]),
        default=known,  # type: ignore[arg-type]
        required=required,
        nullable=bool(fields.get("nullable")) or (not required and known is None),
        choices=tuple(fields.get("choices", ())),
        registry=fields.get("registry"),
        rank=fields.get("rank"),
        initial=_initial(fields["types"][0]) if required else None,
        help=help,
    )


def _is_like(like: Param, guessed: Mapping[str, object], required: bool) -> bool:
    """Tell whether an argument is Keras's own of that name: `units` without a default is."""
    types = guessed["types"]
    if types == [ParamType.ANY] or guessed.get("registry") is not None:
        return True
    return required and isinstance(types, list) and types[0] in like.types


def _as_keras(
    like: Param, name: str, default: Json, required: bool, help: str, said: Mapping[str, object]
) -> Param:
    """Return a parameter with the limits of Keras's own of this name."""
    types = said.get("types")
    if isinstance(types, list) and types[0] not in like.types:
        like = Param(name, tuple(types))
    return replace(
        like,
        name=name,
        default=default,
        required=required,
        nullable=bool(said.get("nullable")) or (not required and default is None),
        initial=(like.initial or _initial(like.types[0])) if required else None,
        group=ParamGroup.MAIN,
        help=help or like.help,
        call=False,
    )


def _initial(type: ParamType) -> Json:
    """Return what a new node starts with where the author gave no default."""
    starts: dict[ParamType, Json] = {
        ParamType.INT: 1,
        ParamType.FLOAT: 1.0,
        ParamType.BOOL: False,
        ParamType.STRING: "",
    }
    return starts.get(type)


def _annotated(source: Source, annotation: ast.expr) -> dict[str, object]:
    """Return the fields that an annotation tells; nothing where it tells nothing."""
    match annotation:
        case ast.Constant(value=str(text)):
            try:
                return _annotated(source, ast.parse(text, mode="eval").body)
            except SyntaxError:
                return {}
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return _either(source, [left, right])
        case ast.Subscript(value=value, slice=inner):
            return _subscripted(source, source.path(value).rpartition(".")[2], inner)
        case _:
            return _named(source.path(annotation))


def _named(path: str) -> dict[str, object]:
    if path.startswith("keras.") and path.rpartition(".")[2] in ("Layer", "Model"):
        return {"types": [ParamType.OBJECT], "registry": Registry.LAYER}
    type = _ANNOTATED.get(path.rpartition(".")[2])
    return {"types": [type]} if type else {}


def _either(source: Source, parts: list[ast.expr]) -> dict[str, object]:
    nullable = any(isinstance(part, ast.Constant) and part.value is None for part in parts)
    told = [said for part in parts if (said := _annotated(source, part))]
    found = dict(told[0]) if told else {}
    return found | ({"nullable": True} if nullable and found else {})


def _subscripted(source: Source, name: str, inner: ast.expr) -> dict[str, object]:
    parts = inner.elts if isinstance(inner, ast.Tuple) else [inner]
    if name == "Literal":
        words = [part.value for part in parts if isinstance(part, ast.Constant)]
        return {"types": [ParamType.CHOICE], "choices": words}
    if name == "Optional":
        return _either(source, [inner, ast.Constant(value=None)])
    if name == "Union":
        return _either(source, parts)
    if name in _SEQUENCES:
        types = _annotated(source, parts[0]).get("types")
        first = types[0] if isinstance(types, list) else ParamType.ANY
        return {"types": [_LISTS.get(first, ParamType.ANY)]}
    return _named(name)


def _value(source: Source, expression: ast.expr, depth: int = 0) -> object:
    """Return a default as JSON; `_MISSING` where only running the module could tell."""
    if isinstance(expression, ast.Name) and expression.id in source.constants and depth < 8:
        return _value(source, source.constants[expression.id], depth + 1)
    try:
        return _json(ast.literal_eval(expression))
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return _MISSING


def _json(value: object) -> Json:
    match value:
        case None | bool() | int() | float() | str():
            return value
        case tuple() | list():
            return [_json(entry) for entry in value]
        case dict():
            return {str(key): _json(entry) for key, entry in value.items()}
        case _:
            raise ValueError("no JSON")


def _inherited(source: Source, definition: ast.ClassDef, base: Catalog) -> tuple[Param, ...]:
    """Return what the class of Keras takes from which a class derives."""
    for path in source.foreign_bases(definition):
        name = path.rpartition(".")[2]
        found = (base.find(registry, name) for registry in Registry)
        spec = next((spec for spec in found if spec and path.startswith("keras.")), None)
        if spec is not None:
            return tuple(param for param in spec.params if not param.call)
        if name in ("Layer", "Model"):
            like = _keras_params(base).get("dtype")
            return (like,) if like else ()
    return ()


@cache
def _keras_params(base: Catalog) -> Mapping[str, Param]:
    """Return the parameters of Keras's layers by name, those of the most used layers first."""
    found: dict[str, Param] = {}
    for spec in sorted(base.layers.values(), key=lambda spec: -spec.popularity):
        for param in spec.params:
            if not param.call and spec.module == "keras.layers":
                found.setdefault(param.name, param)
    return found
