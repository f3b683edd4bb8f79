"""Opens a SavedModel: the graph that Keras 2 kept beside it; else the whole as one layer."""

from pathlib import Path

from designer.engine.importing.errors import CannotImport
from designer.engine.importing.opened import Opened

_FILES = ("saved_model.pb", "saved_model.pbtxt")


def is_saved_model(path: Path) -> bool:
    """Tell whether *path* is the folder of a SavedModel."""
    return any((path / name).is_file() for name in _FILES)


def open_saved_model(path: Path) -> Opened:
    """Return the model of a SavedModel."""
    raise CannotImport("SavedModel: not yet.")
