"""Functions that Python, `math` and NumPy have, on plain values."""

from collections.abc import Callable, Mapping

from designer.reading import arithmetic
from designer.reading.findings import NotAlike
from designer.reading.machine import LARGEST, Machine
from designer.reading.values import (
    Hole,
    Index,
    Inner,
    Layer,
    NameHole,
    Reference,
    ShapeOf,
    Thing,
    Unknown,
    tensors_in,
    unknown_in,
)


def call_builtin(
    machine: Machine, name: str, positional: list[object], named: dict[str, object], line: int
) -> object:
    """Return what a built-in function gives."""
    if any(isinstance(value, Hole | NameHole) for value in positional):
        if name == "print":
            return None
        if name == "range" and len(positional) == 1 and isinstance(positional[0], Hole):
            return [_counted(machine, positional[0])]
        raise NotAlike
    function = _BUILTINS.get(name)
    if function is None:
        return Unknown(line, f"the result of {name}()")
    try:
        result = function(machine, positional, named, line)
    except (TypeError, ValueError, ArithmeticError, LookupError):
        return Unknown(line, f"the result of {name}()")
    return result


def _counted(machine: Machine, hole: Hole) -> Index:
    machine.trace.counts[hole.name] = hole.default
    return Index(hole)


def _range(machine: Machine, values: list[object], named: dict[str, object], line: int) -> object:
    if not all(isinstance(value, int) for value in values):
        raise TypeError
    return range(*[int(str(int(v))) for v in values if isinstance(v, int)])


def _len(machine: Machine, values: list[object], named: dict[str, object], line: int) -> object:
    (value,) = values
    if isinstance(value, str | list | tuple | dict | range):
        return len(value)
    raise TypeError


def lists(machine: Machine, values: list[object], line: int) -> list[list[object]]:
    """Return the elements of each of *values*.

    Raises:
        TypeError: if they are not known.
    """
    found = [machine.iterate(value, line) for value in values]
    lists = [entries for entries in found if entries is not None]
    if len(lists) < len(found):
        raise TypeError
    return lists


def _zip(machine: Machine, values: list[object], named: dict[str, object], line: int) -> object:
    return [tuple(entries) for entries in zip(*lists(machine, values, line), strict=False)]


def _enumerate(
    machine: Machine, values: list[object], named: dict[str, object], line: int
) -> object:
    start = named.get("start", values[1] if len(values) > 1 else 0)
    if not isinstance(start, int):
        raise TypeError
    entries = lists(machine, values[:1], line)[0]
    if any(isinstance(entry, Inner) for entry in entries):
        number = Unknown(line, "the number of a layer that only Keras knows")
        return [(number, entry) for entry in entries]
    return list(enumerate(entries, start))


def _reversed(
    machine: Machine, values: list[object], named: dict[str, object], line: int
) -> object:
    return list(reversed(lists(machine, values, line)[0]))


def _list(machine: Machine, values: list[object], named: dict[str, object], line: int) -> object:
    return lists(machine, values, line)[0] if values else []


def _tuple(machine: Machine, values: list[object], named: dict[str, object], line: int) -> object:
    return tuple(lists(machine, values, line)[0]) if values else ()


def _dict(machine: Machine, values: list[object], named: dict[str, object], line: int) -> object:
    start = values[0] if values else {}
    if isinstance(start, list):
        start = {key: value for key, value in start}  # noqa: C416
    if not isinstance(start, dict):
        raise TypeError
    return {**start, **named}


def _sorted(machine: Machine, values: list[object], named: dict[str, object], line: int) -> object:
    entries = lists(machine, values, line)[0]
    if named.keys() - {"reverse"} or not _numbers_or_texts(entries):
        raise TypeError
    return sorted(entries, reverse=named.get("reverse") is True)  # type: ignore[type-var]


def _numbers_or_texts(entries: list[object]) -> bool:
    return all(isinstance(e, int | float) for e in entries) or all(
        isinstance(e, str) for e in entries
    )


def _folded(function: Callable[..., object]) -> Callable[..., object]:
    def fold(machine: Machine, values: list[object], named: dict[str, object], line: int) -> object:
        entries = lists(machine, values[:1], line)[0] if len(values) == 1 else values
        if named or not all(isinstance(entry, int | float) for entry in entries):
            raise TypeError
        return function(entries)

    return fold


def _truths(function: Callable[..., bool]) -> Callable[..., object]:
    def fold(machine: Machine, values: list[object], named: dict[str, object], line: int) -> object:
        entries = lists(machine, values, line)[0]
        if not all(isinstance(entry, bool | int | str | None) for entry in entries):
            raise TypeError
        return function(entries)

    return fold


