"""Writes the ready-made blocks: `python resources/blocks/make.py`."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from designer.catalog.catalog import load_catalog
from designer.catalog.specs import Json
from designer.graph.blocks import Block, Exposed
from designer.graph.graph import Graph
from designer.graph.layered import places_unseen
from designer.graph.records import INPUT, OUTPUT, Edge, Endpoint, Node
from designer.project.definitions import Definition, definition_to_dict

_HERE = Path(__file__).resolve().parent
_ROW = 96.0
Sources: TypeAlias = "str | tuple[str, ...] | Mapping[str, str]"


class Draft:
    """A block while it is drawn; layers are called by their names."""

    def __init__(self, name: str, notes: str) -> None:
        self.name, self._notes = name, notes
        self._nodes: dict[str, Node] = {}
        self._edges: list[Edge] = []
        self._exposed: list[Exposed] = []

    def input(self, name: str = "inputs") -> str:
        """Add an input port."""
        return self._add(INPUT, name, self._place(INPUT))

    def output(self, source: str, name: str = "output") -> None:
        """Add an output port that gives what *source* gives."""
        self._add(OUTPUT, name, self._place(OUTPUT))
        self._wire(source, name, "inputs")

    def layer(self, kind: str, name: str, sources: Sources, **params: Json) -> str:
        """Add a layer wired to *sources*: one, several in their order, or by port."""
        self._add(kind, name, params)
        spec = load_catalog().layer(kind)
        assert spec is not None, kind
        if isinstance(sources, str):
            sources = (sources,)
        if isinstance(sources, tuple):
            for order, source in enumerate(sources):
                self._wire(source, name, spec.inputs[0].name, order)
        else:
            for port, source in sources.items():
                self._wire(source, name, port)
        return name

    def expose(self, name: str, *targets: str, help: str = "") -> None:
        """Make one parameter of the block of parameters inside, such as `conv.filters`."""
        ends = [target.split(".") for target in targets]
        first = self._nodes[ends[0][0]]
        pairs = tuple((self._nodes[node].id, param) for node, param in ends)
        self._exposed.append(Exposed(name, first.params[ends[0][1]], pairs, help))

    def block(self) -> Block:
        """Return the block, laid out from the top down."""
        graph = Graph.of(self._nodes.values(), self._edges)
        places = places_unseen(graph)
        nodes = [Node(n.id, n.kind, n.name, n.params, places[n.id]) for n in graph.nodes.values()]
        graph = Graph.of(nodes, self._edges)
        return Block(self.name, self.name, graph, tuple(self._exposed), notes=self._notes)

    def _place(self, kind: str) -> dict[str, Json]:
        return {"index": sum(node.kind == kind for node in self._nodes.values())}

    def _add(self, kind: str, name: str, params: Mapping[str, Json]) -> str:
        self._nodes[name] = Node(f"{self.name}-{name}", kind, name, params)
        return name

    def _wire(self, source: str, target: str, port: str, order: int = 0) -> None:
        name, _, out = source.partition(".")
        start = Endpoint(self._nodes[name].id, out or "output")
        end = Endpoint(self._nodes[target].id, port)
        number = len(self._edges) + 1
        self._edges.append(Edge(f"{self.name}-wire{number:02}", start, end, order))


def _conv(filters: int, size: int, **more: Json) -> dict[str, Json]:
    return {"filters": filters, "kernel_size": [size, size], "padding": "same", **more}


_PLAIN: dict[str, Json] = {"use_bias": False}
"""A convolution before a normalization needs no bias: that adds one of its own."""

_NORM: dict[str, Json] = {"momentum": 0.9}
"""Means and variances that follow soon: what Keras has of itself needs hundreds of steps."""

_SAME_FILTERS = "As many as the block's input has channels, because the input is added to it."


def residual_block() -> Draft:
    """Return the basic block of ResNet-18 and ResNet-34."""
    draft = Draft(
        "residual_block",
        "Two convolutions whose result is added to what came in.\n\n"
        "The shortcut lets gradients pass unchanged, so that dozens of these can be chained (He "
        "et al., 2015). The input must have as many channels as `filters` says, or nothing could "
        "be added; begin a stage with residual_down, which changes their number.",
    )
    x = draft.input()
    y = draft.layer("Conv2D", "conv_1", x, **_conv(64, 3), **_PLAIN)
    y = draft.layer("BatchNormalization", "norm_1", y, **_NORM)
    y = draft.layer("ReLU", "relu_1", y)
    y = draft.layer("Conv2D", "conv_2", y, **_conv(64, 3), **_PLAIN)
    y = draft.layer("BatchNormalization", "norm_2", y, **_NORM)
    y = draft.layer("Add", "add", (x, y))
    draft.output(draft.layer("ReLU", "relu_2", y))
    draft.expose("filters", "conv_1.filters", "conv_2.filters", help=_SAME_FILTERS)
    return draft


def residual_down() -> Draft:
    """Return the block that begins a stage of a ResNet."""
    draft = Draft(
        "residual_down",
        "A residual block that halves height and width and changes the number of channels.\n\n"
        "Its shortcut goes through a convolution of 1×1, so the input may have any number of "
        "channels. With strides 1 it keeps the size and changes the channels only.",
    )
    x = draft.input()
    y = draft.layer("Conv2D", "conv_1", x, **_conv(128, 3, strides=[2, 2]), **_PLAIN)
    y = draft.layer("BatchNormalization", "norm_1", y, **_NORM)
    y = draft.layer("ReLU", "relu_1", y)
    y = draft.layer("Conv2D", "conv_2", y, **_conv(128, 3), **_PLAIN)
    y = draft.layer("BatchNormalization", "norm_2", y, **_NORM)
    s = draft.layer("Conv2D", "shortcut", x, **_conv(128, 1, strides=[2, 2]), **_PLAIN)
    s = draft.layer("BatchNormalization", "shortcut_norm", s, **_NORM)
    y = draft.layer("Add", "add", (s, y))
    draft.output(draft.layer("ReLU", "relu_2", y))
    targets = ("conv_1.filters", "conv_2.filters", "shortcut.filters")
    draft.expose("filters", *targets, help="How many channels come out.")
    draft.expose("strides", "conv_1.strides", "shortcut.strides", help="2 halves the size.")
    return draft


def bottleneck_block() -> Draft:
    """Return the block of ResNet-50 and deeper ones."""
    draft = Draft(
        "bottleneck_block",
        "A residual block that narrows to few channels, convolves there and widens again.\n\n"
        "The 3×3 convolution works on a quarter of the channels, which is what makes ResNet-50 "
        "and deeper nets affordable. The input must have as many channels as `filters` says.",
    )
    x = draft.input()
    y = draft.layer("Conv2D", "reduce", x, **_conv(64, 1), **_PLAIN)
    y = draft.layer("BatchNormalization", "reduce_norm", y, **_NORM)
    y = draft.layer("ReLU", "reduce_relu", y)
    y = draft.layer("Conv2D", "conv", y, **_conv(64, 3), **_PLAIN)
    y = draft.layer("BatchNormalization", "conv_norm", y, **_NORM)
    y = draft.layer("ReLU", "conv_relu", y)
    y = draft.layer("Conv2D", "widen", y, **_conv(256, 1), **_PLAIN)
    y = draft.layer("BatchNormalization", "widen_norm", y, **_NORM)
    y = draft.layer("Add", "add", (x, y))
    draft.output(draft.layer("ReLU", "relu", y))
    draft.expose("filters", "widen.filters", help=_SAME_FILTERS)
    draft.expose(
        "width", "reduce.filters", "conv.filters", help="Channels inside, usually filters / 4."
    )
    return draft


def inverted_residual() -> Draft:
    """Return the block of MobileNetV2."""
    draft = Draft(
        "inverted_residual",
        "Widens, convolves each channel by itself, and narrows again: the block of MobileNetV2.\n\n"
        "Turned round against the bottleneck: the shortcut joins the narrow ends, and the costly "
        "3×3 convolution is a depthwise one, which needs few multiplications (Sandler et al., "
        "2018). The last convolution has no activation, because in few channels a ReLU would "
        "throw too much away. The input must have as many channels as `filters` says; `expanded` "
        "is usually six times that.",
    )
    x = draft.input()
    y = draft.layer("Conv2D", "expand", x, **_conv(96, 1), **_PLAIN)
    y = draft.layer("BatchNormalization", "expand_norm", y, **_NORM)
    y = draft.layer("ReLU", "expand_relu", y, max_value=6.0)
    y = draft.layer(
        "DepthwiseConv2D", "depthwise", y, kernel_size=[3, 3], padding="same", use_bias=False
    )
    y = draft.layer("BatchNormalization", "depthwise_norm", y, **_NORM)
    y = draft.layer("ReLU", "depthwise_relu", y, max_value=6.0)
    y = draft.layer("Conv2D", "project", y, **_conv(16, 1), **_PLAIN)
    y = draft.layer("BatchNormalization", "project_norm", y, **_NORM)
    draft.output(draft.layer("Add", "add", (x, y)))
    draft.expose("filters", "project.filters", help=_SAME_FILTERS)
    draft.expose("expanded", "expand.filters", help="Channels inside, usually 6 × filters.")
    return draft


def squeeze_excitation() -> Draft:
    """Return the channel attention of SENet."""
    draft = Draft(
        "squeeze_excitation",
        "Weighs the channels: what the whole picture says decides which of them count.\n\n"
        "The mean of each channel (squeeze) goes through two small layers that give a weight "
        "between 0 and 1 for each channel (excite; Hu et al., 2017). Costs next to nothing; put "
        "it behind the convolutions of a residual block. `filters` must be the number of channels "
        "of the input, `squeezed` is usually a quarter to a sixteenth of it.",
    )
    x = draft.input()
    y = draft.layer("GlobalAveragePooling2D", "squeeze", x, keepdims=True)
    y = draft.layer("Conv2D", "reduce", y, **_conv(16, 1, activation="relu"))
    y = draft.layer("Conv2D", "excite", y, **_conv(64, 1, activation="sigmoid"))
    draft.output(draft.layer("Multiply", "scale", (x, y)))
    draft.expose("filters", "excite.filters", help="As many as the block's input has channels.")
    draft.expose("squeezed", "reduce.filters", help="Channels in the middle.")
    return draft


def inception_block() -> Draft:
    """Return the module of GoogLeNet."""
    draft = Draft(
        "inception_block",
        "Looks at the input at four sizes at once and puts the results beside each other.\n\n"
        "Convolutions of 1×1, 3×3 and 5×5 and a pooling run side by side; those of 1×1 before the "
        "large ones keep the cost down (Szegedy et al., 2014). The input may have any number of "
        "channels; as many come out as the four branches give together.",
    )
    x = draft.input()
    relu: dict[str, Json] = {"activation": "relu"}
    a = draft.layer("Conv2D", "conv_1x1", x, **_conv(64, 1), **relu)
    b = draft.layer("Conv2D", "before_3x3", x, **_conv(96, 1), **relu)
    b = draft.layer("Conv2D", "conv_3x3", b, **_conv(128, 3), **relu)
    c = draft.layer("Conv2D", "before_5x5", x, **_conv(16, 1), **relu)
    c = draft.layer("Conv2D", "conv_5x5", c, **_conv(32, 5), **relu)
    d = draft.layer("MaxPooling2D", "pool", x, pool_size=[3, 3], strides=[1, 1], padding="same")
    d = draft.layer("Conv2D", "project_pool", d, **_conv(32, 1), **relu)
    draft.output(draft.layer("Concatenate", "concatenate", (a, b, c, d)))
    draft.expose("filters_1x1", "conv_1x1.filters", help="Channels of the branch of 1×1.")
    draft.expose("filters_3x3", "conv_3x3.filters", help="Channels of the branch of 3×3.")
    draft.expose("filters_5x5", "conv_5x5.filters", help="Channels of the branch of 5×5.")
    draft.expose("filters_pool", "project_pool.filters", help="Channels of the pooled branch.")
    draft.expose("reduce_3x3", "before_3x3.filters", help="Channels before the 3×3 convolution.")
    draft.expose("reduce_5x5", "before_5x5.filters", help="Channels before the 5×5 convolution.")
    return draft


def dense_block() -> Draft:
    """Return the layer of which dense blocks of DenseNet are chains."""
    draft = Draft(
        "dense_block",
        "Adds new channels beside all that came before: a layer of DenseNet.\n\n"
        "Set `repeat` to chain it: each repetition sees the input and what all earlier ones found, "
        "and `growth` channels are added every time (Huang et al., 2016). Between two such chains "
        "a 1×1 convolution and a pooling of 2×2 make the tensor small again.",
    )
    x = draft.input()
    y = draft.layer("BatchNormalization", "norm_1", x, **_NORM)
    y = draft.layer("ReLU", "relu_1", y)
    y = draft.layer("Conv2D", "reduce", y, **_conv(128, 1), **_PLAIN)
    y = draft.layer("BatchNormalization", "norm_2", y, **_NORM)
    y = draft.layer("ReLU", "relu_2", y)
    y = draft.layer("Conv2D", "conv", y, **_conv(32, 3), **_PLAIN)
    draft.output(draft.layer("Concatenate", "concatenate", (x, y)))
    draft.expose("growth", "conv.filters", help="How many channels each repetition adds.")
    draft.expose("bottleneck", "reduce.filters", help="Channels inside, usually 4 × growth.")
    return draft


def unet_down() -> Draft:
    """Return the stage of a U-Net that goes down."""
    draft = Draft(
        "unet_down",
        "A stage of a U-Net on its way down: two convolutions, then half the size.\n\n"
        "`output` goes on to the next stage, `skip` across to the unet_up of the same size, which "
        "finds there the details that pooling loses (Ronneberger et al., 2015). Height and width "
        "of the picture should be even at every stage.",
    )
    x = draft.input()
    y = draft.layer("Conv2D", "conv_1", x, **_conv(64, 3, activation="relu"))
    y = draft.layer("Conv2D", "conv_2", y, **_conv(64, 3, activation="relu"))
    z = draft.layer("MaxPooling2D", "pool", y)
    draft.output(z)
    draft.output(y, "skip")
    draft.expose("filters", "conv_1.filters", "conv_2.filters", help="Channels of this stage.")
    return draft


def unet_up() -> Draft:
    """Return the stage of a U-Net that goes up."""
    draft = Draft(
        "unet_up",
        "A stage of a U-Net on its way up: twice the size, joined with what went down there.\n\n"
        "`inputs` comes from the stage below, `skip` from the unet_down of the same size. The "
        "transposed convolution learns how to enlarge.",
    )
    x = draft.input()
    skip = draft.input("skip")
    up: dict[str, Json] = {"filters": 64, "kernel_size": [2, 2], "strides": [2, 2]}
    y = draft.layer("Conv2DTranspose", "enlarge", x, padding="same", **up)
    y = draft.layer("Concatenate", "join", (y, skip))
    y = draft.layer("Conv2D", "conv_1", y, **_conv(64, 3, activation="relu"))
    draft.output(draft.layer("Conv2D", "conv_2", y, **_conv(64, 3, activation="relu")))
    targets = ("enlarge.filters", "conv_1.filters", "conv_2.filters")
    draft.expose("filters", *targets, help="Channels of this stage.")
    return draft


_ATTENTION: dict[str, Json] = {"num_heads": 4, "key_dim": 16, "dropout": 0.1}


def _feed_forward(draft: Draft, x: str) -> str:
    y = draft.layer("LayerNormalization", "forward_norm", x, epsilon=1e-6)
    y = draft.layer("Dense", "expand", y, units=256, activation="gelu")
    y = draft.layer("Dense", "project", y, units=64)
    y = draft.layer("Dropout", "forward_dropout", y, rate=0.1)
    return draft.layer("Add", "forward_add", (x, y))


def _expose_transformer(draft: Draft, *attentions: str) -> None:
    draft.expose(
        "width",
        "project.units",
        help="Features of each position: as many as the last axis of the input has.",
    )
    draft.expose("num_heads", *(f"{a}.num_heads" for a in attentions), help="Attention heads.")
    help = "Size of each head, usually width / num_heads."
    draft.expose("key_dim", *(f"{a}.key_dim" for a in attentions), help=help)
    draft.expose("hidden", "expand.units", help="Units between the two layers, usually 4 × width.")
    drops = [*(f"{a}.dropout" for a in attentions), *(f"{a}_dropout.rate" for a in attentions)]
    help = "Share of values that training drops."
    draft.expose("dropout", *drops, "forward_dropout.rate", help=help)


def transformer_encoder() -> Draft:
    """Return the layer of a transformer's encoder."""
    draft = Draft(
        "transformer_encoder",
        "Lets all positions look at each other, then works on each by itself.\n\n"
        "Attention mixes the positions, two Dense layers work on each of them, and both are added "
        "to what came in (Vaswani et al., 2017). Norms come first, as in most models today, "
        "because that trains without warm-up; set a LayerNormalization after the last one. The "
        "input has the shape (positions, width). Set `repeat` to make it deep.",
    )
    x = draft.input()
    y = draft.layer("LayerNormalization", "attention_norm", x, epsilon=1e-6)
    ports = {"query": y, "value": y}
    y = draft.layer("MultiHeadAttention", "attention", ports, **_ATTENTION)
    y = draft.layer("Dropout", "attention_dropout", y, rate=0.1)
    x = draft.layer("Add", "attention_add", (x, y))
    draft.output(_feed_forward(draft, x))
    _expose_transformer(draft, "attention")
    return draft


