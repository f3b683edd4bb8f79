"""Python code pasted as layers."""

import json

import pytest

from designer.document.commands.clipboard import paste_text
from designer.document.commands.code_text import layers_text

FUNCTIONAL = """
    x = layers.Conv2D(32, 3, activation="relu")(images)
    x = layers.MaxPooling2D()(x)
    side = layers.Conv2D(8, 1)(images)
    x = layers.Concatenate()([x, side])
"""
ADDED = """
model.add(layers.Dense(64, activation="relu"))
model.add(layers.Dropout(0.5))
"""
LISTED = """
        layers.Flatten(),
        layers.Dense(128, activation="relu"),
        layers.Dense(10),
"""
LINES = """
layers.Dense(4)
keras.layers.Dense(2)
"""
SCRIPT = """
import keras
from keras import layers
model = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10)])
"""
NAMES_ALONE = """
x = Dense(3)(x)
x = Dropout(0.1)(x)
"""


def pasted(document, catalog, text):
    found = layers_text(text, catalog)
    assert found is not None
    paste_text(document, found)
    graph = document.graph
    names = {id: node.kind for id, node in graph.nodes.items()}
    wires = sorted((names[e.source.node], names[e.target.node]) for e in graph.edges.values())
    return sorted(names.values()), wires


@pytest.mark.parametrize(
    ("text", "kinds", "wires"),
    [
        (
            FUNCTIONAL,
            ["Concatenate", "Conv2D", "Conv2D", "MaxPooling2D"],
            [
                ("Conv2D", "Concatenate"),
                ("Conv2D", "MaxPooling2D"),
                ("MaxPooling2D", "Concatenate"),
            ],
        ),
        (ADDED, ["Dense", "Dropout"], [("Dense", "Dropout")]),
        (LISTED, ["Dense", "Dense", "Flatten"], [("Dense", "Dense"), ("Flatten", "Dense")]),
        (LINES, ["Dense", "Dense"], [("Dense", "Dense")]),
        (NAMES_ALONE, ["Dense", "Dropout"], [("Dense", "Dropout")]),
        (
            SCRIPT,
            ["Dense", "Flatten", "Input", "Output"],
            [("Dense", "Output"), ("Flatten", "Dense"), ("Input", "Flatten")],
        ),
    ],
)
def test_lines_of_code_are_pasted_as_layers(document, catalog, text, kinds, wires):
    assert pasted(document, catalog, text) == (kinds, wires)


def test_parameters_in_the_code_are_set(document, catalog):
    pasted(document, catalog, ADDED)
    by_kind = {node.kind: node.params for node in document.graph.nodes.values()}
    assert by_kind["Dense"] == {"units": 64, "activation": "relu"}
    assert by_kind["Dropout"] == {"rate": 0.5}


@pytest.mark.parametrize("text", ["", "hello (world)", "x = 3", "print('a')", json.dumps({"a": 1})])
def test_other_text_is_no_layers(catalog, text):
    assert layers_text(text, catalog) is None


def test_numbers_too_long_to_be_written_are_no_layers(catalog) -> None:
    assert layers_text(f"Dense(0x{'f' * 6000})", catalog) is None
