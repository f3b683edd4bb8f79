"""Writes the example projects: `python resources/examples/make.py`."""

import json
from collections.abc import Sequence
from pathlib import Path

from designer.catalog.catalog import load_catalog
from designer.catalog.specs import Json
from designer.graph.blocks import Block, Blocks
from designer.graph.framing import boxes_of, fitted, placed
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.graph.remarks import Remark, RemarkKind
from designer.project.definitions import definition_from_dict
from designer.project.files import write_project
from designer.project.project import Project
from designer.project.settings import CompileSettings, DataKind, DataSettings, FitSettings

_HERE = Path(__file__).resolve().parent
_COLUMN, _ROW = 256, 102  # pixels: a node of 220 x 66 and the gap to the next
_NOTE = 232.0
_LOSS = "sparse_categorical_crossentropy"
_CLASSES: dict[str, Json] = {"loss": _LOSS, "metrics": ["accuracy"]}


class Drawing:
    """Nodes placed in columns and rows, wired as they are placed."""

    def __init__(self) -> None:
        self._nodes: dict[str, Node] = {}
        self._edges: list[Edge] = []
        self._remarks: list[Remark] = []

    def add(
        self,
        kind: str,
        name: str,
        place: tuple[float, float],
        after: str | Sequence[str] = (),
        shares: str = "",
        **params: Json,
    ) -> str:
        """Place a node at (column, row), wire it to those before it and return its name."""
        number = len(self._nodes) + 1
        position = (place[0] * _COLUMN, place[1] * _ROW)
        layer = self._nodes[shares].id if shares else None
        node = Node(f"n{number:02}", kind, name, params, position, layer)
        self._nodes[name] = node
        for order, source in enumerate([after] if isinstance(after, str) else after):
            start = Endpoint(self._nodes[source].id, "output")
            end = Endpoint(node.id, _first_port(self._nodes[shares or name].kind))
            self._edges.append(Edge(f"e{len(self._edges) + 1:02}", start, end, order))
        return name

    def column(self, kinds: Sequence[tuple[str, str, dict[str, Json]]], x: float = 0) -> None:
        """Place nodes under each other, each wired to the one above."""
        above: str | tuple[()] = ()
        for row, (kind, name, params) in enumerate(kinds):
            above = self.add(kind, name, (x, row), above, shares="", **params)

    def graph(self) -> Graph:
        """Return what was drawn."""
        return Graph.of(self._nodes.values(), self._edges, self._remarks)

    def frame(self, title: str, names: Sequence[str], colour: str) -> None:
        """Put a frame round nodes."""
        boxes = boxes_of(self.graph(), {})
        box = fitted(boxes[self._nodes[name].id] for name in names)
        if box is not None:
            frame = Remark(self._next(), RemarkKind.FRAME, title, colour=colour)
            self._remarks.append(placed(frame, box))

    def note(self, text: str, beside: str) -> None:
        """Write a note at the right of a node; it is as high as its text."""
        x, y = self._nodes[beside].position
        place = (x + _COLUMN, y)
        self._remarks.append(Remark(self._next(), RemarkKind.NOTE, text, place, (_NOTE, 0.0)))

    def _next(self) -> str:
        return f"r{len(self._remarks) + 1}"


def _first_port(kind: str) -> str:
    spec = load_catalog().layer(kind)
    return spec.inputs[0].name if spec and spec.inputs else "inputs"


def _adam(rate: float) -> CompileSettings:
    return CompileSettings({"class_name": "Adam", "config": {"learning_rate": rate}})


def _builtin(name: str) -> DataSettings:
    return DataSettings(DataKind.BUILTIN, name)


def _conv(filters: int) -> dict[str, Json]:
    return {"filters": filters, "kernel_size": [3, 3], "padding": "same", "activation": "relu"}


def digits_mlp() -> Project:
    """Return the smallest classifier of the digits."""
    drawing = Drawing()
    drawing.column(
        [
            ("Input", "pixels", {"shape": [64]}),
            ("Rescaling", "scale", {"scale": 0.0625}),
            ("Dense", "hidden", {"units": 64, "activation": "relu"}),
            ("Dropout", "dropout", {"rate": 0.2}),
            ("Dense", "probabilities", {"units": 10, "activation": "softmax"}),
            ("Output", "label", _CLASSES),
        ]
    )
    return Project(
        "digits_mlp",
        drawing.graph(),
        _builtin("digits"),
        _adam(0.003),
        FitSettings(epochs=20),
        notes="Reads handwritten digits from their 64 pixels, with one hidden layer. Press Train: "
        "the curves should pass 0.95 within a few epochs. Then remove the hidden layer, and see "
        "how far a single layer comes.",
    )


