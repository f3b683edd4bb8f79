"""Batches for `fit`, in an order that depends on the seed and the epoch alone."""

from typing import Any

import tensorflow as tf


def training_batches(
    x: Any,
    y: Any,
    batch_size: int,
    epochs: int,
    seed: int,
    shuffle: bool = True,
    first_epoch: int = 0,
) -> tf.data.Dataset:
    """Return the batches of all epochs, one epoch after the other.

    Keras repeats one permutation every epoch where its seed is set; here every epoch
    has its own, a function of `seed` and the epoch's number, so a run can be repeated
    and resumed exactly. Give `fit` the `steps_per_epoch` that belongs to it.
    """
    data = tf.nest.map_structure(tf.convert_to_tensor, (x, y))
    rows = tf.shape(tf.nest.flatten(data)[0], out_type=tf.int64)[0]

    def rows_of(epoch: tf.Tensor) -> tf.data.Dataset:
        order = tf.range(rows)
        if shuffle:
            order = tf.random.experimental.stateless_shuffle(order, seed=[seed, epoch])
        return tf.data.Dataset.from_tensor_slices(order).batch(batch_size)

    def take(chosen: tf.Tensor) -> Any:
        return tf.nest.map_structure(lambda values: tf.gather(values, chosen), data)

    batches = tf.data.Dataset.range(first_epoch, epochs).flat_map(rows_of)
    return batches.map(take, num_parallel_calls=1).prefetch(2)
