"""Models of Keras 3, each with something that an importer can get wrong."""

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
from keras import layers, ops

Case = Callable[[], tuple[Any, Any]]

CASES: dict[str, Case] = {}
RANDOM = np.random.default_rng(0)


def case(make: Case) -> Case:
    CASES[make.__name__] = make
    return make


def floats(*shape: int) -> Any:
    return RANDOM.normal(size=shape).astype("float32")


def whole(high: int, *shape: int) -> Any:
    return RANDOM.integers(0, high, size=shape).astype("int32")


@case
def shared() -> tuple[Any, Any]:
    i = keras.Input((4,))
    d = layers.Dense(4, name="sh")
    return (keras.Model(i, d(d(i))), floats(2, 4))


@case
def siamese() -> tuple[Any, Any]:
    a = keras.Input((4,), name="a")
    x = layers.Dense(3, activation="relu")(a)
    sub = keras.Model(a, layers.Dense(2)(x), name="sub")
    p = keras.Input((4,), name="p")
    q = keras.Input((4,), name="q")
    return (keras.Model([p, q], layers.Subtract()([sub(p), sub(q)])), [floats(2, 4), floats(2, 4)])


@case
def nested_twice() -> tuple[Any, Any]:
    a = keras.Input((4,))
    m1 = keras.Model(a, layers.Dense(4)(a), name="m1")
    b = keras.Input((4,))
    m2 = keras.Model(b, layers.Dense(2)(m1(layers.Dense(4)(b))), name="m2")
    c = keras.Input((4,))
    return (keras.Model(c, m2(c)), floats(2, 4))


@case
def nested_seq() -> tuple[Any, Any]:
    s = keras.Sequential(
        [layers.Dense(4, activation="relu"), layers.BatchNormalization(), layers.Dropout(0.5)],
        name="seq",
    )
    i = keras.Input((3,))
    return (keras.Model(i, layers.Dense(2)(s(i))), floats(2, 3))


@case
def multi_out() -> tuple[Any, Any]:
    i = keras.Input((4,))
    x = layers.Dense(3)(i)
    return (
        keras.Model(i, [layers.Dense(1, name="u")(x), layers.Dense(2, name="v")(x)]),
        floats(2, 4),
    )


@case
def dict_io() -> tuple[Any, Any]:
    a = keras.Input((4,), name="a")
    b = keras.Input((3,), name="b")
    x = layers.Concatenate()([a, b])
    return (
        keras.Model({"a": a, "b": b}, {"z": layers.Dense(2)(x), "y": layers.Dense(1, name="y")(x)}),
        {"a": floats(2, 4), "b": floats(2, 3)},
    )


@case
def lstm_state() -> tuple[Any, Any]:
    i = keras.Input((5, 3))
    _, h, c = layers.LSTM(4, return_state=True)(i)
    j = keras.Input((6, 3))
    return (
        keras.Model([i, j], layers.LSTM(4)(j, initial_state=[h, c])),
        [floats(2, 5, 3), floats(2, 6, 3)],
    )


@case
def mha_mask() -> tuple[Any, Any]:
    i = keras.Input((5, 8))
    m = keras.Input((5, 5), dtype="bool")
    o, s = layers.MultiHeadAttention(2, 4)(i, i, attention_mask=m, return_attention_scores=True)
    return (
        keras.Model([i, m], [o, s]),
        [floats(2, 5, 8), RANDOM.integers(0, 2, (2, 5, 5)).astype(bool)],
    )


@case
def attention_list() -> tuple[Any, Any]:
    i = keras.Input((5, 8))
    j = keras.Input((4, 8))
    return (keras.Model([i, j], layers.Attention()([i, j])), [floats(2, 5, 8), floats(2, 4, 8)])


@case
def td_model() -> tuple[Any, Any]:
    a = keras.Input((4,))
    m = keras.Model(a, layers.BatchNormalization()(layers.Dense(3)(a)))
    i = keras.Input((5, 4))
    return (keras.Model(i, layers.TimeDistributed(m)(i)), floats(2, 5, 4))


@case
def rnn_cells() -> tuple[Any, Any]:
    i = keras.Input((5, 4))
    return (keras.Model(i, layers.RNN([layers.LSTMCell(3), layers.GRUCell(2)])(i)), floats(2, 5, 4))


@case
def bidir() -> tuple[Any, Any]:
    i = keras.Input((5, 4))
    return (
        keras.Model(
            i,
            layers.Bidirectional(
                layers.LSTM(3, return_sequences=True),
                backward_layer=layers.GRU(2, go_backwards=True, return_sequences=True),
            )(i),
        ),
        floats(2, 5, 4),
    )


