"""The callbacks of a script; what they write stays beside it."""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath, PureWindowsPath

from designer.catalog.catalog import Catalog
from designer.catalog.specs import Json, Registry
from designer.codegen.comments import todo
from designer.codegen.expressions import INDENT, Expression, arguments, call, flat, quoted, written
from designer.codegen.objects import named_object, object_or_todo
from designer.codegen.values import CannotWrite, constructor_items

_PATHS = {
    "ModelCheckpoint": ("filepath", "checkpoint.keras"),
    "CSVLogger": ("filename", "training.csv"),
    "TensorBoard": ("log_dir", "logs"),
}


def callback_code(settings: Iterable[Json], catalog: Catalog) -> tuple[list[str], list[Expression]]:
    """Return statements that come before, and the callbacks themselves."""
    lines: list[str] = []
    callbacks: list[Expression] = []
    for value in settings:
        name, config = _parts(value)
        try:
            if name == "LearningRateScheduler":
                schedule = named_object(config.get("schedule"), Registry.SCHEDULE, catalog)
                lines.append(written(schedule, INDENT, "schedule = "))
                callbacks.append(
                    "keras.callbacks.LearningRateScheduler(lambda epoch: float(schedule(epoch)))"
                )
            elif name in _PATHS:
                callbacks.append(_with_path(name, config, catalog))
            else:
                made: Json = {"class_name": name, "config": config}
                code = object_or_todo("a callback", made, Registry.CALLBACK, catalog, lines)
                callbacks += [] if code is None else [code]
        except CannotWrite as error:
            lines.append(todo(f"the callback {name}", str(error)))
    return lines, callbacks


def _parts(value: Json) -> tuple[str, dict[str, Json]]:
    match value:
        case {"class_name": str(name), **rest}:
            config = rest.get("config")
            return name, dict(config) if isinstance(config, dict) else {}
        case _:
            return str(value), {}


def _with_path(name: str, config: Mapping[str, Json], catalog: Catalog) -> Expression:
    argument, default = _PATHS[name]
    given = str(config.get(argument) or default)
    parts = {*PurePosixPath(given).parts, *PureWindowsPath(given).parts}
    if PurePosixPath(given).is_absolute() or PureWindowsPath(given).anchor or ".." in parts:
        raise CannotWrite(f"it would write to {given}, outside of this folder")
    spec = catalog.find(Registry.CALLBACK, name)
    if spec is None:
        raise CannotWrite("it is not known")
    others = {key: value for key, value in config.items() if key != argument}
    path = flat(call("str", *arguments([f"HERE / {quoted(given)}"])))
    items = constructor_items(others, spec, catalog)
    return call(f"keras.callbacks.{name}", *arguments((), {argument: path}), *items)
