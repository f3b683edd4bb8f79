"""A kind that is not known says where it is from and what to do."""

import pytest

from designer.graph.unknown_kinds import unknown_words


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("custom.Scale", "Scale of the own code, which does not have it."),
        ("keras_hub.layers.Thing", "a layer of the package keras_hub, which is not known here"),
        ("Nonsense", "of the kind Nonsense, which this version of Keras does not have."),
        ("ops.nonsense", "of the kind ops.nonsense, which this version of Keras"),
        ("Custom>Scale", "the class Scale of Custom, which is no part of Keras."),
    ],
)
def test_it_is_said_in_words(kind, words):
    assert unknown_words(kind).startswith(words)
