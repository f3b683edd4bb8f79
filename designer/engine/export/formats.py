"""The formats of model files, and how each is written and read back."""

import errno
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import h5py
import keras
import tensorflow as tf

from designer.engine.errors import UserError
from designer.engine.training.explanations import is_full_disk


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Attributes:
        title: what a message calls it.
        suffix: of the file; empty for a folder.
        folder: it is a folder of files.
        frozen: it only predicts: no training, no random changes of the data.
    """

    name: str
    title: str
    suffix: str
    folder: bool = False
    frozen: bool = False


FORMATS: Mapping[str, Format] = {
    "keras": Format("keras", "Keras file", ".keras"),
    "h5": Format("h5", "HDF5 file", ".h5"),
    "savedmodel": Format("savedmodel", "SavedModel", "", folder=True, frozen=True),
}


def write_model(model: keras.Model, form: Format, path: Path) -> None:
    """Write *model* to *path*, which does not exist yet.

    Raises:
        UserError: if Keras cannot write this model in that format.
        OSError: as the system says.
    """
    try:
        if form.folder:
            _write_saved_model(model, path)
        elif form.name == "h5":
            _write_h5(model, path)
        else:
            model.save(path)
    except OSError:
        raise
    except Exception as error:
        if is_full_disk(error):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path)) from error
        raise UserError(
            f"Keras cannot write this model as {form.title}: {first_line(error)} "
            "Export it as .keras instead."
        ) from error


def _write_h5(model: keras.Model, path: Path) -> None:
    """Write weights and layers, and loss and optimizer where Keras can read those back.

    WORKAROUND: Keras 3.15 writes a loss such as "mse" by a name that its own `load_model` refuses.
    """
    model.save(path)
    try:
        keras.models.load_model(path)
    except Exception:
        path.unlink()
        model.save(path, include_optimizer=False)


def is_compiled(path: Path) -> bool:
    """Tell whether the HDF5 file *path* holds loss and optimizer."""
    with h5py.File(path) as file:
        return "training_config" in file.attrs


def _write_saved_model(model: keras.Model, path: Path) -> None:
    """Write what `model(..., training=False)` does.

    `Model.export` leaves random augmentation active, because those layers are active by default.
    """
    archive = keras.export.ExportArchive()
    archive.track(model)
    several = len(model.inputs) > 1

    def serve(*tensors: Any) -> Any:
        return model(list(tensors) if several else tensors[0], training=False)

    signature = [
        tf.TensorSpec(tensor.shape, tensor.dtype, name=tensor.name) for tensor in model.inputs
    ]
    archive.add_endpoint("serve", serve, input_signature=signature)
    archive.write_out(str(path), verbose=False)


def first_line(error: Exception) -> str:
    """Return the first line of what *error* says, as a sentence."""
    lines = str(error).strip().splitlines()
    text = lines[0].strip() if lines else type(error).__name__
    return text if text.endswith(".") else f"{text}."
