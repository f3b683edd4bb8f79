"""The project's callbacks: made from their settings, checked, and kept inside the run's folder."""

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

import keras

from designer.catalog.catalog import Catalog
from designer.catalog.specs import Json, Registry
from designer.engine.construct import make_object
from designer.engine.errors import UserError
from designer.engine.own.in_force import files_below
from designer.engine.training.tensorboard import TensorBoardFiles
from designer.graph.problems import Problem, Severity

_PATHS = {
    "ModelCheckpoint": ("filepath", "checkpoint.keras"),
    "CSVLogger": ("filename", "training.csv"),
    "TensorBoard": ("log_dir", "logs"),
}
_WATCHING = ("EarlyStopping", "ReduceLROnPlateau", "ModelCheckpoint")
_SETTING_RATE = ("ReduceLROnPlateau", "LearningRateScheduler")
_KNOWN = {*_PATHS, *_WATCHING, *_SETTING_RATE, "TerminateOnNaN", "SwapEMAWeights"}


def make_callbacks(
    settings: Iterable[Json],
    folder: Path,
    names: Iterable[str],
    optimizer: Any,
    catalog: Catalog,
    first_epoch: int = 0,
) -> list[Any]:
    """Return the callbacks of *settings*.

    Args:
        settings: `{"class_name", "config"}` each.
        folder: of the run; nothing is written outside of it.
        names: what the logs will have, "val_" included.
        optimizer: of the compiled model.
        catalog: of Keras's objects.
        first_epoch: above 0 where the run is resumed.

    Raises:
        UserError: if one cannot be made, watches what is not measured, or leaves the folder.
    """
    known = list(names)
    made = []
    for place, value in enumerate(settings):
        name, config = _parts(value)
        field = f"fit.callbacks.{place}"
        _check(name, config, known, optimizer, field)
        config = _inside(name, config, folder, field)
        try:
            with files_below(folder):
                made.append(_make(name, config, first_epoch, catalog))
        except Exception as error:
            first = str(error).strip().splitlines() or [type(error).__name__]
            raise _refused(name, f"It cannot be made: {first[0][:300]}", field) from error
    return made


def ends_on_nan(settings: Iterable[Json]) -> bool:
    """Tell whether TerminateOnNaN is among *settings*."""
    return any(_parts(value)[0] == "TerminateOnNaN" for value in settings)


def _parts(value: Json) -> tuple[str, dict[str, Json]]:
    if isinstance(value, dict):
        config = value.get("config")
        return str(value.get("class_name", "")), dict(config) if isinstance(config, dict) else {}
    return str(value), {}


def _make(name: str, config: dict[str, Json], first_epoch: int, catalog: Catalog) -> Any:
    if name == "TensorBoard":
        return TensorBoardFiles(Path(str(config["log_dir"])), _frequency(config))
    if name == "LearningRateScheduler":
        return _scheduler(config, catalog)
    if name == "CSVLogger" and first_epoch:
        _cut_csv(Path(str(config["filename"])), str(config.get("separator", ",")), first_epoch)
        config = {**config, "append": True}
    return make_object(Registry.CALLBACK, {"class_name": name, "config": config}, catalog)


def _scheduler(config: Mapping[str, Json], catalog: Catalog) -> Any:
    """Return a scheduler that asks a schedule object for the rate of each epoch."""
    schedule = make_object(Registry.SCHEDULE, config.get("schedule"), catalog)
    if not callable(schedule):
        raise ValueError("expected a schedule. Choose one")
    return keras.callbacks.LearningRateScheduler(lambda epoch, rate: float(schedule(epoch)))


def _frequency(config: Mapping[str, Json]) -> int | str:
    value = config.get("update_freq", "epoch")
    return value if isinstance(value, int | str) else "epoch"


def _check(
    name: str, config: Mapping[str, Json], known: list[str], optimizer: Any, field: str
) -> None:
    if name not in _KNOWN:
        text = "It does not work here. Remove it; every run can be stopped and resumed without it."
        raise _refused(name or "The callback", text, field)
    if name in _WATCHING:
        monitor = str(config.get("monitor", "val_loss"))
        needed = name != "ModelCheckpoint" or bool(config.get("save_best_only"))
        if needed and monitor not in known:
            without = not any(one.startswith("val_") for one in known)
            is_lacking = monitor.startswith("val_") and without
            hint = " (there are no validation rows)" if is_lacking else ""
            listed = ", ".join(known)
            text = f"It watches {monitor!r}, which is not measured{hint}. Choose one of {listed}."
            raise _refused(name, text, field)
    scheduled = isinstance(
        getattr(optimizer, "_learning_rate", None),
        keras.optimizers.schedules.LearningRateSchedule,
    )
    if name in _SETTING_RATE and scheduled:
        text = (
            "It cannot set the learning rate, because the optimizer follows a schedule. Give the "
            "optimizer a number, or remove this callback."
        )
        raise _refused(name, text, field)


def _inside(name: str, config: dict[str, Json], folder: Path, field: str) -> dict[str, Json]:
    """Return *config* with its path in the run's folder."""
    if name not in _PATHS:
        return config
    argument, default = _PATHS[name]
    given = str(config.get(argument) or default)
    parts = {*PurePosixPath(given).parts, *PureWindowsPath(given).parts}
    if PurePosixPath(given).is_absolute() or PureWindowsPath(given).anchor or ".." in parts:
        text = f"Expected a file name inside the run's folder, found {given!r}. Give a plain name."
        raise _refused(name, text, field)
    path = folder / given
    path.parent.mkdir(parents=True, exist_ok=True)
    shown = str(path)
    if name == "ModelCheckpoint":  # which fills {epoch} and the like in
        shown = str(folder).replace("{", "{{").replace("}", "}}") + "/" + given
    return {**config, argument: shown}


def _cut_csv(path: Path, separator: str, first_epoch: int) -> None:
    """Drop the rows of epochs that will be trained again."""
    if not path.exists():
        return
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if _epoch_of(line, separator) < first_epoch]
    path.write_text("".join(kept), encoding="utf-8")


def _epoch_of(line: str, separator: str) -> int:
    cell = line.split(separator)[0].strip()
    return int(cell) if cell.isdigit() else -1


def _refused(name: str, text: str, field: str) -> UserError:
    sentence = f"{name}: {text}"
    problem = Problem("bad-callback", Severity.ERROR, f"{name} cannot be used", text, None, field)
    return UserError(sentence, [problem])
