"""What a parameter takes, in words: the first half of every complaint about a value."""

from designer.catalog.specs import Param, ParamType, Registry

_NOUNS = {
    Registry.LAYER: "a layer",
    Registry.ACTIVATION: "an activation such as relu",
    Registry.INITIALIZER: "an initializer such as glorot_uniform",
    Registry.REGULARIZER: "a regularizer such as L2",
    Registry.CONSTRAINT: "a constraint such as MaxNorm",
    Registry.OPTIMIZER: "an optimizer such as adam",
    Registry.SCHEDULE: "a schedule such as CosineDecay",
    Registry.LOSS: "a loss such as mse",
    Registry.METRIC: "a metric such as accuracy",
    Registry.CALLBACK: "a callback such as EarlyStopping",
    Registry.DTYPE_POLICY: "a dtype policy such as mixed_float16",
}
_PLAIN = {
    ParamType.BOOL: "on or off",
    ParamType.STRING: "text",
    ParamType.SHAPE: "a shape such as (28, 28, 1)",
    ParamType.STRING_LIST: "a list of words",
    ParamType.ARRAY: "numbers in a list",
    ParamType.DICT: "named values",
    ParamType.PATH: "a file name",
    ParamType.CODE: "Python code",
    ParamType.ANY: "a value",
}


def expected(param: Param) -> str:
    """Return what *param* takes: `a whole number of 1 or more, or nothing`."""
    parts = list(dict.fromkeys(_words(type, param) for type in param.types))
    if param.nullable:
        parts.append("nothing")
    return ", or ".join(parts)


def _words(type: ParamType, param: Param) -> str:
    match type:
        case ParamType.INT:
            return f"a whole number{_range(param)}"
        case ParamType.FLOAT:
            return f"a number{_range(param)}"
        case ParamType.CHOICE | ParamType.DTYPE:
            return f"one of {', '.join(str(choice) for choice in param.choices)}"
        case ParamType.INT_TUPLE | ParamType.FLOAT_TUPLE:
            return _tuple(type, param)
        case ParamType.NESTED_INT_TUPLE:
            return f"a whole number, {param.rank} of them, or {param.rank} pairs{_range(param)}"
        case ParamType.INT_LIST:
            return f"a list of whole numbers{_range(param)}"
        case ParamType.OBJECT if param.registry is Registry.LAYER and param.choices:
            return f"one of {', '.join(str(choice) for choice in param.choices)}"
        case ParamType.OBJECT:
            return _NOUNS[param.registry] if param.registry else "an object"
        case ParamType.OBJECT_LIST:
            return f"a list of {param.registry or 'object'}s"
        case _:
            return _PLAIN[type]


def _tuple(type: ParamType, param: Param) -> str:
    noun = "whole number" if type is ParamType.INT_TUPLE else "number"
    if type is ParamType.INT_TUPLE and (param.rank or 1) == 1:
        return f"a {noun}{_range(param)}"
    one = f"a {noun}, or " if type is ParamType.INT_TUPLE else ""
    return f"{one}{param.rank or 'several'} {noun}s{_range(param)}"


def _range(param: Param) -> str:
    low, high = param.minimum, param.maximum
    match low is not None, high is not None:
        case True, True:
            above = "above " if param.exclusive else ""
            return f" from {above}{low:g} to {high:g}"
        case True, False:
            return f" above {low:g}" if param.exclusive else f" of {low:g} or more"
        case False, True:
            return f" of {high:g} or less"
        case _:
            return ""
