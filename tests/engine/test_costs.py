"""Multiply-adds, against figures worked out by hand."""

import pytest

from designer.engine.check import check
from designer.engine.memo import Memo

pytestmark = pytest.mark.engine

PICTURE = [8, 8, 3]
WORDS = [5, 6]


@pytest.mark.parametrize(
    ("shape", "kind", "params", "expected"),
    [
        ([6], "Dense", {"units": 4}, 6 * 4),
        (WORDS, "Dense", {"units": 4}, 5 * 6 * 4),
        (PICTURE, "Conv2D", {"filters": 4, "kernel_size": 3}, 6 * 6 * 4 * 3 * 3 * 3),
        (PICTURE, "Conv2D", {"filters": 6, "kernel_size": 3, "padding": "same", "strides": 2},
         4 * 4 * 6 * 27),
        (PICTURE, "Conv2D", {"filters": 6, "kernel_size": 1, "groups": 3}, 64 * 6 * 1),
        (WORDS, "Conv1D", {"filters": 4, "kernel_size": 2}, 4 * 4 * 2 * 6),
        ([4, 4, 4, 2], "Conv3D", {"filters": 3, "kernel_size": 2}, 27 * 3 * 8 * 2),
        (PICTURE, "DepthwiseConv2D", {"kernel_size": 3, "depth_multiplier": 2}, 36 * 6 * 9),
        (PICTURE, "SeparableConv2D", {"filters": 5, "kernel_size": 3}, 36 * (9 * 3 + 3 * 5)),
        (PICTURE, "Conv2DTranspose", {"filters": 5, "kernel_size": 3, "strides": 2},
         64 * 9 * 3 * 5),
        (WORDS, "SimpleRNN", {"units": 4}, 5 * (6 * 4 + 4 * 4)),
        (WORDS, "LSTM", {"units": 4}, 5 * 4 * (6 * 4 + 4 * 4)),
        (WORDS, "GRU", {"units": 4}, 5 * 3 * (6 * 4 + 4 * 4)),
        (WORDS, "RNN", {"cell": {"class_name": "LSTMCell", "config": {"units": 4}}},
         5 * 4 * (6 * 4 + 4 * 4)),
        (WORDS, "Bidirectional", {"layer": {"class_name": "LSTM", "config": {"units": 4}}},
         2 * 5 * 4 * (6 * 4 + 4 * 4)),
        (WORDS, "TimeDistributed", {"layer": {"class_name": "Dense", "config": {"units": 4}}},
         5 * 6 * 4),
        ([3, *PICTURE], "TimeDistributed",
         {"layer": {"class_name": "Conv2D", "config": {"filters": 4, "kernel_size": 3}}},
         3 * 36 * 4 * 27),
        ([3, *PICTURE], "ConvLSTM2D", {"filters": 2, "kernel_size": 3},
         3 * 36 * 9 * (3 * 8 + 2 * 8)),
        (WORDS, "EinsumDense", {"equation": "abc,cd->abd", "output_shape": [5, 7]}, 5 * 6 * 7),
        (WORDS, "EinsumDense", {"equation": "abc,cde->abde", "output_shape": [5, 2, 7]},
         5 * 6 * 14),
        (WORDS, "Embedding", {"input_dim": 9, "output_dim": 4}, 0),
        (PICTURE, "BatchNormalization", {}, 0),
        (PICTURE, "MaxPooling2D", {}, 0),
        (PICTURE, "Flatten", {}, 0),
    ],
)  # fmt: skip
def test_a_layer_costs_what_it_multiplies(catalog, chain, shape, kind, params, expected):
    drawn = chain(("x", "Input", {"shape": shape}), ("it", kind, params))
    nodes, _, problems = check(drawn.project, catalog, Memo())
    assert problems == []
    assert nodes["it"]["multiply_adds"] == expected


def cost(catalog, drawing, kind, ports, **params):
    for name, shape in (("q", [5, 6]), ("v", [4, 3]), ("k", [4, 6])):
        drawing.add(name, "Input", shape=shape)
    drawing.add("it", kind, after=ports, **params)
    nodes, _, problems = check(drawing.project, catalog, Memo())
    assert problems == []
    return nodes["it"]["multiply_adds"]


def test_attention_scores_pairs_and_mixes_values(catalog, drawing):
    ports = [("query", "q"), ("value", "v"), ("key", "k")]
    assert cost(catalog, drawing, "Attention", ports) == 5 * 4 * 6 + 5 * 4 * 3


def test_heads_project_score_mix_and_project_again(catalog, drawing):
    ports = [("query", "q"), ("value", "v"), ("key", "k")]
    heads, key_size, value_size = 2, 7, 3
    expected = (
        5 * 6 * heads * key_size  # query
        + 4 * 6 * heads * key_size  # key
        + 4 * 3 * heads * value_size  # value
        + 5 * 4 * heads * (key_size + value_size)  # scores and mixing
        + 5 * heads * value_size * 6  # output
    )
    params = {"num_heads": heads, "key_dim": key_size, "value_dim": value_size}
    assert cost(catalog, drawing, "MultiHeadAttention", ports, **params) == expected


def test_grouped_queries_share_keys_and_values(catalog, drawing):
    ports = [("query", "q"), ("value", "k")]
    params = {"head_dim": 2, "num_query_heads": 4, "num_key_value_heads": 2}
    expected = 5 * 6 * 8 + 2 * (4 * 6 * 4) + 5 * 4 * 2 * 8 + 5 * 8 * 6
    assert cost(catalog, drawing, "GroupQueryAttention", ports, **params) == expected


def test_dot_multiplies_along_its_axis(catalog, drawing):
    ports = ["v", "k"]
    assert cost(catalog, drawing, "Dot", ports, axes=1) == 3 * 6 * 4
