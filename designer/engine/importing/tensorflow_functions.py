"""Functions of TensorFlow in models of Keras 2, as operations of Keras 3.

tf.keras 2 made a layer of every TensorFlow function that was called on one of its tensors
(`TFOpLambda`, `SlicingOpLambda`); the config names the function and its arguments.
"""

from collections.abc import Mapping
from typing import Any

from designer.engine.importing.records import Call, LayerRecord

CLASSES = frozenset({"TFOpLambda", "SlicingOpLambda"})

_XY = {"x": "x1", "y": "x2"}
_X = {"x": "x"}
_FEATURES = {"features": "x"}
_REDUCED = {"input_tensor": "x", "axis": "axis", "keepdims": "keepdims", "keep_dims": "keepdims"}

_TWO = {
    "add": "add", "subtract": "subtract", "multiply": "multiply", "divide": "true_divide",
    "truediv": "true_divide", "pow": "power", "floordiv": "floor_divide", "floormod": "mod",
    "mod": "mod", "maximum": "maximum", "minimum": "minimum", "greater": "greater",
    "greater_equal": "greater_equal", "less": "less", "less_equal": "less_equal",
    "equal": "equal", "not_equal": "not_equal", "logical_and": "logical_and",
    "logical_or": "logical_or", "sub": "subtract", "mul": "multiply", "div": "true_divide",
    "eq": "equal", "ne": "not_equal", "atan2": "arctan2",
}  # fmt: skip
_ONE = {
    "exp": "exp", "log": "log", "log1p": "log1p", "expm1": "expm1", "sqrt": "sqrt",
    "rsqrt": "rsqrt", "square": "square", "abs": "absolute", "negative": "negative",
    "neg": "negative", "round": "round", "floor": "floor", "ceil": "ceil", "sign": "sign",
    "sin": "sin", "cos": "cos", "tan": "tan", "tanh": "tanh", "sigmoid": "sigmoid",
    "erf": "erf", "reciprocal": "reciprocal", "logical_not": "logical_not", "sinh": "sinh",
    "cosh": "cosh", "softplus": "softplus", "is_nan": "isnan",
}  # fmt: skip
_NETWORK = {
    "relu": "relu", "relu6": "relu6", "elu": "elu", "selu": "selu", "silu": "silu",
    "swish": "silu", "softsign": "soft_sign", "leaky_relu": "leaky_relu", "gelu": "gelu",
    "softplus": "softplus", "tanh": "tanh", "sigmoid": "sigmoid",
}  # fmt: skip
_REDUCE = {
    "reduce_sum": "sum", "reduce_mean": "mean", "reduce_max": "max", "reduce_min": "min",
    "reduce_prod": "prod", "reduce_any": "any", "reduce_all": "all", "reduce_variance": "var",
    "reduce_std": "std", "reduce_logsumexp": "logsumexp",
}  # fmt: skip

_OTHERS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "argmax": ("argmax", {"input": "x", "axis": "axis"}),
    "argmin": ("argmin", {"input": "x", "axis": "axis"}),
    "broadcast_to": ("broadcast_to", {"input": "x", "shape": "shape"}),
    "cast": ("cast", {"x": "x", "dtype": "dtype"}),
    "clip_by_value": (
        "clip",
        {"t": "x", "clip_value_min": "x_min", "clip_value_max": "x_max"},
    ),
    "concat": ("concatenate", {"values": "xs", "axis": "axis"}),
    "cumsum": ("cumsum", {"x": "x", "axis": "axis"}),
    "einsum": ("einsum", {"equation": "subscripts", "inputs": "operands"}),
    "expand_dims": ("expand_dims", {"input": "x", "axis": "axis"}),
    "gather": ("take", {"params": "x", "indices": "indices", "axis": "axis"}),
    "l2_normalize": ("normalize", {"x": "x", "axis": "axis", "epsilon": "epsilon"}),
    "linalg.matmul": ("matmul", {"a": "x1", "b": "x2"}),
    "matmul": ("matmul", {"a": "x1", "b": "x2"}),
    "norm": ("norm", {"tensor": "x", "ord": "ord", "axis": "axis", "keepdims": "keepdims"}),
    "one_hot": ("one_hot", {"indices": "x", "depth": "num_classes", "axis": "axis"}),
    "pad": ("pad", {"tensor": "x", "paddings": "pad_width", "constant_values": "constant_values"}),
    "repeat": ("repeat", {"input": "x", "repeats": "repeats", "axis": "axis"}),
    "reshape": ("reshape", {"tensor": "x", "shape": "newshape"}),
    "resize": ("image.resize", {"images": "images", "size": "size", "method": "interpolation"}),
    "reverse": ("flip", {"tensor": "x", "axis": "axis"}),
    "roll": ("roll", {"input": "x", "shift": "shift", "axis": "axis"}),
    "log_softmax": ("log_softmax", {"logits": "x", "axis": "axis"}),
    "softmax": ("softmax", {"logits": "x", "axis": "axis"}),
    "split": ("split", {"value": "x", "num_or_size_splits": "indices_or_sections", "axis": "axis"}),
    "squeeze": ("squeeze", {"input": "x", "axis": "axis"}),
    "stack": ("stack", {"values": "x", "axis": "axis"}),
    "stop_gradient": ("stop_gradient", {"input": "variable"}),
    "tile": ("tile", {"input": "x", "multiples": "repeats"}),
    "transpose": ("transpose", {"a": "x", "perm": "axes"}),
    "where": ("where", {"condition": "condition", "x": "x1", "y": "x2"}),
}

_IGNORED = frozenset({"name", "output_type", "data_format", "half_pixel_centers", "exclusive"})


def operation_of(record: LayerRecord) -> tuple[str, Mapping[str, str]] | None:
    """Return the operation of Keras 3 for a function of TensorFlow, and the names of arguments.

    Returns:
        The kind, and the argument of TensorFlow -> that of Keras, the first one first; None where
        there is no such operation.
    """
    function = str(record.config.get("function", ""))
    if function == "__operators__.getitem":
        return "ops.get_item", {"tensor": "x", "slice_spec": "key"}
    module, _, name = function.rpartition(".")
    if module == "nn" and name in _NETWORK:
        return f"ops.{_NETWORK[name]}", {**_FEATURES, "x": "x", "alpha": "negative_slope"}
    if name in _TWO:
        return f"ops.{_TWO[name]}", _XY
    if name in _ONE:
        return f"ops.{_ONE[name]}", _X
    if name in _REDUCE:
        return f"ops.{_REDUCE[name]}", _REDUCED
    found = _OTHERS.get(function) or _OTHERS.get(name)
    return (f"ops.{found[0]}", found[1]) if found else None


def translated(call: Call, names: Mapping[str, str]) -> Call:
    """Return a call of a function of TensorFlow with the arguments of the operation."""
    given: dict[str, Any] = dict(zip(names, call.args, strict=False))
    given |= {name: value for name, value in call.kwargs.items() if name not in _IGNORED}
    return Call((), {names.get(n, n): v for n, v in given.items() if v is not None})
