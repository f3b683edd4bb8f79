"""Functions of other libraries that scripts use to work out plain values."""

from collections.abc import Callable, Mapping

from designer.reading.arithmetic import TooLarge, require_small
from designer.reading.machine import LARGEST
from designer.reading.values import ShapeOf, Tensor, Unknown, unknown_in

_Named = Mapping[str, object]


def call_known(name: str, positional: list[object], named: _Named, line: int) -> object | None:
    """Return what a function called *name* gives; None where it is not one of these."""
    function = _FUNCTIONS.get(name)
    if function is None:
        return None
    try:
        return function(positional, named)
    except (TypeError, ValueError, LookupError, ArithmeticError):
        return Unknown(line, f"the result of {name}()")


def _argument(place: int, name: str, positional: list[object], named: _Named) -> object:
    return named.get(name, positional[place] if place < len(positional) else None)


def _input_shape(positional: list[object], named: _Named) -> object:
    """Return the shape that applications of Keras take: the one that is given, or their own."""
    shape = _argument(0, "input_shape", positional, named)
    if shape is not None:
        return shape
    size = _argument(1, "default_size", positional, named)
    flat = _argument(4, "require_flatten", positional, named)
    return (size, size, 3) if flat is True else (None, None, 3)


def _correct_pad(positional: list[object], named: _Named) -> object:
    """Return the zeros around pictures that applications put there before a stride of 2."""
    tensor = _argument(0, "inputs", positional, named)
    size = _argument(1, "kernel_size", positional, named)
    if not isinstance(tensor, Tensor):
        raise TypeError
    shape = tensor.call.shape
    if shape is None or len(shape) != 4:
        raise TypeError
    windows = size if isinstance(size, list | tuple) else (size, size)
    half = [window // 2 for window in windows if isinstance(window, int)]
    odd = [1 if side is None else 1 - side % 2 for side in shape[1:3]]
    return tuple((h - o, h) for h, o in zip(half, odd, strict=True))


def _copied(positional: list[object], named: _Named) -> object:
    value = positional[0]
    if isinstance(value, list | dict | tuple) and unknown_in(value) is None:
        require_small(value)
        return _deep(value)
    return value


def _deep(value: object) -> object:
    """Return a copy of lists and dictionaries; what is in them stays itself."""
    match value:
        case list():
            return [_deep(entry) for entry in value]
        case tuple():
            return tuple(_deep(entry) for entry in value)
        case dict():
            return {key: _deep(entry) for key, entry in value.items()}
        case _:
            return value


def _linspace(positional: list[object], named: _Named) -> object:
    start, stop = positional[:2]
    count = _argument(2, "num", positional, named)
    if not (isinstance(start, int | float) and isinstance(stop, int | float)):
        raise TypeError
    number = count if isinstance(count, int) else 50
    if number > LARGEST:
        raise TooLarge
    step = (stop - start) / max(number - 1, 1)
    return [start + step * place for place in range(number)]


def _shape(positional: list[object], named: _Named) -> object:
    value = positional[0]
    if isinstance(value, Tensor):
        return ShapeOf(value) if value.call.shape is None else value.call.shape
    raise TypeError


_FUNCTIONS: dict[str, Callable[[list[object], _Named], object]] = {
    "obtain_input_shape": _input_shape,
    "_obtain_input_shape": _input_shape,
    "correct_pad": _correct_pad,
    "deepcopy": _copied,
    "linspace": _linspace,
    "int_shape": _shape,
}
