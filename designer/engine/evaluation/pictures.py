"""Pictures that the user gives, in the size, the channels and the scale of the training data."""

from dataclasses import dataclass
from math import isqrt
from pathlib import Path

import numpy as np
from PIL import Image, UnidentifiedImageError

from designer.engine.errors import UserError
from designer.engine.recipes.read_images import read_image
from designer.project.data_fields import Field
from designer.project.input_binding import InputBinding

SUFFIXES = (".png", ".jpg", ".jpeg", ".bmp", ".gif")
_FULL = 200.0  # a set with a higher maximum has pictures from 0 to 255


@dataclass(frozen=True, slots=True)
class Scale:
    """Where black and white lie in the training data."""

    low: float = 0.0
    high: float = 255.0

    @property
    def note(self) -> str:
        """What the user should know; empty where nothing is changed."""
        if (self.low, self.high) == (0.0, 255.0):
            return ""
        return f"Pictures were scaled to the training data's range, {self.low:g} to {self.high:g}."


def scale_of(field: Field | None) -> Scale:
    """Return the scale of the pictures in *field*."""
    if field is None or field.maximum is None or field.maximum >= _FULL:
        return Scale()
    return Scale(min(field.minimum or 0.0, 0.0), field.maximum)


def list_pictures(path: Path) -> list[Path]:
    """Return the picture *path*, or those in the folder *path* and below, sorted."""
    if path.is_file():
        return [path]
    found = (file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES)
    return sorted(file for file in found if not file.name.startswith("."))


def read_pictures(
    paths: list[Path], binding: InputBinding, scale: Scale
) -> tuple[np.ndarray, list[Path]]:
    """Return the pictures as the Input takes them, and the paths of those that cannot be read.

    Raises:
        UserError: if the Input takes no pictures.
    """
    height, width, channels = _form(binding)
    values, unreadable = [], []
    for path in paths:
        try:
            values.append(read_image(str(path), height, width, channels))
        except (OSError, ValueError, SyntaxError, UnidentifiedImageError,
                Image.DecompressionBombError):  # fmt: skip
            unreadable.append(path)
    shape = (len(values), *binding.shape)
    array = np.asarray(values, dtype=np.float32).reshape(shape)
    return scale.low + array / 255.0 * (scale.high - scale.low), unreadable


def _form(binding: InputBinding) -> tuple[int, int, int]:
    """Return height, width and channels; a row of a square number of pixels is a picture too."""
    match binding.shape:
        case (height, width, channels) if channels in (1, 3):
            return height, width, channels
        case (height, width):
            return height, width, 1
        case (size,) if isqrt(size) ** 2 == size and size > 1:
            return isqrt(size), isqrt(size), 1
        case _:
            raise UserError(
                f"Input {binding.name} takes rows of shape {list(binding.shape)}, not pictures. "
                "Give a CSV, NPY or NPZ file."
            )
