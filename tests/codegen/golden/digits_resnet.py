"""digits_resnet: a Keras model, made with Keras Designer.

A small ResNet. Both stages are instances of one block, which is drawn once, repeated
twice in each and set to another number of filters. Go into a block with a double click:
what is changed there changes in all its instances.

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
    x = fields["image"]
    y = fields["label"]
    train, validation, test = split_rows(
        len(x),
        validation=0.2,
        test=0.2,
        seed=0,
        classes=fields["label"],
    )
    return [(x[rows], y[rows]) for rows in (train, validation, test)]


def residual_block(inputs, filters=64, name="residual_block"):
    """Two convolutions whose result is added to what came in.

    The shortcut lets gradients pass unchanged, so that dozens of these can be chained
    (He et al., 2015). The input must have as many channels as `filters` says, or
    nothing could be added; begin a stage with residual_down, which changes their
    number.
    """
    conv_1 = layers.Conv2D(
        filters,
        (3, 3),
        padding="same",
        use_bias=False,
        name=f"{name}_conv_1",
    )(inputs)
    norm_1 = layers.BatchNormalization(momentum=0.9, name=f"{name}_norm_1")(conv_1)
    relu_1 = layers.ReLU(name=f"{name}_relu_1")(norm_1)
    conv_2 = layers.Conv2D(
        filters,
        (3, 3),
        padding="same",
        use_bias=False,
        name=f"{name}_conv_2",
    )(relu_1)
    norm_2 = layers.BatchNormalization(momentum=0.9, name=f"{name}_norm_2")(conv_2)
    add = layers.Add(name=f"{name}_add")([inputs, norm_2])
    relu_2 = layers.ReLU(name=f"{name}_relu_2")(add)
    return relu_2


def residual_down(inputs, filters=128, strides=(2, 2), name="residual_down"):
    """Call the layers of residual_down.

    A residual block that halves height and width and changes the number of channels.

    Its shortcut goes through a convolution of 1×1, so the input may have any number of
    channels. With strides 1 it keeps the size and changes the channels only.
    """
    shortcut = layers.Conv2D(
        filters,
        (1, 1),
        strides=strides,
        padding="same",
        use_bias=False,
        name=f"{name}_shortcut",
    )(inputs)
    shortcut_norm = layers.BatchNormalization(
        momentum=0.9,
        name=f"{name}_shortcut_norm",
    )(shortcut)
    conv_1 = layers.Conv2D(
        filters,
        (3, 3),
        strides=strides,
        padding="same",
        use_bias=False,
        name=f"{name}_conv_1",
    )(inputs)
    norm_1 = layers.BatchNormalization(momentum=0.9, name=f"{name}_norm_1")(conv_1)
    relu_1 = layers.ReLU(name=f"{name}_relu_1")(norm_1)
    conv_2 = layers.Conv2D(
        filters,
        (3, 3),
        padding="same",
        use_bias=False,
        name=f"{name}_conv_2",
    )(relu_1)
    norm_2 = layers.BatchNormalization(momentum=0.9, name=f"{name}_norm_2")(conv_2)
    add = layers.Add(name=f"{name}_add")([shortcut_norm, norm_2])
    relu_2 = layers.ReLU(name=f"{name}_relu_2")(add)
    return relu_2


def build_model():
    """Return the model with its first weights."""
    keras.utils.set_random_seed(SEED)
    image = keras.Input(shape=(8, 8, 1), name="image")
    scale = layers.Rescaling(0.0625, name="scale")(image)
    stem = layers.Conv2D(16, (3, 3), padding="same", use_bias=False, name="stem")(scale)
    stem_norm = layers.BatchNormalization(momentum=0.9, name="stem_norm")(stem)
    stem_relu = layers.ReLU(name="stem_relu")(stem_norm)
    stage_1 = stem_relu
    for i in range(2):
        stage_1 = residual_block(stage_1, filters=16, name=f"stage_1_{i + 1}")
    down = residual_down(stage_1, filters=32, name="down")
    stage_2 = down
    for i in range(2):
        stage_2 = residual_block(stage_2, filters=32, name=f"stage_2_{i + 1}")
    pool = layers.GlobalAveragePooling2D(name="pool")(stage_2)
    probabilities = layers.Dense(10, activation="softmax", name="probabilities")(pool)
    return keras.Model(inputs=image, outputs=probabilities, name="digits_resnet")


def train(model, training, validation):
    """Train the model and return its history."""
    x, y = training
    steps = math.ceil(len(x) / BATCH_SIZE)
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.003),
        loss="sparse_categorical_crossentropy",
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
    model.save(HERE / "digits_resnet.keras")
