import keras
from keras import layers


def get_member():
    entry = keras.Input(shape=(128,))
    answer = layers.Dense(1)(entry)
    return keras.Model(entry, answer)


first, second, third = get_member(), get_member(), get_member()
members = [first, second, third]
inputs = keras.Input(shape=(128,))
outputs = layers.average([member(inputs) for member in members])
ensemble = keras.Model(inputs=inputs, outputs=outputs, name="ensemble")
