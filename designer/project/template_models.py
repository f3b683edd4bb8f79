"""How the starter models are drawn: everything between the data and the last layer."""

from math import prod

from designer.catalog.specs import Json
from designer.graph.naming import legal_name
from designer.project.data_ends import DataEnds
from designer.project.data_fields import Field
from designer.project.template_drawing import TemplateDrawing, add_input

_WORDS = 10_000
_LONGEST = 100
_BYTE = 255.0
_FEW = 12
"""Sides of pictures that are small enough to be flattened."""


def table_network(drawing: TemplateDrawing, ends: DataEnds) -> str:
    """Draw normalized columns and two hidden layers."""
    last = drawing.add("Dense", "hidden_1", _table(drawing, ends), units=64, activation="relu")
    last = drawing.add("Dropout", "dropout", last, rate=0.1)
    return drawing.add("Dense", "hidden_2", last, units=32, activation="relu")


def table_linear(drawing: TemplateDrawing, ends: DataEnds) -> str:
    """Draw normalized columns alone."""
    return _table(drawing, ends)


def table_residual(drawing: TemplateDrawing, ends: DataEnds) -> str:
    """Draw two pairs of layers, each with a shortcut round it."""
    last = drawing.add("Dense", "width", _table(drawing, ends), units=64)
    for number in (1, 2):
        inner = drawing.add("LayerNormalization", f"norm_{number}", last)
        inner = drawing.add("Dense", f"wide_{number}", inner, units=128, activation="relu")
        inner = drawing.add("Dropout", f"dropout_{number}", inner, rate=0.1)
        inner = drawing.add("Dense", f"narrow_{number}", inner, units=64)
        last = drawing.add("Add", f"sum_{number}", (last, inner))
    return last


def picture_convolutions(drawing: TemplateDrawing, ends: DataEnds) -> str:
    """Draw convolutions and pooling until the picture is small."""
    last, side, filters = _picture(drawing, ends), min(ends.shape[:2]), 32
    stage = 1
    while side >= 2 * 4 and stage < 5:
        last = drawing.add("Conv2D", f"conv_{stage}", last, **_conv(filters))
        last = drawing.add("MaxPooling2D", f"pool_{stage}", last)
        side, filters, stage = side // 2, min(2 * filters, 128), stage + 1
    last = drawing.add("Conv2D", f"conv_{stage}", last, **_conv(filters))
    last = drawing.add(_flattening(ends), "flatten", last)
    return drawing.add("Dropout", "dropout", last, rate=0.3)


def picture_residual(drawing: TemplateDrawing, ends: DataEnds) -> str:
    """Draw two residual stages; the second one sees half the picture with twice the filters."""
    last = _picture(drawing, ends)
    large = min(ends.shape[:2]) > 4 * _FEW
    stride: dict[str, Json] = {"strides": [2, 2]} if large else {}
    last = _normed(drawing, "stem", last, 32, "relu", **stride)
    for stage, filters in ((1, 32), (2, 64)):
        strides: dict[str, Json] = {"strides": [2, 2]} if stage > 1 else {}
        inner = _normed(drawing, f"stage_{stage}_a", last, filters, "relu", **strides)
        inner = _normed(drawing, f"stage_{stage}_b", inner, filters, "")
        if stage > 1:
            last = drawing.add(
                "Conv2D",
                f"shortcut_{stage}",
                last,
                filters=filters,
                kernel_size=[1, 1],
                strides=[2, 2],
            )
            drawing.move_aside(last, -1)
        last = drawing.add("Add", f"sum_{stage}", (last, inner))
        last = drawing.add("ReLU", f"stage_{stage}_relu", last)
    return drawing.add("GlobalAveragePooling2D", "pool", last)


def picture_network(drawing: TemplateDrawing, ends: DataEnds) -> str:
    """Draw two hidden layers over the pixels."""
    last = drawing.add("Flatten", "flatten", _picture(drawing, ends))
    units = 128 if prod(ends.shape) < 4096 else 256
    last = drawing.add("Dense", "hidden_1", last, units=units, activation="relu")
    last = drawing.add("Dropout", "dropout", last, rate=0.2)
    return drawing.add("Dense", "hidden_2", last, units=64, activation="relu")


def sequence_lstm(drawing: TemplateDrawing, ends: DataEnds) -> str:
    """Draw one recurrent layer."""
    last = drawing.add("LSTM", "lstm", _sequence(drawing, ends), units=64)
    return drawing.add("Dropout", "dropout", last, rate=0.2)


def sequence_convolutions(drawing: TemplateDrawing, ends: DataEnds) -> str:
    """Draw convolutions along time."""
    last, steps = _sequence(drawing, ends), ends.shape[0]
    last = drawing.add("Conv1D", "conv_1", last, **_conv1(32))
    if steps >= 16:
        last = drawing.add("MaxPooling1D", "pool_1", last)
    last = drawing.add("Conv1D", "conv_2", last, **_conv1(64))
    last = drawing.add("GlobalMaxPooling1D", "strongest", last)
    return drawing.add("Dropout", "dropout", last, rate=0.2)


def sequence_attention(drawing: TemplateDrawing, ends: DataEnds) -> str:
    """Draw one layer of attention over steps that know their neighbours."""
    last = drawing.add("Conv1D", "neighbours", _sequence(drawing, ends), **_conv1(32))
    seen = drawing.add(
        "MultiHeadAttention",
        "attention",
        last,
        num_heads=4,
        key_dim=8,
    )
    drawing.wire(last, seen, "value")
    last = drawing.add("Add", "sum", (last, seen))
    last = drawing.add("LayerNormalization", "norm", last)
    return drawing.add("GlobalAveragePooling1D", "average", last)


