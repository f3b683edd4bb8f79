"""Reads how layers are wired in a config: the `inbound_nodes` of all versions of Keras."""

from typing import Any

from designer.engine.importing.errors import CannotImport
from designer.engine.importing.records import Call, Tensor

_CONSTANT = "_CONSTANT_VALUE"
_KEPT = frozenset({"__numpy__", "__tensor__", "__slice__", "__ellipsis__", "__lambda__"})


def read_calls(nodes: Any, names: set[str], layer: str) -> tuple[Call, ...]:
    """Return the calls of one layer.

    Args:
        names: of all layers of the model, which tell a tensor of old files from a list.
        layer: whose calls they are, for the sentence of an error.

    Raises:
        CannotImport: if they have a form that no Keras writes.
    """
    if not isinstance(nodes, list):
        raise CannotImport(f"Expected the inbound_nodes of {layer} to be a list, found none.")
    calls = (_call(node, names, layer) for node in nodes)
    return tuple(call for call in calls if call is not None)


def read_ends(value: Any) -> Any:
    """Return `input_layers` or `output_layers` with tensors in place of their triples."""
    if _is_triple(value):
        return Tensor(value[0], _number(value[1]), _number(value[2]))
    match value:
        case list():
            return [read_ends(entry) for entry in value]
        case dict():
            return {str(name): read_ends(entry) for name, entry in value.items()}
        case _:
            return None


def _call(node: Any, names: set[str], layer: str) -> Call | None:
    if isinstance(node, dict) and "args" in node:
        args, kwargs = _modern(node["args"]), _modern(node.get("kwargs") or {})
        if not isinstance(args, list) or not isinstance(kwargs, dict):
            raise CannotImport(f"Expected a call of {layer} to have args and kwargs.")
        return Call(tuple(args), {str(name): value for name, value in kwargs.items()})
    if not node:
        return None
    kwargs = {}
    first = _legacy(node, names, kwargs)
    if isinstance(first, list) and len(first) == 1:
        first = first[0]
    return Call((first,), kwargs)


def _modern(value: Any) -> Any:
    match value:
        case {
            "class_name": "__keras_tensor__",
            "config": {"keras_history": [str(name), *rest]} as c,
        }:
            shape = c.get("shape")
            rank = len(shape) if isinstance(shape, list) else None
            numbers = [_number(entry) for entry in (*rest, 0, 0)[:2]]
            return Tensor(name, numbers[0], numbers[1], rank)
        case {"class_name": "__tuple__", "items": list(items)}:
            return [_modern(entry) for entry in items]
        case {"class_name": str(special)} if special in _KEPT:
            return value
        case list():
            return [_modern(entry) for entry in value]
        case dict():
            return {name: _modern(entry) for name, entry in value.items()}
        case _:
            return value


def _legacy(value: Any, names: set[str], kwargs: dict[str, Any]) -> Any:
    """Return the first argument of an old call; what it says of others is put into *kwargs*."""
    if _is_leaf(value, names):
        if len(value) > 3 and isinstance(value[3], dict):
            kwargs.update({str(k): _legacy_kwarg(v, names) for k, v in value[3].items()})
        if value[0] == _CONSTANT:
            return value[2]
        return Tensor(value[0], _number(value[1]), _number(value[2]))
    match value:
        case list():
            return [_legacy(entry, names, kwargs) for entry in value]
        case dict():
            return {str(name): _legacy(entry, names, kwargs) for name, entry in value.items()}
        case _:
            return value


def _legacy_kwarg(value: Any, names: set[str]) -> Any:
    if _is_triple(value) and value[0] in names:
        return Tensor(value[0], _number(value[1]), _number(value[2]))
    match value:
        case list():
            return [_legacy_kwarg(entry, names) for entry in value]
        case dict() if value.get("class_name") not in _KEPT:
            return {name: _legacy_kwarg(entry, names) for name, entry in value.items()}
        case _:
            return value


def _is_leaf(value: Any, names: set[str]) -> bool:
    if not isinstance(value, list) or not 3 <= len(value) <= 4 or not isinstance(value[0], str):
        return False
    return value[0] == _CONSTANT or (value[0] in names and isinstance(value[1], int))


def _is_triple(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 3
        and isinstance(value[0], str)
        and all(isinstance(entry, int) for entry in value[1:])
    )


def _number(value: Any) -> int:
    return value if isinstance(value, int) and value >= 0 else 0
