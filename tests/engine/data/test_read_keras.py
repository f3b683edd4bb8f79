from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import pytest

from designer.engine.recipes.read_keras import read_keras

pytestmark = pytest.mark.engine


def offline(monkeypatch: pytest.MonkeyPatch, name: str, load: Callable[..., Any]) -> None:
    monkeypatch.setattr(getattr(keras.datasets, name), "load_data", load)


def test_grey_pictures_get_a_channel_axis(monkeypatch: pytest.MonkeyPatch) -> None:
    part = (np.zeros((3, 28, 28), np.uint8), np.array([1, 2, 3], np.uint8))
    offline(monkeypatch, "mnist", lambda: (part, part))
    train, test = read_keras("mnist")
    assert {name: (v.shape, v.dtype.name) for name, v in train.items()} == {
        "image": ((3, 28, 28, 1), "uint8"),
        "label": ((3,), "int64"),
    }
    assert test["label"].tolist() == [1, 2, 3]


def test_colour_pictures_stay_and_their_labels_become_one_axis(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    part = (np.zeros((2, 32, 32, 3), np.uint8), np.array([[4], [5]]))
    offline(monkeypatch, "cifar10", lambda: (part, part))
    train, _ = read_keras("cifar10")
    assert (train["image"].shape, train["label"].tolist()) == ((2, 32, 32, 3), [4, 5])


def test_texts_are_cut_or_filled_to_one_length(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = np.array([[1, 2], [3, 4, 5, 6]], dtype=object)
    asked = []

    def load(num_words: int) -> Any:
        asked.append(num_words)
        return (texts, np.array([0, 1])), (texts, np.array([0, 1]))

    offline(monkeypatch, "imdb", load)
    train, _ = read_keras("imdb", num_words=50, maxlen=3)
    assert asked == [50]
    assert train["tokens"].tolist() == [[0, 1, 2], [4, 5, 6]]


def test_prices_are_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    part = (np.ones((4, 8)), np.ones((4, 1)))
    offline(monkeypatch, "california_housing", lambda: (part, part))
    train, _ = read_keras("california_housing")
    assert {name: (v.shape, v.dtype.name) for name, v in train.items()} == {
        "features": ((4, 8), "float32"),
        "target": ((4,), "float32"),
    }
