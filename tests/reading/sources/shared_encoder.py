import keras
from keras import layers

source = keras.Input(shape=(20,), name="source")
code = layers.Dense(8, activation="relu")(source)
encoder = keras.Model(source, code, name="encoder")
back = layers.Dense(20, activation="sigmoid")(code)
autoencoder = keras.Model(source, back, name="autoencoder")
