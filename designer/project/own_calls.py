"""The ports of a class or function of the own module: what its call takes and returns."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from designer.catalog.specs import CallStyle, Param, ParamGroup, ParamType, Port
from designer.project.own_source import Function

_TRAINING = Param(
    "training",
    (ParamType.BOOL,),
    nullable=True,
    group=ParamGroup.ADVANCED,
    help="On: always as in training. Off: always as in prediction. Empty: as Keras says.",
    call=True,
)
_PLAIN = {"bool": ParamType.BOOL, "int": ParamType.INT, "float": ParamType.FLOAT,
          "str": ParamType.STRING}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Call:
    """How a layer is called.

    Attributes:
        params: arguments of the call that are no tensors.
    """

    inputs: tuple[Port, ...] = (Port("inputs"),)
    outputs: tuple[Port, ...] = (Port("output"),)
    style: CallStyle = CallStyle.NAMED
    params: tuple[Param, ...] = ()


def call_of(function: Function | None) -> Call:
    """Return how a layer with this `call` is called; as Keras's usual layers without one."""
    if function is None:
        return Call()
    arguments = _arguments(function)
    tensors = [(arg, default) for arg, default in arguments if not _param_of(arg, default)]
    params = tuple(found for arg, default in arguments if (found := _param_of(arg, default)))
    outputs = _outputs(function)
    if not tensors:
        return Call(outputs=outputs, params=params)
    first = tensors[0][0].arg
    packed = _unpacked(function, first) if len(tensors) == 1 else ()
    if packed:
        return Call(tuple(map(Port, packed)), outputs, CallStyle.PACKED, params)
    if len(tensors) == 1 and _is_list(function, first):
        many = Port(first, many=True, maximum=None)
        return Call((many,), outputs, CallStyle.LIST, params)
    ports = tuple(Port(arg.arg, optional=default is not None) for arg, default in tensors)
    return Call(ports, outputs, CallStyle.NAMED, params)


def _arguments(function: Function) -> list[tuple[ast.arg, ast.expr | None]]:
    """Return the arguments with their defaults, without `self`."""
    names = [*function.args.posonlyargs, *function.args.args]
    defaults: list[ast.expr | None] = [None] * (len(names) - len(function.args.defaults))
    pairs = [*zip(names, [*defaults, *function.args.defaults], strict=True)]
    pairs += zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True)
    return pairs[1:] if pairs and pairs[0][0].arg in ("self", "cls") else pairs


def _param_of(argument: ast.arg, default: ast.expr | None) -> Param | None:
    """Return the parameter for which an argument of the call stands; None for a tensor."""
    if argument.arg == "training":
        return _TRAINING
    note = argument.annotation
    named = _PLAIN.get(note.id) if isinstance(note, ast.Name) else None
    match default:
        case ast.Constant(value=bool() | int() | float() | str() as value):
            type = named or _PLAIN[value.__class__.__name__]
            return Param(argument.arg, (type,), default=value, call=True)
        case ast.expr() if named:
            return Param(argument.arg, (named,), nullable=True, call=True)
        case _:
            return None


def _own_nodes(function: Function) -> Iterator[ast.AST]:
    """Yield what belongs to *function* itself, not to functions inside it."""
    waiting: list[ast.AST] = [*function.body]
    while waiting:
        node = waiting.pop(0)
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            waiting += ast.iter_child_nodes(node)


def _unpacked(function: Function, name: str) -> tuple[str, ...]:
    """Return `("a", "b")` where the call says `a, b = inputs`."""
    for node in _own_nodes(function):
        match node:
            case ast.Assign(targets=[ast.Tuple(elts=parts)], value=ast.Name(id=given)):
                names = tuple(part.id for part in parts if isinstance(part, ast.Name))
                if given == name and len(names) == len(parts) == len(set(names)):
                    return names
            case _:
                pass
    return ()


def _is_list(function: Function, name: str) -> bool:
    """Tell whether the call treats its first argument as a list of tensors."""
    for node in _own_nodes(function):
        match node:
            case ast.For(iter=ast.Name(id=given)) | ast.comprehension(iter=ast.Name(id=given)):
                found = given == name
            case ast.Subscript(value=ast.Name(id=given), slice=ast.Constant(value=int())):
                found = given == name
            case ast.Call(func=ast.Name(id="len"), args=[ast.Name(id=given)]):
                found = given == name
            case _:
                found = False
        if found:
            return True
    return False


def returns_value(function: Function) -> bool:
    """Tell whether *function* returns something."""
    return any(isinstance(n, ast.Return) and n.value is not None for n in _own_nodes(function))


def _outputs(function: Function) -> tuple[Port, ...]:
    """Return a port for each tensor of the last `return`."""
    returned = [
        node.value
        for node in _own_nodes(function)
        if isinstance(node, ast.Return) and node.value is not None
    ]
    match max(returned, key=lambda value: value.lineno, default=None):
        case ast.Tuple(elts=parts) | ast.List(elts=parts) if len(parts) > 1:
            names = [part.id if isinstance(part, ast.Name) else "" for part in parts]
        case ast.Dict(keys=keys) if keys and all(isinstance(k, ast.Constant) for k in keys):
            names = [str(key.value) for key in keys if isinstance(key, ast.Constant)]
        case _:
            return (Port("output"),)
    if "" in names or len(set(names)) < len(names):
        names = [f"output_{number}" for number in range(1, len(names) + 1)]
    return tuple(Port(name) for name in names)
