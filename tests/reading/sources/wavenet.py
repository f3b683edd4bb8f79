import tensorflow as tf


def wavenet_layer(x, filters, dilation, name):
    tanh = tf.keras.layers.Conv1D(
        filters, 2, dilation_rate=dilation, padding="causal", activation="tanh", name=name + "_tanh"
    )(x)
    gate = tf.keras.layers.Conv1D(
        filters,
        2,
        dilation_rate=dilation,
        padding="causal",
        activation="sigmoid",
        name=name + "_gate",
    )(x)
    gated = tf.keras.layers.Multiply(name=name + "_gated")([tanh, gate])
    skip = tf.keras.layers.Conv1D(filters, 1, name=name + "_skip")(gated)
    out = tf.keras.layers.Add(name=name + "_out")([skip, x])
    return out, skip


def wavenet(length=64, filters=8, depth=3, stacks=2):
    inputs = tf.keras.Input((length, 1), name="sound")
    x = tf.keras.layers.Conv1D(filters, 2, padding="causal", name="first")(inputs)
    skips = []
    for s in range(stacks):
        for i in range(depth):
            x, skip = wavenet_layer(x, filters, 2**i, name=f"stack{s}_layer{i}")
            skips.append(skip)
    x = tf.keras.layers.Add(name="all_skips")(skips)
    x = tf.keras.layers.ReLU()(x)
    x = tf.keras.layers.Conv1D(16, 1, activation="softmax", name="answer")(x)
    return tf.keras.Model(inputs, x, name="wavenet")


net = wavenet()
