"""An encoder that is a model by itself, and part of the autoencoder too."""

from tensorflow import keras
from tensorflow.keras import layers

encoder_input = keras.Input(shape=(28, 28, 1), name="original")
x = layers.Conv2D(16, 3, activation="relu")(encoder_input)
x = layers.Conv2D(32, 3, activation="relu")(x)
x = layers.MaxPooling2D(3)(x)
x = layers.Conv2D(32, 3, activation="relu")(x)
encoder_output = layers.GlobalMaxPooling2D()(x)
encoder = keras.Model(encoder_input, encoder_output, name="encoder")

decoder_input = keras.Input(shape=(32,), name="code")
x = layers.Dense(64)(decoder_input)
x = layers.Reshape((8, 8, 1))(x)
x = layers.Conv2DTranspose(16, 3, activation="relu")(x)
x = layers.UpSampling2D(2)(x)
decoder_output = layers.Conv2DTranspose(1, 3, activation="relu")(x)
decoder = keras.Model(decoder_input, decoder_output, name="decoder")

picture = keras.Input(shape=(28, 28, 1), name="img")
encoded = encoder(picture)
decoded = decoder(encoded)
autoencoder = keras.Model(picture, decoded, name="autoencoder")
