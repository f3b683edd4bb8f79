"""two_inputs_two_outputs: a Keras model, made with Keras Designer.

Two Inputs see the same digit, as a picture and as a row of pixels. Two Outputs are
trained at once: one names the digit, the other draws it again. Its loss has a weight of
0.01, because its numbers are much greater.

It reads digits.npz, which lies beside it.
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
    fields = read_numpy(HERE / "digits.npz")
    x = {"image": fields["image"], "pixels": fields["pixels"]}
    y = {"label": fields["label"], "redrawn": fields["pixels"]}
    train, validation, test = split_rows(
        len(x["image"]),
        validation=0.2,
        test=0.2,
        seed=0,
        classes=fields["label"],
    )

    def take(rows):
        return keras.tree.map_structure(lambda values: values[rows], (x, y))

    return [take(rows) for rows in (train, validation, test)]


def build_model():
    """Return the model with its first weights."""
    keras.utils.set_random_seed(SEED)
    image = keras.Input(shape=(8, 8, 1), name="image")
    scale_image = layers.Rescaling(0.0625, name="scale_image")(image)
    conv = layers.Conv2D(16, (3, 3), activation="relu", name="conv")(scale_image)
    flatten = layers.Flatten(name="flatten")(conv)
    pixels = keras.Input(shape=(64,), name="pixels")
    scale_pixels = layers.Rescaling(0.0625, name="scale_pixels")(pixels)
    hidden = layers.Dense(32, activation="relu", name="hidden")(scale_pixels)
    together = layers.Concatenate(name="together")([flatten, hidden])
    code = layers.Dense(32, activation="relu", name="code")(together)
    probabilities = layers.Dense(10, activation="softmax", name="probabilities")(code)
    drawn = layers.Dense(64, name="drawn")(code)
    return keras.Model(
        inputs=[image, pixels],
        outputs={"label": probabilities, "redrawn": drawn},
        name="two_inputs_two_outputs",
    )


def train(model, training, validation):
    """Train the model and return its history."""
    x, y = training
    steps = math.ceil(len(x["image"]) / BATCH_SIZE)
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.002),
        loss={"label": "sparse_categorical_crossentropy", "redrawn": "mse"},
        loss_weights={"label": 1.0, "redrawn": 0.01},
        metrics={"label": ["accuracy"], "redrawn": ["mae"]},
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
    model.save(HERE / "two_inputs_two_outputs.keras")