def digits_cnn() -> Project:
    """Return a convolutional classifier of the digits."""
    drawing = Drawing()
    drawing.column(
        [
            ("Input", "image", {"shape": [8, 8, 1]}),
            ("Rescaling", "scale", {"scale": 0.0625}),
            ("Conv2D", "conv_1", _conv(32)),
            ("Conv2D", "conv_2", _conv(32)),
            ("MaxPooling2D", "pool", {}),
            ("Conv2D", "conv_3", _conv(64)),
            ("Flatten", "flatten", {}),
            ("Dropout", "dropout", {"rate": 0.3}),
            ("Dense", "probabilities", {"units": 10, "activation": "softmax"}),
            ("Output", "label", _CLASSES),
        ]
    )
    return Project(
        "digits_cnn",
        drawing.graph(),
        _builtin("digits"),
        _adam(0.002),
        FitSettings(epochs=15),
        notes="Reads handwritten digits as pictures of 8x8 pixels. Convolutions look at "
        "neighbouring pixels, so this network needs to learn less than one that sees the pixels "
        "in no order, and reads more digits right.",
    )


def iris_mlp() -> Project:
    """Return a classifier of a small table."""
    drawing = Drawing()
    drawing.column(
        [
            ("Input", "features", {"shape": [4]}),
            ("Normalization", "normalize", {}),
            ("Dense", "hidden", {"units": 16, "activation": "relu"}),
            ("Dense", "probabilities", {"units": 3, "activation": "softmax"}),
            ("Output", "target", _CLASSES),
        ]
    )
    return Project(
        "iris_mlp",
        drawing.graph(),
        _builtin("iris"),
        _adam(0.01),
        FitSettings(epochs=50, batch_size=16),
        notes="Tells three species of iris apart by the lengths and widths of their leaves. "
        "Normalization learns mean and variance of each column from the training rows before the "
        "first epoch.",
    )


def diabetes_regression() -> Project:
    """Return a network that predicts a number."""
    drawing = Drawing()
    drawing.column(
        [
            ("Input", "features", {"shape": [10]}),
            ("Normalization", "normalize", {}),
            (
                "Dense",
                "hidden",
                {
                    "units": 32,
                    "activation": "relu",
                    "kernel_regularizer": {"class_name": "L2", "config": {"l2": 0.01}},
                },
            ),
            ("Dense", "prediction", {"units": 1}),
            ("Output", "target", {"loss": "mse", "metrics": ["mae"]}),
        ]
    )
    early: Json = {"class_name": "EarlyStopping", "config": {"patience": 15}}
    return Project(
        "diabetes_regression",
        drawing.graph(),
        _builtin("diabetes"),
        _adam(0.01),
        FitSettings(epochs=100, callbacks=(early,)),
        notes="Predicts how far diabetes progresses in a year from ten measures of a patient. "
        "The target is a number, so the last layer has one unit and no activation. Training "
        "stops when the validation loss no longer falls.",
    )


def two_inputs_two_outputs() -> Project:
    """Return a network with two ways in and two ways out."""
    drawing = Drawing()
    add = drawing.add
    add("Input", "image", (0, 0), shape=[8, 8, 1])
    add("Rescaling", "scale_image", (0, 1), "image", scale=0.0625)
    add("Conv2D", "conv", (0, 2), "scale_image", filters=16, kernel_size=[3, 3], activation="relu")
    add("Flatten", "flatten", (0, 3), "conv")
    add("Input", "pixels", (1, 0), shape=[64])
    add("Rescaling", "scale_pixels", (1, 1), "pixels", scale=0.0625)
    add("Dense", "hidden", (1, 2), "scale_pixels", units=32, activation="relu")
    add("Concatenate", "together", (0.5, 4), ("flatten", "hidden"))
    add("Dense", "code", (0.5, 5), "together", units=32, activation="relu")
    add("Dense", "probabilities", (0, 6), "code", units=10, activation="softmax")
    add("Dense", "drawn", (1, 6), "code", units=64)
    add("Output", "label", (0, 7), "probabilities", loss=_LOSS, metrics=["accuracy"])
    add(
        "Output",
        "redrawn",
        (1, 7),
        "drawn",
        columns=["pixels"],
        loss="mse",
        loss_weight=0.01,
        metrics=["mae"],
    )
    return Project(
        "two_inputs_two_outputs",
        drawing.graph(),
        _builtin("digits"),
        _adam(0.002),
        FitSettings(epochs=15),
        notes="Two Inputs see the same digit, as a picture and as a row of pixels. Two Outputs "
        "are trained at once: one names the digit, the other draws it again. Its loss has a "
        "weight of 0.01, because its numbers are much greater.",
    )


