"""What every layer's call takes besides its tensors: `training`, and a `mask` as a port."""

import inspect
from typing import Any

Record = dict[str, Any]

TRAINING: Record = {
    "name": "training",
    "types": ["bool"],
    "nullable": True,
    "group": "advanced",
    "call": True,
    "help": "On or off: always works as in training, or never. Empty: as the model is used.",
}
_MASK: Record = {"name": "mask", "optional": True}


def with_call(record: Record, target: Any) -> Record:
    """Return the *record* of a layer with `training` and `mask`, where its call takes them.

    Args:
        record: a layer's, with the overlay laid over it.
        target: the layer's class.
    """
    taken = inspect.signature(target.call).parameters
    if "training" in taken and not _has(record["params"], "training"):
        record = {**record, "params": [*record["params"], TRAINING]}
    if "mask" in taken and record.get("call_style", "named") == "named":
        ports = record.get("inputs", [{"name": "inputs"}])
        if not _has(ports, "mask"):
            record = {**record, "inputs": [*ports, _MASK]}
    return record


def _has(records: list[Record], name: str) -> bool:
    return any(record["name"] == name for record in records)
