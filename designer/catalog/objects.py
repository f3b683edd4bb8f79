"""Values that stand for objects of Keras: a short name, or a class name with its arguments."""

from collections.abc import Mapping

from designer.catalog.specs import Json, ObjectSpec, Params, Registry

_SHORT = {
    Registry.ACTIVATION,
    Registry.INITIALIZER,
    Registry.OPTIMIZER,
    Registry.LOSS,
    Registry.METRIC,
}
"""Registries in which people write the short name: "relu", "adam", "mse"."""

_USUAL = ("mse", "mae", "mape", "msle", "accuracy")


def object_kind(value: Json, registry: Registry | None = None) -> str | None:
    """Return the name that *value* goes by, as it is written; None where it names nothing.

    Args:
        value: "relu", {"class_name": "L2", "config": {"l2": 0.01}}, None ...
        registry: where it is chosen from; a bare name of it is taken as it is.
    """
    name = value.get("class_name") if isinstance(value, Mapping) else value
    return name if isinstance(name, str) else None


def object_config(value: Json) -> Params:
    """Return the arguments that the user set; none for a bare name."""
    config = value.get("config") if isinstance(value, Mapping) else None
    return config if isinstance(config, Mapping) else {}


def normal_form(value: Json) -> Json:
    """Return *value* with its `config` always there, at every depth.

    Two values that make the same object in the same words are equal in this form. A bare name
    stays one: Keras looks those up itself, and some of its classes have none.
    """
    match value:
        case {"class_name": str(name)}:
            config = {key: normal_form(entry) for key, entry in object_config(value).items()}
            return {"class_name": name, "config": config}
        case list():
            return [normal_form(entry) for entry in value]
        case _:
            return value


def make_value(spec: ObjectSpec, config: Params | None = None) -> Json:
    """Return the value that stands for *spec* with these arguments, as short as it goes.

    Required arguments that *config* lacks get their `initial`.
    """
    needed = {
        param.name: param.initial
        for param in spec.params
        if param.required and param.initial is not None
    }
    given = {**needed, **(config or {})}
    short = short_name(spec)
    return short if short and not given else {"class_name": spec.kind, "config": given}


def short_name(spec: ObjectSpec) -> str | None:
    """Return the word people write for *spec*: "mse", "relu", "adam"; None where Keras has none."""
    if spec.registry is Registry.ACTIVATION:
        return spec.kind
    if spec.registry not in _SHORT:
        return None
    lower = [name for name in spec.names if name == name.lower()]
    usual = next((name for name in _USUAL if name in lower), None)
    return usual or max(lower, key=len, default=None)
