"""What an `InputLayer` was made with, as parameters of an `Input` node."""

from collections.abc import Mapping
from typing import Any

from designer.catalog.specs import Json
from designer.engine.importing.values import dtype_of, plain

_FLAGS = ("sparse", "ragged", "optional")


def input_params(config: Mapping[str, Any]) -> dict[str, Json]:
    """Return the parameters; without a shape where the file does not tell it."""
    found: dict[str, Json] = {}
    shape = config.get("batch_shape") or config.get("batch_input_shape")
    if isinstance(shape, list) and shape and not isinstance(shape[0], list):
        found["shape"] = [_size(entry) for entry in shape[1:]]
        if _size(shape[0]) is not None:
            found["batch_size"] = _size(shape[0])
    elif isinstance(config.get("shape"), list):
        found["shape"] = [_size(entry) for entry in config["shape"]]
    dtype = dtype_of(config.get("dtype") or config.get("input_dtype"))
    if dtype is not None:
        found["dtype"] = plain(dtype)
    return found | {flag: True for flag in _FLAGS if config.get(flag) is True}


def _size(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None
