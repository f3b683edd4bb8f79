"""Pictures read from disk batch by batch, for sets that do not fit into memory."""

from typing import Any

import numpy as np
import tensorflow as tf

from designer.engine.recipes.read_images import read_image


def read_image_batches(
    batches: tf.data.Dataset, height: int, width: int, channels: int, name: str = ""
) -> tf.data.Dataset:
    """Return `batches` of (x, y) with the paths in x replaced by the pictures.

    With several inputs, `name` says which entry of x holds the paths.
    """

    def read(paths: np.ndarray) -> np.ndarray:
        pictures = [read_image(p.decode(), height, width, channels) for p in paths]
        return np.stack(pictures)

    def with_pictures(x: Any, y: Any) -> tuple[Any, Any]:
        paths = x[name] if name else x
        pictures = tf.numpy_function(read, [paths], tf.float32)
        pictures = tf.ensure_shape(pictures, (None, height, width, channels))
        return ({**x, name: pictures} if name else pictures), y

    return batches.map(with_pictures, num_parallel_calls=4).prefetch(2)
