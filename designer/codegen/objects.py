"""Optimizers, losses, metrics and callbacks: a short name, or a constructor with its arguments."""

from designer.catalog.catalog import Catalog
from designer.catalog.own import own_name
from designer.catalog.specs import Json, Registry
from designer.codegen.comments import todo
from designer.codegen.expressions import Expression, quoted
from designer.codegen.values import CannotWrite, object_code


def named_object(value: Json, registry: Registry, catalog: Catalog) -> Expression:
    """Return an optimizer, loss, metric or callback: a short name or a constructor.

    Raises:
        CannotWrite: if there is no way to write it.
    """
    match value:
        case {"class_name": str(name), **rest}:
            config = rest.get("config")
            return object_code(name, config if isinstance(config, dict) else {}, registry, catalog)
        case str() if own_name(value):
            return object_code(value, {}, registry, catalog)
        case str():
            return quoted(value)
        case _:
            raise CannotWrite(f"expected a name or an object, found {value!r}")


def object_or_todo(
    what: str, value: Json, registry: Registry, catalog: Catalog, todos: list[str]
) -> Expression | None:
    """Return the code of *value*; where there is none, add a remark to *todos*."""
    try:
        return named_object(value, registry, catalog)
    except CannotWrite as error:
        todos.append(todo(what, str(error)))
        return None
