"""Pictures given for a prediction, brought to the form of the training pictures."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from designer.engine.data.complaints import data_error
from designer.engine.data.table import Column
from designer.engine.errors import UserError
from designer.engine.recipes.read_images import read_image
from designer.project.data_options import PICTURE_SUFFIXES
from designer.project.input_binding import InputBinding


def pictures_of(path: Path) -> tuple[Path, ...]:
    """Return a picture, or those of a folder and one level of its sub-folders, sorted.

    Raises:
        UserError: if there are none.
    """
    if path.is_dir():
        places = sorted([*path.glob("*"), *path.glob("*/*")])
        found = tuple(place for place in places if place.suffix.lower() in PICTURE_SUFFIXES)
    else:
        found = (path,) if path.is_file() else ()
    if not found:
        raise _no_picture(path.name, "pictures (png, jpg, bmp, gif)", "none")
    return found


def picture_rows(
    paths: tuple[Path, ...], bound: InputBinding, columns: Mapping[str, Column]
) -> np.ndarray:
    """Return pictures as rows of one Input, in the size and the range of the training data.

    Raises:
        UserError: if the Input does not take pictures, or one cannot be read.
    """
    shape = _picture_shape(bound, columns)
    if shape is None:
        raise _no_picture(bound.name, f"rows of shape {list(bound.shape)}", "pictures")
    scale = _scale(columns[bound.fields[0]])
    rows = []
    for path in paths:
        try:
            rows.append(read_image(str(path), *shape) * scale)
        except Exception as error:  # Pillow's decoders raise whatever a broken file leads to
            raise _no_picture(path.name, "a whole picture", "one that cannot be read") from error
    dtype = np.dtype(bound.dtype) if bound.dtype != "bfloat16" else np.dtype(np.float32)
    return np.stack(rows).reshape(len(rows), *bound.shape).astype(dtype)


def _picture_shape(
    bound: InputBinding, columns: Mapping[str, Column]
) -> tuple[int, int, int] | None:
    """Return height, width and channels; None where the Input does not take pictures."""
    for shape in (columns[bound.fields[0]].field.shape, bound.shape):
        if len(bound.fields) == 1 and len(shape) == 3 and shape[-1] in (1, 3):
            return (shape[0], shape[1], shape[2])
        if len(bound.fields) == 1 and len(shape) == 2:
            return (shape[0], shape[1], 1)
    side = round(float(np.prod(bound.shape)) ** 0.5)
    square = len(bound.fields) == 1 and len(bound.shape) == 1 and side > 3
    return (side, side, 1) if square and side * side == bound.shape[0] else None


def _scale(column: Column) -> float:
    """Return what brings 0 to 255 to the range of the training data (digits: 0 to 16)."""
    highest = column.field.maximum
    return 1.0 if highest is None or highest > 16 or highest <= 0 else highest / 255


def _no_picture(source: str, expected: str, found: str) -> UserError:
    return data_error(
        "predict-pictures",
        "The pictures do not fit the model",
        f"{source}: expected {expected}, found {found}. Choose pictures like those it was trained "
        "on.",
        field="predict",
    )
