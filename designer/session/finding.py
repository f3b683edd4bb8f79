"""What people type to find layers in a drawing: names, kinds, parameters, shapes, states.

`conv` is a part of a name, kind or family; `filters=64`, `activation:relu` and `rate>0.3` ask for
a parameter, `8,8,32` or `(None, 10)` for an output shape, and `error`, `frozen`, `shared` and the
like for a state. Several terms have all to be true.
"""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from designer.catalog.specs import Json
from designer.graph.blocks import BlockId
from designer.graph.records import NodeId

Shape: TypeAlias = tuple[int | None, ...]

_TERM: Final = re.compile(r"\([^()]*\)?|[^\s()]+")
_ASKS: Final = re.compile(r"^([A-Za-z_]\w*)(!=|>=|<=|==|=|:|>|<)(.*)$")
_SHAPE: Final = re.compile(
    r"^\(?\s*(?:\d{1,18}|none|b|\?|\*)(?:\s*[,x×]\s*(?:\d{1,18}|none|b|\?|\*))*\s*,?\s*\)?$"
)
_FREE: Final = frozenset({"none", "b", "?", "*"})
_COMPARE: Final[Mapping[str, Callable[[float, float], bool]]] = {
    ">": operator.gt,
    "<": operator.lt,
    ">=": operator.ge,
    "<=": operator.le,
}
STATES: Final = (
    "error",
    "warning",
    "problem",
    "frozen",
    "shared",
    "bypassed",
    "collapsed",
    "unwired",
)
"""Words that ask for a state, unless a layer is called so."""


@dataclass(frozen=True, slots=True)
class Findable:
    """A node as one may look for it.

    Attributes:
        scope: the block in which it stands; None is the root.
        words: name, kind and family, small letters.
        params: the parameters in force, defaults included.
        shapes: of its outputs, the batch axis first.
        states: some of `STATES`.
    """

    scope: BlockId | None
    node: NodeId
    name: str
    words: str
    params: Mapping[str, Json] = field(default_factory=dict)
    shapes: tuple[Shape, ...] = ()
    states: frozenset[str] = frozenset()


Test: TypeAlias = Callable[[Findable], bool]


def tests_of(typed: str) -> tuple[Test, ...]:
    """Return what *typed* asks of a node, one test for each term; nothing typed asks nothing."""
    return tuple(_test(term.group().lower()) for term in _TERM.finditer(typed))


def find(typed: str, among: tuple[Findable, ...]) -> tuple[Findable, ...]:
    """Return those of *among* that *typed* means, in their order; nothing typed means none."""
    tests = tests_of(typed)
    if not tests:
        return ()
    found = among
    for test in tests:
        found = tuple(one for one in found if test(one))
    return found


def _test(term: str) -> Test:
    asks = _ASKS.match(term)
    if asks is not None:
        return _of_parameter(*asks.groups())
    if term in STATES or term.rstrip("s") in STATES:
        return _of_state(term)
    if ("," in term or "(" in term) and _SHAPE.match(term):
        return _of_shape(_shape(term))
    return lambda one: term in one.words


def _of_state(term: str) -> Test:
    state = term if term in STATES else term.rstrip("s")
    return lambda one: state in one.states or term in one.words


def _of_parameter(name: str, sign: str, text: str) -> Test:
    compare = _COMPARE.get(sign)
    if name in ("name", "kind", "family"):
        return lambda one: text in one.words
    if name == "shape" and _SHAPE.match(text):
        return _of_shape(_shape(text))
    if not text:
        return lambda one: any(known.startswith(name) for known in one.params)
    if compare is not None:
        limit = _number(text)
        return lambda one: limit is not None and _is_beyond(one, name, compare, limit)
    if sign == "!=":
        return lambda one: name in one.params and not _is(one.params[name], text)
    return lambda one: name in one.params and _is(one.params[name], text)


def _is_beyond(
    one: Findable, name: str, compare: Callable[[float, float], bool], limit: float
) -> bool:
    value = one.params.get(name)
    values = value if isinstance(value, list) else [value]
    numbers = [_number(str(v)) for v in values if not isinstance(v, bool) and v is not None]
    return any(number is not None and compare(number, limit) for number in numbers)


def _is(value: Json, text: str) -> bool:
    """Whether a value is what was typed: a number the same, a word beginning so, a list's each."""
    if isinstance(value, dict):
        return str(value.get("class_name", "")).lower().startswith(text)
    if isinstance(value, list):
        if "," in text or "(" in text or "[" in text:
            return [str(item).lower() for item in value] == re.findall(r"[\w.]+", text)
        return any(_is(item, text) for item in value)
    if isinstance(value, bool) or value is None:
        return str(value).lower() == text or (text in ("yes", "on") and value is True)
    if isinstance(value, int | float):
        return _number(text) == value
    return str(value).lower().startswith(text)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _shape(text: str) -> Shape:
    parts = re.findall(r"\d+|none|b|\?|\*", text)
    return tuple(None if part in _FREE else int(part) for part in parts)


def _of_shape(wanted: Shape) -> Test:
    """A shape fits as a whole, or as its last axes: the batch axis need not be typed."""
    count = len(wanted)
    return lambda one: any(
        len(shape) in (count, count + 1) and shape[len(shape) - count :] == wanted
        for shape in one.shapes
    )