def _plainly(function: Callable[..., object]) -> Callable[..., object]:
    def apply(
        machine: Machine, values: list[object], named: dict[str, object], line: int
    ) -> object:
        if not all(isinstance(value, int | float | str | bool) for value in values):
            raise TypeError
        result = function(*values)
        if isinstance(result, str) and len(result) > LARGEST:
            raise ValueError
        return result

    return apply


def _sum(machine: Machine, values: list[object], named: dict[str, object], line: int) -> object:
    entries = lists(machine, values[:1], line)[0]
    start = named.get("start", values[1] if len(values) > 1 else 0)
    if isinstance(start, list):
        total: list[object] = list(start)
        for entry in entries:
            total += lists(machine, [entry], line)[0]
        return total
    if not all(isinstance(entry, int | float) for entry in (*entries, start)):
        raise TypeError
    return sum(entries, start)  # type: ignore[call-overload]


def _isinstance(
    machine: Machine, values: list[object], named: dict[str, object], line: int
) -> object:
    value, kinds = values
    if isinstance(value, Unknown | ShapeOf):
        raise TypeError
    wanted = kinds if isinstance(kinds, list | tuple) else [kinds]
    names = [kind.name for kind in wanted if isinstance(kind, Reference)]
    if isinstance(value, Layer):
        return value.kind in names or "Layer" in names
    return type(value).__name__ in names


def _print(machine: Machine, values: list[object], named: dict[str, object], line: int) -> object:
    return None


def _map(machine: Machine, values: list[object], named: dict[str, object], line: int) -> object:
    function, *others = values
    rows = zip(*lists(machine, others, line), strict=False)
    return [machine.call(function, list(row), {}, line) for row in rows]


_BUILTINS: dict[str, Callable[..., object]] = {
    "range": _range,
    "len": _len,
    "zip": _zip,
    "enumerate": _enumerate,
    "reversed": _reversed,
    "list": _list,
    "tuple": _tuple,
    "dict": _dict,
    "sorted": _sorted,
    "sum": _sum,
    "min": _folded(min),
    "max": _folded(max),
    "any": _truths(any),
    "all": _truths(all),
    "abs": _plainly(abs),
    "round": _plainly(round),
    "int": _plainly(int),
    "float": _plainly(float),
    "str": _plainly(str),
    "bool": _plainly(bool),
    "divmod": _plainly(divmod),
    "chr": _plainly(chr),
    "ord": _plainly(ord),
    "isinstance": _isinstance,
    "print": _print,
    "map": _map,
}


def _array(positional: list[object], named: Mapping[str, object], line: int) -> object:
    """Return an array of numbers: a list, or an object that knows its type."""
    value, *rest = positional
    lost = unknown_in(value)
    if lost is not None or tensors_in(value):
        return lost or Unknown(line, "an array of tensors")
    dtype = named.get("dtype", rest[0] if rest else None)
    name = dtype.name if isinstance(dtype, Reference) else dtype
    if name is None or (isinstance(value, list) and name == _usual_dtype(value)):
        return value
    return Thing("__numpy__", {"value": value, "dtype": name}, line)


def _usual_dtype(value: list[object]) -> str:
    flat = [*value]
    while any(isinstance(entry, list) for entry in flat):
        flat = [e for entry in flat for e in (entry if isinstance(entry, list) else [entry])]
    for kind, dtype in ((float, "float32"), (bool, "bool"), (int, "int32")):
        if any(type(entry) is kind for entry in flat):
            return dtype
    return "float32"


def call_math(
    name: str, positional: list[object], named: Mapping[str, object], line: int, words: str
) -> object:
    """Return what a function of `math`, or of NumPy on plain numbers, gives."""
    if any(isinstance(value, Hole | NameHole) for value in positional):
        raise NotAlike
    if name in ("array", "asarray", "constant", "convert_to_tensor") and positional:
        return _array(positional, named, line)
    function = arithmetic.FUNCTIONS.get(name)
    values = [list(v) if isinstance(v, list | tuple) else v for v in positional]
    flat = [entry for v in values for entry in (v if isinstance(v, list) else [v])]
    if function is None or not all(isinstance(entry, int | float) for entry in flat):
        return Unknown(line, f"the result of {words}()")
    try:
        return function(*values)
    except (TypeError, ValueError, ArithmeticError):
        return Unknown(line, f"the result of {words}()")
