"""Whole models drawn from an empty canvas by keys alone, in fewer actions than lines of code.

An action is a step of a chain (`conv2d 32 3 relu`) or a key. A line of code is one of the function
`build_model` that the program itself writes for the drawing.
"""

from PySide6.QtCore import Qt

LENET = (
    "input 28,28,1 > conv2d 6 5 same tanh > avgpool > conv2d 16 5 tanh > avgpool > flatten > "
    "dense 120 tanh > dense 84 tanh > dense 10 softmax > output"
)
UNET = (
    "input 64,64,3 > conv2d 16 3 same relu > skip_1 = conv2d 16 3 same relu > maxpool > "
    "conv2d 32 3 same relu > skip_2 = conv2d 32 3 same relu > maxpool > "
    "conv2d 64 3 same relu > conv2d 64 3 same relu > "
    "conv2dtranspose 32 2 2 > concatenate @skip_2 > conv2d 32 3 same relu > "
    "conv2d 32 3 same relu > conv2dtranspose 16 2 2 > concatenate @skip_1 > "
    "conv2d 16 3 same relu > conv2d 16 3 same relu > conv2d 1 1 sigmoid > output"
)
TRANSFORMER = (
    "input 200 int32 > words = embedding 20000 64 > mha 4 16 @words > dropout 0.1 > add @words > "
    "first = layernorm > dense 128 relu > dense 64 > dropout 0.1 > add @first > layernorm > "
    "gap1d > dense 2 softmax > output"
)


class Hand:
    """Types and counts."""

    def __init__(self, canvas) -> None:
        self._canvas = canvas
        self.actions = 0

    def write(self, text: str) -> None:
        """Type a chain and take it by Enter."""
        for letter in text:
            self._canvas.type(letter)
        self._canvas.key(Qt.Key.Key_Return)
        self.actions += text.count(">") + 2


def lines_of(canvas) -> int:
    """Return how many lines the function has that builds the drawn model."""
    code = canvas.view.session.using.code()
    body = code.split("def build_model(", 1)[1].split("\n\n\n", 1)[0]
    return len([line for line in body.splitlines() if line.strip()])


def params(canvas, kind):
    nodes = canvas.view.session.document.graph.nodes.values()
    return [dict(node.params) for node in nodes if node.kind == kind]


def test_lenet(canvas):
    hand = Hand(canvas)
    hand.write(LENET)
    assert [p["filters"] for p in params(canvas, "Conv2D")] == [6, 16]
    assert [p["units"] for p in params(canvas, "Dense")] == [120, 84, 10]
    assert len(canvas.wires) == 9
    assert hand.actions == 11 < lines_of(canvas)


def test_a_unet(canvas):
    hand = Hand(canvas)
    hand.write(UNET)
    wires = canvas.wires
    assert {"skip_1 > concatenate_1", "skip_2 > concatenate"} <= set(wires)
    assert len(wires) == 20
    assert {"conv2d_transpose > concatenate", "conv2d_transpose_1 > concatenate_1"} <= set(wires)
    assert hand.actions == 20 < lines_of(canvas)


def test_a_transformer(canvas):
    hand = Hand(canvas)
    hand.write(TRANSFORMER)
    graph = canvas.view.session.document.graph
    attention = canvas.node("multi_head_attention")
    ports = {(edge.target.port, graph.nodes[edge.source.node].name)
             for edge in graph.incoming(attention.id)}  # fmt: skip
    assert ports == {("query", "words"), ("value", "words")}
    assert {"words > add", "first > add_1"} <= set(canvas.wires)
    assert hand.actions == 15 < lines_of(canvas)