def text_average(drawing: TemplateDrawing, ends: DataEnds) -> str:
    """Draw words as vectors, and their mean."""
    return _average(drawing, _text(drawing, ends))


def text_lstm(drawing: TemplateDrawing, ends: DataEnds) -> str:
    """Draw a recurrent layer that reads from both ends."""
    return _both_ways(drawing, _text(drawing, ends))


def text_convolutions(drawing: TemplateDrawing, ends: DataEnds) -> str:
    """Draw a search for telling phrases."""
    last = drawing.add("Conv1D", "phrases", _text(drawing, ends), **_conv1(64))
    last = drawing.add("GlobalMaxPooling1D", "strongest", last)
    return drawing.add("Dropout", "dropout", last, rate=0.3)


def token_average(drawing: TemplateDrawing, ends: DataEnds) -> str:
    """Draw words as vectors, and their mean."""
    return _average(drawing, _tokens(drawing, ends))


def token_lstm(drawing: TemplateDrawing, ends: DataEnds) -> str:
    """Draw a recurrent layer that reads from both ends."""
    return _both_ways(drawing, _tokens(drawing, ends))


# ---- ways in ----


def _table(drawing: TemplateDrawing, ends: DataEnds) -> str:
    """Draw numbers that are normalized, words that are one-hot, and both put together."""
    ways = []
    if ends.sources:
        first = ends.sources[0]
        name = first.name if len(ends.sources) == 1 else "numbers" if ends.words else "features"
        shape: list[Json] = [*ends.shape]
        source = add_input(drawing, name, ends.sources, shape=shape)
        ways.append(drawing.add("Normalization", "normalize", source))
    if ends.words:
        width = sum(max(1, len(field.classes)) for field in ends.words)
        ways.append(_one_hot(drawing, ends.words, width))
        drawing.move_aside(ways[-1], 1 if ends.sources else 0)
    return ways[0] if len(ways) == 1 else drawing.add("Concatenate", "together", ways)


def _one_hot(drawing: TemplateDrawing, words: tuple[Field, ...], width: int) -> str:
    name = legal_name(words[0].name) if len(words) == 1 else "categories"
    columns: list[Json] = [field.name for field in words]
    return drawing.add("Input", name, columns=columns, encoding="one_hot", shape=[width])


def _picture(drawing: TemplateDrawing, ends: DataEnds) -> str:
    """Draw pictures whose values are brought to 0 to 1."""
    field = ends.sources[0]
    shape: list[Json] = [*field.shape]
    last = add_input(drawing, field.name, ends.sources, shape=shape)
    if len(field.shape) == 2:
        last = drawing.add("Reshape", "one_channel", last, target_shape=[*shape, 1])
    largest = field.maximum if field.maximum is not None else _BYTE
    if largest > 1.0:
        last = drawing.add("Rescaling", "scale", last, scale=float(f"{1 / largest:.6g}"))
    return last


def _sequence(drawing: TemplateDrawing, ends: DataEnds) -> str:
    """Draw sequences whose features are normalized."""
    shape: list[Json] = [*ends.shape]
    source = add_input(drawing, ends.sources[0].name, ends.sources, shape=shape)
    return drawing.add("Normalization", "normalize", source)


def _text(drawing: TemplateDrawing, ends: DataEnds) -> str:
    """Draw texts that become numbered words, and these vectors."""
    name = ends.sources[0].name
    source = add_input(drawing, name, ends.sources, shape=[1], dtype="string")
    words = drawing.add(
        "TextVectorization",
        "words",
        source,
        max_tokens=_WORDS,
        output_sequence_length=_LONGEST,
    )
    return drawing.add("Embedding", "vectors", words, input_dim=_WORDS, output_dim=32)


def _tokens(drawing: TemplateDrawing, ends: DataEnds) -> str:
    """Draw words that are numbered already, and their vectors."""
    field = ends.sources[0]
    source = add_input(drawing, field.name, ends.sources, shape=[*field.shape], dtype="int32")
    known = int(field.maximum) + 1 if field.maximum is not None else _WORDS
    return drawing.add("Embedding", "vectors", source, input_dim=known, output_dim=32)


# ---- parts ----


def _average(drawing: TemplateDrawing, vectors: str) -> str:
    last = drawing.add("GlobalAveragePooling1D", "average", vectors)
    last = drawing.add("Dense", "hidden", last, units=32, activation="relu")
    return drawing.add("Dropout", "dropout", last, rate=0.3)


def _both_ways(drawing: TemplateDrawing, vectors: str) -> str:
    inner: Json = {"class_name": "LSTM", "config": {"units": 32}}
    last = drawing.add("Bidirectional", "both_ways", vectors, layer=inner)
    return drawing.add("Dropout", "dropout", last, rate=0.3)


def _normed(
    drawing: TemplateDrawing, name: str, after: str, filters: int, activation: str, **more: Json
) -> str:
    last = drawing.add(
        "Conv2D",
        name,
        after,
        filters=filters,
        kernel_size=[3, 3],
        padding="same",
        use_bias=False,
        **more,
    )
    last = drawing.add("BatchNormalization", f"{name}_norm", last, momentum=0.9)
    return drawing.add("ReLU", f"{name}_relu", last) if activation else last


def _conv(filters: int) -> dict[str, Json]:
    return {"filters": filters, "kernel_size": [3, 3], "padding": "same", "activation": "relu"}


def _conv1(filters: int) -> dict[str, Json]:
    return {"filters": filters, "kernel_size": 5, "padding": "same", "activation": "relu"}


def _flattening(ends: DataEnds) -> str:
    return "Flatten" if min(ends.shape[:2]) <= _FEW else "GlobalAveragePooling2D"
