import keras
from keras import layers, ops


def euclidean(vects):
    x, y = vects
    total = ops.sum(ops.square(x - y), axis=1, keepdims=True)
    return ops.sqrt(ops.maximum(total, 1e-7))


entry = layers.Input((28, 28, 1))
x = layers.BatchNormalization()(entry)
x = layers.Conv2D(4, (5, 5), activation="tanh")(x)
x = layers.AveragePooling2D(pool_size=(2, 2))(x)
x = layers.Flatten()(x)
x = layers.Dense(10, activation="tanh")(x)
embedding_network = keras.Model(entry, x, name="embedding")

left = layers.Input((28, 28, 1), name="left")
right = layers.Input((28, 28, 1), name="right")
tower_1 = embedding_network(left)
tower_2 = embedding_network(right)
merged = euclidean([tower_1, tower_2])
normal = layers.BatchNormalization()(merged)
answer = layers.Dense(1, activation="sigmoid")(normal)
siamese = keras.Model(inputs=[left, right], outputs=answer, name="siamese")