def transformer_decoder() -> Draft:
    """Return the layer of a transformer's decoder."""
    draft = Draft(
        "transformer_decoder",
        "Writes on: sees only earlier positions of its input, and all of what was encoded.\n\n"
        "The first attention is causal, so that no position sees those after it; the second asks "
        "`encoded`, the output of an encoder of the same width, which every repetition gets. Norms "
        "come first; set a LayerNormalization after the last one. The input has the shape "
        "(positions, width).",
    )
    x = draft.input()
    encoded = draft.input("encoded")
    y = draft.layer("LayerNormalization", "attention_norm", x, epsilon=1e-6)
    ports = {"query": y, "value": y}
    y = draft.layer("MultiHeadAttention", "attention", ports, use_causal_mask=True, **_ATTENTION)
    y = draft.layer("Dropout", "attention_dropout", y, rate=0.1)
    x = draft.layer("Add", "attention_add", (x, y))
    y = draft.layer("LayerNormalization", "cross_norm", x, epsilon=1e-6)
    ports = {"query": y, "value": encoded}
    y = draft.layer("MultiHeadAttention", "cross", ports, **_ATTENTION)
    y = draft.layer("Dropout", "cross_dropout", y, rate=0.1)
    x = draft.layer("Add", "cross_add", (x, y))
    draft.output(_feed_forward(draft, x))
    _expose_transformer(draft, "attention", "cross")
    return draft


