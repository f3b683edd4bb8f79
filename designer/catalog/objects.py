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
    """Return *value* with what says nothing taken away: an empty config, at every depth.

    Two values that make the same object in the same words are equal in this form.
    """
    match value:
        case {"class_name": str(name)}:
            config = {key: normal_form(entry) for key, entry in object_config(value).items()}
            return {"class_name": name, "config": config} if config else name
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
    if given:
        return {"class_name": spec.kind, "config": given}
    return short_name(spec)


def short_name(spec: ObjectSpec) -> str:
    """Return the word people write for *spec*: "mse", "relu", "adam", "glorot_uniform"."""
    if spec.registry not in _SHORT:
        return spec.kind
    lower = [name for name in spec.names if name == name.lower()]
    snake = max(lower, key=len, default=spec.kind)
    return next((name for name in ("mse", "mae", "mape", "msle") if name in lower), snake)
