"""digits_transformer: a Keras model, made with Keras Designer.

Cuts a digit into 16 patches of 2x2 pixels and lets them look at each other. The encoder
is a block that is repeated twice; raise its repeat to make the model deeper. Attention
knows no order: Flatten keeps the patches in their places.

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
EPOCHS = 20
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


def transformer_encoder(
    inputs,
    width=64,
    num_heads=4,
    key_dim=16,
    hidden=256,
    dropout=0.1,
    name="transformer_encoder",
):
    """Lets all positions look at each other, then works on each by itself.

    Attention mixes the positions, two Dense layers work on each of them, and both are
    added to what came in (Vaswani et al., 2017). Norms come first, as in most models
    today, because that trains without warm-up; set a LayerNormalization after the last
    one. The input has the shape (positions, width). Set `repeat` to make it deep.
    """
    attention_norm = layers.LayerNormalization(
        epsilon=1e-06,
        name=f"{name}_attention_norm",
    )(inputs)
    attention = layers.MultiHeadAttention(
        num_heads=num_heads,
        key_dim=key_dim,
        dropout=dropout,
        name=f"{name}_attention",
    )(attention_norm, value=attention_norm)
    attention_dropout = layers.Dropout(
        dropout,
        name=f"{name}_attention_dropout",
    )(attention)
    attention_add = layers.Add(
        name=f"{name}_attention_add",
    )([inputs, attention_dropout])
    forward_norm = layers.LayerNormalization(
        epsilon=1e-06,
        name=f"{name}_forward_norm",
    )(attention_add)
    expand = layers.Dense(
        hidden,
        activation="gelu",
        name=f"{name}_expand",
    )(forward_norm)
    project = layers.Dense(width, name=f"{name}_project")(expand)
    forward_dropout = layers.Dropout(dropout, name=f"{name}_forward_dropout")(project)
    forward_add = layers.Add(
        name=f"{name}_forward_add",
    )([attention_add, forward_dropout])
    return forward_add


def build_model():
    """Return the model with its first weights."""
    keras.utils.set_random_seed(SEED)
    image = keras.Input(shape=(8, 8, 1), name="image")
    scale = layers.Rescaling(0.0625, name="scale")(image)
    patches = layers.Conv2D(32, (2, 2), strides=(2, 2), name="patches")(scale)
    sequence = layers.Reshape((16, 32), name="sequence")(patches)
    encoder = sequence
    for i in range(2):
        encoder = transformer_encoder(
            encoder,
            width=32,
            key_dim=8,
            hidden=64,
            name=f"encoder_{i + 1}",
        )
    norm = layers.LayerNormalization(name="norm")(encoder)
    flatten = layers.Flatten(name="flatten")(norm)
    probabilities = layers.Dense(
        10,
        activation="softmax",
        name="probabilities",
    )(flatten)
    return keras.Model(inputs=image, outputs=probabilities, name="digits_transformer")


def train(model, training, validation):
    """Train the model and return its history."""
    x, y = training
    steps = math.ceil(len(x) / BATCH_SIZE)
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.002),
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
    model.save(HERE / "digits_transformer.keras")
