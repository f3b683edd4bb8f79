import keras
import numpy as np
from keras import layers, ops

a = keras.Input((4, 8), name="a")
b = keras.Input((4, 8), name="b")
total = a + b
scaled = 2.0 * total - 1
first = scaled[:, 0]
both = ops.concatenate([first, b[:, -1, :]], axis=-1)
weights = ops.softmax(ops.matmul(both, np.array([[1.0]] * 8 + [[2.0]] * 8, "float32")) / 4.0)
negative = -both
kept = ops.where(both > 0, both, negative)
mean = ops.mean(kept, axis=-1, keepdims=True)
answer = layers.Dense(3, activation=keras.activations.relu)(kept * mean + weights)
model = keras.Model([a, b], answer, name="operations")
