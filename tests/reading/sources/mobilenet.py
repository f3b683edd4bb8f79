from keras import Model
from keras.layers import (
    Add,
    BatchNormalization,
    Conv2D,
    Dense,
    DepthwiseConv2D,
    GlobalAveragePooling2D,
    Input,
    ReLU,
    ZeroPadding2D,
)


def _make_divisible(v, divisor=8, min_value=None):
    if min_value is None:
        min_value = divisor
    new_v = max(min_value, int(v + divisor / 2) // divisor * divisor)
    if new_v < 0.9 * v:
        new_v += divisor
    return new_v


def inverted_residual(inputs, expansion, stride, alpha, filters, block_id):
    channels = inputs.shape[-1]
    pointwise = _make_divisible(int(filters * alpha), 8)
    x = inputs
    prefix = f"block_{block_id}_"
    if block_id:
        x = Conv2D(expansion * channels, 1, padding="same", use_bias=False, name=prefix + "expand")(
            x
        )
        x = BatchNormalization(epsilon=1e-3, momentum=0.999, name=prefix + "expand_BN")(x)
        x = ReLU(6.0, name=prefix + "expand_relu")(x)
    else:
        prefix = "expanded_conv_"
    if stride == 2:
        x = ZeroPadding2D(padding=((0, 1), (0, 1)), name=prefix + "pad")(x)
    x = DepthwiseConv2D(
        3,
        strides=stride,
        use_bias=False,
        padding="same" if stride == 1 else "valid",
        name=prefix + "depthwise",
    )(x)
    x = BatchNormalization(epsilon=1e-3, momentum=0.999, name=prefix + "depthwise_BN")(x)
    x = ReLU(6.0, name=prefix + "depthwise_relu")(x)
    x = Conv2D(pointwise, 1, padding="same", use_bias=False, name=prefix + "project")(x)
    x = BatchNormalization(epsilon=1e-3, momentum=0.999, name=prefix + "project_BN")(x)
    if channels == pointwise and stride == 1:
        return Add(name=prefix + "add")([inputs, x])
    return x


def MobileNetV2(input_shape=(64, 64, 3), alpha=0.5, classes=10):
    img_input = Input(shape=input_shape)
    first = _make_divisible(32 * alpha, 8)
    x = Conv2D(first, 3, strides=(2, 2), padding="same", use_bias=False, name="Conv1")(img_input)
    x = BatchNormalization(name="bn_Conv1")(x)
    x = ReLU(6.0, name="Conv1_relu")(x)
    settings = [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 2, 2)]
    number = 0
    for t, c, n, s in settings:
        for i in range(n):
            x = inverted_residual(
                x, filters=c, alpha=alpha, stride=s if i == 0 else 1, expansion=t, block_id=number
            )
            number += 1
    x = GlobalAveragePooling2D()(x)
    x = Dense(classes, activation="softmax", name="predictions")(x)
    return Model(img_input, x, name="mobilenetv2_%s" % "small")


model = MobileNetV2()
