"""Opens a source: finds out what it is by its content, and reads the models in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import h5py

from designer.engine.importing.archives import CONFIG, METADATA, WEIGHTS, Archive, open_archive
from designer.engine.importing.configs import read_model
from designer.engine.importing.errors import CannotImport
from designer.engine.importing.opened import Opened, no_store
from designer.engine.importing.plain_json import MOST_BYTES, parse
from designer.engine.importing.records import ModelRecord
from designer.engine.importing.saved_models import is_saved_model, open_saved_model
from designer.engine.importing.stores import ListStore, PathStore, Store
from designer.engine.importing.vocabularies import read_vocabularies
from designer.engine.weights.safe_hdf5 import open_hdf5

_ZIP, _HDF5 = b"PK", b"\x89HDF\r\n\x1a\n"
SUFFIXES = (".keras", ".h5", ".hdf5", ".json")


def open_model(path: Path) -> Opened:
    """Return the model that a file or folder holds.

    Raises:
        CannotImport: if there is none that can be read, in one sentence.
        BadWeights: if it is an HDF5 file that is not safe to read.
    """
    if path.is_dir():
        return _open_folder(path)
    head = _head(path)
    if head.startswith(_ZIP):
        return _open_keras(path)
    if head == _HDF5:
        return _open_hdf5(path)
    if path.suffix in (".keras", ".h5", ".hdf5"):
        raise CannotImport(
            f"Expected a model of Keras in {path.name}, found neither a zip archive (.keras) nor "
            "an HDF5 file (.h5). The file is damaged, or something else."
        )
    return _open_json(path)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(8)
    except FileNotFoundError as error:
        raise CannotImport(
            f"Expected a model at {path}, found nothing there. Check the path."
        ) from error


def _open_folder(path: Path) -> Opened:
    if is_saved_model(path):
        return open_saved_model(path)
    config = path / CONFIG
    if config.is_file():
        return _open_json(config)
    raise CannotImport(
        f"Expected a SavedModel in the folder {path.name} (with saved_model.pb), found none."
    )


# ---- .keras ----


def _open_keras(path: Path) -> Opened:
    with open_archive(path) as archive:
        text = archive.text(CONFIG)
        if text is None:
            raise CannotImport(
                f"Expected a .keras file in {path.name}, found a zip archive without {CONFIG}. "
                "It holds no model of Keras."
            )
        model = read_model(parse(text, f"the config of {path.name}"), path.name)
        model = replace(model, keras_version=_version(archive, path))
        words = read_vocabularies(archive.assets())
        has_weights = archive.has(WEIGHTS)
    return Opened(model, (lambda: _keras_store(path)) if has_weights else no_store, words)


def _version(archive: Archive, path: Path) -> str:
    text = archive.text(METADATA)
    data = parse(text, f"the metadata of {path.name}") if text else {}
    return str(data.get("keras_version") or "") if isinstance(data, dict) else ""


@contextmanager
def _keras_store(path: Path) -> Iterator[Store | None]:
    with open_archive(path) as archive, archive.opened(WEIGHTS) as copy:
        if copy is None:
            yield None
            return
        with open_hdf5(copy) as file:
            yield PathStore(file)


# ---- .h5 ----


def _open_hdf5(path: Path) -> Opened:
    with open_hdf5(path) as file:
        text = _attribute(file, "model_config", path)
        if text is None:
            raise CannotImport(
                f"Expected a whole model in {path.name}, found weights alone. Draw or open the "
                "model first, then choose this file as its weights."
            )
        model = read_model(parse(text, f"the config of {path.name}"), path.name)
        training = _attribute(file, "training_config", path)
        compiled = parse(training, f"the training config of {path.name}") if training else {}
        version = _attribute(file, "keras_version", path) or ""
        if isinstance(compiled, dict):
            model = replace(model, compiled=compiled, keras_version=version)
    return Opened(model, lambda: _hdf5_store(path))


def _attribute(file: h5py.File, name: str, path: Path) -> str | None:
    if name not in file.attrs:
        return None
    if file.attrs.get_id(name).get_storage_size() > MOST_BYTES:
        raise CannotImport(f"Expected {name} in {path.name} to be of some MB at most, found more.")
    value: Any = file.attrs[name]
    text = value.decode("utf8", "replace") if isinstance(value, bytes) else str(value)
    return text if text.strip() else None


@contextmanager
def _hdf5_store(path: Path) -> Iterator[Store | None]:
    with open_hdf5(path) as file:
        group = dict(_groups(file)).get("model_weights")
        if group is not None:
            yield ListStore(group)
        elif "layer_names" in file.attrs:
            yield ListStore(file)
        else:
            yield None


def _groups(file: h5py.File) -> Iterator[tuple[str, h5py.Group]]:
    from designer.engine.weights.safe_hdf5 import members

    for name, item in members(file):
        if isinstance(item, h5py.Group):
            yield name, item


# ---- JSON ----


def _open_json(path: Path) -> Opened:
    if path.stat().st_size > MOST_BYTES:
        raise CannotImport(
            f"Expected at most {MOST_BYTES >> 20} MB of JSON in {path.name}, found "
            f"{path.stat().st_size >> 20} MB."
        )
    data = parse(path.read_bytes(), path.name)
    if isinstance(data, dict) and "class_name" not in data and "model_config" in data:
        data = data["model_config"]
    model: ModelRecord = read_model(data, path.name)
    return Opened(model, no_store, notes=("A config holds no weights: they start afresh.",))