@case
def bidir_plain() -> tuple[Any, Any]:
    i = keras.Input((5, 4))
    return (keras.Model(i, layers.Bidirectional(layers.LSTM(3))(i)), floats(2, 5, 4))


@case
def specnorm() -> tuple[Any, Any]:
    i = keras.Input((5, 4))
    return (keras.Model(i, layers.SpectralNormalization(layers.Dense(3))(i)), floats(2, 5, 4))


@case
def slicing() -> tuple[Any, Any]:
    i = keras.Input((5, 4))
    return (keras.Model(i, i[:, 1:3, ::2] + i[:, None, 0, :2]), floats(2, 5, 4))


@case
def einsum() -> tuple[Any, Any]:
    i = keras.Input((5, 4))
    return (keras.Model(i, ops.einsum("bij,bkj->bik", i, i)), floats(2, 5, 4))


@case
def npconst() -> tuple[Any, Any]:
    i = keras.Input((4,))
    return (keras.Model(i, i * np.arange(4, dtype="float32") + 1), floats(2, 4))


@case
def regs() -> tuple[Any, Any]:
    i = keras.Input((4,))
    return (
        keras.Model(
            i,
            layers.Dense(
                3,
                kernel_regularizer=keras.regularizers.L1L2(0.001, 0.0001),
                kernel_constraint=keras.constraints.MaxNorm(2.0),
                bias_initializer=keras.initializers.Constant(0.5),
            )(i),
        ),
        floats(2, 4),
    )


@case
def mixed() -> tuple[Any, Any]:
    i = keras.Input((4,))
    x = layers.Dense(8, dtype="mixed_float16")(i)
    return (keras.Model(i, layers.Dense(2, dtype="float32")(x)), floats(2, 4))


@case
def intlookup() -> tuple[Any, Any]:
    i = keras.Input((3,), dtype="int64")
    x = layers.IntegerLookup(vocabulary=[3, 5, 7], output_mode="int")(i)
    return (keras.Model(i, layers.Embedding(5, 2)(x)), RANDOM.integers(0, 9, (2, 3)))


@case
def strlookup() -> tuple[Any, Any]:
    i = keras.Input((3,), dtype="string")
    x = layers.StringLookup(vocabulary=["a", "b", "c"], output_mode="int")(i)
    return (
        keras.Model(i, layers.Embedding(5, 2)(x)),
        keras.ops.convert_to_tensor(np.array([["a", "b", "z"], ["c", "a", "b"]])),
    )


@case
def strlookup_adapt() -> tuple[Any, Any]:
    layer = layers.StringLookup()
    layer.adapt(np.array(["x", "y", "y"]))
    i = keras.Input((3,), dtype="string")
    return (
        keras.Model(i, layers.Embedding(5, 2)(layer(i))),
        keras.ops.convert_to_tensor(np.array([["x", "y", "z"], ["y", "x", "x"]])),
    )


@case
def textvec() -> tuple[Any, Any]:
    layer = layers.TextVectorization(output_sequence_length=4)
    layer.adapt(np.array(["hello world", "big world"]))
    i = keras.Input((), dtype="string")
    return (
        keras.Model(i, layers.Embedding(10, 2)(layer(i))),
        keras.ops.convert_to_tensor(np.array(["hello big", "nothing world"])),
    )


@case
def normadapt() -> tuple[Any, Any]:
    layer = layers.Normalization()
    layer.adapt(floats(50, 4) * 3 + 1)
    i = keras.Input((4,))
    return (keras.Model(i, layer(i)), floats(2, 4))


@case
def maskemb() -> tuple[Any, Any]:
    i = keras.Input((None,), dtype="int32")
    e = layers.Embedding(10, 4, mask_zero=True)(i)
    x = layers.LSTM(3, return_sequences=True)(e)
    x = layers.Bidirectional(layers.GRU(2))(x)
    return (keras.Model(i, x), whole(10, 2, 6))


@case
def masking() -> tuple[Any, Any]:
    i = keras.Input((5, 3))
    x = layers.Masking()(i)
    x = layers.LSTM(3, return_sequences=True)(x)
    return (
        keras.Model(i, layers.GlobalAveragePooling1D()(x)),
        np.where(np.arange(5)[None, :, None] < 3, floats(2, 5, 3), 0).astype("float32"),
    )


@case
def maskmha() -> tuple[Any, Any]:
    i = keras.Input((6,), dtype="int32")
    e = layers.Embedding(10, 4, mask_zero=True)(i)
    x = layers.MultiHeadAttention(2, 4)(e, e)
    x = layers.LayerNormalization()(x + e)
    return (keras.Model(i, layers.GlobalAveragePooling1D()(x)), whole(10, 2, 6))


