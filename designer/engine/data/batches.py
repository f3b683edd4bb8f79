"""Batches of prepared data: for training in the order of the recipe, else in the order of rows."""

from math import ceil

import numpy as np
import tensorflow as tf

from designer.catalog.specs import Json
from designer.engine.data.complaints import data_problem, failure
from designer.engine.data.prepared import PreparedData
from designer.engine.recipes.batches import training_batches
from designer.engine.recipes.image_batches import read_image_batches
from designer.graph.problems import Problem
from designer.project.settings import FitSettings, Split


def steps_per_epoch(data: PreparedData, batch_size: int) -> int:
    """Return how many batches the training rows make."""
    return ceil(data.train.rows / batch_size)


def train_batches(data: PreparedData, fit: FitSettings, first_epoch: int = 0) -> tf.data.Dataset:
    """Return the training batches of all epochs from *first_epoch* on, one after the other."""
    part = data.train
    batches = training_batches(
        part.x, part.y, fit.batch_size, fit.epochs, fit.seed, fit.shuffle, first_epoch
    )
    return _with_pictures(data, batches)


def input_batches(data: PreparedData, batch_size: int = 1024) -> tf.data.Dataset:
    """Return the inputs of the training rows without their targets, in the order of the rows."""
    rows = range(data.train.rows)
    paired = tf.data.Dataset.from_tensor_slices((data.train.x, list(rows))).batch(batch_size)
    return _with_pictures(data, paired).map(lambda x, row: x)


def ordered_batches(data: PreparedData, split: Split, batch_size: int) -> tf.data.Dataset | None:
    """Return one part once, in the order of its rows; None where it has none."""
    part = data.parts[split]
    if not part.rows:
        return None
    batches = tf.data.Dataset.from_tensor_slices((part.x, part.y)).batch(batch_size)
    return _with_pictures(data, batches).prefetch(2)


def _with_pictures(data: PreparedData, batches: tf.data.Dataset) -> tf.data.Dataset:
    several = len(data.bindings.inputs) > 1
    for name, form in data.pictures.items():
        chosen = name if several else ""
        batches = read_image_batches(batches, form.height, form.width, form.channels, chosen)
    return batches


def class_weights(data: PreparedData, wanted: Json) -> dict[int, float] | None:
    """Return the weight of each class index, as `fit` takes it.

    Args:
        data: with one Output whose target is a class.
        wanted: None, "balanced", or class index (as text) to weight.

    Raises:
        UserError: if there is no such Output, or a weight is not a number.
    """
    if not wanted:
        return None
    targets = data.bindings.targets
    if len(data.bindings.outputs) != 1 or not targets or not targets[0].classes:
        raise failure([_no_class_output()])
    if wanted == "balanced":
        return _balanced(data, len(targets[0].classes))
    if isinstance(wanted, dict):
        try:
            given = {int(index): float(str(weight)) for index, weight in wanted.items()}
            # Keras fails on a class beyond the last that has a weight.
            return {**dict.fromkeys(range(len(targets[0].classes)), 1.0), **given}
        except ValueError:
            pass
    raise failure(
        [
            data_problem(
                "class-weight",
                "Class weights cannot be read",
                f'Expected "balanced" or a number for each class index, found {wanted!r}.',
                field="fit.class_weight",
            )
        ]
    )


def _no_class_output() -> Problem:
    return data_problem(
        "class-weight",
        "Class weights need one Output of classes",
        "Expected one Output whose target is a class, because Keras weights classes of a single "
        "output only. Remove the class weights.",
        field="fit.class_weight",
    )


def _balanced(data: PreparedData, count: int) -> dict[int, float]:
    y = data.train.y
    labels = np.asarray(y)
    if labels.ndim == 2:
        labels = labels.argmax(axis=1) if labels.shape[1] > 1 else labels[:, 0]
    found = np.bincount(labels.astype(np.int64), minlength=count)
    return {index: len(labels) / (count * int(n)) if n else 1.0 for index, n in enumerate(found)}
