from typing import Any

import numpy as np
import pytest

from designer.engine.data.batches import (
    class_weights,
    ordered_batches,
    steps_per_epoch,
    train_batches,
)
from designer.engine.data.prepared import prepare
from designer.engine.errors import UserError
from designer.project.project import Project
from designer.project.settings import DataKind, FitSettings, Split

pytestmark = pytest.mark.engine


def test_every_epoch_has_every_training_row_once_in_an_order_of_its_own(digits: Project) -> None:
    data = prepare(digits)
    steps = steps_per_epoch(data, 100)
    labels = [y.numpy() for _, y in train_batches(data, FitSettings(epochs=2, batch_size=100))]
    first, second = np.concatenate(labels[:steps]), np.concatenate(labels[steps:])
    assert (steps, len(labels)) == (11, 22)
    np.testing.assert_array_equal(np.sort(first), np.sort(np.asarray(data.train.y)))
    np.testing.assert_array_equal(np.sort(second), np.sort(first))
    assert (first != second).any()


def test_a_run_that_goes_on_gets_the_batches_it_would_have_had(digits: Project) -> None:
    data = prepare(digits)
    fit = FitSettings(epochs=3, batch_size=400)
    whole = [y.numpy() for _, y in train_batches(data, fit)]
    rest = [y.numpy() for _, y in train_batches(data, fit, first_epoch=2)]
    for one, other in zip(whole[6:], rest, strict=True):
        np.testing.assert_array_equal(one, other)


def test_validation_batches_come_in_the_order_of_the_rows(digits: Project) -> None:
    data = prepare(digits)
    batches = ordered_batches(data, Split.VALIDATION, 100)
    assert batches is not None
    found = np.concatenate([y.numpy() for _, y in batches])
    np.testing.assert_array_equal(found, data.validation.y)


def test_without_validation_rows_there_are_no_batches(make_project: Any) -> None:
    project = make_project(DataKind.BUILTIN, [4], "mse", name="iris", validation=0.0)
    assert ordered_batches(prepare(project), Split.VALIDATION, 32) is None


@pytest.mark.parametrize("loss", ["sparse_categorical_crossentropy", "categorical_crossentropy"])
def test_balanced_weights_make_all_classes_weigh_the_same(make_project: Any, loss: str) -> None:
    data = prepare(make_project(DataKind.BUILTIN, [13], loss, name="wine"))
    weights = class_weights(data, "balanced")
    assert weights is not None
    y = np.asarray(data.train.y)
    labels = y.argmax(axis=1) if y.ndim == 2 else y
    totals = [weights[index] * (labels == index).sum() for index in range(3)]
    assert totals == pytest.approx([len(labels) / 3] * 3)


def test_weights_can_be_given_by_class(digits: Project) -> None:
    others = dict.fromkeys(range(2, 10), 1.0)
    assert class_weights(prepare(digits), {"0": 2, "1": 0.5}) == {0: 2.0, 1: 0.5, **others}
    assert class_weights(prepare(digits), None) is None


def test_weights_that_cannot_be_used_are_refused(digits: Project, make_project: Any) -> None:
    numbers = prepare(make_project(DataKind.BUILTIN, [10], "mse", name="diabetes"))
    with pytest.raises(UserError, match="one Output whose target is a class"):
        class_weights(numbers, "balanced")
    with pytest.raises(UserError, match="a number for each class index"):
        class_weights(prepare(digits), {"zero": "much"})
