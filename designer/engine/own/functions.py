"""Functions of the own module as nodes: called on tensors like a layer, without weights."""

from collections.abc import Callable, Mapping
from typing import Any


class OwnFunction:
    """A function with its settings, in the place of a layer.

    Attributes:
        weights: none.
        trainable_weights: none.
    """

    weights: tuple[Any, ...] = ()
    trainable_weights: tuple[Any, ...] = ()

    def __init__(self, function: Callable[..., Any], settings: Mapping[str, Any]) -> None:
        self._function, self._settings = function, dict(settings)

    def __call__(self, *tensors: Any, **named: Any) -> Any:
        """Return what the function gives."""
        return self._function(*tensors, **{**self._settings, **named})