def wavenet_layer() -> Draft:
    """Return the layer of WaveNet."""
    draft = Draft(
        "wavenet_layer",
        "A gated convolution over time that looks back only: the layer of WaveNet.\n\n"
        "One convolution says what, the other how much of it passes. `output` goes on to the next "
        "layer, `skip` is added to the skips of all the others at the end (van den Oord et al., "
        "2016). Double `dilation` from layer to layer (1, 2, 4, 8 …): so they reach far back at "
        "little cost. The input has the shape (steps, channels), with as many channels as "
        "`channels` says.",
    )
    x = draft.input()
    causal: dict[str, Json] = {"kernel_size": 2, "dilation_rate": 1, "padding": "causal"}
    a = draft.layer("Conv1D", "filter", x, filters=32, activation="tanh", **causal)
    b = draft.layer("Conv1D", "gate", x, filters=32, activation="sigmoid", **causal)
    y = draft.layer("Multiply", "gated", (a, b))
    z = draft.layer("Conv1D", "residual", y, filters=32, kernel_size=1)
    draft.output(draft.layer("Add", "add", (x, z)))
    draft.output(draft.layer("Conv1D", "to_skip", y, filters=32, kernel_size=1), "skip")
    help = "As many as the block's input has, because the input is added."
    draft.expose("channels", "residual.filters", help=help)
    draft.expose("filters", "filter.filters", "gate.filters", help="Channels inside.")
    draft.expose("skip_channels", "to_skip.filters", help="Channels of the skip output.")
    help = "How far apart the steps are that it looks at."
    draft.expose("dilation", "filter.dilation_rate", "gate.dilation_rate", help=help)
    help = "How many steps it looks at."
    draft.expose("kernel_size", "filter.kernel_size", "gate.kernel_size", help=help)
    return draft