@case
def transformer_causal() -> tuple[Any, Any]:
    i = keras.Input((6,), dtype="int32")
    e = layers.Embedding(10, 4)(i)
    x = layers.MultiHeadAttention(2, 4)(e, e, use_causal_mask=True)
    x = layers.Add()([x, e])
    x = layers.LayerNormalization(epsilon=1e-06)(x)
    return (keras.Model(i, layers.Dense(10, activation="softmax")(x)), whole(10, 2, 6))


@case
def sequential() -> tuple[Any, Any]:
    return (
        keras.Sequential(
            [
                keras.Input((8, 8, 1)),
                layers.Conv2D(4, 3, activation="relu"),
                layers.MaxPooling2D(),
                layers.Flatten(),
                layers.Dense(3, activation="softmax"),
            ]
        ),
        floats(2, 8, 8, 1),
    )


@case
def rmsln() -> tuple[Any, Any]:
    i = keras.Input((4,))
    return (keras.Model(i, layers.LayerNormalization(rms_scaling=True)(i)), floats(2, 4))


@case
def opsmany() -> tuple[Any, Any]:
    i = keras.Input((4, 6))
    x = ops.concatenate([i, ops.relu(i)], axis=-1)
    x = ops.transpose(x, (0, 2, 1))
    x = ops.mean(x, axis=1, keepdims=True)
    x = ops.reshape(x, (-1, 4))
    x = ops.where(x > 0, x, -x)
    x = ops.stack([x, x], axis=1)
    a, b = ops.split(x, 2, axis=1)
    return (
        keras.Model(i, ops.matmul(a, ops.transpose(b, (0, 2, 1))) ** 2 / 3.0 - 1),
        floats(2, 4, 6),
    )


@case
def aug() -> tuple[Any, Any]:
    i = keras.Input((16, 16, 3))
    x = layers.RandomFlip("horizontal")(i)
    x = layers.RandomRotation(0.2)(x)
    x = layers.RandomZoom((-0.1, 0.1))(x)
    x = layers.Rescaling(1 / 255.0)(x)
    return (keras.Model(i, layers.Conv2D(2, 3, strides=2, padding="same")(x)), floats(2, 16, 16, 3))


@case
def act_layers() -> tuple[Any, Any]:
    i = keras.Input((4,))
    x = layers.LeakyReLU(0.1)(i)
    x = layers.PReLU()(x)
    x = layers.ELU()(x)
    x = layers.ReLU(max_value=6)(x)
    return (keras.Model(i, layers.Activation("gelu")(x)), floats(2, 4))


@case
def intermediate_list() -> tuple[Any, Any]:
    a = keras.Input((4,), name="a")
    x = layers.Dense(3)(a)
    y = layers.Dense(2)(a)
    sub = keras.Model(a, [x, y], name="two")
    i = keras.Input((4,))
    u, v = sub(i)
    return (keras.Model(i, layers.Concatenate()([v, u])), floats(2, 4))


@case
def nested_dict() -> tuple[Any, Any]:
    a = keras.Input((4,), name="a")
    b = keras.Input((3,), name="b")
    sub = keras.Model(
        {"k2": a, "k1": b}, {"s": layers.Dense(2)(a), "r": layers.Dense(2)(b)}, name="sd"
    )
    i = keras.Input((4,))
    j = keras.Input((3,))
    o = sub({"k2": i, "k1": j})
    return (keras.Model([i, j], layers.Subtract()([o["s"], o["r"]])), [floats(2, 4), floats(2, 3)])


@case
def batch_size() -> tuple[Any, Any]:
    i = keras.Input(batch_shape=(2, 5, 3))
    return (keras.Model(i, layers.LSTM(3, stateful=True)(i)), floats(2, 5, 3))


@case
def convlstm() -> tuple[Any, Any]:
    i = keras.Input((3, 8, 8, 2))
    return (
        keras.Model(i, layers.ConvLSTM2D(3, 3, padding="same", return_sequences=True)(i)),
        floats(2, 3, 8, 8, 2),
    )


@case
def sepdw() -> tuple[Any, Any]:
    i = keras.Input((8, 8, 4))
    x = layers.SeparableConv2D(6, 3, depth_multiplier=2)(i)
    x = layers.DepthwiseConv2D(3)(x)
    x = layers.Conv2DTranspose(3, 3, strides=2)(x)
    return (keras.Model(i, layers.GroupNormalization(3)(x)), floats(2, 8, 8, 4))


@case
def deep_nested() -> tuple[Any, Any]:

    def mk(n):
        i = keras.Input((4,))
        x = layers.Dense(4)(i)
        if n:
            x = mk(n - 1)(x)
        return keras.Model(i, layers.BatchNormalization()(x), name=f"lv{n}")

    return (mk(4), floats(2, 4))
