"""A dozen of projects with blocks, each with something that the others have not."""

from collections.abc import Callable
from dataclasses import replace

from designer.graph.blocks import BlockStyle
from designer.graph.graph import Graph
from designer.project.project import Project
from tests.engine.blocks import block, exposed, graph, instance, node, project

RESIDUAL = block(
    "residual",
    graph(
        [
            node("x", "Input"),
            node("conv1", "Conv2D", kernel_size=[3, 3], padding="same", activation="relu"),
            node("conv2", "Conv2D", kernel_size=[3, 3], padding="same"),
            node("add", "Add"),
            node("y", "Output"),
        ],
        "x > conv1 > conv2 > add > y",
        "x > add",
    ),
    exposed("filters", 8, "conv1.filters", "conv2.filters"),
    notes="Two convolutions, and a way round them.",
)

DENSE = block(
    "dense",
    graph(
        [
            node("x", "Input"),
            node("hidden", "Dense", activation="relu"),
            node("drop", "Dropout", rate=0.25),
            node("y", "Output"),
        ],
        "x > hidden > drop > y",
    ),
    exposed("units", 16, "hidden.units"),
)


def _picture() -> list:
    return [
        node("image", "Input", shape=[8, 8, 1]),
        node("stem", "Conv2D", filters=8, kernel_size=[1, 1]),
    ]


def _classes(name: str = "label") -> list:
    return [
        node("pool", "GlobalAveragePooling2D"),
        node("classes", "Dense", units=3, activation="softmax"),
        node(name, "Output", loss="sparse_categorical_crossentropy"),
    ]


def residual_net() -> Project:
    """Repeat, an exposed parameter at its default and at another value, a frozen layer."""
    held = graph(
        [
            *_picture(),
            instance("stage1", "residual", repeat=3),
            node("wider", "Conv2D", filters=12, kernel_size=[1, 1], strides=[2, 2]),
            instance("stage2", "residual", filters=12),
            *_classes(),
        ],
        "image > stem > stage1.x",
        "stage1.y > wider > stage2.x",
        "stage2.y > pool > classes > label",
    )
    return project(held, RESIDUAL)


def nested() -> Project:
    """A block in a block, repeated by a parameter, with a parameter handed through."""
    stage = block(
        "stage",
        graph(
            [
                node("x", "Input"),
                node("norm", "BatchNormalization"),
                instance("deep", "residual"),
                node("y", "Output"),
            ],
            "x > norm > deep.x",
            "deep.y > y",
        ),
        exposed("width", 8, "deep.filters"),
        exposed("depth", 2, "deep.repeat"),
    )
    held = graph(
        [
            *_picture(),
            instance("first", "stage"),
            instance("second", "stage", depth=3),
            *_classes(),
        ],
        "image > stem > first.x",
        "first.y > second.x",
        "second.y > pool > classes > label",
    )
    return project(held, RESIDUAL, stage)


def _two_sides(*blocks, left="left", right="right", **params) -> Project:
    held = graph(
        [
            node("a", "Input", shape=[6]),
            node("b", "Input", shape=[6]),
            instance("left", blocks[0].id, **params),
            instance("right", blocks[0].id, calls="left"),
            node("distance", "Subtract"),
            node("score", "Dense", units=1),
            node("same", "Output", loss="mse"),
        ],
        "a > left.x",
        "b > right.x",
        "left.y > distance",
        "right.y > distance > score > same",
    )
    return project(held, *blocks)


def siamese() -> Project:
    """A function whose layers two instances share."""
    return _two_sides(DENSE, units=5)


def siamese_repeated() -> Project:
    """A shared instance that is repeated."""
    return _two_sides(DENSE, units=6, repeat=2)


def siamese_nested() -> Project:
    """A shared block with a block and a shared layer in it."""
    outer = block(
        "outer",
        graph(
            [
                node("x", "Input"),
                node("twice", "Dense", units=6),
                instance("inner", "dense", units=6, repeat=2),
                node("again", "Dense", calls="twice"),
                node("y", "Output"),
            ],
            "x > twice > inner.x",
            "inner.y > again > y",
        ),
    )
    return _two_sides(outer, DENSE)


def siamese_model() -> Project:
    """A nested model that two instances share, repeated."""
    return _two_sides(replace(DENSE, style=BlockStyle.MODEL), units=6, repeat=2)


def autoencoder() -> Project:
    """Nested models, one frozen; one holds a function."""
    encoder = block(
        "encoder",
        graph(
            [
                node("image", "Input"),
                node("flat", "Flatten"),
                instance("narrow", "dense", units=12),
                node("code", "Dense", units=4),
                node("z", "Output"),
            ],
            "image > flat > narrow.x",
            "narrow.y > code > z",
        ),
        style="model",
    )
    decoder = block(
        "decoder",
        graph(
            [
                node("z", "Input"),
                node("wide", "Dense", units=64, activation="sigmoid"),
                node("shape", "Reshape", target_shape=[8, 8, 1]),
                node("image", "Output"),
            ],
            "z > wide > shape > image",
        ),
        style="model",
    )
    held = graph(
        [
            node("image", "Input", shape=[8, 8, 1]),
            instance("encoder", "encoder", frozen=True),
            instance("decoder", "decoder"),
            node("redrawn", "Output", loss="mse"),
        ],
        "image > encoder.image",
        "encoder.z > decoder.z",
        "decoder.image > redrawn",
    )
    return project(held, encoder, decoder, DENSE)


