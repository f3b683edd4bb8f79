"""Reads the models of `keras.applications`: functions that make a model, whose call is a node."""

import inspect
from typing import Any, TypeAlias

import keras

from designer.catalog.docstrings import read_doc
from designer.engine.introspect.arguments import argument_record
from designer.engine.introspect.layer_calls import TRAINING

Record: TypeAlias = dict[str, Any]

_OF_THE_NODE = {"name", "input_tensor"}
_START = {"weights": None, "include_top": False, "pooling": "avg"}
"""No download unless somebody asks for it, and features of pictures of any size."""
_ORDER = ("include_top", "weights", "pooling", "classes", "classifier_activation")
"""The arguments that matter, in the order in which they are shown; the others come after."""


def application_records() -> list[Record]:
    """Return a record of each application, by kind."""
    module = keras.applications
    names = sorted(name for name in dir(module) if inspect.isfunction(getattr(module, name)))
    return [_record(name, getattr(module, name)) for name in names]


def with_words(record: Record) -> Record:
    """Return a record with the help that its facts give, and what a new node starts with."""
    return {
        **record,
        "help": _help(record["facts"]),
        "facts": {**record["facts"], "start": dict(_START)},
    }


def _record(name: str, function: Any) -> Record:
    doc = read_doc(function)
    entries = inspect.signature(function).parameters
    wanted = [one for one in _ORDER if one in entries]
    wanted += [one for one in entries if one not in (*_OF_THE_NODE, *_ORDER)]
    return {
        "kind": f"applications.{name}",
        "title": name,
        "module": "keras.applications",
        "names": [],
        "summary": doc.summary,
        "role": "application",
        "params": [*(argument_record(entries[one], doc) for one in wanted), TRAINING],
        "key_params": ["weights", "include_top", "pooling"],
        "input_ranks": [4],
    }


def _help(facts: Record) -> str:
    height, width, channels = facts["size"]
    full, headless = (facts[name] for name in ("parameters", "parameters_without_top"))
    return "\n\n".join(
        (
            f"Made for pictures of {height} by {width} with {channels} channels; without its top "
            f"any size from {facts['minimum']} by {facts['minimum']} goes.",
            f"{_millions(full)} parameters with its top ({_megabytes(full)} of weights), "
            f"{_millions(headless)} without ({_megabytes(headless)}); {facts['top1']} % of the "
            "pictures of ImageNet are named right at the first guess.",
            _PIXELS[facts["preprocessing"]],
            f"{facts['paper']} ({facts['year']}), {facts['paper_url']}",
        )
    )


_PIXELS = {
    "included": "It takes pixels from 0 to 255 as they are: what they need is inside the model.",
    "tf": "With the weights of ImageNet it expects pixels from -1 to 1, not from 0 to 255.",
    "torch": "With the weights of ImageNet it expects pixels from 0 to 1, from which the means of "
    "ImageNet were taken and which were divided by their deviations.",
    "caffe": "With the weights of ImageNet it expects pixels from 0 to 255 in the order blue, "
    "green, red, from which the means of ImageNet were taken.",
}


def _millions(count: int) -> str:
    return f"{count / 1e6:.1f} million"


def _megabytes(parameters: int) -> str:
    return f"{parameters * 4 / 1e6:.0f} MB"
