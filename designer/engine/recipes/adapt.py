"""Layers that learn from the data before training, such as Normalization."""

import keras
import numpy as np
import tensorflow as tf


def adapt_layers(
    model: keras.Model,
    names: list[str],
    x: np.ndarray | dict[str, np.ndarray] | tf.data.Dataset,
) -> None:
    """Adapt the layers called `names`, in this order, to the training inputs `x`.

    Each layer sees what the layers before it make of the inputs. A dataset gives
    batches of inputs without targets.
    """
    for name in names:
        layer = model.get_layer(name)
        before = keras.Model(model.inputs, layer.input)
        if isinstance(x, tf.data.Dataset):
            batches = x
        else:
            batches = tf.data.Dataset.from_tensor_slices(x).batch(1024)
        layer.adapt(
            batches.map(lambda batch, before=before: before(batch, training=False))
        )


def adapt_inner_layers(
    model: keras.Model,
    names: list[str],
    x: np.ndarray | dict[str, np.ndarray] | tf.data.Dataset,
) -> None:
    """Adapt layers as `adapt_layers` does, in models of the model too.

    The name of such a layer begins with that of its model: "encoder/scale".
    """
    for name in names:
        *around, last = name.split("/")
        if isinstance(x, tf.data.Dataset):
            batches = x
        else:
            batches = tf.data.Dataset.from_tensor_slices(x).batch(1024)
        holder, before = model, []
        for inner in around:
            nested = holder.get_layer(inner)
            given = keras.Operation.input.fget(nested)  # where it is called first
            before.append(keras.Model(holder.inputs, given))
            holder = nested
        layer = holder.get_layer(last)
        before.append(keras.Model(holder.inputs, layer.input))
        for part in before:
            batches = batches.map(lambda batch, part=part: part(batch, training=False))
        layer.adapt(batches)