def _both(style: str) -> Project:
    both = block(
        "both",
        graph(
            [
                node("x", "Input"),
                node("context", "Input"),
                node("joined", "Concatenate"),
                node("mean", "Dense", units=4),
                node("spread", "Dense", units=4, activation="softplus"),
                node("mu", "Output"),
                node("sigma", "Output"),
            ],
            "x > joined > mean > mu",
            "context > joined > spread > sigma",
        ),
        style=style,
    )
    held = graph(
        [
            node("a", "Input", shape=[4]),
            node("b", "Input", shape=[4]),
            instance("parts", "both", repeat=2),
            node("mu", "Output", loss="mse"),
            node("sigma", "Output", loss="mse"),
        ],
        "a > parts.x",
        "b > parts.context",
        "parts.mu > mu",
        "parts.sigma > sigma",
    )
    return project(held, both)


def several_ends() -> Project:
    """Several inputs and outputs, chained."""
    return _both("function")


def several_ends_model() -> Project:
    """The same as a nested model."""
    return _both("model")


def frozen() -> Project:
    """A frozen instance beside one that is not, with a block in it."""
    outer = block(
        "outer",
        graph(
            [
                node("x", "Input"),
                instance("part", "residual"),
                node("norm", "BatchNormalization"),
                node("y", "Output"),
            ],
            "x > part.x",
            "part.y > norm > y",
        ),
    )
    held = graph(
        [
            *_picture(),
            instance("kept", "outer", frozen=True),
            instance("trained", "outer"),
            *_classes(),
        ],
        "image > stem > kept.x",
        "kept.y > trained.x",
        "trained.y > pool > classes > label",
    )
    return project(held, outer, RESIDUAL)


def decoder_with_memory() -> Project:
    """Attention, a second input that every repetition is given, and a wire straight through."""
    layer = block(
        "decoder_layer",
        graph(
            [
                node("x", "Input"),
                node("memory", "Input"),
                node("attend", "MultiHeadAttention", num_heads=2, key_dim=4),
                node("sum", "Add"),
                node("norm", "LayerNormalization"),
                node("y", "Output"),
            ],
            "x > attend.query",
            "memory > attend.value",
            "attend > sum > norm > y",
            "x > sum",
        ),
    )
    through = block("through", graph([node("x", "Input"), node("y", "Output")], "x > y"))
    held = graph(
        [
            node("a", "Input", shape=[5, 8]),
            node("b", "Input", shape=[7, 8]),
            instance("nothing", "through"),
            instance("decoder", "decoder_layer", repeat=2),
            node("out", "Output", loss="mse"),
        ],
        "a > nothing.x",
        "nothing.y > decoder.x",
        "b > decoder.memory",
        "decoder.y > out",
    )
    return project(held, layer, through)


def attention_twice() -> Project:
    """Shared attention, whose weights Keras makes when it is first called."""
    attend = block(
        "attend",
        graph(
            [
                node("x", "Input"),
                node("heads", "MultiHeadAttention", num_heads=2, key_dim=4),
                node("norm", "LayerNormalization"),
                node("last", "Dense", units=3),
                node("y", "Output"),
            ],
            "x > heads.query",
            "x > heads.value",
            "heads > norm > last > y",
        ),
    )
    return _of_shape(_two_sides(attend), [5, 6])


def backbone_twice() -> Project:
    """A shared block that holds a model of keras.applications and a nested model."""
    side = block(
        "side",
        graph(
            [
                node("x", "Input"),
                node("base", "applications.MobileNetV2", weights=None, include_top=False,
                     alpha=0.35, pooling="avg"),
                instance("head", "dense", units=4),
                node("y", "Output"),
            ],
            "x > base > head.x",
            "head.y > y",
        ),
    )  # fmt: skip
    drawn = _two_sides(side, replace(DENSE, style=BlockStyle.MODEL))
    return _of_shape(drawn, [32, 32, 3])


def _of_shape(drawn: Project, shape: list) -> Project:
    nodes = {
        id: n.with_param("shape", shape) if n.kind == "Input" else n
        for id, n in drawn.graph.nodes.items()
    }
    return replace(drawn, graph=Graph(nodes, drawn.graph.edges))


BANK: tuple[Callable[[], Project], ...] = (
    residual_net,
    nested,
    siamese,
    siamese_repeated,
    siamese_nested,
    siamese_model,
    autoencoder,
    several_ends,
    several_ends_model,
    frozen,
    decoder_with_memory,
    attention_twice,
    backbone_twice,
)
