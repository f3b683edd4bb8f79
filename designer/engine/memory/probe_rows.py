"""Rows to probe with: those of the training, or of chance where there is no data yet."""

from dataclasses import replace
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from designer.catalog.specs import Json
from designer.engine.data.batches import train_batches
from designer.engine.data.prepared import PreparedData
from designer.project.losses import Target, loss_name, target_form
from designer.project.project import Project
from designer.project.settings import FitSettings

_LENGTH = 32
"""What a free axis is taken for where there is no data."""


def rows_like_training(data: PreparedData, fit: FitSettings, batch: int) -> tuple[Any, Any]:
    """Return a batch of training rows; where there are fewer, they come again and again."""
    size = min(batch, data.train.rows)
    first = next(iter(train_batches(data, replace(fit, batch_size=size, epochs=1))))
    x, y = first[0], first[1]
    return _repeated(x, batch), _repeated(y, batch)


def rows_of_chance(model: Any, project: Project, batch: int) -> tuple[Any, Any]:
    """Return a batch of numbers that fit the inputs, and zeros that fit the losses."""
    inputs = [_numbers(tensor, batch) for tensor in model.inputs]
    x = inputs[0] if len(inputs) == 1 else inputs
    made = model.predict_on_batch(keras.tree.map_structure(_one, x))
    outputs = made if isinstance(made, dict) else {project.graph.outputs[0].name: made}
    targets = {}
    for node in project.graph.outputs:
        loss = node.params.get("loss")
        if loss_name(loss):
            targets[node.name] = _target(outputs[node.name], loss, batch)
    return x, targets if isinstance(made, dict) else next(iter(targets.values()), None)


def _repeated(value: Any, batch: int) -> Any:
    def again(tensor: Any) -> Any:
        return tf.gather(tensor, tf.range(batch) % tf.shape(tensor)[0])

    return keras.tree.map_structure(again, value)


def _numbers(tensor: Any, batch: int) -> Any:
    shape = (batch, *(_LENGTH if axis is None else axis for axis in tensor.shape[1:]))
    dtype = keras.backend.standardize_dtype(tensor.dtype)
    if dtype == "string":
        return tf.fill(shape, "a")
    if "float" in dtype:
        return np.random.default_rng(0).random(shape, dtype="float32")
    return np.zeros(shape, dtype=dtype)


def _one(value: Any) -> Any:
    return value[:1]


def _target(output: Any, loss: Json, batch: int) -> Any:
    shape = (batch, *output.shape[1:])
    if target_form(loss) is Target.INDEX:
        return np.zeros((*shape[:-1], 1), dtype="int32")
    return np.zeros(shape, dtype="float32")
