"""Rows of pictures as PNG files, named by their content, the newest few hundred kept."""

import hashlib
import io
from pathlib import Path

import numpy as np
from PIL import Image

from designer import paths
from designer.engine.data.table import Column
from designer.engine.recipes.read_images import read_image

_LONGEST = 256  # pixels of a side
_KEPT = 1000  # files


def write_picture(column: Column, row: int) -> str:
    """Write one row of a column of pictures as PNG; return the file's path.

    Raises:
        OSError: if the cache folder cannot be written.
    """
    image = _bytes_of(column, row)
    image.thumbnail((_LONGEST, _LONGEST))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    folder = paths.cache_dir() / "previews"
    folder.mkdir(exist_ok=True)
    path = folder / f"{hashlib.sha256(buffer.getvalue()).hexdigest()[:24]}.png"
    if path.exists():
        path.touch()
    else:
        path.write_bytes(buffer.getvalue())
        _forget_oldest(folder)
    return str(path)


def _bytes_of(column: Column, row: int) -> Image.Image:
    """Return the picture with its numbers brought to 0 to 255."""
    form = column.pictures
    if form is not None:
        values = read_image(str(column.values[row]), form.height, form.width, form.channels)
    else:
        values = column.values[row].astype(np.float64)
        values = (values - _lowest(column)) * 255 / _range(column)
    pixels = np.nan_to_num(values).clip(0, 255).astype(np.uint8)
    if pixels.ndim == 3:
        pixels = pixels[..., 0] if pixels.shape[-1] == 1 else pixels[..., :3]
    return Image.fromarray(pixels)


def _lowest(column: Column) -> float:
    return min(0.0, column.field.minimum or 0.0)


def _range(column: Column) -> float:
    """Return what stands for white less what stands for black: 1, 255 or the widest found."""
    highest = column.field.maximum or 0.0
    if _lowest(column) == 0.0 and 16 < highest <= 255:
        return 255.0
    return max(highest - _lowest(column), 1e-9)


def _forget_oldest(folder: Path) -> None:
    files = sorted(folder.glob("*.png"), key=lambda path: path.stat().st_mtime)
    for path in files[:-_KEPT]:
        path.unlink(missing_ok=True)