def mixer_layer() -> Draft:
    """Return the layer of MLP-Mixer."""
    draft = Draft(
        "mixer_layer",
        "Mixes positions, then channels, with nothing but Dense layers: a layer of MLP-Mixer.\n\n"
        "The first pair of Dense layers works across the positions (the axes are swapped for it), "
        "the second across the channels of each position (Tolstikhin et al., 2021). The input has "
        "the shape (tokens, channels), and both figures must be as `tokens` and `channels` say. "
        "Set `repeat` to make it deep.",
    )
    x = draft.input()
    y = draft.layer("LayerNormalization", "token_norm", x, epsilon=1e-6)
    y = draft.layer("Permute", "to_tokens", y, dims=[2, 1])
    y = draft.layer("Dense", "token_expand", y, units=64, activation="gelu")
    y = draft.layer("Dense", "token_project", y, units=16)
    y = draft.layer("Permute", "to_channels", y, dims=[2, 1])
    x = draft.layer("Add", "token_add", (x, y))
    y = draft.layer("LayerNormalization", "channel_norm", x, epsilon=1e-6)
    y = draft.layer("Dense", "channel_expand", y, units=128, activation="gelu")
    y = draft.layer("Dense", "channel_project", y, units=32)
    draft.output(draft.layer("Add", "channel_add", (x, y)))
    draft.expose("tokens", "token_project.units", help="Positions of the input.")
    draft.expose("channels", "channel_project.units", help="Channels of the input.")
    draft.expose("token_hidden", "token_expand.units", help="Units that mix positions.")
    draft.expose("channel_hidden", "channel_expand.units", help="Units that mix channels.")
    return draft


BLOCKS = (
    residual_block,
    residual_down,
    bottleneck_block,
    inverted_residual,
    squeeze_excitation,
    inception_block,
    dense_block,
    unet_down,
    unet_up,
    transformer_encoder,
    transformer_decoder,
    wavenet_layer,
    mixer_layer,
)


def main() -> None:
    """Write every block to a file of its own."""
    for make in BLOCKS:
        draft = make()
        data = definition_to_dict(Definition(draft.block()))
        text = json.dumps(data, indent=1, ensure_ascii=False)
        (_HERE / f"{draft.name}.json").write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
