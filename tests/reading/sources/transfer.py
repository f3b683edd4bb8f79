import keras
from keras import layers

base = keras.applications.MobileNetV2(
    input_shape=(96, 96, 3), include_top=False, weights=None, pooling="avg"
)
base.trainable = False

inputs = keras.Input(shape=(96, 96, 3), name="photo")
x = layers.Rescaling(1.0 / 127.5, offset=-1, name="scaled")(inputs)
x = base(x, training=False)
x = layers.Dropout(0.2)(x)
outputs = layers.Dense(1, name="cat_or_dog")(x)
model = keras.Model(inputs, outputs, name="transfer")
