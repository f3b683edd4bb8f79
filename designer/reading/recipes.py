"""The functions that exported scripts contain word for word: what they are given are settings."""

from collections.abc import Mapping

from designer.reading.training import Batches
from designer.reading.values import Tensor, Thing, Unknown, tensors_in

KNOWN = frozenset({"training_batches", "whole_executions", "name_operation"})


def settings_of(name: str, arguments: Mapping[str, object], line: int) -> object:
    """Return what one of them was given, as a value that `compile` and `fit` pass on."""
    if name == "training_batches":
        wanted = ("batch_size", "seed", "shuffle")
        given = {key: arguments[key] for key in wanted if key in arguments}
        return Batches({k: v for k, v in given.items() if not isinstance(v, Unknown)})
    values = list(arguments.values())
    if name == "name_operation":
        return _named(values)
    return Thing(f"designer.{name}", {"steps": values[-1] if values else None}, line)


def _named(values: list[object]) -> object:
    """Return the result of an operation, which a script calls after its node."""
    result, name = values[0], values[1] if len(values) > 1 else None
    for tensor in tensors_in(result)[:1]:
        if isinstance(tensor, Tensor) and isinstance(name, str):
            tensor.call.label = name
            tensor.call.is_named = True
    return result
