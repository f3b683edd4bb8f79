"""Which files hold models that can be imported; told by a look at them, without Keras."""

from pathlib import Path

SUFFIXES = (".keras", ".h5", ".hdf5", ".json", ".py", ".ipynb")
_SURE = frozenset({".keras", ".json", ".py", ".ipynb"})
_HDF5 = frozenset({".h5", ".hdf5"})
_SAVED_MODEL = ("saved_model.pb", "saved_model.pbtxt", "keras_metadata.pb")


def is_model(path: Path) -> bool:
    """Tell whether *path* is a model rather than a project or data.

    HDF5 files and folders can be either: those that Keras wrote a model into are models.
    """
    if path.is_dir():
        return any((path / name).is_file() for name in _SAVED_MODEL)
    suffix = path.suffix.lower()
    return suffix in _SURE or (suffix in _HDF5 and _holds_model(path))


def _holds_model(path: Path) -> bool:
    import h5py  # not at start: it costs a tenth of a second

    try:
        with h5py.File(path, "r") as file:
            return "model_config" in file.attrs or "layer_names" in file.attrs
    except OSError:
        return False
