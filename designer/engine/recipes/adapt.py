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

    Each layer sees what the layers before it make of the inputs. The name of a layer in
    a model of the model is "encoder/scale". A dataset gives batches of inputs without
    targets.
    """
    for name in names:
        *around, last = name.split("/")
        if isinstance(x, tf.data.Dataset):
            batches = x
        else:
            batches = tf.data.Dataset.from_tensor_slices(x).batch(1024)
        holder = model
        for inner in around:
            nested = holder.get_layer(inner)
            given = keras.Operation.input.fget(nested)  # where it is called
            before = keras.Model(holder.inputs, given)
            batches = batches.map(lambda batch, b=before: b(batch, training=False))
            holder = nested
        layer = holder.get_layer(last)
        before = keras.Model(holder.inputs, layer.input)
        batches = batches.map(lambda batch, b=before: b(batch, training=False))
        layer.adapt(batches)
