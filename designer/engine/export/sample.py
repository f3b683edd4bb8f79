"""One batch on which a model and its file are compared."""

from collections.abc import Sequence
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from designer.engine.data.prepared import prepare
from designer.engine.errors import UserError
from designer.engine.export.models import ExportedModel

ROWS = 16
_LENGTH = 8  # of axes that may have any length


def sample_rows(found: ExportedModel, folder: str) -> list[np.ndarray]:
    """Return rows for each input of the model: of its data where there is any, else random ones."""
    return _rows_of_data(found, folder) or _random_rows(found.model)


def outputs_of(model: Any, rows: Sequence[np.ndarray]) -> list[np.ndarray]:
    """Return what *model* predicts for *rows*, each output as an array."""
    tensors = [tf.constant(values) for values in rows]
    result = model(tensors if len(tensors) > 1 else tensors[0], training=False)
    return [np.asarray(values) for values in tf.nest.flatten(result)]


def _rows_of_data(found: ExportedModel, folder: str) -> list[np.ndarray]:
    try:
        data = prepare(found.project, folder)
    except UserError:
        return []
    if data.pictures:
        return []
    x = data.train.x
    arrays = list(x.values()) if isinstance(x, dict) else [x]
    rows = [values[:ROWS] for values in arrays]
    fits = [
        len(values.shape) == len(tensor.shape)
        and all(
            side in (None, length)
            for side, length in zip(tensor.shape[1:], values.shape[1:], strict=True)
        )
        for values, tensor in zip(rows, found.model.inputs, strict=False)
    ]
    return rows if len(rows) == len(found.model.inputs) and all(fits) else []


def _random_rows(model: keras.Model) -> list[np.ndarray]:
    numbers = np.random.default_rng(0)
    rows = []
    for tensor in model.inputs:
        shape = (ROWS, *(side or _LENGTH for side in tensor.shape[1:]))
        if tensor.dtype == "string":
            rows.append(numbers.choice(np.array(["a", "b", "some words"]), shape))
        elif "int" in tensor.dtype or tensor.dtype == "bool":
            rows.append(numbers.integers(0, 2, shape).astype(tensor.dtype))
        else:
            rows.append(numbers.random(shape).astype(np.float32))
    return rows