def siamese_shared() -> Project:
    """Return two towers that share their layers."""
    drawing = Drawing()
    add = drawing.add
    add("Input", "left", (0, 0), shape=[8, 8, 1])
    add("Input", "right", (1, 0), shape=[8, 8, 1])
    add("Rescaling", "scale", (0, 1), "left", scale=0.0625)
    add("Rescaling", "scale_right", (1, 1), "right", shares="scale")
    add("Conv2D", "conv", (0, 2), "scale", filters=32, kernel_size=[3, 3], activation="relu")
    add("Conv2D", "conv_right", (1, 2), "scale_right", shares="conv")
    add("Flatten", "flatten", (0, 3), "conv")
    add("Flatten", "flatten_right", (1, 3), "conv_right", shares="flatten")
    add("Dense", "encoder", (0, 4), "flatten", units=32)
    add("Dense", "encoder_right", (1, 4), "flatten_right", shares="encoder")
    add("Dot", "alike", (0.5, 5), ("encoder", "encoder_right"), axes=[1, 1], normalize=True)
    add("Dense", "probability", (0.5, 6), "alike", units=1, activation="sigmoid")
    add("Output", "same", (0.5, 7), "probability", loss="binary_crossentropy", metrics=["accuracy"])
    sides = ("scale", "conv", "flatten", "encoder")
    both = [*sides, *(f"{name}_right" for name in sides)]
    drawing.frame("One encoder, called twice", both, "purple")
    drawing.note(
        "**Shared layers**\n\nThe right side calls the layers of the left one, so there is "
        "*one* set of weights. Select a layer to see its twin.",
        "conv_right",
    )
    return Project(
        "siamese_shared",
        drawing.graph(),
        _builtin("digit_pairs"),
        _adam(0.002),
        FitSettings(epochs=15),
        notes="Tells whether two pictures show the same digit. Both sides call the same layers, "
        "so what is learnt on one side holds on the other: a shared layer counts its parameters "
        "once. Dot compares the two codes by the angle between them.",
    )


def digits_lstm() -> Project:
    """Return a recurrent classifier of the digits."""
    drawing = Drawing()
    drawing.column(
        [
            ("Input", "image", {"shape": [8, 8, 1]}),
            ("Rescaling", "scale", {"scale": 0.0625}),
            ("Reshape", "rows", {"target_shape": [8, 8]}),
            ("LSTM", "lstm", {"units": 64}),
            ("Dense", "probabilities", {"units": 10, "activation": "softmax"}),
            ("Output", "label", _CLASSES),
        ]
    )
    return Project(
        "digits_lstm",
        drawing.graph(),
        _builtin("digits"),
        _adam(0.005),
        FitSettings(epochs=20),
        notes="Reads a digit row by row, from the top down: eight steps of eight pixels. What the "
        "LSTM remembers after the last row decides.",
    )


