"""The arguments of a class as records of the catalogue: names, defaults, help and types."""

import inspect
import math
from typing import Any

from designer.catalog.docstrings import Doc
from designer.catalog.guessing import guess
from designer.catalog.specs import Json

Record = dict[str, Any]
_NODE_FIELDS = {"name", "trainable"}
INHERITED = {
    "lora_rank",
    "lora_alpha",
    "quantization_config",
    "bounding_box_format",
    "zero_output_for_mask",
    "unroll",
}
"""Arguments that classes take from their bases without saying so."""
_VARIABLE = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)


def argument_records(target: Any, doc: Doc, is_layer: bool) -> list[Record]:
    """Return one record for each argument of the constructor of *target*, in its order.

    `name` and `trainable` of layers are fields of a node and left out; what every layer takes
    through `**kwargs` (`dtype`, and `activity_regularizer` where the docstring names it) is added.
    """
    signature = inspect.signature(target).parameters.values()
    own = [argument_record(entry, doc) for entry in signature if _is_argument(entry, target)]
    if is_layer:
        own = [record for record in own if record["name"] not in _NODE_FIELDS]
        own += _through_kwargs(target, {record["name"] for record in own}, doc)
        own += _base_records(signature, {record["name"] for record in own}, doc)
    return own


def to_json(value: Any) -> Json:
    """Return a default as JSON: tuples are lists, classes their names.

    Raises:
        TypeError: if there is no JSON for it, which the overlay must then mend.
    """
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else str(value)
        case tuple() | list():
            return [to_json(entry) for entry in value]
        case dict():
            return {str(key): to_json(entry) for key, entry in value.items()}
        case _:
            raise TypeError(f"No JSON for the default {value!r}.")


def _is_argument(entry: inspect.Parameter, target: Any) -> bool:
    is_tensor = not inspect.isclass(target) and entry.name == "x"
    return entry.kind not in _VARIABLE and not is_tensor


def argument_record(entry: inspect.Parameter, doc: Doc) -> Record:
    """Return what signature and docstring say of one argument."""
    required = entry.default is inspect.Parameter.empty
    default = None if required else to_json(entry.default)
    help = doc.arguments.get(entry.name, "")
    record: Record = {"name": entry.name}
    if required:
        record["required"] = True
    elif default is not None:
        record["default"] = default
    record |= guess(entry.name, default, required, help)
    return record | ({"help": help} if help else {})


def _through_kwargs(target: Any, own: set[str], doc: Doc) -> list[Record]:
    """Return the arguments of base classes that the constructor hands on as `**kwargs`."""
    found: dict[str, Record] = {}
    for base in target.__mro__:
        entries = inspect.signature(base.__init__).parameters.values()
        found |= {
            entry.name: argument_record(entry, doc)
            for entry in entries
            if entry.name in INHERITED and entry.name not in own
        }
        if not any(entry.kind is inspect.Parameter.VAR_KEYWORD for entry in entries):
            break
    return list(found.values())


def _base_records(signature: Any, own: set[str], doc: Doc) -> list[Record]:
    if not any(entry.kind is inspect.Parameter.VAR_KEYWORD for entry in signature):
        return []
    names = ["dtype"] if "dtype" not in own else []
    if "activity_regularizer" in doc.arguments and "activity_regularizer" not in own:
        names.insert(0, "activity_regularizer")
    return [
        argument_record(inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None), doc)
        for name in names
    ]
