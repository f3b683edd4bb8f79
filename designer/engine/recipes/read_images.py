"""A folder of pictures, one sub-folder a class."""

import os

import numpy as np
from PIL import Image, ImageOps


def list_images(folder: str) -> tuple[list[str], np.ndarray, list[str]]:
    """Return the paths of all pictures, the class of each, and the class names."""
    suffixes = (".png", ".jpg", ".jpeg", ".bmp", ".gif")
    names = sorted(entry.name for entry in os.scandir(folder) if entry.is_dir())
    names = [name for name in names if not name.startswith(".")]
    image_paths = []
    labels = []
    for index, name in enumerate(names):
        for file in sorted(os.listdir(os.path.join(folder, name))):
            if file.lower().endswith(suffixes) and not file.startswith("."):
                image_paths.append(os.path.join(folder, name, file))
                labels.append(index)
    return image_paths, np.array(labels, dtype=np.int64), names


def read_image(path: str, height: int, width: int, channels: int) -> np.ndarray:
    """Return a picture as float32 of shape (height, width, channels), 0 to 255."""
    with Image.open(path) as file:
        picture = ImageOps.exif_transpose(file)
        if picture.mode.startswith("I"):  # 16 bits a pixel
            picture = Image.fromarray(np.uint8(np.asarray(picture) // 256))
        picture = picture.convert("RGB" if channels == 3 else "L")
        picture = picture.resize((width, height), Image.Resampling.BILINEAR)
        return np.asarray(picture, dtype=np.float32).reshape(height, width, channels)