def digits_autoencoder() -> Project:
    """Return a network that draws what it sees through a narrow code."""
    drawing = Drawing()
    drawing.column(
        [
            ("Input", "image", {"shape": [8, 8, 1]}),
            ("Rescaling", "scale", {"scale": 0.0625}),
            ("Flatten", "flatten", {}),
            ("Dense", "hidden", {"units": 64, "activation": "relu"}),
            ("Dense", "code", {"units": 8}),
            ("Dense", "unfold", {"units": 64, "activation": "relu"}),
            ("Dense", "pixels", {"units": 64, "activation": "sigmoid"}),
            ("Reshape", "picture", {"target_shape": [8, 8, 1]}),
            ("Rescaling", "ink", {"scale": 16.0}),
            ("Output", "redrawn", {"columns": ["image"], "loss": "mse", "metrics": ["mae"]}),
        ]
    )
    drawing.frame("Encoder", ["scale", "flatten", "hidden"], "blue")
    drawing.frame("Decoder", ["unfold", "pixels", "picture", "ink"], "teal")
    drawing.note("**The bottleneck**\n\n64 pixels pass through `code` as 8 numbers.", "code")
    return Project(
        "digits_autoencoder",
        drawing.graph(),
        _builtin("digits"),
        _adam(0.003),
        FitSettings(epochs=30),
        notes="Squeezes each digit of 64 pixels into a code of 8 numbers and draws it again from "
        "them. Its Output is compared with the picture that came in. Give the code fewer units "
        "and watch what is lost.",
    )


def digits_resnet() -> Project:
    """Return a small residual network, made of blocks."""
    drawing = Drawing()
    plain = {**_conv(16), "use_bias": False}
    del plain["activation"]
    drawing.column(
        [
            ("Input", "image", {"shape": [8, 8, 1]}),
            ("Rescaling", "scale", {"scale": 0.0625}),
            ("Conv2D", "stem", plain),
            ("BatchNormalization", "stem_norm", {"momentum": 0.9}),
            ("ReLU", "stem_relu", {}),
            ("block:residual_block", "stage_1", {"filters": 16, "repeat": 2}),
            ("block:residual_down", "down", {"filters": 32}),
            ("block:residual_block", "stage_2", {"filters": 32, "repeat": 2}),
            ("GlobalAveragePooling2D", "pool", {}),
            ("Dense", "probabilities", {"units": 10, "activation": "softmax"}),
            ("Output", "label", _CLASSES),
        ]
    )
    return Project(
        "digits_resnet",
        drawing.graph(),
        _builtin("digits"),
        _adam(0.003),
        FitSettings(epochs=15),
        notes="A small ResNet. Both stages are instances of one block, which is drawn once, "
        "repeated twice in each and set to another number of filters. Go into a block with a "
        "double click: what is changed there changes in all its instances.",
        blocks=_ready("residual_block", "residual_down"),
    )


def digits_transformer() -> Project:
    """Return a transformer that reads a digit as patches."""
    drawing = Drawing()
    patches: dict[str, Json] = {"filters": 32, "kernel_size": [2, 2], "strides": [2, 2]}
    encoder: dict[str, Json] = {"width": 32, "hidden": 64, "key_dim": 8, "repeat": 2}
    drawing.column(
        [
            ("Input", "image", {"shape": [8, 8, 1]}),
            ("Rescaling", "scale", {"scale": 0.0625}),
            ("Conv2D", "patches", patches),
            ("Reshape", "sequence", {"target_shape": [16, 32]}),
            ("block:transformer_encoder", "encoder", encoder),
            ("LayerNormalization", "norm", {}),
            ("Flatten", "flatten", {}),
            ("Dense", "probabilities", {"units": 10, "activation": "softmax"}),
            ("Output", "label", _CLASSES),
        ]
    )
    return Project(
        "digits_transformer",
        drawing.graph(),
        _builtin("digits"),
        _adam(0.002),
        FitSettings(epochs=20),
        notes="Cuts a digit into 16 patches of 2x2 pixels and lets them look at each other. The "
        "encoder is a block that is repeated twice; raise its repeat to make the model deeper. "
        "Attention knows no order: Flatten keeps the patches in their places.",
        blocks=_ready("transformer_encoder"),
    )


def _ready(*names: str) -> Blocks:
    """Return ready-made blocks by their ids, which are their names."""
    folder = _HERE.parent / "blocks"
    found: dict[str, Block] = {}
    for name in names:
        data = json.loads((folder / f"{name}.json").read_text("utf-8"))
        found.update(definition_from_dict(data).blocks)
    return found


EXAMPLES = (
    digits_mlp,
    digits_cnn,
    iris_mlp,
    diabetes_regression,
    two_inputs_two_outputs,
    siamese_shared,
    digits_lstm,
    digits_autoencoder,
    digits_resnet,
    digits_transformer,
)


def main() -> None:
    """Write one file for each example beside this script."""
    for example in EXAMPLES:
        project = example()
        write_project(_HERE / f"{project.name}.kdesign", project)


if __name__ == "__main__":
    main()
