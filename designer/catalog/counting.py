"""How many output ports a kind has where that depends on its parameters.

`Port.count` is a word and what it is asked of: `sections:indices_or_sections` (as `split` counts),
`number:num`, `length:shape`, `states:cell` (of a cell or a recurrent layer, stacks included).
"""

from collections.abc import Mapping
from typing import Any

_MOST = 256
"""More ports than anybody can see are a slip of the keyboard."""

STACK = "StackedRNNCells"
"""The cell that is a list of cells; a bare list stands for it."""

_STATES = {"LSTMCell": 2, "LSTM": 2, "ConvLSTM1D": 2, "ConvLSTM2D": 2, "ConvLSTM3D": 2}


def how_many(count: str, params: Mapping[str, Any]) -> int:
    """Return how many ports *count* means with these *params*; 0 where they do not tell."""
    word, _, path = count.partition(":")
    value = _at(params, path.split("."))
    match word, value:
        case "states", _:
            found = states_of(value)
        case _, bool() | None:
            found = 0
        case (("sections" | "number"), int()):
            found = value
        case "sections", list():
            found = len(value) + 1
        case "length", list():
            found = len(value)
        case _:
            found = 0
    return min(max(found, 0), _MOST)


def states_of(value: Any) -> int:
    """Return how many state tensors a cell or recurrent layer keeps; 0 for anything else."""
    value = _stacked(value)
    name = value.get("class_name") if isinstance(value, Mapping) else value
    config = value.get("config") if isinstance(value, Mapping) else None
    config = config if isinstance(config, Mapping) else {}
    if name == STACK:
        cells = config.get("cells")
        return sum(states_of(cell) for cell in cells) if isinstance(cells, list) else 0
    if name == "RNN":
        return states_of(config.get("cell"))
    return _STATES.get(name, 1) if isinstance(name, str) else 0


def state_groups(value: Any) -> tuple[int, ...]:
    """Return how the states of a cell or recurrent layer come: a figure for each, 2 for a pair.

    Only a stack of cells has pairs; everything else gives its states one after the other.
    """
    value = _stacked(value)
    name = value.get("class_name") if isinstance(value, Mapping) else value
    config = value.get("config") if isinstance(value, Mapping) else None
    if name == "RNN" and isinstance(config, Mapping):
        return state_groups(config.get("cell"))
    if name == STACK and isinstance(config, Mapping):
        cells = config.get("cells")
        return tuple(states_of(cell) for cell in cells) if isinstance(cells, list) else ()
    return (1,) * states_of(value)


def _stacked(value: Any) -> Any:
    return {"class_name": STACK, "config": {"cells": value}} if isinstance(value, list) else value


def _at(params: Any, path: list[str]) -> Any:
    for place, name in enumerate(path):
        if place and isinstance(params, Mapping):
            params = params.get("config")
        params = params.get(name) if isinstance(params, Mapping) else None
    return params
