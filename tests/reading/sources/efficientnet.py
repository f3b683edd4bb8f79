import math

from tensorflow.keras import layers, models

BLOCKS = [
    {
        "kernel_size": 3,
        "repeats": 1,
        "filters_in": 32,
        "filters_out": 16,
        "expand_ratio": 1,
        "strides": 1,
        "se_ratio": 0.25,
    },
    {
        "kernel_size": 5,
        "repeats": 2,
        "filters_in": 16,
        "filters_out": 24,
        "expand_ratio": 6,
        "strides": 2,
        "se_ratio": 0.25,
    },
]


def round_filters(filters, width, divisor=8):
    filters *= width
    new = max(divisor, int(filters + divisor / 2) // divisor * divisor)
    if new < 0.9 * filters:
        new += divisor
    return int(new)


def round_repeats(repeats, depth):
    return int(math.ceil(depth * repeats))


def block(
    inputs,
    drop_rate=0.0,
    name="",
    filters_in=32,
    filters_out=16,
    kernel_size=3,
    strides=1,
    expand_ratio=1,
    se_ratio=0.0,
    id_skip=True,
):
    filters = filters_in * expand_ratio
    if expand_ratio != 1:
        x = layers.Conv2D(filters, 1, padding="same", use_bias=False, name=name + "expand_conv")(
            inputs
        )
        x = layers.BatchNormalization(name=name + "expand_bn")(x)
        x = layers.Activation("swish", name=name + "expand_activation")(x)
    else:
        x = inputs
    x = layers.DepthwiseConv2D(
        kernel_size, strides=strides, padding="same", use_bias=False, name=name + "dwconv"
    )(x)
    x = layers.BatchNormalization(name=name + "bn")(x)
    x = layers.Activation("swish", name=name + "activation")(x)
    if 0 < se_ratio <= 1:
        filters_se = max(1, int(filters_in * se_ratio))
        se = layers.GlobalAveragePooling2D(name=name + "se_squeeze")(x)
        se = layers.Reshape((1, 1, filters), name=name + "se_reshape")(se)
        se = layers.Conv2D(filters_se, 1, activation="swish", name=name + "se_reduce")(se)
        se = layers.Conv2D(filters, 1, activation="sigmoid", name=name + "se_expand")(se)
        x = layers.multiply([x, se], name=name + "se_excite")
    x = layers.Conv2D(filters_out, 1, padding="same", use_bias=False, name=name + "project")(x)
    x = layers.BatchNormalization(name=name + "project_bn")(x)
    if id_skip and strides == 1 and filters_in == filters_out:
        if drop_rate > 0:
            x = layers.Dropout(drop_rate, noise_shape=(None, 1, 1, 1), name=name + "drop")(x)
        x = layers.add([x, inputs], name=name + "add")
    return x


def efficient(width=1.0, depth=1.1, blocks_args=BLOCKS, classes=10):
    img = layers.Input(shape=(64, 64, 3))
    x = layers.Rescaling(1.0 / 255.0)(img)
    x = layers.Conv2D(round_filters(32, width), 3, strides=2, padding="same", name="stem")(x)
    b, total = 0, float(sum(round_repeats(args["repeats"], depth) for args in blocks_args))
    for i, args in enumerate(blocks_args):
        args = dict(args)
        repeats = round_repeats(args.pop("repeats"), depth)
        args["filters_in"] = round_filters(args["filters_in"], width)
        args["filters_out"] = round_filters(args["filters_out"], width)
        for j in range(repeats):
            if j > 0:
                args["strides"] = 1
                args["filters_in"] = args["filters_out"]
            x = block(x, 0.2 * b / total, name=f"block{i + 1}{chr_of(j)}_", **args)
            b += 1
    x = layers.GlobalAveragePooling2D(name="avg_pool")(x)
    x = layers.Dense(classes, activation="softmax", name="predictions")(x)
    return models.Model(img, x, name="efficient")


def chr_of(number):
    return "abcdefgh"[number]


model = efficient()
