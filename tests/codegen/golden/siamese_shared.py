"""siamese_shared: a Keras model, made with Keras Designer.

Tells whether two pictures show the same digit. Both sides call the same layers, so what
is learnt on one side holds on the other: a shared layer counts its parameters once. Dot
compares the two codes by the angle between them.

It reads digit_pairs.npz, which lies beside it.
"""

import math
from pathlib import Path
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from keras import layers

HERE = Path(__file__).resolve().parent
EPOCHS = 15
BATCH_SIZE = 32
SEED = 0


def load_data():
    """Return inputs and targets of the rows for training, validation and test."""
    fields = read_numpy(HERE / "digit_pairs.npz")
    x = {"left": fields["left"], "right": fields["right"]}
    y = fields["same"].reshape(-1, 1).astype(np.float32)
    train, validation, test = split_rows(
        len(x["left"]),
        validation=0.2,
        test=0.2,
        seed=0,
        classes=fields["same"],
    )

    def take(rows):
        return keras.tree.map_structure(lambda values: values[rows], (x, y))

    return [take(rows) for rows in (train, validation, test)]


def build_model():
    """Return the model with its first weights."""
    keras.utils.set_random_seed(SEED)
    left = keras.Input(shape=(8, 8, 1), name="left")
    scale_layer = layers.Rescaling(0.0625, name="scale")
    scale = scale_layer(left)
    conv_layer = layers.Conv2D(32, (3, 3), activation="relu", name="conv")
    conv = conv_layer(scale)
    flatten_layer = layers.Flatten(name="flatten")
    flatten = flatten_layer(conv)
    encoder_layer = layers.Dense(32, name="encoder")
    encoder = encoder_layer(flatten)
    right = keras.Input(shape=(8, 8, 1), name="right")
    scale_right = scale_layer(right)
    conv_right = conv_layer(scale_right)
    flatten_right = flatten_layer(conv_right)
    encoder_right = encoder_layer(flatten_right)
    alike = layers.Dot(
        axes=(1, 1),
        normalize=True,
        name="alike",
    )([encoder, encoder_right])
    probability = layers.Dense(1, activation="sigmoid", name="probability")(alike)
    return keras.Model(inputs=[left, right], outputs=probability, name="siamese_shared")


def train(model, training, validation):
    """Train the model and return its history."""
    x, y = training
    steps = math.ceil(len(x["left"]) / BATCH_SIZE)
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.002),
        loss="binary_crossentropy",
        metrics=["accuracy"],
    )
    batches = training_batches(x, y, BATCH_SIZE, EPOCHS, SEED)
    validation = tf.data.Dataset.from_tensor_slices(validation)
    return model.fit(
        batches,
        epochs=EPOCHS,
        steps_per_epoch=steps,
        validation_data=validation.batch(BATCH_SIZE),
        shuffle=False,
    )


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


def read_numpy(path: str) -> dict[str, np.ndarray]:
    """Return the arrays of an .npz file by name, or that of an .npy file as `data`."""
    loaded = np.load(path, allow_pickle=False)
    if isinstance(loaded, np.ndarray):
        return {"data": loaded}
    with loaded:
        return {name: loaded[name] for name in loaded.files}


def split_rows(
    count: int,
    validation: float,
    test: float,
    seed: int,
    classes: np.ndarray | None = None,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the row numbers for training, validation and test.

    The split depends on the arguments alone. With `classes` (a label for each row)
    every part keeps the balance of the classes.
    """
    order = np.random.default_rng(seed).permutation(count)
    if classes is not None:
        labels = np.asarray(classes)[order]
        place = np.empty(count)
        for label in np.unique(labels):
            rows = np.flatnonzero(labels == label)
            place[rows] = (np.arange(len(rows)) + 0.5) / len(rows)
        order = order[np.argsort(place, kind="stable")]
    tests = round(count * test)
    validations = round(count * validation)
    return (
        order[tests + validations :],
        order[tests : tests + validations],
        order[:tests],
    )


if __name__ == "__main__":
    training, validation, test = load_data()
    model = build_model()
    model.summary()
    train(model, training, validation)
    model.evaluate(*test, batch_size=BATCH_SIZE)
    model.save(HERE / "siamese_shared.keras")
