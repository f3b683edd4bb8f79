"""Names of operations in a model."""

from typing import Any


def name_operation(result: Any, name: str) -> Any:
    """Name the operation that gave *result*, and return it.

    Keras may choose a name that a layer has, and names are unique in a model.
    """
    tensor = result[0] if isinstance(result, (list, tuple)) else result
    tensor._keras_history.operation.name = name
    return result
