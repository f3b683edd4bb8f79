import keras
from keras import layers, regularizers

inputs = keras.Input(shape=(10, 16), name="steps")
x = layers.TimeDistributed(
    layers.Dense(8, activation="relu", kernel_regularizer=regularizers.l2(0.01))
)(inputs)
x = layers.Bidirectional(layers.LSTM(4, return_sequences=True), merge_mode="sum")(x)
x = layers.RNN([layers.LSTMCell(6), layers.GRUCell(5)])(x)
x = layers.Dense(
    3, kernel_initializer=keras.initializers.HeNormal(seed=1), bias_constraint="non_neg"
)(x)
x = layers.LeakyReLU(negative_slope=0.1)(x)
model = keras.Model(inputs, x, name="wrappers")
